import { seededRng, timeOrderedId } from "@truceline/model";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Store } from "../state/store.ts";
import { useStore } from "../state/store.ts";
import { useOnce } from "../state/use-once.ts";
import { clockText } from "./clock.ts";
import {
  type ChangeDraft,
  type Draft,
  type DraftKind,
  draftKinds,
  missingIn,
  type Photo,
  startDraft,
  stepOf,
  stepsOf,
} from "./draft.ts";
import { type Mission, shiftStartMs } from "./mission.ts";
import type { PhoneStore } from "./outbox/database.ts";
import { itemCountMax, type Outbox } from "./outbox/outbox.ts";
import { KeptList } from "./parts/kept-list.tsx";
import { PatrolHead } from "./parts/patrol-head.tsx";
import type { PositionState } from "./position.ts";
import type { PatrolContext } from "./records-of-draft.ts";
import { headlineOf } from "./sentence.ts";
import { HoursStep, MoreStep, StoppedStep } from "./steps/other-steps.tsx";
import { ReadBack } from "./steps/read-back.tsx";
import { WhatStep } from "./steps/what-step.tsx";
import { WhereStep } from "./steps/where-step.tsx";
import { type FormLanguage, formLanguages, language, languageNames } from "./words/words.ts";

export interface FormParts {
  readonly store: PhoneStore;
  readonly outbox: Outbox;
  readonly mission: Mission;
  readonly position: Store<PositionState>;
  /** The draft that was under way when the page was closed. */
  readonly begun: Draft | null;
  readonly patrolId: string | null;
}

const draftKey = "draft";
const patrolKey = "patrol";
const halfHourMs = 30 * 60_000;
/** A clock further off than this is said in the report. */
const clockOffsetMaxMs = 60_000;

