// Problems of the OR-Library (J. E. Beasley), as they lie in the shared data folder beside the checkout.
import { existsSync, readFileSync } from "node:fs";

const folder = new URL("../../shared/data/or-library/", import.meta.url);

/** Whether the problems are there. */
export const hasOrLibrary = existsSync(new URL("pmed1.txt", folder));

const numbersOf = (name: string): number[] =>
  readFileSync(new URL(name, folder), "utf8").trim().split(/\s+/).map(Number);

/** A p-median problem: shortest ways between all places of a road network. */
export interface OrMedian {
  readonly name: string;
  readonly count: number;
  readonly distances: readonly Float64Array[];
  /** As published. */
  readonly optimum: number;
}

/** `pmed1` to `pmed10`. A way named twice counts by its last length. */
export function readOrMedian(index: number): OrMedian {
  const name = `pmed${index}`;
  const [size = 0, edgeCount = 0, count = 0, ...edges] = numbersOf(`${name}.txt`);
  const distances = Array.from({ length: size }, (_, place) => {
    const row = new Float64Array(size).fill(Infinity);
    row[place] = 0;
    return row;
  });
  const set = (from: number, to: number, length: number) => {
    const row = distances[from];
    if (row !== undefined) row[to] = length;
  };
  for (let edge = 0; edge < edgeCount; edge++) {
    const [from = 0, to = 0, length = 0] = edges.slice(3 * edge, 3 * edge + 3);
    set(from - 1, to - 1, length);
    set(to - 1, from - 1, length);
  }
  for (const through of distances.keys()) {
    const onward = distances[through] ?? new Float64Array(size);
    for (const row of distances) {
      const first = row[through] ?? Infinity;
      for (let to = 0; to < size; to++) {
        row[to] = Math.min(row[to] ?? Infinity, first + (onward[to] ?? Infinity));
      }
    }
  }
  const published = readFileSync(new URL("pmedopt-1..10.txt", folder), "utf8");
  const optimum = Number(new RegExp(`^${name}\\s+(\\d+)`, "m").exec(published)?.[1]);
  return { name, count, distances, optimum };
}

/** A set-covering problem: each row is covered by one of its columns. */
export interface OrCover {
  readonly name: string;
  readonly costs: readonly number[];
  readonly sitesOfDemand: readonly (readonly number[])[];
  /** As published: E. Balas, A. Ho, Mathematical Programming Study 12 (1980), and later proofs. */
  readonly optimum: number;
}

const coverOptima = [429, 512, 516, 494, 512, 560, 430, 492, 641, 514];

/** `scp41` to `scp410`: 200 rows, 1,000 columns. */
export function readOrCover(index: number): OrCover {
  const name = `scp4${index}`;
  const numbers = numbersOf(`${name}.txt`);
  const [rowCount = 0, columnCount = 0] = numbers;
  const costs = numbers.slice(2, 2 + columnCount);
  const sitesOfDemand: number[][] = [];
  let at = 2 + columnCount;
  for (let row = 0; row < rowCount; row++) {
    const length = numbers[at] ?? 0;
    sitesOfDemand.push(numbers.slice(at + 1, at + 1 + length).map((column) => column - 1));
    at += 1 + length;
  }
  return { name, costs, sitesOfDemand, optimum: coverOptima[index - 1] ?? Number.NaN };
}
