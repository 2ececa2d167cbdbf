import type { Language } from "@truceline/model";
import {
  barsSvg,
  type DailyReport,
  mapSvg,
  ReportWords,
  type WordedBlock,
  type WordedPart,
  type WordedReport,
  type WordedSentence,
} from "@truceline/reporting";
import { ReportTable } from "./report-table.tsx";

/** The page as it prints, on a desk. A click or Enter on a sentence chooses it. */
export function Paper(props: {
  readonly report: DailyReport;
  readonly worded: WordedReport;
  readonly language: Language;
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
}) {
  const { report, worded, language } = props;
  const words = new ReportWords(report, language);
  return (
    <article class="sheet" lang={language}>
      {worded.mark !== null && (
        <div class="rh">
          <span class="ex">{`${worded.mark.sign} ${worded.mark.sign} ${worded.mark.sign}`}</span>
          <span class="ex2">{worded.mark.says}</span>
        </div>
      )}
      <header class="rt1">
        <div>
          <h1>{worded.title}</h1>
          <p>{worded.subtitle}</p>
        </div>
        <div class="rb">
          <div>{worded.level}</div>
          <div>{worded.knownAt}</div>
        </div>
      </header>
      {worded.sections.map((section) => (
        <section key={section.key} id={`s-${section.key}`}>
          <h2>{section.heading}</h2>
          <Blocks part={section} {...props} words={words} />
          {section.parts.map((part) => (
            <div key={part.key}>
              <h3>{part.heading}</h3>
              <Blocks part={part} {...props} words={words} />
            </div>
          ))}
        </section>
      ))}
      {worded.withoutPlace !== null && (
        <section>
          <h2>{worded.withoutPlace.heading}</h2>
          <ul class="sumr">
            {worded.withoutPlace.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <footer class="rf">
        <span>{worded.linesNote}</span>
        <span>{worded.level}</span>
      </footer>
    </article>
  );
}

interface BlocksProps {
  readonly part: WordedPart;
  readonly report: DailyReport;
  readonly words: ReportWords;
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
}

function Blocks(props: BlocksProps) {
  return (
    <>
      {props.part.blocks.map((block, index) => (
        <One key={`${block.is}/${index}`} block={block} {...props} />
      ))}
    </>
  );
}

function One({
  block,
  part,
  report,
  words,
  chosen,
  choose,
}: BlocksProps & { readonly block: WordedBlock }) {
  switch (block.is) {
    case "sentences":
      return block.as === "points" ? (
        <ul class="sumr">
          {block.sentences.map((one) => (
            <li key={one.key}>
              <Sentence {...{ one, chosen, choose }} />
            </li>
          ))}
        </ul>
      ) : (
        <div class={block.as === "notes" ? "cap" : undefined}>
          {block.sentences.map((one) => (
            <p key={one.key}>
              <Sentence {...{ one, chosen, choose }} />
            </p>
          ))}
        </div>
      );
    case "table":
      return <ReportTable table={block} title={part.heading} />;
    case "bars":
      return (
        <Picture
          says={block.caption}
          svg={barsSvg(report, {
            title: block.caption,
            number: (value) => words.wording.number(value),
            noEntry: words.say("report.no-entry"),
          })}
        />
      );
    case "map": {
      if (report.map === null) return null;
      const title = words.say("report.heading.unseen");
      return (
        <Picture
          says={title}
          svg={mapSvg(report.map, { title, local: (name) => words.local(name) })}
        />
      );
    }
  }
}

/** Drawn as an image: nothing in it can run, whatever it holds. */
function Picture({ svg, says }: { readonly svg: string; readonly says: string }) {
  const bytes = new TextEncoder().encode(svg);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return <img class="rmap" alt={says} src={`data:image/svg+xml;base64,${btoa(binary)}`} />;
}

function Sentence(props: {
  readonly one: WordedSentence;
  readonly chosen: string | null;
  readonly choose: (key: string) => void;
}) {
  const { one, chosen, choose } = props;
  return (
    <button
      type="button"
      class={`sen${one.key === chosen ? " on" : ""}${one.person === undefined ? "" : " person"}`}
      aria-pressed={one.key === chosen}
      onClick={() => choose(one.key)}
    >
      {one.text}
      {one.number !== null && <sup>{one.number}</sup>}
      {one.person !== undefined && <small>{one.person.note}</small>}
    </button>
  );
}
