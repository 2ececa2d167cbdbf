import type { PatrolWords } from "../words/en.ts";

/** How many: two large buttons, a number that can be typed, and "at least". */
export function CountField(props: {
  readonly words: PatrolWords["what"];
  readonly count: number | null;
  readonly atLeast: boolean;
  readonly change: (change: { count: number | null; atLeast: boolean }) => void;
}) {
  const { words, count, atLeast, change } = props;
  const set = (next: number | null) =>
    change({ count: next === null ? null : Math.min(Math.max(1, next), 100_000), atLeast });
  return (
    <fieldset>
      <legend>{words.howMany}</legend>
      <div class="cnt">
        <button type="button" aria-label={words.fewer} onClick={() => set((count ?? 2) - 1)}>
          −
        </button>
        <input
          inputMode="numeric"
          aria-label={words.howMany}
          value={count ?? ""}
          placeholder="?"
          onInput={(event) => {
            const text = event.currentTarget.value.replaceAll(/\D/g, "");
            set(text === "" ? null : Number(text));
          }}
        />
        <button type="button" aria-label={words.more} onClick={() => set((count ?? 0) + 1)}>
          +
        </button>
      </div>
      <label class="atl">
        <input
          type="checkbox"
          checked={atLeast}
          disabled={count === null}
          onChange={(event) => change({ count, atLeast: event.currentTarget.checked })}
        />
        {words.atLeast}
      </label>
    </fieldset>
  );
}
