import type { LonLat } from "@truceline/model";
import { lonLat } from "@truceline/model";
import { WeaponLines } from "./weapon-lines.tsx";

/** One field of a form of the desk. Its value is text until the record is made. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly is: "text" | "long" | "number" | "when" | "choice" | "position" | "weapons";
  readonly required?: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
}
export type Values = Readonly<Record<string, string>>;

export function Fields(props: {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly set: (key: string, value: string) => void;
}) {
  return (
    <div class="ff">
      {props.fields.map((field) => (
        <div
          key={field.key}
          class={field.is === "long" || field.is === "weapons" ? "fl whole" : "fl"}
        >
          <label for={`desk-${field.key}`}>
            {field.label}
            {field.hint !== undefined && <span class="d"> {field.hint}</span>}
          </label>
          <One {...props} field={field} />
        </div>
      ))}
    </div>
  );
}

function One(props: {
  readonly field: Field;
  readonly values: Values;
  readonly set: (key: string, value: string) => void;
}) {
  const { key, is, required = false, options = [] } = props.field;
  const value = props.values[key] ?? "";
  const id = `desk-${key}`;
  const set = (event: { readonly currentTarget: { readonly value: string } }) =>
    props.set(key, event.currentTarget.value);
  switch (is) {
    case "long":
      return (
        <textarea
          id={id}
          class="field"
          rows={2}
          maxLength={4_000}
          required={required}
          value={value}
          onInput={set}
        />
      );
    case "choice":
      return (
        <select id={id} class="field" required={required} value={value} onChange={set}>
          {!required && <option value="">–</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case "weapons":
      return <WeaponLines id={id} value={value} set={(next) => props.set(key, next)} />;
    case "when":
      return (
        <input
          id={id}
          class="field"
          type="datetime-local"
          required={required}
          value={value}
          onInput={set}
        />
      );
    case "number":
      return (
        <input
          id={id}
          class="field"
          type="number"
          min={0}
          required={required}
          value={value}
          onInput={set}
        />
      );
    default:
      return (
        <input
          id={id}
          class="field"
          type="text"
          maxLength={200}
          required={required}
          value={value}
          onInput={set}
        />
      );
  }
}

/** "48.12, 36.79": latitude first, as people write it. Null for anything else. */
export function positionOf(text: string): LonLat | null {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (match === null) return null;
  const [latDeg, lonDeg] = [Number(match[1]), Number(match[2])];
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 ? lonLat(lonDeg, latDeg) : null;
}
