import { lineStrength, sensorsFor, wholePosts } from "../force/formulas.ts";
import { meanPresence, monthsKeptUp } from "../force/theatre.ts";
import { figureText } from "./figure-text.ts";
import type { DonorFigureId, InputId, RowId } from "./proposals-table.ts";

/** The value of an input of the formula. */
type ValueOf = (id: InputId) => number;

/** One way to a figure: it is taken where all of its inputs are known. */
export interface RowFormula {
  readonly text: string;
  readonly inputs: readonly InputId[];
  /** Monotone in each input on its own, so that its extremes over ranges are at corners. */
  compute(value: ValueOf): number;
}

export interface RowDefinition<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly unit: string;
  /** The first whose inputs are all known counts; a row of words has none. */
  readonly formulas: readonly RowFormula[];
  decimals(value: number): number;
  /** What stands where nobody stated it; absent: the input that is missing. */
  readonly missing?: string;
  /** What every figure of the row leaves out. */
  note?(value: ValueOf): string;
}

const whole = () => 0;
const fewDigits = (value: number) => (value < 30 ? 1 : 0);

const onLine = (value: ValueOf) =>
  lineStrength(value("people"), value("share-on-line"), value("availability"));
const onZone = (value: ValueOf) => lineStrength(value("people-on-zone"), 1, value("availability"));
const shared = ["people", "share-on-line", "availability"] as const;
const zoned = ["people-on-zone", "availability"] as const;

/** Ways that differ in who stands on the line: those its authors put there, or a share of all. */
function byStrength(
  shape: (strength: string) => string,
  more: readonly InputId[],
  compute: (strength: number, value: ValueOf) => number,
): readonly RowFormula[] {
  return [
    {
      text: shape("F · a"),
      inputs: [...zoned, ...more],
      compute: (value) => compute(onZone(value), value),
    },
    {
      text: shape("F · s · a"),
      inputs: [...shared, ...more],
      compute: (value) => compute(onLine(value), value),
    },
  ];
}

const spacing = (lineId: InputId) =>
  byStrength(
    (strength) => `L / (${strength} / m)`,
    ["persons-per-post", lineId],
    (strength, value) => value(lineId) / (strength / value("persons-per-post")),
  );

const direct = (id: InputId, symbol: string): RowFormula => ({
  text: symbol,
  inputs: [id],
  compute: (value) => value(id),
});

/** United Nations missions, a uniformed person and year: the lowest and highest of those that stood. */
const unCostUsd = { low: 47_000, high: 64_000 };

export const rowDefinitions: readonly RowDefinition<RowId>[] = [
  {
    id: "line",
    label: "Line",
    unit: "km",
    formulas: [direct("line", "L")],
    decimals: whole,
  },
  {
    id: "people-per-km",
    label: "People a km of line",
    unit: "people a km",
    formulas: [
      {
        text: "F / L",
        inputs: ["people", "line"],
        compute: (value) => value("people") / value("line"),
      },
    ],
    decimals: fewDigits,
  },
  {
    id: "at-work",
    label: "At work on the line",
    unit: "people",
    formulas: byStrength(
      (strength) => strength,
      [],
      (strength) => strength,
    ),
    decimals: whole,
  },
  {
    id: "posts",
    label: "Posts",
    unit: "posts",
    formulas: byStrength(
      (strength) => `${strength} / m, whole posts`,
      ["persons-per-post"],
      (strength, value) => wholePosts(strength / value("persons-per-post")),
    ),
    decimals: whole,
  },
  {
    id: "spacing",
    label: "Spacing of posts",
    unit: "km",
    formulas: spacing("line"),
    decimals: () => 2,
  },
  {
    id: "watching",
    label: "Watching at any hour",
    unit: "people",
    formulas: byStrength(
      (strength) => `n · ${strength} / m`,
      ["persons-per-post", "on-watch"],
      (strength, value) => (value("on-watch") * strength) / value("persons-per-post"),
    ),
    decimals: whole,
  },
  {
    id: "masts",
    label: "Masts to see every flash",
    unit: "masts",
    formulas: [
      {
        text: "L / (2 r (1 − o))",
        inputs: ["line", "mast-range", "mast-overlap"],
        compute: (value) =>
          sensorsFor(1, value("line"), value("mast-range"), value("mast-overlap")),
      },
    ],
    decimals: whole,
    missing: "not stated",
    note: () => "Flashes only, one mast deep, no fog. Two independent sources need more.",
  },
  {
    id: "pool",
    label: "Pool",
    unit: "thousand people",
    formulas: [
      { text: "P", inputs: ["pool"], compute: (value) => value("pool") / 1_000 },
      {
        text: "R · F",
        inputs: ["people", "rotation-factor"],
        compute: (value) => (value("rotation-factor") * value("people")) / 1_000,
      },
    ],
    decimals: whole,
    missing: "not stated",
  },
  {
    id: "army-share",
    label: "Share of a donor’s army",
    unit: "%",
    formulas: [],
    decimals: whole,
  },
  {
    id: "cost",
    label: "Cost a year",
    unit: "USD bn a year",
    formulas: [
      {
        text: "F · c",
        inputs: ["people", "cost-per-person"],
        compute: (value) => (value("people") * value("cost-per-person")) / 1_000,
      },
    ],
    decimals: fewDigits,
    missing: "not stated",
    note: (value) => {
      const bn = (usd: number) => figureText((value("people") * usd) / 1e9, 1);
      return `At UN cost, USD 47 000 to 64 000 a head (confirmed), it would be ${bn(unCostUsd.low)} to ${bn(unCostUsd.high)} bn.`;
    },
  },
  {
    id: "sites",
    label: "Sites it could keep instead",
    unit: "sites",
    formulas: byStrength(
      (strength) => `${strength} / p, whole sites`,
      ["people-per-site"],
      (strength, value) => wholePosts(strength / value("people-per-site")),
    ),
    decimals: whole,
    missing: "not stated",
    note: () =>
      "If those counted on the line kept sites instead. The lead scenario names 5 nuclear sites, 2 dams and 11 ports.",
  },
  { id: "air-and-sea", label: "Air and sea", unit: "", formulas: [], decimals: whole },
  { id: "refused-by", label: "Refused by", unit: "", formulas: [], decimals: whole },
  {
    id: "agreement-line",
    label: "Line of this agreement",
    unit: "km",
    formulas: [direct("agreement-line", "L")],
    decimals: whole,
    note: () => "Lengths depend on detail: see `truceline describe`.",
  },
  {
    id: "agreement-spacing",
    label: "Spacing of posts on it",
    unit: "km",
    formulas: spacing("agreement-line"),
    decimals: () => 2,
  },
];

