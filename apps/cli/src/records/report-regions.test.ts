import { fileURLToPath } from "node:url";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import { derivedId, type Observation, observationRecord } from "@truceline/model";
import { unplacedRegion } from "@truceline/reporting";
import { regionFinder, regionsOf } from "@truceline/watch";
import { expect, test } from "vitest";
import { readFileText } from "../read-file.ts";
import { quietTerminal } from "../testing/quiet-terminal.ts";

import { readRoomGround } from "./room-store.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const terminal = quietTerminal(root);
const ground = readRoomGround("scenarios/minsk-2015", undefined, terminal);
const regionOf = regionFinder(ground.agreement, ground.places);
const decoder = new RowDecoder(smmMapping, { name: "o.csv", origin: "observed" });
const text = readFileText("fixtures/smm/observations.csv", terminal);
const observations = readCsv(text, { name: "o.csv" }).rows.map(
  (row): Observation =>
    observationRecord.parse({
      ...decoder.decode(row).record,
      id: derivedId("smm", row.row),
      recordedAtMs: 0,
    }),
);

test("[CLI-011] the observer's place decides, not the place of the fire", () => {
  const [placed] = observations.filter(({ observerPosition }) => observerPosition?.position);
  if (placed === undefined) throw new Error("no observation has a position");
  const far = { ...placed, distance: { minM: 60_000, maxM: 60_000 } };
  for (const points of [["N"], ["E"], ["S"], ["W"]] as const) {
    const there: Observation = { ...far, direction: { form: "single", points: [...points] } };
    expect(regionOf(there)).toBe(regionOf(placed));
  }
});

test("[CLI-011] one that watched and saw nothing is counted where it stood", () => {
  const nothing = observations.filter(({ kind }) => kind === "nothing");
  expect(nothing.length).toBeGreaterThan(0);
  for (const one of nothing) {
    expect(regionOf(one)).toBe(regionOf({ ...one, kind: "explosion" }));
  }
});

test("[CLI-011] the mission's own reference towns agree with the sectors", () => {
  const regions = new Set(regionsOf(ground.agreement).map(({ key }) => key));
  expect(regions.size).toBe(4);
  let agreeing = 0;
  let placedCount = 0;
  for (const observation of observations) {
    const region = regionOf(observation);
    if (region === unplacedRegion) continue;
    expect(regions.has(region)).toBe(true);
    const town = observation.observerPosition?.referenceTown;
    if (town === undefined) continue;
    placedCount++;
    // Mariupol lies in Donetsk region.
    if (region.startsWith(town === "Luhansk" ? "Luhansk" : "Donetsk")) agreeing++;
  }
  expect(placedCount).toBeGreaterThan(300);
  expect(agreeing / placedCount).toBeGreaterThan(0.97);
});
