import type { ChangeDraft, Draft, Photo } from "../draft.ts";
import { Choices } from "../parts/choices.tsx";
import { PhotoField } from "../parts/photo-field.tsx";
import { TimeField } from "../parts/time-field.tsx";
import type { PatrolWords } from "../words/en.ts";

interface StepProps {
  readonly words: PatrolWords;
  readonly draft: Draft;
  readonly timezone: string;
  readonly change: ChangeDraft;
}

/** The hours in which nothing was seen or heard: evidence like any other. */
export function HoursStep({ words, draft, timezone, change }: StepProps) {
  return (
    <>
      <h1>{words.hours.title}</h1>
      <Hours {...{ words, draft, timezone, change }} from={words.hours.from} to={words.hours.to} />
    </>
  );
}

function Hours(props: StepProps & { readonly from: string; readonly to: string }) {
  const { words, draft, timezone, change } = props;
  return (
    <div class="two">
      <TimeField
        legend={props.from}
        change={words.what.change}
        atMs={draft.fromMs}
        timezone={timezone}
        set={(fromMs) => change({ fromMs })}
      />
      <TimeField
        legend={props.to}
        change={words.what.change}
        atMs={draft.toMs}
        timezone={timezone}
        set={(toMs) => change({ toMs })}
      />
    </div>
  );
}

const denials = [
  "denial",
  "conditional-access",
  "delay",
  "mines",
  "interference",
  "other-impediment",
] as const;

/** What kept the patrol, since when, and what was said. No side is asked for. */
export function StoppedStep(props: StepProps) {
  const { words, draft, change } = props;
  const text = (key: "asked" | "reasonGiven" | "result", label: string) => (
    <label class="fld">
      {label}
      <textarea
        rows={2}
        maxLength={4_000}
        value={draft[key]}
        onInput={(event) => change({ [key]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <h1>{words.stopped.title}</h1>
      <Choices
        legend={words.what.kind}
        options={denials.map((value) => ({ value, label: words.stopped.kinds[value] }))}
        chosen={draft.denial === null ? [] : [draft.denial]}
        choose={(denial) => change({ denial })}
      />
      <Hours {...props} from={words.stopped.from} to={words.stopped.to} />
      {text("asked", words.stopped.asked)}
      {text("reasonGiven", words.stopped.reason)}
      {text("result", words.stopped.result)}
    </>
  );
}

const natures = ["undetermined", "outgoing", "impact", "airburst"] as const;
const weapons = [
  "small-arms",
  "machine-gun",
  "mortar",
  "artillery",
  "mlrs",
  "tank",
  "anti-aircraft-gun",
  "undetermined",
] as const;

/** Nature, weapon, photographs, a note: all of it may be left out. */
export function MoreStep(
  props: StepProps & { readonly keepPhoto: (file: File) => Promise<Photo> },
) {
  const { words, draft, change } = props;
  return (
    <>
      <h1>{words.more.title}</h1>
      {draft.kind === "happened" && (
        <Choices
          legend={words.more.nature}
          options={natures.map((value) => ({ value, label: words.more.natures[value] }))}
          chosen={draft.nature === null ? [] : [draft.nature as (typeof natures)[number]]}
          choose={(nature) => change({ nature })}
        />
      )}
      {(draft.kind === "happened" || draft.observed === "weapon-present") && (
        <Choices
          legend={words.more.weapon}
          options={weapons.map((value) => ({ value, label: words.more.weapons[value] }))}
          chosen={draft.weapon === null ? [] : [draft.weapon as (typeof weapons)[number]]}
          choose={(weapon) => change({ weapon })}
        />
      )}
      {draft.kind !== "stopped" && (
        <PhotoField
          words={words.more}
          photos={draft.photos}
          keep={props.keepPhoto}
          change={(by) => change(({ photos }) => ({ photos: by(photos) }))}
        />
      )}
      <label class="fld">
        {words.more.note}
        <textarea
          rows={3}
          maxLength={4_000}
          value={draft.note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
