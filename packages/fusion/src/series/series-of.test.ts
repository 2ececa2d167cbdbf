import { destination } from "@truceline/geo";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildIncident } from "../build-incident.ts";
import { noonMs, ocean, seenAt } from "../testing/observations.ts";
import { type SeriesEvent, seriesOf } from "./series-of.ts";

function event(name: string, eastM: number, afterS: number, lastsS = 0): SeriesEvent {
  const fromMs = noonMs + afterS * 1_000;
  const one = seenAt(name, eastM, 0, fromMs, {
    nature: "impact",
    span: { fromMs, toMs: fromMs + lastsS * 1_000, precision: "exact" },
  });
  return { ...buildIncident([one]).incident, id: name };
}

describe("[FUS-119] bursts and series", () => {
  test("shots seconds apart at one place are a salvo of as many", () => {
    const salvo = [0, 4, 9, 15, 30].map((atS, index) => event(`s${index}`, index * 100, atS));
    expect(seriesOf(salvo)).toMatchObject([
      {
        kind: "salvo",
        ids: ["s0", "s1", "s2", "s3", "s4"],
        salvos: [["s0", "s1", "s2", "s3", "s4"]],
      },
    ]);
  });

  test("minutes apart they are a series, with the salvos in it", () => {
    const events = [0, 5, 600, 606, 1_500].map((atS, index) => event(`s${index}`, 0, atS));
    expect(seriesOf(events)).toMatchObject([
      {
        kind: "series",
        ids: ["s0", "s1", "s2", "s3", "s4"],
        salvos: [
          ["s0", "s1"],
          ["s2", "s3"],
        ],
      },
    ]);
  });

  test("half an hour later or ten kilometres off it is another, and one alone is none", () => {
    expect(seriesOf([event("a", 0, 0), event("b", 0, 1_800)])).toEqual([]);
    expect(seriesOf([event("a", 0, 0), event("b", 10_000, 5)])).toEqual([]);
  });

  test("instants known to the minute only tell no salvo", () => {
    const [series] = seriesOf([event("a", 0, 0, 60), event("b", 0, 20, 60)]);
    expect(series).toMatchObject({ kind: "series", salvos: [] });
  });

  test("the order given changes nothing; each event is in one series at most", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: -8_000, max: 8_000 }), fc.integer({ min: 0, max: 7_200 })),
      { minLength: 2, maxLength: 25 },
    );
    fc.assert(
      fc.property(rows, fc.func(fc.integer()), (made, rank) => {
        const events = made.map(([eastM, atS], index) => event(`e${index}`, eastM, atS));
        const found = seriesOf(events);
        const turned = [...events].sort((one, other) => rank(one.id) - rank(other.id));
        expect(seriesOf(turned)).toEqual(found);
        const all = found.flatMap(({ ids }) => ids);
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 30 },
    );
  });
});

test("[FUS-119] a wide place is near by its error", () => {
  const wide = seenAt("wide", 0, 0, noonMs, {
    nature: "impact",
    area: { shape: "circle", centre: destination(ocean, 90, 7_000), radiusM: 6_000 },
  });
  const incident = { ...buildIncident([wide]).incident, id: "wide" };
  expect(seriesOf([event("a", 0, 60), incident])).toHaveLength(1);
});
