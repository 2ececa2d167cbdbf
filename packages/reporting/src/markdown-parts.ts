/** A table of CommonMark with tables; cells are markup already. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

export const plural = (count: number, one: string, many: string) => (count === 1 ? one : many);

/** What a figure is that was not counted exactly: "at least ", "about ". */
export function boundText({
  atLeast,
  about,
}: {
  readonly atLeast: boolean;
  readonly about: boolean;
}) {
  return atLeast ? "at least " : about ? "about " : "";
}

/** Rounded down, so that nothing is overstated. */
export function percentDown(ratio: number): string {
  if (ratio > 0 && ratio < 0.01) return "less than 1 %";
  return `${Math.floor(ratio * 100 + 1e-9)} %`;
}
