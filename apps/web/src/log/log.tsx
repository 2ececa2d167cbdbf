// Long because the parts of one line under way (draft, correction, post, photographs) hang together.
import { lineContextOf, readLine, writeLine } from "@truceline/log";
import type { Language, LonLat, MediaRef, ObservationDraft } from "@truceline/model";
import type { CoverageView, DeskView, Ground } from "@truceline/watch";
import { createWording } from "@truceline/wording";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DeskDialog } from "../desk/desk-dialog.tsx";
import { placeNamerOf } from "../format/place-name.ts";
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
  entryOfRow,
  keepEntries,
  newEntryId,
  sendUnsent,
  submitEntries,
  taken,
  unsent,
  withdrawEntry,
  withTaken,
} from "./entries.ts";
import { EntryActs } from "./entry-acts.tsx";
import { LineEntry } from "./line-entry.tsx";
import { type AtDesk, LogAside } from "./log-aside.tsx";
import { LogBar, type LogMode } from "./log-bar.tsx";
import {
  type Carried,
  firstSeat,
  keepLanguage,
  keepSeat,
  keptLanguage,
  keptSeat,
  type LogSeat,
  lineContext,
  localDay,
} from "./log-context.ts";
import { type Asked, LogDialogs } from "./log-dialogs.tsx";
import { placeText } from "./log-head.tsx";
import { logWords as words } from "./log-words.ts";
import { PasteTable } from "./paste-table.tsx";
import { areasOf } from "./reading.ts";
import { type ShiftLine, ShiftLines } from "./shift-lines.tsx";
import { unsentSaid } from "./unsent-said.ts";
import { useLine } from "./use-line.ts";
import { useLogKeys } from "./use-log-keys.ts";
import { useShift } from "./use-shift.ts";

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
  const writer = session?.name ?? null;
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

  const [seat, setSeat] = useState<LogSeat>(
    () => keptSeat(room) ?? firstSeat(ground, session?.name),
  );
  const [carried, setCarried] = useState<Carried>({ dayLocal: localDay(nowMs, timezone) });
  const [media, setMedia] = useState<readonly MediaRef[]>([]);
  const [mode, setMode] = useState<LogMode>("line");
  const [language, setLanguage] = useState<Language>(keptLanguage);
  const [asked, setAsked] = useState<Asked>(null);
  const [under, setUnder] = useState<Under>(null);
  const [choosing, setChoosing] = useState<{ readonly observers: readonly string[] } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const [atDesk, setAtDesk] = useState<AtDesk | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const wording = useMemo(
    () => createWording(language, { timezone, placeName: placeNamerOf(ground.zones) }),
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
  const { lines, view } = useShift(shiftFromMs, address.knownAtMs, writer);
  const waiting = useStore(unsent);
  const drafts = lines.filter(
    ({ entry, unsent: problem }) =>
      entry.state === "draft" &&
      entry.observations.length > 0 &&
      (problem === null || problem === "waits"),
  );
  const { reading } = line;
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

  /** What was being typed when another line was taken to be changed; it is there again after that. */
  const begun = useRef("");
  const leaveLine = (): void => {
    setUnder(null);
    line.clear();
    if (begun.current !== "") line.set(begun.current);
    begun.current = "";
  };

  /** What was asked for in a dialog is a line of its own: the one under way stays as it is. */
  const keep = async (text: string, isLine = true): Promise<void> => {
    if (text.trim() === "") return;
    const { observations, carry, fault } = readLine(text, context);
    const over = isLine ? under : null;
    const entry = entryOf({
      id: over?.is === "edit" ? over.id : newEntryId(),
      version: over?.is === "edit" ? over.version + 1 : 1,
      origin: ground.origin,
      seat,
      shiftFromMs,
      line: text,
      language,
      observations: fault === undefined ? observations : [],
      media: isLine ? media : [],
      writingMs: !isLine || line.startedAtMs === null ? 0 : Date.now() - line.startedAtMs,
      supersedes: over?.is === "correct" ? { id: over.id, reason: over.reason } : undefined,
    });
    if (isLine) {
      leaveLine();
      setMedia([]);
    }
    setProblem(null);
    if (carry !== undefined) setCarried(carry);
    setSaid(words.kept);
    await keepEntries([entry], writer);
    askDesk();
  };

  const keepRows = async (rows: readonly ObservationDraft[]): Promise<void> => {
    const { origin } = ground;
    setMode("line");
    const common = { origin, seat, shiftFromMs, language };
    await keepEntries(
      rows.map((row) => entryOfRow(row, common)),
      writer,
    );
    askDesk();
  };

  const submitted = useRef<Promise<unknown>>(Promise.resolve());
  /** One after the other: what the first has submitted is no draft any more for the second. */
  const submit = (): void => {
    submitted.current = submitted.current.catch(() => null).then(submitDrafts);
  };
  const submitDrafts = async (): Promise<void> => {
    try {
      await sendUnsent(writer); // Those kept a moment ago may still be on their way, and not be drawn yet.
      const missing = new Set(unsent.get().map(({ entry }) => entry.id));
      const listed = lines.map(({ entry }) => entry);
      const here = taken.get().filter((entry) => entry.shiftFromMs === shiftFromMs);
      await submitEntries(
        withTaken(listed, here).filter(
          ({ id, state, observations }) =>
            state === "draft" && observations.length > 0 && !missing.has(id),
        ),
      );
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
    begun.current = under === null ? line.text : begun.current;
    setUnder({ is: "edit", id: one.entry.id, version: one.entry.version });
    setMedia(one.entry.media ?? []);
    line.set(textOf(one));
    setMode("line");
    requestAnimationFrame(() => input.current?.focus());
  };
  const correct = (one: ShiftLine, reason: string): void => {
    setAsked(null);
    begun.current = under === null ? line.text : begun.current;
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
      leaveLine();
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
  useLogKeys(live, { submit, ask: (is) => setAsked({ is }) });
  useEffect(() => input.current?.focus(), []);

  const post =
    seat.post.name ??
    (seat.post.position === undefined ? words.head.none : placeText(seat.post.position));
  const day = (atMs: number) => shortDate(atMs, timezone).split(" ").slice(1).join(" ");
  const shiftToMs = desk.data?.shift.toMs ?? shiftFromMs + shiftMs;
  return (
    <main class="lg" id="content" tabIndex={-1}>
      <section class="lm">
        <LogBar
          mode={mode}
          setMode={setMode}
          language={language}
          setLanguage={(chosen) => {
            keepLanguage(chosen);
            setLanguage(chosen);
          }}
          said={words.postAndShift(
            post,
            `${day(shiftFromMs)} ${clockMinutes(shiftFromMs, timezone)}`,
            `${day(shiftToMs)} ${clockMinutes(shiftToMs, timezone)}`,
          )}
          choosePost={live ? () => setAsked({ is: "post" }) : null}
        />
        {live && mode === "paste" ? (
          <PasteTable
            context={context}
            wording={wording}
            posts={ground.posts}
            keep={(rows) => void keepRows(rows)}
          />
        ) : live ? (
          <section class="panel0" aria-label={words.line}>
            <LineEntry
              seat={seat}
              context={context}
              wording={wording}
              ground={ground}
              line={line}
              input={input}
              isForm={mode === "form"}
              pressed={pressed}
              post={post}
              nowMs={nowMs}
            />
            <EntryActs
              text={line.text}
              isCorrection={under?.is === "correct"}
              draftCount={drafts.length}
              media={media}
              said={
                waiting.length > 0
                  ? unsentSaid(waiting, writer)
                  : line.startedAtMs === null
                    ? said
                    : words.secondsNow(Math.round((Date.now() - line.startedAtMs) / 1_000))
              }
              problem={problem}
              keep={() => void keep(line.text)}
              submit={submit}
              nothing={() => setAsked({ is: "nothing" })}
              addPhoto={(ref) => setMedia((before) => [...before, ref])}
            />
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
            today={localDay(nowMs, timezone)}
            live={live}
            edit={edit}
            correct={(one) => setAsked({ is: "correct", line: one })}
            withdraw={(one) => setAsked({ is: "withdraw", line: one })}
          />
        )}
      </section>
      <LogAside
        ground={ground}
        desk={desk.data}
        nowMs={nowMs}
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
        openDesk={setAtDesk}
      />
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
      <LogDialogs
        asked={asked}
        ground={ground}
        seat={seat}
        fromMs={Math.max(carried.previousToMs ?? 0, nowMs - 3_600_000)}
        toMs={nowMs}
        byMap={(observers) => {
          setAsked(null);
          setChoosing({ observers });
        }}
        choose={choose}
        nothing={(text) => {
          setAsked(null);
          void keep(text, false);
          requestAnimationFrame(() => input.current?.focus());
        }}
        correct={correct}
        withdraw={(one, reason) => void withdraw(one, reason)}
        close={() => setAsked(null)}
      />
    </main>
  );
}
