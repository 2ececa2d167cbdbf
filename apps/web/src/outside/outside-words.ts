/** Words of the pages for those outside the mission: a party's liaison and the public. English is the only table so far. */
const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const outsideWords = {
  publicTitle: "Published reports",
  liaisonTitle: (party: string) => `Shared with ${party}`,
  party: (id: string) => (/^[a-z]$/.test(id) ? `Party ${id.toUpperCase()}` : id),
  yourParty: "your party",
  theme: "Dark or light",
  signIn: "Sign in",
  back: "Back to the mission's pages",
  toPublic: "Published reports",
  instantUtc: (day: string, utc: string) => `${day} ${utc} UTC`,
  instant: (day: string, local: string, utc: string) => `${day} ${local} (${utc} UTC)`,
  clock: (time: string) => `${time} UTC`,
  noAnswer: (time: string) => `The server does not answer. Shown as of ${time} UTC.`,

  reports: "Reports",
  kinds: { daily: "Daily report", weekly: "Weekly report", thematic: "Thematic report" },
  days: (from: string, to: string) => `${from} to ${to}`,
  themes: { sector: "Sector", "disengagement-area": "Disengagement area", article: "Article" },
  about: (kind: string, id: string) => `${kind} ${id}`,
  number: (number: string) => `no. ${number}`,
  levels: { internal: "internal", parties: "to the parties", public: "to everybody" },
  noReports: {
    liaison: "No report has been released to the parties yet.",
    public: "No report has been published yet.",
  },
  absent: "No report released here has this address.",
  reportsProblem: "The list of reports could not be asked for.",
  reportProblem: "The report could not be asked for.",
  opening: "Opening the report",
  listing: "Waiting for the list of reports",

  language: "Language of the report",
  languages: { en: "English", uk: "Українська", ru: "Русский", fr: "Français" },
  takeAway: "Take away",
  file: (format: string, language: string) => `${format} in ${language}`,
  paper: "The report",
  unchanged: (start: string) => `Unchanged since its release: SHA-256 ${start}…`,
  changed: (start: string) => `Not what was released: SHA-256 ${start}… was expected.`,
  restsOn: (n: number) =>
    n === 0
      ? "This sentence counts, or rests on records that stay in the mission."
      : `This sentence rests on ${plural(n, "record", "records")} told in this report.`,
  withheld: (n: number, level: string) =>
    n === 0
      ? `Released ${level}. Every observation that is counted here is also told here.`
      : `Released ${level}. ${plural(n, "observation is", "observations are")} counted here and not told one by one: kept inside, or not old enough yet.`,

  calls: (party: string) => `Calls to ${party}`,
  noCalls: (since: string) => `No call to your party since ${since}.`,
  callsProblem: "The calls could not be asked for.",
  due: (time: string, left: string) => `answer due at ${time}, in ${left}`,
  overdue: (time: string, by: string) => `answer was due at ${time}, ${by} ago`,
  noDue: "no time for an answer was set",
  answered: (time: string) => `answered at ${time}`,
  answer: (text: string) => `The answer: ${text}`,
  closed: "closed",
  unanswered: "closed without an answer",

  windows: "Windows of silence",
  noWindows: (since: string) => `Your party guarantees no window of silence since ${since}.`,
  windowsProblem: "The windows of silence could not be asked for.",
  span: (from: string, to: string) => `${from} to ${to}`,
  guaranteed: (party: string, time: string) => `guaranteed by ${party} at ${time}`,
  oneMissing: "The other party's guarantee is missing. Without both it does not start.",
  windowStates: {
    "to-come": "to come",
    running: "running",
    over: "over",
    cancelled: "cancelled",
    "cannot-start": "not guaranteed by both",
  },
  windowSay: "What happened in a window is told in the report of its period.",

  stays: "What stays in the mission",
  staysRules: [
    "What is internal stays in the mission: places and names of its own people, records as they came, what software assessed, reports that are not released.",
    "Counts are told at once. A place of fire is told after 30 min, and never finer than 1 km.",
    "Where the mission could not see is told once a gap is closed, or after the agreement's delay.",
    "Calls to another party are between it and the mission; this page does not say whether there are any.",
    "Each report says at its end how many of its observations it does not tell.",
  ],
  publicRules: [
    "A report is here once a second person has read it and it was released to everybody.",
    "Counts are told at once. What is told one by one comes after the agreement's delay, its place no finer than the agreement's area.",
    "Places of the mission's own people are in no report.",
  ],
};
