import { lengthDefinitions, NEAR_RATIO } from "./length-definitions.ts";
import {
  claimSentences,
  isNear,
  type LengthClaim,
  type LengthTable,
  type MeasuredLine,
  percentText,
} from "./measure-lengths.ts";

const plotWidth = 60;

/** The whole table for people: definitions first, then figures, plots and what they say. */
export function lengthText(table: LengthTable): string {
  const { lines, claims } = table;
  const used = new Set(lines.flatMap((one) => one.lengths.map(({ definition }) => definition.id)));
  const near = Math.round(NEAR_RATIO * 100);
  const head = [
    `Definitions, declared before any length was computed; a length comes near a report within ${near} %:`,
    ...lengthDefinitions.map(
      ({ id, says }) =>
        `  ${id.padEnd(idWidth)} ${says}${used.has(id) ? "" : " (does not apply here)"}`,
    ),
  ];
  const sentences = claimSentences(table);
  const foot = sentences.length === 0 ? [] : ["", "What comes near which report:", ...sentences];
  return [
    ...head,
    ...lines.flatMap((line) => ["", ...lineText(line, claims)]),
    ...foot.map((line) => (sentences.includes(line) ? `  ${line}` : line)),
  ].join("\n");
}

const idWidth = Math.max(...lengthDefinitions.map(({ id }) => id.length));

function lineText({ line, lengths, byDetail }: MeasuredLine, claims: readonly LengthClaim[]) {
  const titles = claims.map(({ id, reportedAs }) => `${id} ${reportedAs}`.padStart(10));
  const row = (cells: readonly string[]) => `  ${cells.join("  ")}`.trimEnd();
  const table = lengths.map(({ definition, lengthM }) =>
    row([
      definition.id.padEnd(idWidth),
      kilometres(lengthM).padStart(8),
      ...claims.map(({ claimM }, index) => {
        const ratio = lengthM / claimM - 1;
        const text = `${percentText(ratio)}${isNear(ratio) ? " *" : "  "}`;
        return text.padStart(titles[index]?.length ?? 0);
      }),
    ]),
  );
  return [
    `${line}, km:`,
    row(["definition".padEnd(idWidth), "length".padStart(8), ...titles]),
    ...table,
    "",
    ...plotText({ line, lengths, byDetail }, claims),
  ];
}

/** Bars of length against detail, with a mark where each claim stands. */
function plotText({ byDetail }: MeasuredLine, claims: readonly LengthClaim[]): string[] {
  const mostM = Math.max(
    ...byDetail.map(({ lengthM }) => lengthM),
    ...claims.map(({ claimM }) => claimM),
  );
  const column = (valueM: number) =>
    mostM === 0 ? 0 : Math.round((valueM / mostM) * (plotWidth - 1));
  const bars = byDetail.map(({ detailM, lengthM }) => {
    const cells = Array.from({ length: plotWidth }, (_, index): string =>
      lengthM > 0 && index <= column(lengthM) ? "█" : " ",
    );
    for (const { claimM } of claims) {
      const at = column(claimM);
      cells[at] = cells[at] === "█" ? "┃" : "│";
    }
    const detail = detailM === 0 ? "as drawn" : detailText(detailM);
    return `  ${detail.padStart(8)} ${kilometres(lengthM).padStart(8)} ${cells.join("")}`.trimEnd();
  });
  const marks = [...claims]
    .sort((a, b) => a.claimM - b.claimM)
    .map(({ id, claimM }) => `${id} ${kilometres(claimM)}`);
  return [
    "  Length of the line of contact against detail, km:",
    `  ${"detail".padStart(8)} ${"length".padStart(8)} 0 … ${kilometres(mostM)}`,
    ...bars,
    ...(marks.length === 0 ? [] : [`  ${" ".repeat(17)} marks: ${marks.join(", ")}`]),
  ];
}

const detailText = (detailM: number) =>
  detailM < 1_000 ? `${detailM} m` : `${detailM / 1_000} km`;

function kilometres(valueM: number): string {
  return (valueM / 1_000).toFixed(1).replace(/\B(?=(\d{3})+\.)/g, " ");
}
