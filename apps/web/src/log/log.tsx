import { lineContextOf, readLine, writeLine } from "@truceline/log";
import {
  type Language,
  type LonLat,
  languages,
  type MediaRef,
  type ObservationDraft,
} from "@truceline/model";
import type { CoverageView, DeskView, Ground } from "@truceline/watch";
import { createWording } from "@truceline/wording";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DeskDialog, type DeskTab } from "../desk/desk-dialog.tsx";
import { typedPlace } from "../format/place-name.ts";
import { clockMinutes, shortDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { ProblemCard } from "../shapes/part-states.tsx";
import type { Address } from "../state/address.ts";
import { type Problem, RequestFailed, withQuery } from "../state/api.ts";
import { askDesk, deskPulse } from "../state/live.ts";
import type { Session } from "../state/session.ts";
import { useStore } from "../state/store.ts";
import { useView } from "../state/use-view.ts";
import {
  entryOf,
  keepEntry,
  newEntryId,
  sendUnsent,
  submitEntries,
  unsent,
  withdrawEntry,
} from "./entries.ts";
import { FormEntry } from "./form-entry.tsx";
import { LineField } from "./line-field.tsx";
import {
  type Carried,
  keepSeat,
  keptSeat,
  type LogSeat,
  lineContext,
  localDay,
  postPlace,
} from "./log-context.ts";
import { LogHead } from "./log-head.tsx";
import { LogMap } from "./log-map.tsx";
import { HandoverPanel, PatrolPanel, WindowPanel } from "./log-side.tsx";
import { logWords as words } from "./log-words.ts";
import { FaultBar, NextWords } from "./next-words.tsx";
import { NothingDialog } from "./nothing-dialog.tsx";
import { PasteTable } from "./paste-table.tsx";
import { PhotoButton } from "./photo-button.tsx";
import { PostDialog } from "./post-dialog.tsx";
import { Preview } from "./preview.tsx";
import { areasOf } from "./reading.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { type ShiftLine, ShiftLines } from "./shift-lines.tsx";
import { useLine } from "./use-line.ts";
import { useShift } from "./use-shift.ts";

type Asked =
  | { readonly is: "post" }
  | { readonly is: "nothing" }
  | { readonly is: "correct" | "withdraw"; readonly line: ShiftLine }
  | null;

/** What is being written over: a draft, or a submitted line with the reason for correcting it. */
type Under =
  | { readonly is: "edit"; readonly id: string; readonly version: number }
  | { readonly is: "correct"; readonly id: string; readonly reason: string }
  | null;

/** Shifts of twelve hours where the desk does not say. */
const shiftMs = 12 * 3_600_000;

/** The field log: a line in, a sentence back, keyboard first. */
export function Log(props: {
  readonly ground: Ground;
  readonly session: Session | null;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, session, address, moment } = props;
  const { timezone } = ground.agreement;
  const live = address.knownAtMs === null;
  const nowMs = moment.atMs;
  const room = `${ground.agreement.id}/${ground.origin}`;
  const pulse = useStore(deskPulse);
  const desk = useView<DeskView>(
    withQuery("/desk", { knownAt: address.knownAtMs }),
    live ? pulse : 0,
  );
  const shiftFromMs = desk.data?.shift.fromMs ?? Math.floor(nowMs / shiftMs) * shiftMs;

  const [seat, setSeat] = useState<LogSeat>(() => keptSeat(room) ?? firstSeat(ground, session));
  const [carried, setCarried] = useState<Carried>({ dayLocal: localDay(nowMs, timezone) });
  const [media, setMedia] = useState<readonly MediaRef[]>([]);
  const [mode, setMode] = useState<"line" | "form" | "paste">("line");
  const [language, setLanguage] = useState<Language>(keptLanguage);
  const [asked, setAsked] = useState<Asked>(null);
  const [under, setUnder] = useState<Under>(null);
  const [choosing, setChoosing] = useState<{ readonly observers: readonly string[] } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const [atDesk, setAtDesk] = useState<{ readonly first: DeskTab; readonly form?: string } | null>(
    null,
  );
  const input = useRef<HTMLInputElement>(null);

  const wording = useMemo(
    () => createWording(language, { timezone, placeName: typedPlace }),
    [language, timezone],
  );
  // To the minute: the context must not be another one at every tick of the clock.
  const minuteMs = Math.floor(nowMs / 60_000) * 60_000;
  const context = useMemo(
    () =>
      lineContext({
        ground,
        seat,
        carried,
        language,
        nowMs: minuteMs,
        places: undefined,
        media: undefined,
      }),
    [ground, seat, carried, language, minuteMs],
  );
  const line = useLine(context);
  const { lines, view } = useShift(shiftFromMs, address.knownAtMs);
  const waiting = useStore(unsent);
  const drafts = lines.filter(
    ({ entry, unsent: problem }) =>
      entry.state === "draft" &&
      entry.observations.length > 0 &&
      (problem === null || problem === "waits"),
  );
  const { reading } = line;
  const isWrong = reading.fault !== undefined && !reading.fault.unfinished;
  const areas = useMemo(() => areasOf(reading.observations), [reading]);
  const earlier = useMemo(
    () =>
      areasOf(
        lines
          .slice(0, 20)
          .flatMap(({ entry }) =>
            entry.state === "draft" || entry.state === "submitted" ? entry.observations : [],
          ),
      ),
    [lines],
  );
  const [first] = ground.agreement.articles.filter(({ kind }) => kind === "prohibit");
  const hourMs =
    Math.floor((reading.observations[0]?.span.fromMs ?? nowMs) / 3_600_000) * 3_600_000;
  const coverage = useView<CoverageView>(
    first === undefined
      ? null
      : withQuery("/coverage", { article: first.id, hour: hourMs, knownAt: address.knownAtMs }),
    0,
  );

  const choose = (next: LogSeat): void => {
    setSeat(next);
    keepSeat(room, next);
    setAsked(null);
    setChoosing(null);
    input.current?.focus();
  };

  const keep = async (text: string): Promise<void> => {
    if (text.trim() === "") return;
    const { observations, carry, fault } = readLine(text, context);
    const entry = entryOf({
      id: under?.is === "edit" ? under.id : newEntryId(),
      version: under?.is === "edit" ? under.version + 1 : 1,
      origin: ground.origin,
      seat,
      shiftFromMs,
      line: text,
      language,
      observations: fault === undefined ? observations : [],
      media,
      writingMs: line.startedAtMs === null ? 0 : Date.now() - line.startedAtMs,
      supersedes: under?.is === "correct" ? { id: under.id, reason: under.reason } : undefined,
    });
    line.clear();
    setMedia([]);
    setUnder(null);
    setProblem(null);
    if (carry !== undefined) setCarried(carry);
    setSaid(words.kept);
    await keepEntry(entry);
    askDesk();
  };

  const keepRows = async (rows: readonly ObservationDraft[]): Promise<void> => {
    for (const observation of rows) {
      const { observerPosition } = observation;
      const { place, position, accuracyM } = observerPosition ?? {};
      const isOurs = place === undefined || place === seat.post.name;
      await keepEntry(
        entryOf({
          id: newEntryId(),
          version: 1,
          origin: ground.origin,
          seat: isOurs
            ? seat
            : {
                ...seat,
                post: {
                  name: place,
                  ...(position === undefined ? {} : { position }),
                  ...(accuracyM === undefined ? {} : { accuracyM }),
                },
              },
          shiftFromMs,
          // No line was typed: the row's own words are in its observation.
          line: "",
          language,
          observations: [observation],
          media: [],
          writingMs: 0,
        }),
      );
    }
    setMode("line");
    askDesk();
  };

  const submit = async (): Promise<void> => {
    try {
      // Those kept a moment ago may still be on their way.
      await sendUnsent();
      const waits = new Set(unsent.get().map(({ entry }) => entry.id));
      await submitEntries(drafts.map(({ entry }) => entry).filter(({ id }) => !waits.has(id)));
      setProblem(null);
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem(thrown.problem);
    }
    askDesk();
  };

  /** What was pasted or came from a form has no line yet; it is written as one. */
  const textOf = ({ entry }: ShiftLine): string => {
    if (entry.line !== "" || entry.observations.length === 0) return entry.line;
    try {
      return writeLine(entry.observations, lineContextOf(entry.observations, context));
    } catch {
      return "";
    }
  };
  const edit = (one: ShiftLine): void => {
    setUnder({ is: "edit", id: one.entry.id, version: one.entry.version });
    setMedia(one.entry.media ?? []);
    line.set(textOf(one));
    setMode("line");
    requestAnimationFrame(() => input.current?.focus());
  };
  const correct = (one: ShiftLine, reason: string): void => {
    setAsked(null);
    setUnder({ is: "correct", id: one.entry.id, reason });
    setMedia(one.entry.media ?? []);
    line.set(textOf(one));
    setMode("line");
    requestAnimationFrame(() => input.current?.focus());
  };
  const withdraw = async (one: ShiftLine, reason: string): Promise<void> => {
    setAsked(null);
    try {
      await withdrawEntry(one.entry, reason);
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem(thrown.problem);
    }
    askDesk();
  };

  const pressed = (event: KeyboardEvent): void => {
    if (
      event.key === "Tab" &&
      !event.shiftKey &&
      line.candidates[0] !== undefined &&
      line.text !== ""
    ) {
      event.preventDefault();
      const { cursor } = line.take(line.candidates[0]);
      requestAnimationFrame(() => input.current?.setSelectionRange(cursor, cursor));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      void keep(line.text);
    } else if (event.key === "Escape") {
      setUnder(null);
      line.clear();
    } else if (event.key === "z" && event.ctrlKey && line.text === "") {
      event.preventDefault();
      line.undo();
    } else if (event.key === "ArrowUp" && line.text === "") {
      const last = lines.find((one) => one.entry.state === "draft");
      if (last !== undefined) {
        event.preventDefault();
        edit(last);
      }
    }
  };
  useEffect(() => {
    if (!live) return;
    const global = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.key === "Enter") {
        event.preventDefault();
        void submit();
      } else if (event.altKey && event.key.toLowerCase() === "n") {
        event.preventDefault();
        setAsked({ is: "nothing" });
      } else if (event.altKey && event.key.toLowerCase() === "p") {
        event.preventDefault();
        setAsked({ is: "post" });
      }
    };
    addEventListener("keydown", global);
    return () => removeEventListener("keydown", global);
  });
  useEffect(() => input.current?.focus(), []);

  const post = seat.post.name ?? words.head.none;
  return (
    <main class="lg" id="content" tabIndex={-1}>
      <section class="lm">
        <div class="bar">
          <h1>{words.title}</h1>
          <fieldset class="seg">
            <legend class="sr">{words.how}</legend>
            {(["line", "form", "paste"] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={mode === one}
                onClick={() => setMode(one)}
              >
                {words.modes[one]}
              </button>
            ))}
          </fieldset>
          <select
            class="field lang"
            aria-label={words.language}
            value={language}
            onChange={(event) => {
              const chosen = event.currentTarget.value as Language;
              localStorage.setItem(languageKey, chosen);
              setLanguage(chosen);
            }}
          >
            {languages.map((one) => (
              <option key={one} value={one}>
                {words.languages[one]}
              </option>
            ))}
          </select>
          <span class="q s12 clip">
            {words.postAndShift(
              post,
              `${shortDate(shiftFromMs, timezone)} ${clockMinutes(shiftFromMs, timezone)}`,
              clockMinutes(desk.data?.shift.toMs ?? shiftFromMs + shiftMs, timezone),
            )}
          </span>
          <span class="grow" />
          <a class="btn" href="/patrol.html">
            {words.patrolForm}
          </a>
          <button
            type="button"
            class="btn"
            disabled={!live}
            onClick={() => setAsked({ is: "post" })}
          >
            {words.otherPost} <kbd>Alt P</kbd>
          </button>
        </div>
        {live && mode === "paste" ? (
          <PasteTable
            context={context}
            wording={wording}
            posts={ground.posts}
            keep={(rows) => void keepRows(rows)}
          />
        ) : live ? (
          <section class="panel0" aria-label={words.line}>
            <LogHead
              seat={seat}
              context={context}
              atMs={reading.observations[0]?.span.fromMs ?? nowMs}
            />
            {mode === "form" && <FormEntry context={context} wording={wording} change={line.set} />}
            <LineField
              text={line.text}
              reading={reading}
              input={input}
              change={line.set}
              pressed={pressed}
            />
            {isWrong && reading.fault !== undefined ? (
              <FaultBar
                fault={reading.fault}
                mend={(suggestion) => {
                  const { from = 0, to = 0 } = reading.fault ?? {};
                  line.set(`${line.text.slice(0, from)}${suggestion}${line.text.slice(to)}`);
                  input.current?.focus();
                }}
              />
            ) : (
              <NextWords
                candidates={line.candidates}
                take={(candidate) => {
                  const found = line.candidates.find(({ text }) => text === candidate.text);
                  if (found !== undefined) line.take(found);
                  input.current?.focus();
                }}
              />
            )}
            <Preview
              reading={reading}
              wording={wording}
              ground={ground}
              post={post}
              nowMs={nowMs}
            />
            <div class="eb">
              <button
                type="button"
                class="btn pri"
                disabled={line.text.trim() === ""}
                onClick={() => void keep(line.text)}
              >
                {under?.is === "correct" ? words.keepCorrection : words.keep} <kbd>Enter</kbd>
              </button>
              <button
                type="button"
                class="btn"
                disabled={drafts.length === 0}
                onClick={() => void submit()}
              >
                {words.submit(drafts.length)} <kbd>Ctrl Enter</kbd>
              </button>
              <button type="button" class="btn" onClick={() => setAsked({ is: "nothing" })}>
                {words.nothing} <kbd>Alt N</kbd>
              </button>
              <PhotoButton media={media} add={(ref) => setMedia((before) => [...before, ref])} />
              <span class="grow" role="status">
                {waiting.length > 0
                  ? words.unsent(waiting.length)
                  : line.startedAtMs === null
                    ? said
                    : words.secondsNow(Math.round((Date.now() - line.startedAtMs) / 1_000))}
              </span>
            </div>
            {problem !== null && (
              <p class="nx bad" role="alert">
                <span class="w">{problem.title}</span> {problem.detail ?? problem.hint}{" "}
                <span class="code">{problem.code}</span>
              </p>
            )}
          </section>
        ) : (
          <p class="empty">{words.pastOnly}</p>
        )}
        {view.problem !== null && view.data === null ? (
          <ProblemCard
            what={words.problem}
            problem={view.problem}
            stays={false}
            retry={view.retry}
          />
        ) : (
          <ShiftLines
            lines={lines}
            wording={wording}
            timezone={timezone}
            live={live}
            edit={edit}
            correct={(one) => setAsked({ is: "correct", line: one })}
            withdraw={(one) => setAsked({ is: "withdraw", line: one })}
          />
        )}
      </section>
      <aside class="ls" aria-label={words.where}>
        <section>
          <div class="ph">
            <h2>{words.where}</h2>
            <div class="right nw">
              {areas.length === 0
                ? words.noPlace
                : areas
                    .map(({ label, areaKm2 }) => `${label}: ${areaKm2.toFixed(1)} km²`)
                    .join(" · ")}
            </div>
          </div>
          <LogMap
            ground={ground}
            coverage={coverage.data}
            post={seat.post.position ?? null}
            areas={areas}
            earlier={earlier}
            choosing={
              choosing === null
                ? null
                : (position: LonLat) =>
                    choose({ post: { position, accuracyM: 100 }, observers: choosing.observers })
            }
          />
        </section>
        {desk.data !== null && (
          <>
            <PatrolPanel
              desk={desk.data}
              timezone={timezone}
              nowMs={nowMs}
              parties={ground.agreement.parties}
            />
            <WindowPanel
              desk={desk.data}
              timezone={timezone}
              nowMs={nowMs}
              parties={ground.agreement.parties}
            />
            <HandoverPanel
              desk={desk.data}
              timezone={timezone}
              nowMs={nowMs}
              parties={ground.agreement.parties}
              open={() => setAtDesk({ first: "handover" })}
              logCall={() => setAtDesk({ first: "calls", form: "call" })}
            />
          </>
        )}
      </aside>
      {atDesk !== null && desk.data !== null && (
        <DeskDialog
          desk={desk.data}
          ground={ground}
          session={session}
          nowMs={nowMs}
          live={live}
          first={atDesk.first}
          form={atDesk.form}
          close={() => setAtDesk(null)}
        />
      )}
      {asked?.is === "post" && (
        <PostDialog
          ground={ground}
          seat={seat}
          byMap={(observers) => {
            setAsked(null);
            setChoosing({ observers });
          }}
          done={choose}
          close={() => setAsked(null)}
        />
      )}
      {asked?.is === "nothing" && (
        <NothingDialog
          fromMs={Math.max(carried.previousToMs ?? 0, nowMs - 3_600_000)}
          toMs={nowMs}
          timezone={timezone}
          done={(text) => {
            setAsked(null);
            void keep(text);
            requestAnimationFrame(() => input.current?.focus());
          }}
          close={() => setAsked(null)}
        />
      )}
      {(asked?.is === "correct" || asked?.is === "withdraw") && (
        <ReasonDialog
          title={
            asked.is === "correct"
              ? words.reasonTitle(asked.line.no)
              : words.withdrawTitle(asked.line.no)
          }
          done={(reason) =>
            asked.is === "correct" ? correct(asked.line, reason) : void withdraw(asked.line, reason)
          }
          close={() => setAsked(null)}
        />
      )}
    </main>
  );
}

const languageKey = "truceline-log-language";
const keptLanguage = (): Language =>
  languages.find((one) => one === localStorage.getItem(languageKey)) ?? "en";

function firstSeat(ground: Ground, session: Session | null): LogSeat {
  const [post] = ground.posts;
  return {
    post: post === undefined ? {} : postPlace(post),
    observers: [
      session?.name === undefined || session.name === null || session.name === ""
        ? "Observer"
        : session.name,
    ],
  };
}
