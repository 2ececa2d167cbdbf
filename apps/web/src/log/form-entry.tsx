import { type LineContext, readLine, writeLine } from "@truceline/log";
import {
  compassPoints,
  type ObservationDraft,
  observationKinds,
  observationMeans,
  observationNatures,
  weaponClasses,
} from "@truceline/model";
import type { Wording } from "@truceline/wording";
import { useState } from "preact/hooks";
import { formWords as words } from "./form-words.ts";

interface Fields {
  readonly from: string;
  readonly to: string;
  readonly means: readonly ObservationDraft["means"][number][];
  readonly qualifier: "exactly" | "about" | "at-least" | "uncounted";
  readonly count: string;
  readonly kind: ObservationDraft["kind"];
  readonly nature: string;
  readonly weapon: string;
  readonly calibre: string;
  readonly minKm: string;
  readonly maxKm: string;
  readonly direction: string;
  readonly zone: string;
  readonly remark: string;
}

const empty: Fields = {
  from: "",
  to: "",
  means: ["heard"],
  qualifier: "exactly",
  count: "1",
  kind: "explosion",
  nature: "",
  weapon: "",
  calibre: "",
  minKm: "",
  maxKm: "",
  direction: "",
  zone: "",
  remark: "",
};

/** The same observation by fields. What it makes is a line, so that preview and record are one thing. */
export function FormEntry(props: {
  readonly context: LineContext;
  readonly wording: Wording;
  readonly change: (line: string) => void;
}) {
  const { context, wording } = props;
  const [fields, setFields] = useState<Fields>(empty);
  const set = (change: Partial<Fields>): void => {
    const next = { ...fields, ...change };
    setFields(next);
    const draft = draftOf(next, context);
    props.change(draft === null ? "" : writeLine([draft], context));
  };
  const choose = <Value extends string>(
    label: string,
    value: string,
    options: readonly Value[],
    name: (value: Value) => string,
    key: keyof Fields,
    mayBeNone: boolean,
  ) => (
    <label>
      {label}
      <select
        class="field"
        value={value}
        onChange={(event) => set({ [key]: event.currentTarget.value })}
      >
        {mayBeNone && <option value="">–</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  );
  const text = (
    label: string,
    key: "from" | "to" | "count" | "calibre" | "minKm" | "maxKm" | "remark",
    type: "time" | "number" | "text",
  ) => (
    <label>
      {label}
      <input
        class="field"
        // One of three; the typing of inputs wants it said of one.
        type={type as "text"}
        value={fields[key]}
        min={0}
        step={type === "number" && key !== "count" ? "any" : undefined}
        onInput={(event) => set({ [key]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="frm">
      {text(words.from, "from", "time")}
      {text(words.to, "to", "time")}
      <fieldset>
        <legend>{words.means}</legend>
        {observationMeans.map((means) => (
          <label key={means}>
            <input
              type="checkbox"
              checked={fields.means.includes(means)}
              onChange={(event) =>
                set({
                  means: event.currentTarget.checked
                    ? [...fields.means, means]
                    : fields.means.filter((one) => one !== means),
                })
              }
            />
            {wording.message("means.cell", { means })}
          </label>
        ))}
      </fieldset>
      {choose(
        words.qualifier,
        fields.qualifier,
        ["exactly", "about", "at-least", "uncounted"],
        (value) => words.qualifiers[value],
        "qualifier",
        false,
      )}
      {fields.qualifier !== "uncounted" && text(words.count, "count", "number")}
      {choose(
        words.kind,
        fields.kind,
        observationKinds,
        (kind) => wording.kind(kind, true),
        "kind",
        false,
      )}
      {choose(
        words.nature,
        fields.nature,
        observationNatures,
        (value) => value.replaceAll("-", " "),
        "nature",
        true,
      )}
      {choose(
        words.weapon,
        fields.weapon,
        weaponClasses,
        (value) => wording.weapons([{ class: value }]),
        "weapon",
        true,
      )}
      {text(words.calibre, "calibre", "number")}
      {text(words.minKm, "minKm", "number")}
      {text(words.maxKm, "maxKm", "number")}
      {choose(
        words.direction,
        fields.direction,
        compassPoints,
        (point) => `${point} ${wording.direction(point)}`,
        "direction",
        true,
      )}
      {choose(
        words.zone,
        fields.zone,
        (context.zones ?? []).map(({ id }) => id),
        (id) => context.zones?.find((zone) => zone.id === id)?.name ?? id,
        "zone",
        true,
      )}
      {text(words.remark, "remark", "text")}
    </div>
  );
}

function draftOf(fields: Fields, context: LineContext): ObservationDraft | null {
  const { from, to, means, qualifier, kind } = fields;
  if (from === "" || means.length === 0) return null;
  const clock = (text: string) => text.replace(":", "");
  const hours = to === "" ? clock(from) : `${clock(from)}-${clock(to)}`;
  const span = readLine(`${hours} nothing`, context).observations[0]?.span;
  if (span === undefined) return null;
  const count = Math.max(0, Math.round(Number(fields.count)));
  const minM = Number(fields.minKm) * 1_000;
  const maxM = fields.maxKm === "" ? minM : Number(fields.maxKm) * 1_000;
  const nature = observationNatures.find((one) => one === fields.nature);
  const weapon = weaponClasses.find((one) => one === fields.weapon);
  const direction = compassPoints.find((one) => one === fields.direction);
  const { observer, position } = context.post;
  return {
    span,
    observer,
    ...(position === undefined ? {} : { observerPosition: position }),
    means: [...means],
    kind,
    count:
      kind === "nothing"
        ? { qualifier: "exactly", min: 0, max: 0 }
        : qualifier === "uncounted" || Number.isNaN(count)
          ? { qualifier: "uncounted" }
          : { qualifier, min: count, ...(qualifier === "exactly" ? { max: count } : {}) },
    ...(nature === undefined ? {} : { nature }),
    ...(weapon === undefined ? {} : { weapons: [{ class: weapon }] }),
    ...(fields.calibre === "" || !(Number(fields.calibre) > 0)
      ? {}
      : { calibresMm: [Number(fields.calibre)] }),
    ...(fields.minKm === "" || Number.isNaN(minM + maxM)
      ? {}
      : { distance: { minM: Math.min(minM, maxM), maxM: Math.max(minM, maxM) } }),
    ...(direction === undefined
      ? {}
      : { direction: { form: "single" as const, points: [direction] } }),
    ...(fields.zone === "" ? {} : { insideDisengagementArea: fields.zone }),
    ...(fields.remark.trim() === "" ? {} : { remark: fields.remark.trim() }),
  };
}
