import type { PreparedAgreement } from "@truceline/agreement";
import { Explainer } from "@truceline/explanation";
import type { Language } from "@truceline/model";
import type { ShownMeaning } from "./agreement-shown.ts";

/** The meanings of all articles, language by language; each worked out once, for it takes a moment. */
export class Meanings {
  readonly #agreement: PreparedAgreement;
  readonly #known = new Map<Language, Promise<ReadonlyMap<string, ShownMeaning>>>();

  constructor(agreement: PreparedAgreement) {
    this.#agreement = agreement;
  }

  /** By article id. @param pause lets others work between two articles */
  in(language: Language, pause: () => Promise<void>): Promise<ReadonlyMap<string, ShownMeaning>> {
    let known = this.#known.get(language);
    if (known === undefined) {
      known = this.#tell(language, pause);
      this.#known.set(language, known);
      known.catch(() => this.#known.delete(language));
    }
    return known;
  }

  async #tell(
    language: Language,
    pause: () => Promise<void>,
  ): Promise<ReadonlyMap<string, ShownMeaning>> {
    const explainer = new Explainer(this.#agreement, language);
    const told = new Map<string, ShownMeaning>();
    for (const { id } of this.#agreement.compiled.articles) {
      const { sentences, examples, noExamples } = explainer.article(id);
      told.set(id, {
        sentences,
        examples: examples.map(({ is, text, events }) => ({
          is,
          text,
          places: events.flatMap(({ place }) => (place === null ? [] : [place.position])),
        })),
        noExamples,
      });
      await pause();
    }
    return told;
  }
}
