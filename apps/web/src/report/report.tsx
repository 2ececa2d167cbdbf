import {
  addDays,
  type IssuedReport,
  type Language,
  languages,
  type ReleaseLevel,
  releaseLevels,
} from "@truceline/model";
import { type DailyReport, wordReport } from "@truceline/reporting";
import type { Ground } from "@truceline/watch";
import { useMemo, useState } from "preact/hooks";
import type { Moment } from "../frame/moment.ts";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import type { Address } from "../state/address.ts";
import { type Problem, postJson, putJson, withQuery } from "../state/api.ts";
import { deskPulse, slowPulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import type { Session } from "../state/session.ts";
import { useStore } from "../state/store.ts";
import { useOnce } from "../state/use-once.ts";
import { useView } from "../state/use-view.ts";
import { type IssueCheck, IssueSide, type Move } from "./issue-side.tsx";
import { Paper } from "./paper.tsx";
import { periodOf } from "./report-period.ts";
import { reportWords as words } from "./report-words.ts";
import { Segments } from "./segments.tsx";
import { type ChangeEdits, SentenceSide } from "./sentence-side.tsx";
import { useReportWrite } from "./use-report-write.ts";

interface Opened {
  readonly issued: IssuedReport;
  readonly content: DailyReport;
  readonly checks: readonly IssueCheck[];
}

const kinds = ["daily", "weekly", "thematic"] as const;
const files = ["pdf", "html", "md", "csv", "json"] as const;

/** The report as it prints, with what each sentence rests on; a draft is always current. */
export function ReportScreen(props: {
  readonly ground: Ground;
  readonly session: Session | null;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, session, address, moment } = props;
  const { timezone, cutOff, articles } = ground.agreement;
  const [language, setLanguage] = useState<Language>("en");
  const [level, setLevel] = useState<ReleaseLevel>("internal");
  const [kind, setKind] = useState<(typeof kinds)[number]>("daily");
  const [theme, setTheme] = useState<string>("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = address.select;
  const live = address.knownAtMs === null;
  const period = /^\d{4}/.test(address.period)
    ? address.period
    : address.period === "yesterday"
      ? addDays(periodOf(moment.atMs, cutOff, timezone), -1)
      : periodOf(moment.atMs, cutOff, timezone);
  const pulse = useStore(slowPulse);
  const deskNews = useStore(deskPulse);
  const list = useView<{ items: readonly IssuedReport[] }>("/reports", deskNews);
  const themeAsked = theme === "" ? null : (theme.split("/") as [string, string]);
  const draft = useView<DailyReport>(
    id === null && (kind !== "thematic" || themeAsked !== null)
      ? withQuery("/report", {
          kind,
          period,
          level,
          knownAt: address.knownAtMs,
          theme: kind === "thematic" ? (themeAsked?.[0] ?? null) : null,
          themeId: kind === "thematic" ? (themeAsked?.[1] ?? null) : null,
        })
      : null,
    live ? pulse : 0,
  );
  const openedPath = id === null ? null : `/reports/${id}`;
  const opened = useView<Opened>(openedPath, live ? deskNews : 0);
  // Another report than the one chosen is not there to be signed, not even for a moment.
  const onTheWay = opened.answers === openedPath ? opened.data : null;
  const issued = onTheWay?.issued ?? null;
  const report = id === null ? draft.data : (onTheWay?.content ?? null);
  const worded = useMemo(
    () => (report === null ? null : wordReport(report, language)),
    [report, language],
  );
  const view = id === null ? draft : opened;

  const write = useReportWrite(issued, () => opened.retry(), setProblem);
  const { once } = useOnce();
  const begin = async (): Promise<void> => {
    const made = await write(() =>
      postJson("/reports", {
        kind,
        periods: { from: kind === "weekly" ? addDays(period, -6) : period, to: period },
        level,
        ...(kind === "thematic" && themeAsked !== null
          ? { theme: { is: themeAsked[0], id: themeAsked[1] } }
          : {}),
      }),
    );
    if (made !== null) go({ select: made.id }, "step");
  };
  const change: ChangeEdits = async (by) =>
    (await write((now) =>
      putJson(`/reports/${now?.id}`, {
        version: now?.version,
        edits: by((now?.edits ?? []).map(({ by: _by, atMs: _atMs, ...rest }) => rest)),
      }),
    )) !== null;
  const setReportLevel = (next: ReleaseLevel): void => {
    setLevel(next);
    if (issued !== null && issued.state === "draft") {
      void write((now) => putJson(`/reports/${now?.id}`, { version: now?.version, level: next }));
    }
  };
  const move = (step: Move, reason?: string): void => {
    void once(() =>
      write((now) =>
        postJson(`/reports/${now?.id}/moves`, {
          move: step,
          version: now?.version,
          ...(reason === undefined ? {} : { reason }),
        }),
      ),
    );
  };
  const sectionMove = (by: -1 | 1): void => {
    const keys = worded?.sections.map(({ key }) => key) ?? [];
    const at = keys.findIndex((key) => chosen?.startsWith(key) === true);
    const to = at + by;
    if (issued === null || at < 0 || to < 0 || to >= keys.length) return;
    const order = [...keys];
    order.splice(to, 0, ...order.splice(at, 1));
    const id = crypto.randomUUID();
    void change((edits) => [
      ...edits.filter(({ does }) => does !== "order"),
      { id, at: "report", does: "order", order },
    ]);
  };

  const shownLevel = issued?.level ?? level;
  const text = worded === null || chosen === null ? null : sentenceText(worded, chosen);
  return (
    <main class="rp" id="content" tabIndex={-1}>
      <nav class="panel1 toc" aria-label={words.contents}>
        <div class="ph">
          <h1>{words.title}</h1>
        </div>
        <ol>
          {worded?.sections.map(({ key, heading }) => (
            <li key={key}>
              <a href={`#s-${key}`} onClick={(event) => scrollToSection(event, key)}>
                {heading}
              </a>
            </li>
          ))}
        </ol>
        <div class="tl2">
          <h3>{words.onTheWay}</h3>
          <select
            class="field"
            aria-label={words.onTheWay}
            value={id ?? ""}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setChosen(null);
              setProblem(null);
              go({ select: next === "" ? null : next }, "step");
            }}
          >
            <option value="">{words.current}</option>
            {list.data?.items.map((one) => (
              <option key={one.id} value={one.id}>
                {words.line(
                  words.kinds[one.kind],
                  one.periods.to,
                  words.states[one.state],
                  words.levels[one.level],
                )}
              </option>
            ))}
          </select>
          {id === null && (
            <>
              <label>
                {words.kind}
                <select
                  class="field"
                  value={kind}
                  onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
                >
                  {kinds.map((one) => (
                    <option key={one} value={one}>
                      {words.kinds[one]}
                    </option>
                  ))}
                </select>
              </label>
              {kind === "thematic" && (
                <label>
                  {words.theme}
                  <select
                    class="field"
                    value={theme}
                    onChange={(event) => setTheme(event.currentTarget.value)}
                  >
                    <option value="">–</option>
                    {ground.sectors.map((sector) => (
                      <option key={sector.id} value={`sector/${sector.id}`}>
                        {sector.name}
                      </option>
                    ))}
                    {ground.zones
                      .filter((zone) => zone.kind === "disengagement-area")
                      .map((zone) => (
                        <option key={zone.id} value={`disengagement-area/${zone.id}`}>
                          {zone.name}
                        </option>
                      ))}
                    {articles.map((article) => (
                      <option key={article.id} value={`article/${article.id}`}>
                        {words.themes.article} {article.id}
                      </option>
                    ))}
                  </select>
                </label>
              )}
              <label>
                {words.period}
                <input
                  class="field"
                  type="date"
                  value={period}
                  onChange={(event) => {
                    if (event.currentTarget.value !== "") go({ period: event.currentTarget.value });
                  }}
                />
              </label>
              <button
                type="button"
                class="btn"
                disabled={!live || report === null}
                onClick={() => void once(begin)}
              >
                {words.begin}
              </button>
            </>
          )}
          <h3>{words.language}</h3>
          <Segments
            label={words.language}
            options={languages}
            chosen={language}
            name={(one) => one.toUpperCase()}
            choose={setLanguage}
          />
          <h3>{words.level}</h3>
          <Segments
            label={words.level}
            options={releaseLevels}
            chosen={shownLevel}
            name={(one) => words.levels[one]}
            choose={setReportLevel}
          />
          <p class="d">{words.levelSay}</p>
          <p class="q">
            {words.cutOff} {cutOff}
          </p>
        </div>
      </nav>
      <div class="desk">
        {view.problem !== null && report === null ? (
          <ProblemCard
            what={words.problem}
            problem={view.problem}
            stays={false}
            retry={view.retry}
          />
        ) : report === null || worded === null ? (
          <Loading say={view.waiting === "long" ? words.making : null} />
        ) : (
          <Paper
            report={report}
            worded={worded}
            language={language}
            chosen={chosen}
            choose={setChosen}
          />
        )}
      </div>
      <aside class="panel0 side">
        <div class="ph">
          <h2>{text === null ? words.before : words.restsOn(chosen ?? "")}</h2>
        </div>
        {report !== null && chosen !== null && text !== null ? (
          <SentenceSide
            key={`${id ?? ""}/${chosen}/${language}`}
            report={report}
            sentenceKey={chosen}
            text={text}
            language={language}
            edits={issued?.state === "draft" && live ? issued.edits : null}
            change={change}
          />
        ) : (
          <p class="empty">{words.choose}</p>
        )}
        {issued?.state === "draft" && chosen !== null && (
          <div class="ifoot">
            <button type="button" class="btn" onClick={() => sectionMove(-1)}>
              {words.up}
            </button>
            <button type="button" class="btn" onClick={() => sectionMove(1)}>
              {words.down}
            </button>
          </div>
        )}
        {issued !== null && onTheWay !== null && (
          <IssueSide
            issued={issued}
            checks={onTheWay.checks}
            session={session}
            timezone={timezone}
            problem={problem}
            move={move}
          />
        )}
        {problem !== null && issued === null && (
          <p role="alert" class="empty">
            {problem.title} <span class="d">{problem.code}</span>
          </p>
        )}
        <section class="files">
          <h3>{words.files}</h3>
          {files.map((format) => (
            <a
              key={format}
              class="btn"
              href={
                issued === null
                  ? `/api/v1${withQuery("/report", { kind, period, level, language, format })}`
                  : `/api/v1${withQuery(`/reports/${issued.id}/file`, { language, format })}`
              }
            >
              {format.toUpperCase()}
            </a>
          ))}
        </section>
      </aside>
    </main>
  );
}

function sentenceText(worded: ReturnType<typeof wordReport>, key: string): string | null {
  for (const section of worded.sections) {
    for (const part of [section, ...section.parts]) {
      for (const block of part.blocks) {
        if (block.is !== "sentences") continue;
        const found = block.sentences.find((one) => one.key === key);
        if (found !== undefined) return found.text;
      }
    }
  }
  return null;
}

function scrollToSection(event: MouseEvent, key: string): void {
  event.preventDefault();
  document.getElementById(`s-${key}`)?.scrollIntoView({ block: "start" });
}