const moneyBn = (value: ValueOf) => (value("donor-part") * value("cost-per-person")) / 1_000;
/** They come evenly over the ramp, so that the first year costs less. */
const moneyInYear = (year: number): RowFormula => ({
  text: "x · c · mean presence in that year, while they come over t months",
  inputs: ["donor-part", "cost-per-person", "ramp-months"],
  compute: (value) => moneyBn(value) * meanPresence(value("ramp-months"), year),
});
const startUp = "Start-up comes on top: for the United Kingdom well over GBP 100 m (October 2025).";

export const donorDefinitions: readonly RowDefinition<DonorFigureId>[] = [
  {
    id: "part",
    label: "Part",
    unit: "people",
    formulas: [direct("donor-part", "x")],
    decimals: whole,
  },
  {
    id: "army-share",
    label: "Of its army, at once",
    unit: "%",
    formulas: [
      {
        text: "x / y",
        inputs: ["donor-part", "donor-army"],
        compute: (value) => (100 * value("donor-part")) / value("donor-army"),
      },
    ],
    decimals: whole,
  },
  {
    id: "army-in-rotation",
    label: "Of its army, in turn",
    unit: "%",
    formulas: [
      {
        text: "R · x / y",
        inputs: ["donor-part", "donor-army", "rotation-factor"],
        compute: (value) =>
          (100 * value("rotation-factor") * value("donor-part")) / value("donor-army"),
      },
    ],
    decimals: whole,
  },
  {
    id: "kept-up-months",
    label: "Kept up for",
    unit: "months",
    formulas: [
      {
        text: "⌊y / x⌋ · T where R · x > y, else without end",
        inputs: ["donor-part", "donor-army", "rotation-factor", "tour-months"],
        compute: (value) =>
          monthsKeptUp(
            value("donor-part"),
            value("donor-army"),
            value("rotation-factor"),
            value("tour-months"),
          ),
      },
    ],
    decimals: whole,
    note: () => "As if the whole army took its turn; in truth only a part of it can.",
  },
  {
    id: "money-year-1",
    label: "Money, first year",
    unit: "USD bn",
    formulas: [moneyInYear(1)],
    decimals: fewDigits,
    note: () => startUp,
  },
  {
    id: "money-year-2",
    label: "Money, second year",
    unit: "USD bn",
    formulas: [moneyInYear(2)],
    decimals: fewDigits,
  },
  {
    id: "gdp-share",
    label: "Of its gross domestic product, a full year",
    unit: "%",
    formulas: [
      {
        text: "x · c / G",
        inputs: ["donor-part", "cost-per-person", "donor-gdp"],
        compute: (value) => (100 * moneyBn(value)) / value("donor-gdp"),
      },
    ],
    decimals: () => 2,
  },
];

/** What to call an input that nobody stated. */
export const missingWords: Partial<Record<InputId, string>> = {
  "share-on-line": "share not stated",
  line: "line not stated",
  "donor-army": "size of the army not held",
};
