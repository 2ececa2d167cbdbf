import { destination, inverseGeodesic } from "@truceline/geo";
import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate } from "./associate.ts";
import { closedGroups, type Vicinity } from "./closed-groups.ts";
import { keyOf } from "./link-node.ts";
import { placeOfObservation } from "./observed-area.ts";
import { nearAndSoon, noonMs, observed, ocean } from "./testing/observations.ts";

const stations = [0, 1, 2, 3].map((index) => destination(ocean, index * 90, 2_500));

/** Detections by acoustic devices and cameras, reports by people, craters, around few events. */
const arbMixed = fc
  .array(
    fc.record({
      event: fc.integer({ min: 0, max: 3 }),
      by: fc.constantFrom("acoustic", "acoustic", "camera", "person", "crater", "thermal"),
      station: fc.integer({ min: 0, max: 3 }),
      offDeg: fc.double({ min: -3, max: 3, noNaN: true }),
      offMs: fc.integer({ min: -80, max: 80 }),
      hasBearing: fc.boolean(),
      spanMinutes: fc.constantFrom(1, 1, 1, 60, 600),
    }),
    { minLength: 1, maxLength: 24, size: "max" },
  )
  .map((rows) => rows.map(madeOf));

function madeOf(
  row: {
    event: number;
    by: string;
    station: number;
    offDeg: number;
    offMs: number;
    hasBearing: boolean;
    spanMinutes: number;
  },
  index: number,
): Observation {
  const place = destination(ocean, row.event * 77, 400 + row.event * 900);
  const atMs = noonMs + row.event * 9_000;
  const from = stations[row.station] ?? ocean;
  const { distanceM, azimuthDeg } = inverseGeodesic(from, place);
  const name = String(index);
  if (row.by === "person") {
    const fromMs = atMs - (atMs % 60_000);
    return observed(name, {
      observer: { kind: "person", id: `p${row.station}` },
      observerPosition: { position: from, accuracyM: 100 },
      span: { fromMs, toMs: fromMs + row.spanMinutes * 60_000, precision: "minute" },
      distance: { minM: Math.max(0, distanceM - 1_000), maxM: distanceM + 1_000 },
    });
  }
  if (row.by === "crater" || row.by === "thermal") {
    return observed(name, {
      kind: row.by === "crater" ? "damage" : "thermal-anomaly",
      observer: { kind: row.by === "crater" ? "patrol" : "satellite", id: `t${row.station}` },
      means: ["saw"],
      area: { shape: "circle", centre: place, radiusM: 60 },
      span: {
        fromMs: atMs - row.spanMinutes * 60_000,
        toMs: atMs + row.spanMinutes * 60_000,
        precision: "minute",
      },
    });
  }
  const isHeard = row.by === "acoustic";
  const cameAtMs = Math.round(atMs + row.offMs + (isHeard ? (distanceM / 337.3) * 1_000 : 0));
  const bearingDeg = (azimuthDeg + row.offDeg + 360) % 360;
  const said = row.hasBearing || !isHeard;
  return observed(name, {
    observer: { kind: isHeard ? "acoustic" : "camera", sensorId: `${row.by}${row.station}` },
    observerPosition: { position: from, accuracyM: 5 },
    means: ["recorded"],
    span: { fromMs: cameAtMs - 100, toMs: cameAtMs + 100, precision: "exact" },
    ...(said ? { direction: { form: "bearing", bearingDeg, standardDeviationDeg: 2 } } : {}),
  });
}

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + ")).sort();

function storeOf(stored: readonly Observation[]) {
  return async (vicinities: readonly Vicinity[]) =>
    stored.filter((observation) => {
      const place = placeOfObservation(observation);
      if (place === null) return false;
      return vicinities.some(
        (near) =>
          observation.span.fromMs <= near.toMs &&
          observation.span.toMs >= near.fromMs &&
          place[0] >= near.westDeg &&
          place[0] <= near.eastDeg &&
          place[1] >= near.southDeg &&
          place[1] <= near.northDeg,
      );
    });
}

function shuffled<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, rank: order[index % order.length] ?? 0, index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ item }) => item);
}

const arbOrder = fc.array(fc.integer(), { minLength: 24, maxLength: 24 });

test("[FUS-110] groups of devices' detections, words and traces do not depend on the order of arrival", () => {
  fc.assert(
    fc.property(arbMixed, arbOrder, (crowd, order) => {
      expect(names(associate(shuffled(crowd, order), nearAndSoon))).toEqual(
        names(associate(crowd, nearAndSoon)),
      );
    }),
    { numRuns: 100 },
  );
});

test("[FUS-110] each of them is in exactly one group", () => {
  fc.assert(
    fc.property(arbMixed, (crowd) => {
      const grouped = associate(crowd, nearAndSoon).flat().map(keyOf).sort();
      expect(grouped).toEqual(crowd.map(keyOf).sort());
    }),
    { numRuns: 100 },
  );
});

test("[FUS-111] late detections revise: windows of a store give the groups of the whole log", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbMixed,
      arbOrder,
      fc.integer({ min: 1, max: 5 }),
      async (crowd, order, batchSize) => {
        const arriving = shuffled(crowd, order);
        const incidents = new Map<string, readonly Observation[]>();
        const stored: Observation[] = [];
        for (let from = 0; from < arriving.length; from += batchSize) {
          const batch = arriving.slice(from, from + batchSize);
          stored.push(...batch);
          const { groups } = await closedGroups(batch, storeOf(stored), nearAndSoon);
          const touched = new Set(groups.flat().map(keyOf));
          for (const [key, members] of incidents) {
            if (!members.some((member) => touched.has(keyOf(member)))) continue;
            expect(members.every((member) => touched.has(keyOf(member)))).toBe(true);
            incidents.delete(key);
          }
          for (const [index, group] of groups.entries()) incidents.set(`${from} ${index}`, group);
        }
        expect(names([...incidents.values()])).toEqual(names(associate(crowd, nearAndSoon)));
      },
    ),
    { numRuns: 60 },
  );
});
