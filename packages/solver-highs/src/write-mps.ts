import type { MixedIntegerModel } from "@truceline/planning";

/**
 * A model as free MPS text, always to be minimised: where the model is to be maximised, its objective is
 * written with the other sign.
 *
 * Numbers are written with the fewest digits that read back as the same number. Columns are named `c0`,
 * `c1` … and rows `r0`, `r1` …, so that no name of the model can break the text; a row with two ends is
 * written as two rows, as MPS would give the second end as a difference and lose digits. Each bound is
 * written out, as programs differ in what they take for granted.
 *
 * @example writeMps({ sense: "min", columns: [], rows: [] }) // "NAME truceline FREE\nROWS\n N cost\n…"
 */
export function writeMps({ sense, columns, rows }: MixedIntegerModel): string {
  const sign = sense === "max" ? -1 : 1;
  const kinds: string[] = [" N cost"];
  const ends: string[] = [];
  const entries = columns.map(({ objective }): string[] => [`cost ${text(sign * objective)}`]);
  for (const [index, row] of rows.entries()) {
    const sides =
      row.lower === row.upper
        ? ([["E", row.lower]] as const)
        : ([
            ["G", row.lower],
            ["L", row.upper],
          ] as const);
    for (const [kind, end] of sides) {
      // An end that nothing passes is none; one that nothing reaches makes the row impossible.
      if (end === (kind === "G" ? Number.NEGATIVE_INFINITY : Infinity)) continue;
      const name = `r${index}${kind === "L" ? "u" : ""}`;
      kinds.push(` ${kind} ${name}`);
      ends.push(` rhs ${name} ${text(end)}`);
      for (const [column, coefficient] of row.entries) {
        entries[column]?.push(`${name} ${text(coefficient)}`);
      }
    }
  }
  const lines = ["NAME truceline FREE", "ROWS", ...kinds, "COLUMNS"];
  let isWhole = false;
  let marker = 0;
  const mark = (whole: boolean) => {
    if (whole === isWhole) return;
    isWhole = whole;
    lines.push(` m${marker++} 'MARKER' '${whole ? "INTORG" : "INTEND"}'`);
  };
  for (const [index, column] of columns.entries()) {
    mark(column.integer);
    for (const entry of entries[index] ?? []) lines.push(` c${index} ${entry}`);
  }
  mark(false);
  lines.push("RHS", ...ends, "BOUNDS");
  for (const [index, { lower, upper }] of columns.entries()) {
    const name = `c${index}`;
    if (lower === upper) {
      lines.push(` FX bnd ${name} ${text(lower)}`);
      continue;
    }
    if (lower === Number.NEGATIVE_INFINITY && upper === Infinity) {
      lines.push(` FR bnd ${name}`);
      continue;
    }
    if (lower === Number.NEGATIVE_INFINITY) lines.push(` MI bnd ${name}`);
    else lines.push(` LO bnd ${name} ${text(lower)}`);
    if (upper === Infinity) lines.push(` PL bnd ${name}`);
    else lines.push(` UP bnd ${name} ${text(upper)}`);
  }
  lines.push("ENDATA", "");
  return lines.join("\n");
}

/** The shortest decimal that reads back as the same number; no −0. */
function text(value: number): string {
  return String(value + 0);
}

/** The index of a column in its name in the text; undefined for anything else. */
export function columnIndex(name: string): number | undefined {
  const found = /^c(\d+)$/.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}
