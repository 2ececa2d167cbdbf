// The remarks of agreements, long because every public code stands in one table.

import type { Reporter } from "./faults.ts";

/** What `check` has to say about a document that has no fault. Never a finding: people find. */
export interface Remark {
  readonly code: RemarkCode;
  /** `warning`: probably not meant so. `note`: worth knowing. */
  readonly severity: "warning" | "note";
  readonly message: string;
  /** What could be done about it. */
  readonly suggestion: string;
  readonly file?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Counted from 1. */
  readonly column?: number | undefined;
  /** JSON pointer into the document. */
  readonly path?: string | undefined;
  /** Something concrete that shows it: a place, a time, names. */
  readonly witness?: Readonly<Record<string, unknown>> | undefined;
}

/** Severity, sentence and suggestion of each remark. Codes are public and never reused. */
export const agreementRemarks = {
  TL_AGR_REMARK_LINE_NOT_ACCEPTED: {
    severity: "warning",
    message: "No version of the line is accepted by all its parties.",
    suggestion: "What lies between the versions will be assessed under each; agree on one version.",
  },
  TL_AGR_REMARK_LINE_LATE: {
    severity: "warning",
    message: "The line has no version yet when the agreement enters into force.",
    suggestion: "Give the line a version valid from entry into force or before.",
  },
  TL_AGR_REMARK_LINE_DIFFERS: {
    severity: "note",
    message: "Several authors' versions of the line are in force at once.",
    suggestion: "An event between them is assessed under each, and each result is given.",
  },
  TL_AGR_REMARK_ONE_SIDED: {
    severity: "warning",
    message: "The article binds some of the parties only.",
    suggestion: "Write `by: each`, or say in `note` why one side alone is bound.",
  },
  TL_AGR_REMARK_BAND_UNEVEN: {
    severity: "note",
    message: "The band is wider on one side of its line than on the other.",
    suggestion: "Check that the parties mean it so.",
  },
  TL_AGR_REMARK_ZONE_EMPTY: {
    severity: "warning",
    message: "The zone holds no place at all.",
    suggestion: "Give the band a width on at least one side.",
  },
  TL_AGR_REMARK_ZONE_UNUSED: {
    severity: "note",
    message: "No article speaks of the zone.",
    suggestion: "Name it in a rule, or leave it out.",
  },
  TL_AGR_REMARK_ZONE_OVERLAP: {
    severity: "warning",
    message: "Two zones overlap although the document says that they are apart.",
    suggestion: "Mend the geometry; the witness lies in both.",
  },
  TL_AGR_REMARK_SECTOR_OVERLAP: {
    severity: "warning",
    message: "Two sectors share a stretch of the line.",
    suggestion:
      "Let each sector begin where the one before it ends; what both hold counts in the first.",
  },
  TL_AGR_REMARK_SECTOR_GAP: {
    severity: "warning",
    message: "A stretch of the line belongs to no sector.",
    suggestion: "Lengthen a sector; what happens there is listed under no command.",
  },
  TL_AGR_REMARK_NO_SECTOR: {
    severity: "note",
    message: "The document has no sectors.",
    suggestion:
      "Everything is counted as one area; declare sectors to tell parts of the line apart.",
  },
  TL_AGR_REMARK_STANDARD_ASSUMED: {
    severity: "warning",
    message: "The article does not say which standard of evidence holds.",
    suggestion: "Write `standard: { probability: …, independentSources: … }`.",
  },
  TL_AGR_REMARK_STANDARD_WEAK: {
    severity: "warning",
    message: "The article's standard of evidence calls a breach what is as likely none.",
    suggestion: "Ask for a probability above 0.5.",
  },
  TL_AGR_REMARK_WITHDRAWAL_TWICE: {
    severity: "warning",
    message: "Two articles ask different distances of the same weapons.",
    suggestion: "Limit one of them by class or calibre; now the larger distance holds.",
  },
  TL_AGR_REMARK_PERMIT_FORBIDDEN: {
    severity: "warning",
    message: "One article allows what another forbids.",
    suggestion:
      "Write the permission as an exemption of the article that forbids it; until then the event of the witness is a breach.",
  },
  TL_AGR_REMARK_ACCESS_FORBIDDEN: {
    severity: "warning",
    message: "One article grants access to ground that another forbids to be on.",
    suggestion: "Exempt those who have access from the article that forbids it.",
  },
  TL_AGR_REMARK_LIMIT_EMPTIED: {
    severity: "warning",
    message: "One article allows a number of what another forbids altogether.",
    suggestion: "Limit the prohibition to what the number does not speak of, or drop the number.",
  },
  TL_AGR_REMARK_LIMIT_TWICE: {
    severity: "warning",
    message: "Two articles give different numbers for the same thing on the same ground.",
    suggestion: "Keep one of them; now the lower number holds.",
  },
  TL_AGR_REMARK_LIMIT_IDLE: {
    severity: "note",
    message: "A number can never be reached: a lower one holds on wider ground.",
    suggestion: "Lower the number for the smaller ground, or leave it out.",
  },
  TL_AGR_REMARK_NOTIFY_FORBIDDEN: {
    severity: "warning",
    message: "One article wants announced what another forbids altogether.",
    suggestion: "Exempt what was announced from the prohibition, or drop the announcement.",
  },
  TL_AGR_REMARK_EXEMPTION_SWALLOWS: {
    severity: "warning",
    message:
      "The exemption takes out all of its article: whoever states the purpose is free of it.",
    suggestion: "Limit it by party, activity, ground or time, or ask for notice beforehand.",
  },
  TL_AGR_REMARK_EXEMPTION_IDLE: {
    severity: "warning",
    message: "The exemption takes nothing out of its article.",
    suggestion: "Its parties, activity, ground and time must share something with the article's.",
  },
  TL_AGR_REMARK_PHASE_UNREACHABLE: {
    severity: "warning",
    message: "The phase can never begin.",
    suggestion: "Let it begin at a date, or after an article that can be assessed as met before.",
  },
  TL_AGR_REMARK_RULE_NEVER: {
    severity: "warning",
    message: "The rule never holds: its spans, hours and days have no instant in common.",
    suggestion: "Bring its times in line with each other.",
  },
  TL_AGR_REMARK_DEADLINE_BEFORE_PHASE: {
    severity: "warning",
    message: "The deadline passes before the rule's phase can begin.",
    suggestion: "Set the deadline after the earliest begin of the phase, or take the phase out.",
  },
  TL_AGR_REMARK_GAP_CALIBRE: {
    severity: "note",
    message: "Weapons of calibres between those of two articles are under neither.",
    suggestion: "Let the one begin where the other ends, if that is meant.",
  },
  TL_AGR_REMARK_GAP_TIME: {
    severity: "note",
    message: "Between the times of two articles that forbid the same, nothing forbids it.",
    suggestion: "Let the one begin when the other ends, if that is meant.",
  },
  TL_AGR_REMARK_GAP_DISTANCE: {
    severity: "note",
    message: "Between the bands of two articles lies ground that neither speaks of.",
    suggestion: "Let the one begin where the other ends, if that is meant.",
  },
  TL_AGR_REMARK_NOT_DECIDED: {
    severity: "note",
    message: "Whether articles are at odds is not decided.",
    suggestion: "Read them side by side; only a person can tell.",
  },
  TL_AGR_REMARK_NOW_FORBIDDEN: {
    severity: "warning",
    message: "Something is forbidden now that was not.",
    suggestion: "The event of the witness breaches the new agreement, not the old.",
  },
  TL_AGR_REMARK_NOW_PERMITTED: {
    severity: "warning",
    message: "Something is permitted now that was forbidden.",
    suggestion: "The event of the witness breaches the old agreement, not the new.",
  },
  TL_AGR_REMARK_WIDER: {
    severity: "warning",
    message: "The article speaks of wider ground than before.",
    suggestion: "The event of the witness breaches the new agreement, not the old.",
  },
  TL_AGR_REMARK_NARROWER: {
    severity: "warning",
    message: "The article speaks of narrower ground than before.",
    suggestion: "The event of the witness breaches the old agreement, not the new.",
  },
  TL_AGR_REMARK_EARLIER: {
    severity: "warning",
    message: "The article holds from an earlier time on than before.",
    suggestion: "The event of the witness breaches the new agreement, not the old.",
  },
  TL_AGR_REMARK_LATER: {
    severity: "warning",
    message: "The article holds from a later time on than before.",
    suggestion: "The event of the witness breaches the old agreement, not the new.",
  },
  TL_AGR_REMARK_LONGER: {
    severity: "warning",
    message: "The article holds at times at which it did not.",
    suggestion: "The event of the witness breaches the new agreement, not the old.",
  },
  TL_AGR_REMARK_SHORTER: {
    severity: "warning",
    message: "The article no longer holds at times at which it did.",
    suggestion: "The event of the witness breaches the old agreement, not the new.",
  },
  TL_AGR_REMARK_STANDARD_CHANGED: {
    severity: "warning",
    message: "The article asks for another standard of evidence than before.",
    suggestion: "What was found a breach may not be one now, or the other way round.",
  },
  TL_AGR_REMARK_CHANGE_UNDECIDED: {
    severity: "note",
    message: "Whether the meaning changed is not decided.",
    suggestion: "Read both versions; only a person can tell.",
  },
  TL_AGR_REMARK_STANDARD_DIFFERS: {
    severity: "note",
    message:
      "Two articles about the same act in the same zone ask different standards of evidence.",
    suggestion: "Ask the same of both, or tell the acts apart.",
  },
  TL_AGR_REMARK_WORD_VAGUE: {
    severity: "note",
    message: "The text uses a word that the parties may read differently.",
    suggestion: "Say what it means in numbers, or leave it out.",
  },
  TL_AGR_REMARK_POSITION_SWAPPED: {
    severity: "warning",
    message:
      "Longitude and latitude are perhaps exchanged: the place lies outside the agreement's area, and would lie in it.",
    suggestion: "Write longitude first, then latitude; leave it if the place is meant.",
  },
  TL_AGR_REMARK_NUMBERS_DIFFER: {
    severity: "warning",
    message: "The languages of a text state different numbers.",
    suggestion: "Correct the translation; the witness has both texts.",
  },
  TL_AGR_REMARK_TIME_CLIPPED: {
    severity: "warning",
    message: "The rule's time reaches beyond that of the agreement.",
    suggestion: "Only the common part counts; bring the two in line.",
  },
  TL_AGR_REMARK_CUTOFF_ASSUMED: {
    severity: "note",
    message: "The document does not say when a reporting period ends.",
    suggestion: 'Local midnight is taken; write `reporting: { cutOff: "19:30" }` to change it.',
  },
  TL_AGR_REMARK_NOTHING_ASSESSED: {
    severity: "warning",
    message: "Every article is narrative: nothing will be assessed.",
    suggestion: "Give at least one article a rule of another kind.",
  },
  TL_AGR_REMARK_UNOBSERVABLE: {
    severity: "warning",
    message: "Nobody can observe a breach of the article: no means of the catalogue shows it.",
    suggestion: "Write `narrative: true`, or add a means to the catalogue.",
  },
  TL_AGR_REMARK_STANDARD_UNMET: {
    severity: "warning",
    message: "No means of the catalogue meets the article's standard, however near and many.",
    suggestion: "Ask for fewer sources or less coverage, or add a means to the catalogue.",
  },
  TL_AGR_REMARK_UNMET_BY_LIGHT: {
    severity: "note",
    message: "At one time of day no means of the catalogue meets the article's standard.",
    suggestion: "Ask for less then, or expect the clause to stay undetermined at those hours.",
  },
  TL_AGR_REMARK_UNMET_WHILE_JAMMED: {
    severity: "note",
    message: "While navigation and radio are jammed no means meets the article's standard.",
    suggestion: "Forbid jamming in the area, or add a means that works without both.",
  },
  TL_AGR_REMARK_HOURS_UNREACHED: {
    severity: "note",
    message: "In some cells, or in some hours, the deployment never covers what the article asks.",
    suggestion: "There and then the clause stays undetermined; deploy means, or ask for less.",
  },
  TL_AGR_REMARK_SOURCES_UNREACHED: {
    severity: "warning",
    message: "The article asks for more independent sources than the deployment has anywhere.",
    suggestion: "Lower `independentSources`, or deploy means on further posts.",
  },
  TL_AGR_REMARK_GROUND_UNREACHED: {
    severity: "note",
    message: "Enough sources reach only a part of the article's ground, even at the best of times.",
    suggestion:
      "What happens beyond stays undetermined; deploy means there, or narrow the article.",
  },
  TL_AGR_REMARK_OBLIGATION_CYCLE: {
    severity: "warning",
    message: "Obligations wait for each other in a circle: none of them can begin.",
    suggestion: "Take one of the steps out of `depends` or `after`.",
  },
  TL_AGR_REMARK_OBLIGATION_IMPOSSIBLE: {
    severity: "warning",
    message: "The obligation is due before it can be done.",
    suggestion: "Give it a later date, or let what comes before it begin earlier.",
  },
  TL_AGR_REMARK_OBLIGATION_ORDER: {
    severity: "warning",
    message: "The obligation is due before what it depends on is.",
    suggestion: "Whoever owes the later step can make the earlier one late; exchange the dates.",
  },
  TL_AGR_REMARK_OBLIGATION_UNDATED: {
    severity: "note",
    message: "The obligation has no date: nobody can ever be late with it.",
    suggestion: "Give it a `due`, or say in `note` why there is none.",
  },
  TL_AGR_REMARK_DECISION_UNREACHABLE: {
    severity: "warning",
    message: "Nothing is adopted by the rule even if all members vote yes.",
    suggestion: "Lower the threshold or the number of members that must vote yes.",
  },
  TL_AGR_REMARK_TERM_EXCLUDED: {
    severity: "note",
    message: "Positions on a term exclude each other: nothing remains that all would accept.",
    suggestion:
      "The positions named are the fewest that do; they need not speak of the same thing.",
  },
  TL_AGR_REMARK_ESCALATION_UNREACHED: {
    severity: "warning",
    message: "No chain of transitions leads to the step.",
    suggestion: "Add a transition to it, or leave the step out.",
  },
  TL_AGR_REMARK_ESCALATION_NO_DECIDER: {
    severity: "warning",
    message: "Nobody may decide the transition, so it can never be taken.",
    suggestion: "Write `decidedBy`; or `automatic: true` where no person need decide.",
  },
  TL_AGR_REMARK_ESCALATION_NO_WAY_BACK: {
    severity: "warning",
    message: "From these steps no chain of transitions leads back to where the ladder begins.",
    suggestion: "Add a transition back, or make the last step one that is `ended`.",
  },
  TL_AGR_REMARK_ESCALATION_ANSWER_LONG: {
    severity: "warning",
    message: "There is more time for the answer than the ladder waits.",
    suggestion: "Shorten `answerWithin`, or lengthen the time it is set against.",
  },
  TL_AGR_REMARK_ESCALATION_ONE_SIDED: {
    severity: "warning",
    message: "One party alone decides the transition.",
    suggestion: "Let each party, or somebody who is none, decide it; or say in `note` why not.",
  },
  TL_AGR_REMARK_INDICATOR_UNOBSERVABLE: {
    severity: "warning",
    message: "Nobody can see the indicator: no means of the catalogue shows any of its kinds.",
    suggestion: "Name kinds that a means shows, or add the means to the catalogue.",
  },
  TL_AGR_REMARK_INDICATOR_UNREACHABLE: {
    severity: "warning",
    message: "The indicator's threshold cannot be reached.",
    suggestion: "Count fewer days, or over a longer time.",
  },
  TL_AGR_REMARK_INDICATOR_COVERAGE: {
    severity: "note",
    message: "The coverage that stands for the indicator is of other kinds of observation.",
    suggestion: "Name in `coverageOf` an article that is seen by the same kinds.",
  },
} as const satisfies Record<
  `TL_AGR_REMARK_${string}`,
  { severity: Remark["severity"]; message: string; suggestion: string }
