import type { ShownMeaning } from "@truceline/watch";
import { agreementWords as words } from "./agreement-words.ts";

/** What is told of a closed article, in this order: what is asked, where, from when. */
const foremost: readonly string[] = [
  "rule",
  "weapon",
  "calibre",
  "height",
  "place",
  "time",
  "not-assessed",
];

type Sentence = ShownMeaning["sentences"][number];

/** The foremost sentences, and the rest, which is told once the article is opened. */
function parted(sentences: readonly Sentence[]): {
  readonly first: readonly Sentence[];
  readonly rest: readonly Sentence[];
} {
  const firstTime = sentences.find(({ about }) => about === "time");
  const first = foremost.flatMap((about) =>
    about === "time"
      ? firstTime === undefined
        ? []
        : [firstTime]
      : sentences.filter((one) => one.about === about),
  );
  return { first, rest: sentences.filter((one) => !first.includes(one)) };
}

/** The meaning in a few sentences. */
export function MeaningInShort({ meaning, language }: { meaning: ShownMeaning; language: string }) {
  return (
    <p lang={language}>
      {parted(meaning.sentences)
        .first.map(({ text }) => text)
        .join(" ")}
    </p>
  );
}

/** The rest of the meaning, and the examples, numbered as on the map. */
export function MeaningInFull({ meaning, language }: { meaning: ShownMeaning; language: string }) {
  const { rest } = parted(meaning.sentences);
  return (
    <div lang={language} class="agfull">
      <ul>
        {rest.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h3 lang="en">{words.examples}</h3>
      {meaning.noExamples !== null && <p>{meaning.noExamples}</p>}
      <ol class="agex">
        {meaning.examples.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
    </div>
  );
}
