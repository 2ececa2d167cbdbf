/** Words of the screen Plan in English; names of posts, notes and the headline come with the plan. */
const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const planWords = {
  title: "Plan",
  proposals: "Proposals",
  controls: "What the mission may be",
  people: "People in theatre",
  money: "Money a year",
  noLimit: "no limit",
  eurM: (amount: string) => `EUR ${amount} m`,
  perKm: (n: string) => `${n} a km of line`,
  technical: "Technical monitoring",
  with: "With",
  without: "Without",
  plan: "Plan it",
  again: "Plan it again",
  stop: "Stop",
  keep: "Keep as B",
  dropKept: "Drop B",
  working: (doing: string, seconds: string) =>
    doing === "" ? `Working, ${seconds} s` : `Working: ${doing}, ${seconds} s`,
  doing: {
    ground: "cells and candidate posts",
    bound: "how far from the best possible",
    choose: "choosing posts",
  } as Readonly<Record<string, string>>,
  problem: "The plan could not be worked out.",
  none: "No plan yet. The posts that stand are on the map.",

  mean: "verifiability",
  meanSay: "mean over cell-hours",
  worst: "worst tenth",
  worstSay: "of cell-hours",
  gap: "from the best",
  gapSay: "possible, at most",
  estimated: (n: string) => `≈ ${n}`,
  estimatedSay: "estimated from the curve; the plan for this is not worked out",
  planned: (people: string, posts: string, sensors: string) =>
    `Planned: ${people} people, ${posts} posts, ${sensors} sensors.`,
  early: "Stopped early: the best so far.",
  assumed: (share: string) => `${share} of the inputs rest on no source.`,
  kept: (name: string, mean: string, diff: string) => `B, ${name}: ${mean} (${diff})`,
  keptName: (people: string, technical: boolean) =>
    `${people}, ${technical ? "with" : "without"} technical monitoring`,
  reach: (mean: string, withPeople: string | null, withoutPeople: string | null) =>
    withPeople === null && withoutPeople === null
      ? `No size of the curve reaches ${mean}.`
      : withoutPeople === null
        ? `To reach ${mean} the mission needs about ${withPeople} people with technical monitoring; without it no size of the curve reaches it.`
        : withPeople === null
          ? `To reach ${mean} the mission needs about ${withoutPeople} people without technical monitoring.`
          : `To reach ${mean} the mission needs about ${withPeople} people with technical monitoring and ${withoutPeople} without.`,
  cannot: "This plan cannot observe",
  nothingMissing: "Every clause reaches what it asks for, on the mean.",
  below: (article: string, mean: string, asked: string) =>
    `Article ${article}: ${mean} of ${asked} asked`,
  never: {
    "no-means": (article: string) => `Article ${article}: no means of the catalogue shows it`,
    "no-place-to-stand": (article: string) => `Article ${article}: no place to stand near enough`,
    "out-of-reach": (article: string, most: string) =>
      `Article ${article}: at most ${most}, however large the mission`,
  },
  narrative: (article: string) => `Article ${article}: narrative, never assessed`,
  notes: "What a reader must know",

  map: {
    name: "The plan on the map",
    article: "Article drawn",
    articleOf: (id: string) => `Article ${id}`,
    light: "Hours drawn",
    day: "Day",
    night: "Night",
    stands: "stands",
    planned: "planned",
    unseen: "would not see",
    mark: (origin: string) => (origin === "" ? "PLAN" : `${origin}, PLAN`),
    list: "Posts as a list",
    hide: "Map",
  },

  posts: {
    name: "Posts of the plan, most needed first",
    post: "Post",
    sector: "Sector",
    people: "People",
    loss: "Lost without it",
    serves: "Serves",
    article: (id: string) => `Art. ${id}`,
    shown: (n: number, all: number) => (n === all ? "" : `The first ${n} of ${all}.`),
  },

  sectors: {
    title: "By sector",
    sector: "Sector",
    km: "km",
    posts: "Posts",
    people: "People",
    mean: "Verif.",
    elsewhere: "Elsewhere",
  },

  cost: {
    title: "Cost a year",
    unit: "EUR m",
    what: "What",
    count: "Posts",
    people: "People",
    equipment: "Equip.",
    all: "People in theatre",
    sum: "Sum",
    range: (low: string, high: string) => `${low} to ${high} over the input ranges`,
  },

  frontier: {
    title: "People against verifiability",
    start: "Work the curve out",
    startSay: "Missions of several sizes, with technical monitoring and without: a minute or two.",
    table: "Table",
    bands: (runs: number, seed: number) =>
      `bands: 5th to 95th of ${plural(runs, "sample", "samples")}, seed ${seed}`,
    points: (n: number) => plural(n, "point so far", "points so far"),
    name: (points: number) =>
      `People against verifiability, ${plural(points, "point", "points")}; the table has the numbers`,
    with: "with technical monitoring",
    without: "without",
    axisX: "people in theatre",
    axisY: "verifiability",
    thisPlan: "this plan",
    problem: "The curve could not be worked out.",
    headline: "Does the order hold?",
    columns: {
      people: "People",
      mode: "Technical monitoring",
      mean: "Verif.",
      band: "5th to 95th",
      worst: "Worst tenth",
      cost: "EUR m a year",
      bound: "At most",
    },
  },
};