>;

export type RemarkCode = keyof typeof agreementRemarks;

/** A remark with the sentence of its code and what is special here. */
export function makeRemark(
  code: RemarkCode,
  place: Pick<Remark, "file" | "line" | "column" | "path">,
  special?: string,
  witness?: Readonly<Record<string, unknown>>,
): Remark {
  const { severity, message, suggestion } = agreementRemarks[code];
  return {
    code,
    severity,
    message: special === undefined ? message : `${message.replace(/\.$/, "")}: ${special}.`,
    suggestion,
    ...place,
    ...(witness === undefined ? {} : { witness }),
  };
}

/** Makes remarks of one document with their places. */
export class RemarkList {
  readonly #reporter: Reporter;
  readonly #remarks: Remark[] = [];

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  add(
    code: RemarkCode,
    pointer: string,
    special?: string,
    witness?: Readonly<Record<string, unknown>>,
  ): void {
    const place = this.#reporter.locate(pointer);
    const where = place === undefined ? {} : { line: place.line, column: place.column };
    this.#remarks.push(
      makeRemark(
        code,
        { file: place?.file ?? this.#reporter.file, path: pointer, ...where },
        special,
        witness,
      ),
    );
  }

  /** In the order of the document; those on its annexes and on what it amends after its own. */
  sorted(): readonly Remark[] {
    const rank = ({ file = "" }: Remark) => (file === this.#reporter.file ? "" : file);
    return [...this.#remarks].sort(
      (a, b) =>
        (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0),
    );
  }
}
