import type { Mark } from "../assumption.ts";
import { input, type NamedInput } from "./common-inputs.ts";
import type { ProposalColumn, RowId } from "./proposals-table.ts";

/** Something said in words, or said not to be known. */
export interface Said {
  readonly text: string;
  readonly mark: Mark;
  readonly source: string;
  readonly note?: string;
}

/** A row that its authors left open, and what they said instead. */
export interface Unsaid {
  readonly missing: string;
  readonly source: string;
}

/** A state that would send people, or whose army the whole is compared with. */
export interface Donor {
  readonly id: string;
  readonly name: string;
  /** As it stands behind a share: `of the British Army`. */
  readonly army: string;
  readonly isOffer: boolean;
  readonly inputs: readonly NamedInput[];
  readonly note: string;
}

/** A proposal as reported: who said which number for which task, and what they said with it. */
export interface Proposal extends ProposalColumn {
  /** Ids of the claims it rests on, as the lead scenario numbers them. */
  readonly claims: readonly string[];
  /** What its authors put into figures. `people` is always there. */
  readonly says: readonly NamedInput[];
  /** Rows answered in words under its own assumptions; of `air-and-sea`, `refused-by` under any. */
  readonly words: Partial<Record<RowId, Said>>;
  readonly unsaid: Partial<Record<RowId, Unsaid>>;
  /** What a figure does not say, by row, under its own and under common assumptions. */
  readonly notes: {
    readonly own: Partial<Record<RowId, string>>;
    readonly common: Partial<Record<RowId, string>>;
  };
  readonly donors: readonly Donor[];
}

/** What the short names of sources stand for. */
export const proposalSources: readonly { readonly id: string; readonly text: string }[] = [
  { id: "S 000", text: "report of November 2024 on a zone of 800 miles" },
  { id: "S 001", text: "report of February 2025 on an Anglo-French plan" },
  { id: "S 002", text: "report of 20 February 2025 on the size of the force" },
  { id: "S 003", text: "report of 28 February 2025 on backstop and size" },
  { id: "S 004", text: "report of 25 February 2025 on the British part" },
];

const people = (count: number, source: string) =>
  input("people", "F", "People", count, "people", "confirmed", source);
const gcspLine = "GCSP paper, March 2025, by press accounts";
const britishArmy = input(
  "donor-army",
  "y",
  "British Army",
  75_000,
  "people",
  "derived",
  "S 003: 100 000 is 25 000 above the regular British Army",
);
const uk = { id: "uk", name: "United Kingdom", army: "of the British Army" } as const;
const ukGdp = input(
  "donor-gdp",
  "G",
  "Gross domestic product, United Kingdom",
  [3_500, 3_640, 3_800],
  "USD bn a year",
  "unconfirmed",
  "about 2024; general knowledge, not checked against a text",
);
const franceGdp = input(
  "donor-gdp",
  "G",
  "Gross domestic product, France",
  [3_000, 3_160, 3_300],
  "USD bn a year",
  "unconfirmed",
  "about 2024; general knowledge, not checked against a text",
);
const notForTheLine =
  "30 000 was not meant for the line: its authors leave it to sensors, so s is near 0. This is a what-if.";
const refusalInGeneral: Unsaid = {
  missing: "no answer held",
  source: "Russia refuses troops of NATO states in general (S 001, S 004), not this number.",
};
const lineRows: readonly RowId[] = ["people-per-km", "at-work", "posts", "spacing", "watching"];
const onLineRows = (note: string) => Object.fromEntries(lineRows.map((row) => [row, note]));