/** The doors, the steps behind them, and what this phone holds. */
export function PatrolForm({ store, outbox, mission, position, begun, patrolId }: FormParts) {
  const lang = useStore(language);
  const words = formLanguages[lang];
  const items = useStore(outbox.items);
  const link = useStore(outbox.link);
  const place = useStore(position);
  const [draft, setDraft] = useState<Draft | null>(begun);
  /** What is typed while a photograph is being kept is there when that is done. */
  const newest = useRef(draft);
  const { once } = useOnce();
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>(null);
  const [chosenPatrol, setChosenPatrol] = useState(patrolId);
  const [nowMs, setNowMs] = useState(Date.now);
  const rng = useMemo(
    () => seededRng([...crypto.getRandomValues(new Uint32Array(4))].join("/")),
    [],
  );
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);

  const patrol = mission.patrols.find(({ id }) => id === chosenPatrol) ?? null;
  const context: PatrolContext = {
    origin: mission.origin,
    observer: mission.observer,
    language: lang,
    shiftFromMs: shiftStartMs(nowMs, mission.timezone),
    patrol: patrol === null ? null : { id: patrol.id, name: patrol.name },
  };

  /** Kept at every change: a phone that is switched off in the middle of a word loses none. */
  const keepDraft = (next: Draft | null): void => {
    newest.current = next;
    setDraft(next);
    setMissing(null);
    void store.putValue(draftKey, next);
  };
  const change: ChangeDraft = (by) => {
    const now = newest.current;
    if (now === null || now.id !== draft?.id) return;
    keepDraft({ ...now, ...(typeof by === "function" ? by(now) : by) });
  };
  const leave = (): void => {
    newest.current = null;
    setDraft(null);
  };
  const begin = (kind: DraftKind): void => {
    const at = Date.now();
    const last = items.find(({ draft: one }) => one.kind !== "check-in");
    const fix = place.is === "known" ? place.fix : null;
    const since = Math.max(last?.draft.toMs ?? 0, at - halfHourMs);
    const where = last?.draft.place ?? {};
    keepDraft(startDraft(kind, timeOrderedId(at, rng), at, { fromMs: since, fix, place: where }));
  };
  const next = async (): Promise<void> => {
    if (draft === null) return;
    const lacks = missingIn(draft);
    if (lacks !== null) return setMissing(lacks);
    if (draft.step < stepsOf[draft.kind].length)
      return keepDraft({ ...draft, step: draft.step + 1 });
    await outbox.keep(draft, context);
    keepDraft(null);
  };
  const back = (): void => {
    if (draft === null) return;
    if (draft.step > 1) keepDraft({ ...draft, step: draft.step - 1 });
    else leave();
  };
  const takeBack = async (id: string): Promise<void> => {
    const taken = await outbox.takeBack(id);
    // A new id: the old one is taken on the server, by what it has instead.
    if (taken !== undefined) keepDraft({ ...taken, id: timeOrderedId(Date.now(), rng), step: 1 });
  };
  const keepPhoto = async (file: File): Promise<Photo> => {
    const key = timeOrderedId(Date.now(), rng);
    await store.putPhoto(key, file);
    return { key, type: file.type, byteCount: file.size };
  };

  const step = draft === null ? null : stepOf(draft);
  const stepCount = draft === null ? 0 : stepsOf[draft.kind].length + 1;
  useEffect(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [step]);

  return (
    <div class="ph0" lang={lang}>
      {mission.origin !== "observed" && (
        <aside class="pex" aria-label={words.exercise}>
          <b>{words.exercise}</b>
          <i />
          <span>{mission.title}</span>
        </aside>
      )}
      <PatrolHead
        words={words}
        title={[patrol?.name, mission.observer].filter((part) => part !== undefined).join(", ")}
        line={
          patrol?.leftAtMs == null
            ? words.title
            : words.patrol.started(clockText(patrol.leftAtMs, mission.timezone).slice(0, 5))
        }
        link={link}
        back={draft === null ? null : back}
        send={() => void outbox.sendAll()}
      />
      <main tabIndex={-1}>
        {draft === null || step === null ? (
          <>
            <h1>{words.doors.ask}</h1>
            {items.length >= itemCountMax && <p role="alert">{words.kept.full}</p>}
            {draftKinds
              .filter((kind) => kind !== "check-in" || patrol !== null)
              .map((kind) => (
                <button
                  key={kind}
                  type="button"
                  class={kind === "happened" ? "big pri2" : "big"}
                  disabled={items.length >= itemCountMax}
                  onClick={() => begin(kind)}
                >
                  <b>{words.doors[kind][0]}</b>
                  <span>{words.doors[kind][1]}</span>
                </button>
              ))}
            {Math.abs(mission.clockOffsetMs) > clockOffsetMaxMs && (
              <p class="note warn">{words.clockOff(offsetText(mission.clockOffsetMs))}</p>
            )}
            <div class="two pick">
              <label class="fld">
                {words.patrol.choose}
                <select
                  value={chosenPatrol ?? ""}
                  onChange={(event) => {
                    const id = event.currentTarget.value;
                    setChosenPatrol(id === "" ? null : id);
                    void store.putValue(patrolKey, id === "" ? null : id);
                  }}
                >
                  <option value="">{words.patrol.none}</option>
                  {mission.patrols.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <label class="fld">
                {words.language}
                <select
                  value={lang}
                  onChange={(event) => language.set(event.currentTarget.value as FormLanguage)}
                >
                  {Object.entries(languageNames).map(([code, name]) => (
                    <option key={code} value={code} lang={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <KeptList
              words={words}
              items={items}
              timezone={mission.timezone}
              title={(item) => headlineOf(item.draft, words)}
              takeBack={(id) => void takeBack(id)}
            />
          </>
        ) : (
          <>
            <div class="prog">
              {Array.from({ length: stepCount }, (_, index) => (
                <i key={index} class={index === draft.step ? "now" : undefined} />
              ))}
              <span>{words.steps(draft.step + 1, stepCount)}</span>
            </div>
            {step === "where" && (
              <WhereStep
                words={words.where}
                draft={draft}
                mission={mission}
                position={position}
                nowMs={nowMs}
                change={change}
              />
            )}
            {(step === "what" || step === "found") && (
              <WhatStep
                words={words.what}
                draft={draft}
                timezone={mission.timezone}
                change={change}
              />
            )}
            {step === "hours" && (
              <HoursStep words={words} draft={draft} timezone={mission.timezone} change={change} />
            )}
            {step === "stopped" && (
              <StoppedStep
                words={words}
                draft={draft}
                timezone={mission.timezone}
                change={change}
              />
            )}
            {step === "more" && (
              <MoreStep
                words={words}
                draft={draft}
                timezone={mission.timezone}
                change={change}
                keepPhoto={keepPhoto}
              />
            )}
            {step === "read-back" && (
              <ReadBack
                words={words}
                draft={draft}
                mission={mission}
                context={context}
                goTo={(wanted) => change({ step: stepNo(draft, wanted) })}
              />
            )}
            {missing !== null && <p role="alert">{words.missing[missing]}</p>}
          </>
        )}
      </main>
      <footer class="pf">
        {draft === null || step === null ? (
          <span>{words.foot(items.length)}</span>
        ) : (
          <>
            {step === "read-back" ? (
              <button type="button" class="btn2" onClick={back}>
                {words.acts.back}
              </button>
            ) : (
              <button type="button" class="btn2" onClick={leave}>
                {words.acts.leave}
              </button>
            )}
            <button type="button" class="btn2 go" onClick={() => void once(next)}>
              {step === "read-back" ? words.acts.keep : words.acts.next}
            </button>
          </>
        )}
      </footer>
    </div>
  );
}

/** The step that a row of the read-back leads to; what has no step of its own is in the second. */
function stepNo(draft: Draft, wanted: "where" | "what" | "more"): number {
  const steps: readonly string[] = stepsOf[draft.kind];
  const at = steps.indexOf(wanted);
  return at >= 0 ? at + 1 : Math.min(2, steps.length - 1);
}

function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
