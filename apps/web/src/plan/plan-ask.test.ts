import type { FrontierPoint } from "@truceline/planning";
import { describe, expect, test } from "vitest";
import { frontierShape } from "./frontier-shape.ts";
import { askBody, estimated, peopleFor, peopleStops, stopOf } from "./plan-ask.ts";

const point = (people: number, mean: number, withTechnicalMonitoring: boolean) =>
  ({
    people,
    mean,
    withTechnicalMonitoring,
    meanBand: { value: mean, low: mean - 0.1, high: mean + 0.1 },
  }) as FrontierPoint;
const points = [
  point(10_000, 0.5, true),
  point(1_000, 0.2, true),
  point(20_000, 0.6, true),
  point(10_000, 0.2, false),
];
const ask = { people: 5_500, eurM: null, technical: true, byDay: false };

describe("an estimate until the plan is there", () => {
  test("[WEB-076] lies on straight lines between the points of the same mode", () => {
    expect(estimated(ask, points)).toBeCloseTo(0.35, 12);
    expect(estimated({ ...ask, people: 500 }, points)).toBeCloseTo(0.1, 12);
    expect(estimated({ ...ask, people: 90_000 }, points)).toBe(0.6);
    expect(estimated({ ...ask, technical: false }, points)).toBeCloseTo(0.11, 12);
  });

  test("there is none without a curve, without a size, or with a limit of money", () => {
    expect(estimated(ask, [])).toBeNull();
    expect(estimated({ ...ask, people: null }, points)).toBeNull();
    expect(estimated({ ...ask, eurM: 100 }, points)).toBeNull();
  });

  test("people for a mean are the least on the curve, or nobody knows", () => {
    expect(peopleFor(0.35, points, true)).toBeCloseTo(5_500, 9);
    expect(peopleFor(0.1, points, true)).toBeCloseTo(500, 9);
    expect(peopleFor(0.7, points, true)).toBeNull();
    expect(peopleFor(0.3, points, false)).toBeNull();
  });
});

describe("sliders", () => {
  test.each(peopleStops.map((stop, index) => [stop, index] as const))(
    "%d stands at its own stop",
    (stop, index) => expect(stopOf(stop, peopleStops)).toBe(index),
  );
  test("between two stops the nearer one, past the last no limit", () => {
    expect(stopOf(29_000, peopleStops)).toBe(peopleStops.indexOf(30_000));
    expect(stopOf(null, peopleStops)).toBe(peopleStops.length);
  });
  test("no limit is not sent, money is sent in EUR", () => {
    expect(askBody({ people: null, eurM: null, technical: false, byDay: false })).toEqual({
      withTechnicalMonitoring: false,
    });
    expect(askBody({ people: 10, eurM: 2.5, technical: true, byDay: false })).toEqual({
      withTechnicalMonitoring: true,
      people: 10,
      eurPerYear: 2_500_000,
    });
  });
});

describe("the drawing", () => {
  const box = { left: 0, right: 100, top: 0, bottom: 10 };
  test("[WEB-076] begins at nobody, ends at a round number, and keeps the modes apart", () => {
    const shape = frontierShape(points, 0, box);
    expect(shape.endPeople).toBe(20_000);
    expect(shape.line(true)).toBe("M0.0 10.0L5.0 8.0L50.0 5.0L100.0 4.0");
    expect(shape.line(false)).toBe("M0.0 10.0L50.0 8.0");
    expect(shape.band(false)).toBe("M0.0 10.0L50.0 7.0L50.0 9.0Z");
  });
  test("has room for a plan larger than every point, and draws nothing of nothing", () => {
    expect(frontierShape(points, 45_000, box).endPeople).toBe(50_000);
    expect(frontierShape([], 0, box).line(true)).toBe("");
  });
});