/** The reported proposals, by size; no other order is meant. Sizes and tasks as published. */
export const proposals: readonly Proposal[] = [
  {
    id: "15000",
    size: 15_000,
    sizeText: "15 000",
    who: "GCSP paper",
    when: "Mar 2025",
    task: "watch a buffer zone, 5 000 on it, 10 000 to guard them",
    lineText: "1 100 to 1 200 km",
    source: "GCSP paper, March 2025; New York Times, by Interfax-Ukraine, Espreso and 360ua",
    claims: [],
    says: [
      people(15_000, "GCSP paper: up to 15 000 in one mixed mission"),
      input(
        "people-on-zone",
        "F",
        "On the zone",
        5_000,
        "people",
        "confirmed",
        "GCSP paper: 5 000 civilian monitors and police",
      ),
      input("line", "L", "Line", [1_100, 1_150, 1_200], "km", "confirmed", gcspLine),
    ],
    words: {
      "air-and-sea": {
        text: "no flights but its own",
        mark: "confirmed",
        source: gcspLine,
      },
    },
    unsaid: {
      "refused-by": refusalInGeneral,
    },
    notes: { own: {}, common: {} },
    donors: [],
  },
  {
    id: "30000",
    size: 30_000,
    sizeText: "30 000",
    who: "western officials",
    when: "Feb 2025",
    task: "reassurance at cities, ports, plants; the line by sensors",
    lineText: "1 000 km",
    source: "S 002; S 001 for an Anglo-French plan of up to 30 000",
    claims: ["Q8", "Q16", "Q17", "Q18", "Q19"],
    says: [
      people(30_000, "S 002: 30 000 or fewer"),
      input("line", "L", "Line", 1_000, "km", "confirmed", "S 002"),
    ],
    words: {
      "at-work": {
        text: "0, by design",
        mark: "confirmed",
        source: "S 002: posts in cities, ports, on sea routes; technical monitoring of the line.",
      },
      posts: { text: "none on the line", mark: "confirmed", source: "S 002" },
      spacing: { text: "none: sensors", mark: "confirmed", source: "S 002" },
      "agreement-spacing": { text: "none: sensors", mark: "confirmed", source: "S 002" },
      sites: {
        text: "cities, ports, plants",
        mark: "confirmed",
        source: "S 001: key sites. S 002: cities, ports, Black Sea routes, nuclear plants.",
        note: "No number was given.",
      },
      "air-and-sea": {
        text: "jets in PL and RO",
        mark: "confirmed",
        source: "S 002: likely; no US ground troops. Black Sea routes.",
        note: "A US or NATO air cover was asked for in S 001; S 003 reports an economic presence instead.",
      },
      "refused-by": {
        text: "Russia; DE, IT, ES oppose",
        mark: "confirmed",
        source:
          "S 001: troops of NATO states are unacceptable to Russia. S 002: Germany, Italy, Spain oppose sending troops.",
        note: "S 004 reports the US President saying that Russia's has no problem with European troops; Russia had not confirmed it.",
      },
    },
    unsaid: {
      watching: { missing: "sensors, no number", source: "S 002" },
      masts: {
        missing: "said, no number",
        source: "S 002 names technical monitoring and gives no number.",
      },
      cost: {
        missing: "not stated",
        source: "No sum for the whole. UK part: “billions a year” (S 004).",
      },
    },
    notes: {
      own: { "people-per-km": "They would not stand on the line." },
      common: { ...onLineRows(notForTheLine), "agreement-spacing": notForTheLine },
    },
    donors: [
      {
        ...uk,
        isOffer: true,
        inputs: [
          input(
            "donor-part",
            "x",
            "UK part",
            15_000,
            "people",
            "confirmed",
            "S 004: experts, up to 15 000",
          ),
          britishArmy,
          ukGdp,
        ],
        note: "The UK part alone, and not the 15 000 of the first column. France: about 10 000 (Washington Post); the size of its army is not held here.",
      },
      {
        id: "france",
        name: "France",
        army: "of the French Army",
        isOffer: true,
        inputs: [
          input(
            "donor-part",
            "x",
            "French part",
            10_000,
            "people",
            "confirmed",
            "Washington Post, February 2025: about 10 000 of 25 000 to 30 000, not on the line",
          ),
          franceGdp,
        ],
        note: "The size of its army is not held here.",
      },
    ],
  },
  {
    id: "64000",
    size: 64_000,
    sizeText: "64 000",
    who: "Radakin, staff plan",
    when: "Apr 2025",
    task: null,
    lineText: null,
    source: "The Times, 29 and 30 April 2025, by press accounts",
    claims: [],
    says: [
      people(64_000, "The Times, Apr 2025"),
      input(
        "pool",
        "P",
        "People in turn over two years",
        256_000,
        "people",
        "confirmed",
        "The Times, 29 April 2025, by press accounts: 256 000 for 64 000 over two years, so R = 4.",
      ),
      input(
        "rotation-factor",
        "R",
        "Pool over deployed",
        4,
        "",
        "confirmed",
        "The Times, Apr 2025: 256 000 for 64 000",
      ),
    ],
    words: {
      "refused-by": {
        text: "allies: “no chance”",
        mark: "confirmed",
        source: "The Times, Apr 2025: allies said even 25 000 would be hard.",
      },
    },
    unsaid: {},
    notes: { own: {}, common: {} },
    donors: [
      {
        ...uk,
        isOffer: true,
        inputs: [
          input(
            "donor-part",
            "x",
            "UK part",
            10_000,
            "people",
            "confirmed",
            "The Times, Apr 2025: up to 10 000",
          ),
          britishArmy,
          ukGdp,
        ],
        note: "At once. With R = 4 the pool is 53 % of it over two years.",
      },
    ],
  },
  {
    id: "100000",
    size: 100_000,
    sizeText: "> 100 000",
    who: "CSIS",
    when: "2025",
    task: "defence in depth",
    lineText: "1 800 miles (2 897 km)",
    source: "CSIS, Jensen, “Guarding the Frontier”, 2025, and S 003",
    claims: ["Q30"],
    says: [
      people(100_000, "S 003: more than 100 000"),
      input("line", "L", "Line", 2_897, "km", "confirmed", "S 003: 1 800 miles"),
    ],
    words: {},
    unsaid: { "refused-by": refusalInGeneral },
    notes: {
      own: { line: "Likely the front and the state borders together." },
      common: {},
    },
    donors: [
      {
        ...uk,
        isOffer: false,
        inputs: [
          input("donor-part", "x", "All of it", 100_000, "people", "confirmed", "S 003"),
          britishArmy,
        ],
        note: "A comparison of sizes; no state offered it.",
      },
    ],
  },
  {
    id: "200000",
    size: 200_000,
    sizeText: "200 000",
    who: "Zelensky",
    when: "Feb 2025",
    task: "deter a new invasion, no method given",
    lineText: "1 000 km (the report's own figure)",
    source: "S 001, S 002",
    claims: ["Q10"],
    says: [
      people(200_000, "S 001, 002: at least 200 000"),
      input("line", "L", "Line", 1_000, "km", "confirmed", "S 002, the article’s own figure"),
    ],
    words: {
      "air-and-sea": {
        text: "US air and land behind it",
        mark: "confirmed",
        source: "S 003: Zelensky asks for it; not promised.",
      },
    },
    unsaid: { "refused-by": refusalInGeneral },
    notes: { own: { line: "The speaker named no length." }, common: {} },
    donors: [],
  },
];
