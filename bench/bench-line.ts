import { cpus } from "node:os";

/** One result of a benchmark: a line of JSON, with the yardstick that ran beside it. */
export interface BenchLine {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same run: another way to do the same, or a floor. */
  readonly against: string;
  /** Value over yardstick; above 1 is better than it. */
  readonly ratio: number;
  /** Largest deviation from the right answer, where accuracy matters. */
  readonly error?: number;
  /** What else a reader needs: sizes, medians, counts. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export function printLine(line: BenchLine): void {
  const round = (value: number) => Number(value.toPrecision(5));
  const { value, ratio, ...rest } = line;
  process.stdout.write(
    `${JSON.stringify({ ...rest, value: round(value), ratio: round(ratio), node: process.versions.node, cores: cpus().length })}\n`,
  );
}

/** Median of some numbers; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The value below which a share of the numbers lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
