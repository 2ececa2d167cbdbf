import type { OrderOverRanges } from "./deployment-plan.ts";

const people = (count: number) => Math.round(count).toLocaleString("en");
const two = (value: number) => value.toFixed(2);

/**
 * The first line of a brief: whether the smaller mission with technical monitoring verifies at least as
 * much as the larger one without, over all ranges of the inputs, over some, over none, or unknown.
 */
export function headlineOf(
  { holds, shareRatio, first, second, firstBand, secondBand, reversed = [] }: OrderOverRanges,
  unverifiableCount: number,
  clauseCount: number,
): string {
  const nameOf = (size: OrderOverRanges["first"]) =>
    `${people(size.people)} people ${size.withTechnicalMonitoring ? "with" : "without"} technical monitoring`;
  const question = `verify at least as much as ${nameOf(second)}`;
  const bands =
    firstBand === null || secondBand === null
      ? ""
      : ` (mean ${two(firstBand.low)} to ${two(firstBand.high)} against ${two(secondBand.low)} to ${two(secondBand.high)})`;
  const told = {
    all: `Over all samples of the input ranges ${nameOf(first)} ${question}${bands}.`,
    some: `Over ${Math.round((shareRatio ?? 0) * 100)} % of the samples of the input ranges ${nameOf(first)} ${question}; over the rest they do not${bands}.`,
    none: `Over no sample of the input ranges do ${nameOf(first)} ${question}${bands}.`,
    unknown: `Whether ${nameOf(first)} ${question} is unknown: one of the two was not computed.`,
  }[holds];
  const other =
    holds === "none" || reversed.length === 0
      ? ""
      : ` Of the mean over clauses, that is: for ${reversed.join(", ")} it is the other way round.`;
  const rest =
    unverifiableCount === 0
      ? ""
      : ` ${unverifiableCount} of ${clauseCount} clauses stay unverifiable at any size.`;
  return told + other + rest;
}
