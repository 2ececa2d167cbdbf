import type { Position } from "@truceline/geo";
import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { lengthDefinitions, NEAR_RATIO, plotDetailsM } from "./length-definitions.ts";
import { lengthText } from "./length-text.ts";
import { claimSentences, type LengthClaim, measureLengths } from "./measure-lengths.ts";

/** 100 teeth of 2 km on the equator: along it 1 degree, teeth of half a minute to the north. */
const saw: Position[] = Array.from({ length: 201 }, (_, index) => [
  -30 + index / 200,
  index % 2 === 0 ? 0 : 0.02,
]);
/** One degree on the equator of WGS 84. */
const degreeM = 111_319.49;

const claim = (id: string, claimM: number): LengthClaim => ({
  id,
  claimM,
  reportedAs: `${claimM / 1_000} km`,
  speaker: "somebody",
});

test("[REP-001] there are at most six definitions, each with its object and detail", () => {
  expect(lengthDefinitions.length).toBeLessThanOrEqual(6);
  expect(new Set(lengthDefinitions.map(({ id }) => id)).size).toBe(lengthDefinitions.length);
  expect(NEAR_RATIO).toBe(0.1);
  expect(plotDetailsM).toEqual([0, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4]);
});

test("[REP-001] a row for each line, definition that applies and claim", () => {
  const lines = [
    { line: "saw", pieces: { contact: [saw] } },
    { line: "held", pieces: { contact: [saw], "held-edge": [saw, saw] } },
  ];
  const { rows } = measureLengths(lines, [claim("C1", 100_000), claim("C2", 500_000)]);
  expect(rows).toHaveLength((3 + 4) * 2);
  const row = rows.find((one) => one.definition === "contact-10km" && one.claim === "C1");
  expect(row).toEqual({
    line: "saw",
    definition: "contact-10km",
    detailM: 10_000,
    lengthM: expect.closeTo(degreeM, 1),
    claim: "C1",
    claimM: 100_000,
    deviationRatio: expect.closeTo(0.1132, 4),
  });
  for (const { lengthM, claimM, deviationRatio } of rows) {
    expect(deviationRatio).toBeCloseTo(lengthM / (claimM ?? 0) - 1, 3);
  }
  expect(rows.find((one) => one.definition === "held-edge")?.lengthM).toBeCloseTo(
    2 * (rows[0]?.lengthM ?? 0),
    1,
  );
});

test("without claims each length still has its row", () => {
  const { rows } = measureLengths([{ line: "saw", pieces: { contact: [saw] } }], []);
  expect(rows.map(({ claim: of, deviationRatio }) => [of, deviationRatio])).toEqual(
    Array.from({ length: 3 }, () => [null, null]),
  );
});

test("[REP-001] length falls with detail and never below the straight one", () => {
  const [line] = measureLengths([{ line: "saw", pieces: { contact: [saw] } }], []).lines;
  const lengths = line?.byDetail.map(({ lengthM }) => lengthM) ?? [];
  expect(lengths).toHaveLength(plotDetailsM.length);
  for (const [index, lengthM] of lengths.entries()) {
    expect(lengthM).toBeLessThanOrEqual((lengths[index - 1] ?? Number.POSITIVE_INFINITY) + 0.01);
    expect(lengthM).toBeGreaterThan(degreeM - 1);
  }
  expect(lengths[0]).toBeGreaterThan(4 * degreeM);
});

test("[REP-002] a claim is near within the threshold, and none is helped by another definition", () => {
  const only = { line: "saw", pieces: { contact: [saw] } };
  const sentence = (claimM: number, line: typeof only | object = only) =>
    claimSentences(measureLengths([line as typeof only], [claim("C", claimM)]))[0] ?? "";
  expect(sentence(degreeM / 1.0999)).toContain("near by contact-10km");
  expect(sentence(degreeM / 1.1002)).toContain("no declared definition reproduces it");
  expect(sentence(degreeM / 1.1002)).toContain("contact-10km of saw, is 10.0 % longer");
  const more = { line: "saw", pieces: { contact: [saw], "held-edge": [saw, saw, saw] } };
  expect(sentence(13.6 * degreeM, more)).toContain("By no definition of the line of contact alone");
});

test("the text says definitions before figures, and marks claims in the plot", () => {
  const lines = [
    { line: "saw", pieces: { contact: [saw] } },
    { line: "held", pieces: { contact: [saw.slice(0, 150)], "held-edge": [saw, saw] } },
  ];
  const claims = [claim("C1", 100_000), claim("C2", 1_500_000)];
  expectGolden(
    new URL("../fixtures/lengths.txt", import.meta.url),
    `${lengthText(measureLengths(lines, claims))}\n`,
  );
});
