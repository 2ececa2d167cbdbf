/** The screens there are, in the order of the top bar. */
export const screens = ["now", "log", "clauses", "plan", "agreement", "report", "sensors"] as const;
/** Those that stand behind another one or in the menu of who one is, not in the bar. */
const otherScreens = ["people", "proposals"] as const;
export type Screen = (typeof screens)[number] | (typeof otherScreens)[number];

/** What the address holds: a link to it opens the same view for somebody else. */
export interface Address {
  readonly screen: Screen;
  /** Incident or sensor. */
  readonly select: string | null;
  /** The instant of the picture; null is live. */
  readonly knownAtMs: number | null;
  readonly span: "6h" | "24h" | "7d";
  readonly filter: string;
  readonly list: "need" | "map";
  /** Layers switched off. */
  readonly hidden: readonly LayerGroup[];
  /** Article whose coverage is drawn; null is the first that is assessed. */
  readonly veil: string | null;
  /** `today`, `yesterday` or a date. */
  readonly period: string;
  readonly cell: { readonly articleId: string; readonly sectorId: string } | null;
  /** Sector to show on the map. */
  readonly sector: string | null;
  /** Article of the agreement, and whether all of it is shown. */
  readonly article: string | null;
  readonly opened: boolean;
  /** What stands below the articles; null is the first that there is. */
  readonly part: AgreementPart | null;
  /** Language of the agreement's text; null is that of the page. */
  readonly text: string | null;
  /** Which part of the screen Sensors is shown. */
  readonly sensorsPart: SensorsPart;
  /** What is asked of the planner. */
  readonly planAsk: PlanAsk;
  /** Of which breaches a plan is told what it would show. */
  readonly expected: ExpectedBreaches;
  /** Under which assumptions the reported proposals stand. */
  readonly by: ProposalsBy;
  /** Figure of a proposal that is opened. */
  readonly figure: { readonly rowId: string; readonly proposalId: string } | null;
}

/**
 * Each proposal by what its own authors said, all of them under the same assumptions, or those with an
 * input that the reader changed: what was changed stays with the reader, never in the address.
 */
export const proposalsBy = ["own", "common", "changed"] as const;
export type ProposalsBy = (typeof proposalsBy)[number];

/** Sensors of the mission, the feeds that bring in messages, and sites that need protection. */
export const sensorsParts = ["sensors", "coverage", "feeds", "traffic", "sites"] as const;
export type SensorsPart = (typeof sensorsParts)[number];

/** Breaches alike anywhere and at any hour, or as they were recorded in the past year. */
export const expectedBreaches = ["anywhere", "past"] as const;
export type ExpectedBreaches = (typeof expectedBreaches)[number];

/** How large a mission may be, and by which means; null is no limit. Money in millions of EUR a year. */
export interface PlanAsk {
  readonly people: number | null;
  readonly eurM: number | null;
  readonly technical: boolean;
  /** Nobody watches at a post from dusk to dawn. */
  readonly byDay: boolean;
}

/** What hangs on an agreement beside its articles. */
export const agreementParts = [
  "obligations",
  "positions",
  "decisions",
  "ladder",
  "indicators",
] as const;
export type AgreementPart = (typeof agreementParts)[number];

export const layerGroups = [
  "veil",
  "incidents",
  "sensors",
  "ranges",
  "traffic",
  "sites",
  "places",
  "older",
] as const;
export type LayerGroup = (typeof layerGroups)[number];

export const home: Address = {
  screen: "now",
  select: null,
  knownAtMs: null,
  span: "24h",
  filter: "",
  list: "need",
  hidden: ["ranges", "older"],
  veil: null,
  period: "today",
  cell: null,
  sector: null,
  article: null,
  opened: false,
  part: null,
  text: null,
  sensorsPart: "sensors",
  planAsk: { people: 10_000, eurM: null, technical: true, byDay: false },
  expected: "anywhere",
  by: "common",
  figure: null,
};

const spans = ["6h", "24h", "7d"] as const;
const periodForm = /^(today|yesterday|\d{4}-\d{2}-\d{2})$/;

