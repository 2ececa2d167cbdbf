import type {
  CompiledDefinition,
  LocalText,
  PreparedAgreement,
  WeaponSelector,
} from "@truceline/agreement";
import type { Language } from "@truceline/model";
import { exampleSentences, noExamplesSentence, type ToldExample } from "./example-sentences.ts";
import { examplesOf } from "./examples.ts";
import { clause, listOf } from "./named-things.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { Speech } from "./speech.ts";
import { stateArticle } from "./state-article.ts";

/** An article in one language. */
export interface ArticleExplanation {
  readonly article: string;
  readonly kind: string;
  /** Whether software assesses it from observations. */
  readonly isAssessed: boolean;
  readonly heading: string;
  readonly sentences: readonly Sentence[];
  readonly examples: readonly ToldExample[];
  /** Why there are no examples, as a sentence; null where there are some. */
  readonly noExamples: string | null;
}

/** An agreement in one language. */
export interface AgreementExplanation {
  readonly agreement: string;
  /** Hash of the compiled form that all of it was taken from. */
  readonly hash: string;
  readonly language: Language;
  readonly heading: string;
  readonly from: string;
  readonly examplesHeading: string;
  readonly articles: readonly ArticleExplanation[];
  /** What the terms of the agreement mean; empty where it defines none, or articles were named. */
  readonly definitions: readonly string[];
}

/** Tells one agreement in one language; make it once and ask it article by article. */
export class Explainer {
  readonly #prepared: PreparedAgreement;
  readonly #speech: Speech;

  constructor(prepared: PreparedAgreement, language: Language) {
    this.#prepared = prepared;
    this.#speech = new Speech(language, prepared.compiled.timezone);
  }

  /**
   * An article's meaning as sentences, with example events that the calculus confirmed. From the
   * compiled form alone: the text of the article is never read. Some 20 ms; the first article on a
   * ground takes longer.
   * @throws AgreementError `TL_AGR_ARTICLE_ABSENT`
   * @example new Explainer(prepareAgreement(compiled), "uk").article("2a").sentences
   */
  article(articleId: string): ArticleExplanation {
    const { compiled } = this.#prepared;
    const statement = stateArticle(compiled, this.#prepared.article(articleId));
    const speech = this.#speech;
    const examples = examplesOf(this.#prepared, statement);
    const isNone = typeof examples === "string";
    return {
      article: articleId,
      kind: statement.rule.kind,
      isAssessed: statement.notAssessed === null,
      heading: speech.sentence("head.article", { article: articleId }),
      sentences: sentencesOf(statement, speech),
      examples: isNone ? [] : exampleSentences(examples, statement, compiled, speech),
      noExamples: isNone ? noExamplesSentence(examples, speech) : null,
    };
  }

  /** Every article, or those named, and what the agreement defines. @throws as `article` */
  agreement(articleIds?: readonly string[]): AgreementExplanation {
    const { compiled } = this.#prepared;
    const speech = this.#speech;
    return {
      agreement: compiled.id,
      hash: compiled.hash,
      language: speech.language,
      heading: speech.sentence("head.agreement", {
        title: speech.text(compiled.title),
        status: compiled.status,
      }),
      from: speech.sentence("head.form", {
        hash: compiled.hash.slice(0, 12),
        timezone: compiled.timezone,
      }),
      examplesHeading: speech.sentence("head.examples"),
      articles: (articleIds ?? compiled.articles.map(({ id }) => id)).map((id) => this.article(id)),
      definitions:
        articleIds === undefined
          ? (compiled.definitions ?? []).map((one) => definitionSentence(one, speech))
          : [],
    };
  }
}

function definitionSentence({ term, means }: CompiledDefinition, speech: Speech): string {
  return speech.sentence("definition", {
    term: speech.name(term),
    means: isWeapons(means) ? weaponsText(means, speech) : clause(means, speech),
  });
}

function isWeapons(means: WeaponSelector | LocalText): means is WeaponSelector {
  return Array.isArray((means as WeaponSelector).classes);
}

function weaponsText(
  { classes, calibreMinMm, calibreMaxMm, rangeMinM, rangeMaxM }: WeaponSelector,
  speech: Speech,
): string {
  const parts = [
    listOf(
      classes.map((one) => speech.wording.weapons([{ class: one }])),
      speech,
    ),
  ];
  if (calibreMinMm !== undefined || calibreMaxMm !== undefined) {
    parts.push(speech.ends("ends.calibre", calibreMinMm, calibreMaxMm, (mm) => speech.calibre(mm)));
  }
  if (rangeMinM !== undefined || rangeMaxM !== undefined) {
    parts.push(speech.ends("ends.range", rangeMinM, rangeMaxM, (m) => speech.distance(m)));
  }
  return parts.reduce((what, limits) => speech.say("event.with", { what, weapons: limits }));
}
