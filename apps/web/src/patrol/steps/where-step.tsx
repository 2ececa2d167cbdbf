import { useState } from "preact/hooks";
import type { Store } from "../../state/store.ts";
import { useStore } from "../../state/store.ts";
import type { Draft, DraftChange } from "../draft.ts";
import type { Mission } from "../mission.ts";
import { fixAgeMaxMs, type PositionState } from "../position.ts";
import type { PatrolWords } from "../words/en.ts";

/** Where one stands: by the device, by name, or both. */
export function WhereStep(props: {
  readonly words: PatrolWords["where"];
  readonly draft: Draft;
  readonly mission: Mission;
  readonly position: Store<PositionState>;
  readonly nowMs: number;
  readonly change: (change: DraftChange) => void;
}) {
  const { words, draft, mission, change } = props;
  const state = useStore(props.position);
  const [named, setNamed] = useState(draft.place.name ?? "");
  const setPlace = (name: string): void => {
    setNamed(name);
    const trimmed = name.trim();
    const { name: _old, ...rest } = draft.place;
    change({ place: trimmed === "" ? rest : { ...rest, name: trimmed } });
  };
  const fix = state.is === "known" ? state.fix : draft.fix;
  const ageMs = fix === null ? 0 : props.nowMs - fix.atMs;
  return (
    <>
      <h1>{words.title}</h1>
      <section class="pos" aria-live="polite">
        {state.is === "asking" && fix === null && <p>{words.asking}</p>}
        {state.is === "none" && fix === null && <p>{words[state.why]}</p>}
        {fix !== null && (
          <>
            <p>
              <b>{words.known(accuracyText(fix.accuracyM))}</b>
              {ageMs > fixAgeMaxMs && <> {words.old(ageText(ageMs))}</>}
            </p>
            <div class="ch">
              <button
                type="button"
                aria-pressed={draft.fix !== null}
                onClick={() => change({ fix })}
              >
                {words.use}
              </button>
              <button
                type="button"
                aria-pressed={draft.fix === null}
                onClick={() => change({ fix: null })}
              >
                {words.without}
              </button>
            </div>
          </>
        )}
      </section>
      <label class="fld">
        {words.post} <span>{words.postHint}</span>
        <input
          list="posts"
          value={named}
          maxLength={200}
          autocomplete="off"
          onInput={(event) => setPlace(event.currentTarget.value)}
        />
      </label>
      <datalist id="posts">
        {mission.posts.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

export function accuracyText(accuracyM: number): string {
  return accuracyM < 1_000 ? `${Math.round(accuracyM)} m` : `${(accuracyM / 1_000).toFixed(1)} km`;
}

export function ageText(ageMs: number): string {
  const minutes = Math.round(ageMs / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
