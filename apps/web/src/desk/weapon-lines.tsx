import { type WeaponLine, weaponClasses } from "@truceline/model";
import { deskWords as words } from "./desk-words.ts";

interface Line {
  readonly class: string;
  readonly calibre: string;
  readonly count: string;
}
const lineCountMax = 200;
const noLine: Line = { class: "", calibre: "", count: "" };

/** Kinds of weapons with their calibre and number, a row each. The value of the field is their JSON. */
export function WeaponLines(props: {
  readonly id: string;
  readonly value: string;
  readonly set: (value: string) => void;
}) {
  const lines = linesOf(props.value);
  const shown = lines.length < lineCountMax ? [...lines, noLine] : lines;
  const change = (at: number, by: Partial<Line>): void =>
    props.set(
      JSON.stringify(
        shown
          .map((line, index) => (index === at ? { ...line, ...by } : line))
          .filter((line) => line.class !== "" || line.calibre !== "" || line.count !== ""),
      ),
    );
  return (
    <div class="wl" id={props.id} role="group">
      {shown.map((line, index) => (
        <div key={index}>
          <select
            class="field"
            aria-label={words.weaponClass(index + 1)}
            value={line.class}
            onChange={(event) => change(index, { class: event.currentTarget.value })}
          >
            <option value="">–</option>
            {weaponClasses.map((one) => (
              <option key={one} value={one}>
                {one.replaceAll("-", " ")}
              </option>
            ))}
          </select>
          <input
            class="field"
            type="number"
            min={0}
            step="any"
            aria-label={words.weaponCalibre(index + 1)}
            placeholder={words.calibre}
            value={line.calibre}
            onInput={(event) => change(index, { calibre: event.currentTarget.value })}
          />
          <input
            class="field"
            type="number"
            min={0}
            aria-label={words.weaponCount(index + 1)}
            placeholder={words.count}
            value={line.count}
            onInput={(event) => change(index, { count: event.currentTarget.value })}
          />
        </div>
      ))}
    </div>
  );
}

function linesOf(value: string | undefined): readonly Line[] {
  return value === undefined || value === "" ? [] : (JSON.parse(value) as Line[]);
}

/** The rows as the record has them; null where one has no kind or no number. */
export function weaponsOf(value: string | undefined): readonly WeaponLine[] | null {
  const weapons: WeaponLine[] = [];
  for (const { class: text, calibre, count } of linesOf(value)) {
    const found = weaponClasses.find((one) => one === text);
    if (found === undefined || !/^\d{1,5}$/.test(count)) return null;
    const calibreMm = Number(calibre);
    if (calibre !== "" && !(calibreMm > 0 && calibreMm <= 1_000)) return null;
    weapons.push({
      class: found,
      ...(calibre === "" ? {} : { calibreMm }),
      count: Number(count),
    });
  }
  return weapons;
}
