import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const agreementErrors = {
  TL_AGR_SIZE: {
    fault: "data",
    message: "The document is larger than allowed.",
    hint: "Keep the document below 1 MB and put geometry into files beside it.",
  },
  TL_AGR_DEPTH: {
    fault: "data",
    message: "The document is nested deeper than allowed.",
    hint: "An agreement needs no more than a dozen levels.",
  },
  TL_AGR_NODE_LIMIT: {
    fault: "data",
    message: "The document has more entries than allowed.",
    hint: "Put geometry into files beside the document.",
  },
  TL_AGR_ALIAS_LIMIT: {
    fault: "data",
    message: "Aliases expand to more entries than allowed.",
    hint: "Write the entries out instead of repeating them by alias.",
  },
  TL_AGR_ALIAS: {
    fault: "data",
    message: "An alias names no anchor before it, or names what it stands in.",
    hint: "Write the entry out.",
  },
  TL_AGR_SYNTAX: {
    fault: "data",
    message: "The text is neither YAML nor JSON.",
    hint: "Look for a bracket, brace or quote left open, a tab, or a text with a colon or comma without quotes; what else is wrong is told once the syntax is mended.",
  },
  TL_AGR_TAG: {
    fault: "data",
    message: "A tag is not allowed here.",
    hint: "Leave the tag out; the schema says what a value is.",
  },
  TL_AGR_KEY_TWICE: {
    fault: "data",
    message: "A key stands twice in one place.",
    hint: "Keep one of the two.",
  },
  TL_AGR_KEY_UNKNOWN: {
    fault: "data",
    message: "A key is not known here.",
  },
  TL_AGR_KEY_MISSING: {
    fault: "data",
    message: "A key is missing.",
  },
  TL_AGR_TYPE: {
    fault: "data",
    message: "A value is not of the kind that is needed here.",
  },
  TL_AGR_VALUE: {
    fault: "data",
    message: "A value is not one of those allowed here.",
  },
  TL_AGR_LENGTH: {
    fault: "data",
    message: "A text or list is longer or shorter than allowed.",
  },
  TL_AGR_NUMBER_RANGE: {
    fault: "data",
    message: "A number is out of range.",
  },
  TL_AGR_PROBABILITY: {
    fault: "data",
    message: "A probability or share is not between 0 and 1.",
  },
  TL_AGR_ID: {
    fault: "data",
    message: "An id has characters that ids may not have.",
    hint: "Use letters, digits, dots, dashes and underscores, 64 at most, a letter or digit first.",
  },
  TL_AGR_ID_RESERVED: {
    fault: "data",
    message: "An id is a word with a meaning of its own.",
    hint: "Choose another id; any, each, third-parties, guarantors, unknown, mission and line have a meaning in rules, everywhere as a zone, all and elsewhere as sectors.",
  },
  TL_AGR_ID_TWICE: {
    fault: "data",
    message: "Two entries have the same id.",
    hint: "Give each entry of a list its own id.",
  },
  TL_AGR_LANGUAGE: {
    fault: "data",
    message: "A text has no language, or a language tag is not one.",
    hint: "Write texts as { en: …, uk: … }.",
  },
  TL_AGR_UNIT_MISSING: {
    fault: "data",
    message: "A quantity has no unit.",
  },
  TL_AGR_UNIT: {
    fault: "data",
    message: "A quantity has a unit that is not known here.",
  },
  TL_AGR_QUANTITY: {
    fault: "data",
    message: "A quantity is not a number with a unit.",
  },
  TL_AGR_DURATION: {
    fault: "data",
    message: "A duration is not in ISO 8601 form, or of no fixed length.",
    hint: "Write P14D for 14 days, PT2M for 2 minutes, PT24H for 24 hours; months and years have no fixed length.",
  },
  TL_AGR_INSTANT: {
    fault: "data",
    message: "An instant is not in ISO 8601 form with an offset from UTC.",
    hint: "Write 2015-02-15T00:00+02:00, or a date alone for its local midnight.",
  },
  TL_AGR_CLOCK_TIME: {
    fault: "data",
    message: "A time of day is not in the form HH:MM.",
    hint: 'Write it in quotes, "19:30", from "00:00" to "23:59".',
  },
  TL_AGR_TIMEZONE: {
    fault: "data",
    message: "The time zone is not in the IANA database.",
    hint: "Use a name such as Europe/Kyiv or Etc/UTC.",
  },
  TL_AGR_TIME_ORDER: {
    fault: "data",
    message: "A time ends before it begins.",
    hint: "Exchange the two, or correct the later one.",
  },
  TL_AGR_DEADLINE_ORDER: {
    fault: "data",
    message: "A deadline lies before the agreement is in force, or after it has ended.",
    hint: "Count the deadline from the day the agreement enters into force.",
  },
  TL_AGR_REFERENCE: {
    fault: "data",
    message: "A name refers to nothing in this document.",
  },
  TL_AGR_RULE_KIND: {
    fault: "data",
    message: "A rule has no kind, or several.",
    hint: "Give each rule exactly one of prohibit, limit, require, withdraw, freeze, access, notify, permit, narrative; make one article of each.",
  },
  TL_AGR_RULE_PART: {
    fault: "data",
    message: "A rule has a part that does not belong to it, or lacks one.",
    hint: "`with` goes with weapons and vehicles, `atLeast` with exercise, persons and presence; `freeze: line` needs `of`, the other two `of` or `in`.",
  },
  TL_AGR_VARIANT: {
    fault: "data",
    message: "An entry says in no way, or in several, how it is made.",
  },
  TL_AGR_DAILY_WINDOW: {
    fault: "data",
    message: "A daily window has no length.",
    hint: 'Give two different times, such as ["22:30", "07:45"]; leave the key out for the whole day.',
  },
  TL_AGR_CALIBRE_ORDER: {
    fault: "data",
    message: "The smallest calibre is above the largest.",
    hint: "Exchange the two.",
  },
  TL_AGR_RANGE_ORDER: {
    fault: "data",
    message: "The shortest range of a weapon is above the longest.",
    hint: "Exchange the two.",
  },
  TL_AGR_DEFINITION: {
    fault: "data",
    message: "A definition that a rule names means no equipment.",
    hint: "Give the definition `equipment`, or write the classes into the rule.",
  },
  TL_AGR_AREA: {
    fault: "data",
    message: "An area in a rule lacks a part, or has one too many.",
    hint: "Write { within: 15 km, of: LINE }, { from: 10 km, to: 20 km, of: LINE }, { sector: ID } or { zone: ID }.",
  },
  TL_AGR_AREA_ORDER: {
    fault: "data",
    message: "An area ends where it begins, or before.",
    hint: "Give the outer distance or height the larger figure.",
  },
  TL_AGR_ZONE_CYCLE: {
    fault: "data",
    message: "A zone is excepted from itself, by way of others.",
    hint: "Leave one of the exceptions out.",
  },
  TL_AGR_EXEMPTION: {
    fault: "data",
    message: "An exemption takes nothing out of its article.",
    hint: "Name an article that forbids, and an activity that it forbids.",
  },
  TL_AGR_AUTHENTIC: {
    fault: "data",
    message: "A text is not there in the authentic language.",
    hint: "Add it; the other languages are translations of it.",
  },
  TL_AGR_LINE_SIDES: {
    fault: "data",
    message: "Both sides of a line are given to the same party.",
    hint: "Name the party left and the party right of the line, walking as digitised.",
  },
  TL_AGR_LINE_ORDER: {
    fault: "data",
    message: "Versions of a line by one author are not in order of time.",
    hint: "Write older versions first, each with its own `validFrom`.",
  },
  TL_AGR_BAND_SIDE: {
    fault: "data",
    message:
      "A band has no width on one side of its line, or names a party that is on neither side.",
    hint: "Give a distance for each of the two parties of the line's sides; `0 km` for none.",
  },
  TL_AGR_SECTOR_RANGE: {
    fault: "data",
    message: "A sector lies outside its line.",
  },
  TL_AGR_PATH: {
    fault: "data",
    message: "A path leaves the folder of the document.",
    hint: "Name a file in a folder below the document, such as lines/2014-09-19.geojson.",
  },
  TL_AGR_GEOMETRY_MISSING: {
    fault: "data",
    message: "A geometry file is not there or cannot be read.",
    hint: "Put the file beside the document, or correct the path.",
  },
  TL_AGR_GEOMETRY_JSON: {
    fault: "data",
    message: "A geometry file is not JSON.",
    hint: "Save it as GeoJSON (RFC 7946); JSON knows neither NaN nor comments.",
  },
  TL_AGR_GEOMETRY_SIZE: {
    fault: "data",
    message: "A geometry file is larger than allowed.",
    hint: "Simplify the geometry; 8 MB are allowed.",
  },
  TL_AGR_POSITION: {
    fault: "data",
    message: "A position is out of range or not a pair of numbers.",
    hint: "Write longitude first, -180 to 180, then latitude, -90 to 90.",
  },
  TL_AGR_POSITION_SWAPPED: {
    fault: "data",
    message: "Longitude and latitude are probably exchanged.",
    hint: "Write longitude first; the place would then lie with the rest of the document.",
  },
  TL_AGR_MEANS: {
    fault: "data",
    message: "A sensor is of a kind that is not in the catalogue.",
  },
  TL_AGR_FAULT_LIMIT: {
    fault: "data",
    message: "There are more faults than are listed.",
    hint: "Mend those listed and check again.",
  },
  TL_AGR_ZONE_ABSENT: {
    fault: "caller",
    message: "The compiled agreement has no such zone.",
  },
  TL_AGR_LINE_ABSENT: {
    fault: "caller",
    message: "The compiled agreement has no such line or line version.",
  },
  TL_AGR_ARTICLE_ABSENT: {
    fault: "caller",
    message: "The compiled agreement has no such article.",
  },
  TL_AGR_TEXT_BROKEN: {
    fault: "data",
    message: "A text holds half a character.",
    hint: "Write the character itself, or both halves of its escape.",
  },
  TL_AGR_SHARE: {
    fault: "data",
    message: "A share is not a fraction from nothing to the whole.",
    hint: "Write it as 1/2 or 2/3, with whole numbers.",
  },
  TL_AGR_DAY: {
    fault: "data",
    message: "A date is not a year, a month or a day of the calendar.",
    hint: 'Write as much as is known: "2025", 2025-02 or 2025-02-24.',
  },
  TL_AGR_DUE: {
    fault: "data",
    message: "It is not clear when an obligation is due.",
    hint: "Write { at: … }, { from: …, to: … } or { after: …, within: … }; leave `due` out where no date is known.",
  },
  TL_AGR_TERM_VALUE: {
    fault: "data",
    message: "A position says of a term what its type does not allow.",
    hint: "A number takes `exactly`; an interval one lower and one upper end, or one of them; a choice `oneOf`.",
  },
  TL_AGR_ENCODING: {
    fault: "data",
    message: "The text is not in UTF-8.",
    hint: "Save the file as UTF-8; every editor offers it beside the file name or under “Save as”.",
  },
  TL_AGR_FORMAT: {
    fault: "data",
    message: "The document cannot be laid out without a loss, and was left as it is.",
    hint: "Put the comment named on a line of its own above the entry, then format again.",
  },
  TL_AGR_ANNEX_MISSING: {
    fault: "data",
    message: "An annex is not there or cannot be read.",
    hint: "Put the file beside the document, or correct the path.",
  },
  TL_AGR_BASE_MISSING: {
    fault: "data",
    message: "The agreement that is amended is not there or cannot be read.",
    hint: "Give the path of its folder or file as seen from the folder of this document.",
  },
  TL_AGR_AMENDS_CYCLE: {
    fault: "data",
    message: "An agreement amends itself, or too many amend one another.",
    hint: "Let the first agreement stand alone; at most 16 may stand on each other.",
  },
  TL_AGR_AMENDS_LIST: {
    fault: "data",
    message: "An agreement that amends another has a list of its own.",
    hint: "Put the entries into `add` or `replace` of `amends`; those of the other agreement are taken over.",
  },
  TL_AGR_AMENDS_TWICE: {
    fault: "data",
    message: "An amendment changes the same entry twice.",
    hint: "Name each entry once: in `replace`, or in `repeal`.",
  },
  TL_AGR_ESCALATION_AUTOMATIC: {
    fault: "data",
    message: "A transition is automatic where a person must decide.",
    hint: "Leave `automatic` out and name who decides; suspended, tripwire, backstop and ended are never entered by themselves.",
  },
  TL_AGR_ESCALATION_STAYS: {
    fault: "data",
    message: "A transition leads to the step it comes from.",
    hint: "Name another step, or take the step out of `from`.",
  },
  TL_AGR_ESCALATION_NOBODY_ASKED: {
    fault: "data",
    message: "A condition waits for an answer in a step that asks nobody.",
    hint: "Give the step `answerWithin`, and `asks` where it is not each party.",
  },
  TL_AGR_INDICATOR_COVERAGE: {
    fault: "data",
    message: "Nothing says whether an indicator could have been seen: its article has no coverage.",
    hint: "Name in `coverageOf` an article that is assessed from observations.",
  },
  TL_AGR_INDICATOR_DAYS: {
    fault: "data",
    message: "A threshold is not counted over whole days, from 1 to 366.",
    hint: "Write P7D for seven days.",
  },
} as const satisfies Record<`TL_AGR_${string}`, ErrorEntry>;

export type AgreementErrorCode = keyof typeof agreementErrors;

export class AgreementError extends TrucelineError<AgreementErrorCode> {
  constructor(code: AgreementErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, agreementErrors[code], details, options);
  }
}
