import { canonicalBytes, type Language, languages, sha256Hex } from "@truceline/model";
import { type DailyReport, findSentence, wordReport } from "@truceline/reporting";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Paper } from "../report/paper.tsx";
import { Alarm, Tick } from "../shapes/glyphs.tsx";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import { withQuery } from "../state/api.ts";
import { useView } from "../state/use-view.ts";
import { outsideWords as words } from "./outside-words.ts";
import type { ToldReport } from "./told.ts";
import { type Reading, type Shelf, shelves } from "./use-reading.ts";

const formats = ["pdf", "html", "md", "csv", "json"] as const;

/** The open report in the reader's language, and its files. */
export function ReportReader(props: {
  readonly shelf: Shelf;
  readonly reading: Reading;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly told: (report: DailyReport) => void;
  readonly place: RefObject<HTMLElement | null>;
}) {
  const { shelf, reading, language, setLanguage, told, place } = props;
  const { chosen, isAbsent } = reading;
  return (
    <section class="outpaper" aria-label={words.paper} tabIndex={-1} ref={place}>
      {isAbsent && <p class="empty">{words.absent}</p>}
      {chosen !== null && (
        <>
          <div class="outbar">
            <fieldset class="seg">
              <legend class="sr">{words.language}</legend>
              {languages.map((one) => (
                <button
                  key={one}
                  type="button"
                  lang={one}
                  aria-pressed={one === language}
                  onClick={() => setLanguage(one)}
                >
                  {words.languages[one]}
                </button>
              ))}
            </fieldset>
            <p class="outfiles">
              <span class="q">{words.takeAway}</span>
              {formats.map((format) => (
                <a
                  key={format}
                  class="btn"
                  download
                  aria-label={words.file(format.toUpperCase(), words.languages[language])}
                  href={`/api/v1${withQuery(shelves[shelf].file(chosen.id), { format, language })}`}
                >
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          </div>
          <OpenReport key={chosen.id} {...{ shelf, chosen, language, told }} />
        </>
      )}
    </section>
  );
}

/** One report as it prints. A released report does not change: it is asked for once. */
function OpenReport(props: {
  readonly shelf: Shelf;
  readonly chosen: ToldReport;
  readonly language: Language;
  readonly told: (report: DailyReport) => void;
}) {
  const { shelf, chosen, language, told } = props;
  const view = useView<DailyReport>(
    withQuery(shelves[shelf].file(chosen.id), { format: "json" }),
    0,
  );
  const report = view.data;
  const [sentenceKey, setSentenceKey] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const worded = useMemo(
    () => (report === null ? null : wordReport(report, language)),
    [report, language],
  );
  useEffect(() => {
    if (report !== null) told(report);
  }, [report]);
  useEffect(() => {
    // A table wider than the paper scrolls; who has no pointer must get to it too.
    for (const table of box.current?.querySelectorAll<HTMLElement>(".rscroll") ?? [])
      table.tabIndex = table.scrollWidth > table.clientWidth ? 0 : -1;
  }, [worded]);
  if (report === null || worded === null) {
    return view.problem === null ? (
      <Loading say={view.waiting === "long" ? words.opening : null} />
    ) : (
      <ProblemCard
        what={words.reportProblem}
        problem={view.problem}
        stays={false}
        retry={view.retry}
      />
    );
  }
  const sentence = sentenceKey === null ? undefined : findSentence(report, sentenceKey);
  return (
    <div ref={box}>
      <Paper
        report={report}
        worded={worded}
        language={language}
        chosen={sentenceKey}
        choose={setSentenceKey}
      />
      <footer class="outfoot">
        <p role="status">{sentence !== undefined && words.restsOn(sentence.recordCount)}</p>
        <p>{words.withheld(report.observationsWithheldCount, words.levels[report.level])}</p>
        <Unchanged report={report} chosen={chosen} />
      </footer>
    </div>
  );
}

const shownHashLength = 16;

/** Worked out here from what is shown, not believed. */
function Unchanged(props: { readonly report: DailyReport; readonly chosen: ToldReport }) {
  const { report, chosen } = props;
  const expected = chosen.contentSha256;
  const found = useMemo(() => sha256Hex(canonicalBytes(report)), [report]);
  if (expected === undefined) return null;
  const start = expected.slice(0, shownHashLength);
  return found === expected ? (
    <p title={expected}>
      <Tick /> {words.unchanged(start)}
    </p>
  ) : (
    <p role="alert" class="c-attn">
      <Alarm /> {words.changed(start)}
    </p>
  );
}
