export type { ExamplePlace, PlaceTold } from "./example-places.ts";
export type { ToldExample } from "./example-sentences.ts";
export type { Example } from "./examples.ts";
export { type AgreementExplanation, type ArticleExplanation, Explainer } from "./explain.ts";
export type { Sentence, SentenceAbout } from "./sentences.ts";
export type { Condition } from "./statement.ts";
