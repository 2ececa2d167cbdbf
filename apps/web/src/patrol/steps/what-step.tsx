import type { Observation } from "@truceline/model";
import { type Draft, type DraftChange, distanceBands } from "../draft.ts";
import { Choices } from "../parts/choices.tsx";
import { CountField } from "../parts/count-field.tsx";
import { Dial } from "../parts/dial.tsx";
import { TimeField } from "../parts/time-field.tsx";
import type { PatrolWords } from "../words/en.ts";

const kindsByDoor = {
  happened: [
    "explosion",
    "burst",
    "shot",
    "projectile-in-flight",
    "muzzle-flash",
    "illumination-flare",
    "uncrewed-aircraft",
  ],
  found: ["damage", "weapon-present", "construction", "mine", "persons", "vehicle"],
} as const satisfies Record<string, readonly Observation["kind"][]>;

/** What was heard, seen or found: kind, number, time, direction, distance. */
export function WhatStep(props: {
  readonly words: PatrolWords["what"];
  readonly draft: Draft;
  readonly timezone: string;
  readonly change: (change: DraftChange) => void;
}) {
  const { words, draft, change } = props;
  const door = draft.kind === "found" ? "found" : "happened";
  const toggle = (means: "heard" | "saw" | "recorded"): void =>
    change({
      means: draft.means.includes(means)
        ? draft.means.filter((one) => one !== means)
        : [...draft.means, means],
    });
  const distances = [
    ...distanceBands.map(({ id }) => ({ value: id, label: words.bands[id] })),
    { value: "unknown" as const, label: words.unknown },
  ];
  return (
    <>
      <h1>{words[door]}</h1>
      {door === "happened" && (
        <Choices
          legend={words.i}
          options={(["heard", "saw", "recorded"] as const).map((value) => ({
            value,
            label: words.means[value],
          }))}
          chosen={draft.means as readonly ("heard" | "saw" | "recorded")[]}
          choose={toggle}
        />
      )}
      <Choices
        legend={words.kind}
        options={kindsByDoor[door].map((value) => ({ value, label: words.kinds[value] }))}
        chosen={
          draft.observed === null
            ? []
            : [draft.observed as (typeof kindsByDoor)["happened"][number]]
        }
        choose={(observed) => change({ observed })}
      />
      <div class="two">
        <CountField words={words} count={draft.count} atLeast={draft.atLeast} change={change} />
        <TimeField
          legend={words.when}
          change={words.change}
          atMs={draft.fromMs}
          timezone={props.timezone}
          set={(atMs) => change({ fromMs: atMs, toMs: atMs })}
        />
      </div>
      <fieldset>
        <legend>
          {words.direction} <span>{words.directionNote}</span>
        </legend>
        <Dial
          label={words.direction}
          chosen={draft.direction === "unknown" ? null : draft.direction}
          choose={(direction) => change({ direction })}
        />
        <div class="ch one">
          <button
            type="button"
            aria-pressed={draft.direction === "unknown"}
            onClick={() => change({ direction: "unknown" })}
          >
            {words.unknownDirection}
          </button>
        </div>
      </fieldset>
      <Choices
        legend={words.distance}
        options={distances}
        chosen={draft.distance === null ? [] : [draft.distance]}
        choose={(distance) => change({ distance })}
      />
    </>
  );
}
