/** Words of the screen Proposals in English; what was proposed and by whom comes with the proposals. */
const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const proposalsWords = {
  title: "Proposals",
  plan: "Plan",
  crumb: "reported proposals",
  assumptions: "Assumptions",
  by: {
    own: "Own assumptions",
    common: "Common assumptions",
    changed: "Changed by me",
  },
  /** In the middle of a sentence. */
  under: {
    own: "own assumptions",
    common: "common assumptions",
    changed: "assumptions changed by me",
  },
  notHere: (about: string) => `The changed set of this link is not on this machine. ${about}`,
  csv: "Copy as CSV",
  copied: "Copied",
  none: "No proposal is loaded.",
  table: "Reported proposals",
  legend: {
    confirmed: "confirmed",
    assumed: "rests on an assumption",
    unknown: "not known",
  },
  task: "Task",
  noTask: "not published",
  taskLine: (line: string) => `The line its authors spoke of: ${line}.`,
  range: (low: string, high: string) => `${low} to ${high}`,
  ranged: (said: string, range: string) => `${said}, ${range}`,
  missing: (what: string) => `not known, ${what}`,
  resting: (said: string) => `${said}, rests on an assumption`,

  picture: {
    title: (km: string) => `${km} of line, to scale`,
    key: (sight: string, terrain: string) =>
      `a stroke is a post; grey: a person is seen by day (${sight} × terrain ${terrain}, assumed); hatched: not`,
    table: "Table",
    spacing: "km",
    people: "people a km of line",
    dotted: (missions: string) => `Dotted: ${missions}`,
    mission: (name: string, perKm: string) => `${name} ${perKm}`,
    unknown: "?",
    noPosts: "none",
    strip: (spacing: string, seen: string) =>
      `A post every ${spacing} km; a person is seen by day on ${seen} of the line`,
    columns: {
      who: "Proposal or mission",
      spacing: "Posts, km apart",
      seen: "A person is seen by day on",
      people: "People a km of line",
    },
  },

  side: {
    name: "How this figure comes about",
    choose: "Choose a figure.",
    chooseSay: [
      "Its formula, its inputs with their sources, and what moves it most open here.",
      "No row and no column is ranked. A figure says what follows from what was said, not whether it is enough.",
    ],
    heading: (row: string, size: string) => `${row}, ${size}`,
    unitAndRange: (unit: string, range: string) => (unit === "" ? range : `${unit}, ${range}`),
    from: (who: string, under: string) => `${who} · ${under}`,
    task: (task: string) => `Task: ${task}`,
    assumed: (n: number, all: number) => `${n} of ${plural(all, "input", "inputs")} assumed`,
    formula: "Formula",
    inputs: "Inputs",
    source: "Source",
    moves: "What moves it, one at a time",
    notSaid: "What it does not say",
    marks: {
      confirmed: "confirmed",
      derived: "derived",
      unconfirmed: "unconfirmed",
      assumed: "assumed",
    },
    changed: "changed by me",
    changeInput: "Change an input",
    planThis: "Plan this one",
    close: "Close",
  },

  change: {
    say: "What is changed makes a third set. It stays on this machine and is named as changed wherever it is shown.",
    replaces: "It takes the place of the set you changed before.",
    ends: { value: "Value", low: "From", high: "To" },
    forAll: "For every proposal, as far as they share it",
    keep: "Keep as my own set",
    cancel: "Cancel",
    drop: "Drop my changes",
    notNumber: "A number is needed in each field.",
    notOrdered: "The value must stand between from and to.",
    outside: (from: string, to: string) => `It can be ${from} to ${to}.`,
  },

  donors: {
    offer: (state: string) => `${state}, as offered or reported`,
    comparison: (state: string) => `${state}, sizes compared; no offer`,
  },
};