/** Names in one order, so that the same choice is the same text. */
const written = (groups: readonly LayerGroup[]): string => [...groups].sort().join(",");

/** Address → query text, shortest form: what stands as usual is left out. */
export function addressText(address: Address): string {
  const ask = new URLSearchParams();
  if (address.screen !== "now") ask.set("screen", address.screen);
  if (address.select !== null) ask.set("select", address.select);
  if (address.knownAtMs !== null) ask.set("known", new Date(address.knownAtMs).toISOString());
  if (address.span !== home.span) ask.set("span", address.span);
  if (address.filter !== "") ask.set("filter", address.filter);
  if (address.list !== "need") ask.set("list", address.list);
  const hidden = written(address.hidden);
  if (hidden !== written(home.hidden)) ask.set("hide", hidden);
  if (address.veil !== null) ask.set("veil", address.veil);
  if (address.period !== "today") ask.set("period", address.period);
  if (address.cell !== null) {
    ask.set("article", address.cell.articleId);
    ask.set("in", address.cell.sectorId);
  }
  if (address.sector !== null) ask.set("sector", address.sector);
  if (address.article !== null) ask.set("art", address.article);
  if (address.opened) ask.set("open", "yes");
  if (address.part !== null) ask.set("part", address.part);
  if (address.text !== null) ask.set("text", address.text);
  if (address.sensorsPart !== home.sensorsPart) ask.set("show", address.sensorsPart);
  const { people, eurM, technical, byDay } = address.planAsk;
  if (people !== home.planAsk.people) ask.set("people", String(people ?? "any"));
  if (eurM !== null) ask.set("eurm", String(eurM));
  if (!technical) ask.set("technical", "no");
  if (byDay) ask.set("night", "no");
  if (address.expected !== home.expected) ask.set("expected", address.expected);
  if (address.by !== home.by) ask.set("by", address.by);
  if (address.figure !== null) {
    ask.set("row", address.figure.rowId);
    ask.set("of", address.figure.proposalId);
  }
  const text = ask.toString();
  return text === "" ? "" : `?${text}`;
}

/** A whole number of people or millions; null for anything else. */
const amountIn = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** Query text → address. What cannot be read stands as usual: a bad link still opens. */
export function readAddress(search: string): Address {
  const ask = new URLSearchParams(search);
  const known = Date.parse(ask.get("known") ?? "");
  const span = spans.find((name) => name === ask.get("span"));
  const hide = ask.get("hide");
  const period = ask.get("period") ?? "";
  const articleId = ask.get("article");
  const sectorId = ask.get("in");
  const rowId = ask.get("row");
  const proposalId = ask.get("of");
  return {
    screen: [...screens, ...otherScreens].find((name) => name === ask.get("screen")) ?? "now",
    select: ask.get("select"),
    knownAtMs: Number.isNaN(known) ? null : known,
    span: span ?? home.span,
    filter: ask.get("filter") ?? "",
    list: ask.get("list") === "map" ? "map" : "need",
    hidden:
      hide === null ? home.hidden : layerGroups.filter((name) => hide.split(",").includes(name)),
    veil: ask.get("veil"),
    period: periodForm.test(period) ? period : "today",
    cell: articleId !== null && sectorId !== null ? { articleId, sectorId } : null,
    sector: ask.get("sector"),
    article: ask.get("art"),
    opened: ask.get("open") === "yes",
    part: agreementParts.find((name) => name === ask.get("part")) ?? null,
    text: ask.get("text"),
    sensorsPart: sensorsParts.find((name) => name === ask.get("show")) ?? home.sensorsPart,
    planAsk: {
      people:
        ask.get("people") === "any" ? null : (amountIn(ask.get("people")) ?? home.planAsk.people),
      eurM: amountIn(ask.get("eurm")),
      technical: ask.get("technical") !== "no",
      byDay: ask.get("night") === "no",
    },
    expected: expectedBreaches.find((name) => name === ask.get("expected")) ?? home.expected,
    by: proposalsBy.find((name) => name === ask.get("by")) ?? home.by,
    figure: rowId !== null && proposalId !== null ? { rowId, proposalId } : null,
  };
}
