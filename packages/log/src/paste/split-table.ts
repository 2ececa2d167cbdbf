/** Largest table that can be pasted at once. */
export const pasteLimits = {
  lengthMax: 1_000_000,
  rowCountMax: 2_000,
  columnCountMax: 60,
} as const;

export type SplitTable =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly isTooLarge: true };

/**
 * Cuts pasted cells apart: by tabs where there is one (as spreadsheets copy), else by the comma or
 * semicolon that the first line has more of. Quoting as in RFC 4180. Empty rows are left out.
 */
export function splitTable(text: string): SplitTable {
  const { lengthMax, rowCountMax, columnCountMax } = pasteLimits;
  if (text.length > lengthMax) return { isTooLarge: true };
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text.charAt(at + 1) === "\n") at += 1;
      endRow();
    } else cell += sign;
    if (rows.length > rowCountMax || row.length > columnCountMax) return { isTooLarge: true };
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows.length > rowCountMax ? { isTooLarge: true } : { rows };
}

function separatorOf(text: string): string {
  const [line = ""] = text.split(/[\r\n]/, 1);
  if (line.includes("\t")) return "\t";
  const count = (sign: string) => line.split(sign).length;
  return count(";") > count(",") ? ";" : ",";
}
