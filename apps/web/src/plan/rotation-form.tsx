import { useEffect, useState } from "preact/hooks";
import { planWords } from "./plan-words.ts";
import {
  type ContributorDraft,
  monthCount,
  type RotationDraft,
  rotationDraft,
  usual,
} from "./rotation.ts";

const words = planWords.rotation;
const contributorCountMax = 8;

/** A name that none of them has yet: names tell them apart. */
function freeName({ contributors }: RotationDraft): string {
  let number = 1;
  while (contributors.some(({ name }) => name === words.nameOf(number))) number += 1;
  return words.nameOf(number);
}

/** What contributors bring: contingents, tours, rest at home, and until when. */
export function RotationForm(props: { readonly draft: RotationDraft; readonly people: number }) {
  const { draft, people } = props;
  const { contributors } = draft;
  // From what stands now, not from what was drawn: two changes may come before the next drawing.
  const set = (next: (now: RotationDraft) => Partial<RotationDraft>): void => {
    const now = rotationDraft.get();
    rotationDraft.set({ ...now, ...next(now) });
  };
  const change = (at: number, part: Partial<ContributorDraft>): void =>
    set((now) => ({
      contributors: now.contributors.map((own, index) =>
        index === at ? { ...own, ...part } : own,
      ),
    }));
  const add = (): void =>
    set((now) => ({
      contributors: [
        ...now.contributors,
        {
          name: freeName(now),
          people: Math.max(1, Math.round(people / 2)),
          contingents: 3,
          tourMonths: usual.tourMonths,
          restMonths: usual.restMonths,
          untilMonth: null,
        },
      ],
    }));
  return (
    <div class="plform">
      {contributors.map((own, at) => (
        <fieldset key={own.name}>
          <legend>{own.name}</legend>
          <Count
            name={words.people}
            value={own.people}
            least={1}
            change={(n) => change(at, { people: n })}
          />
          <Count
            name={words.contingents}
            value={own.contingents}
            least={0}
            change={(n) => change(at, { contingents: n })}
          />
          <Count
            name={words.tour}
            value={own.tourMonths}
            least={1}
            change={(n) => change(at, { tourMonths: n })}
          />
          <Count
            name={words.rest}
            value={own.restMonths}
            least={0}
            change={(n) => change(at, { restMonths: n })}
          />
          <Count
            name={words.until}
            value={own.untilMonth ?? monthCount}
            least={1}
            change={(n) => change(at, { untilMonth: n >= monthCount ? null : n })}
          />
          <button
            type="button"
            class="btn"
            onClick={() =>
              set((now) => ({
                contributors: now.contributors.filter((_, index) => index !== at),
              }))
            }
          >
            {words.drop(own.name)}
          </button>
        </fieldset>
      ))}
      <div class="plformdo">
        <Count
          name={words.handover}
          value={draft.handoverDays}
          least={0}
          change={(handoverDays) => set(() => ({ handoverDays }))}
        />
        {contributors.length < contributorCountMax && (
          <button type="button" class="btn" onClick={add}>
            {words.add}
          </button>
        )}
      </div>
    </div>
  );
}

function Count(props: {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly change: (value: number) => void;
}) {
  const { name, value, least, change } = props;
  // What is being typed stays while other parts are drawn anew.
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  return (
    <label>
      {name}
      <input
        class="field"
        type="number"
        inputMode="numeric"
        min={least}
        step="1"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => {
          const next = Math.round(event.currentTarget.valueAsNumber);
          if (Number.isFinite(next) && next >= least) change(next);
          else setText(String(value));
        }}
      />
    </label>
  );
}
