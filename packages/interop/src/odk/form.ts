/** What an answer can be; the many names of XLSForm come down to these. */
export const questionTypes = [
  "text",
  "integer",
  "decimal",
  "date",
  "time",
  "date-time",
  "place",
  "places",
  "one-of",
  "some-of",
  "file",
] as const;
export type QuestionType = (typeof questionTypes)[number];

export interface Question {
  readonly kind: "question";
  readonly name: string;
  readonly type: QuestionType;
  /** As the form says it: `select_one`, `image`, `start`. */
  readonly statedType: string;
  /** Of `one-of` and `some-of`: name of the list of choices. */
  readonly list?: string;
  /** Further columns of its row that are filled, by their names: label, hint, relevant, calculation … */
  readonly columns: Readonly<Record<string, string>>;
}

/** A repeat is answered any number of times, a group once. */
export interface Section<Kind extends "group" | "repeat"> {
  readonly kind: Kind;
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly items: readonly FormItem[];
}

export type FormItem = Question | Section<"group"> | Section<"repeat">;

export interface Choice {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** A form as an XLSForm describes it. What it computes and when it asks is kept as text, not run. */
export interface OdkForm {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly items: readonly FormItem[];
  readonly lists: Readonly<Record<string, readonly Choice[]>>;
}

/** One position of an answer. Decimals of degrees; height and accuracy as the phone said. */
export interface OdkPlace {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly altitudeM: number;
  readonly accuracyM: number;
}

export type Answer =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "integer" | "decimal"; readonly value: number }
  /** `2026-03-01`; time of day as the phone wrote it. */
  | { readonly type: "date" | "time"; readonly stated: string }
  | { readonly type: "date-time"; readonly atMs: number; readonly stated: string }
  | { readonly type: "place"; readonly place: OdkPlace }
  | { readonly type: "places"; readonly places: readonly OdkPlace[] }
  | { readonly type: "one-of"; readonly choice: string }
  | { readonly type: "some-of"; readonly choices: readonly string[] }
  /** Name of the file that is sent beside the submission. */
  | { readonly type: "file"; readonly fileName: string }
  | { readonly type: "group"; readonly answers: Answers }
  | { readonly type: "repeat"; readonly instances: readonly Answers[] };

/** By the names of the items; what was not asked or not answered is absent. */
export type Answers = Readonly<Record<string, Answer>>;

export interface OdkSubmission {
  readonly formId: string;
  readonly version: string;
  /** `uuid:…`: the same sent twice has the same. */
  readonly instanceId: string;
  /** Of a corrected submission: which one it stands for. */
  readonly deprecatedId?: string;
  readonly answers: Answers;
}
