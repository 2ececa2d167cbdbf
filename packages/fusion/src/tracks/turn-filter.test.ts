import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

const motion = {
  turnRateRadPerS: 0.015,
  accelerationMps2: 0.1,
  changeTimeS: 100,
  speedSigmaMps: 8,
};

/** Follows one way with its noise; tells the errors in standard deviations and the chance of a turn. */
function run(seed: string, rateRadPerS: number, scanCount: number) {
  const rng = seededRng(seed);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
  const filter = new TurnFilter(motion);
  const slots = new Float64Array(SLOT_SIZE);
  let course = rng.nextUnit() * 6;
  let east = 0;
  let north = 0;
  const sigmaM = 20;
  const errors: number[] = [];
  filter.begin(slots, 0, sigmaM * normal(), sigmaM * normal(), sigmaM);
  for (let scan = 1; scan < scanCount; scan++) {
    course += rateRadPerS * 5;
    east += 10 * 10 * Math.sin(course);
    north += 10 * 10 * Math.cos(course);
    course += rateRadPerS * 5;
    filter.advance(slots, 0, 10);
    const place = Float64Array.of(east + sigmaM * normal(), north + sigmaM * normal());
    filter.receive(slots, 0, place, [0], [1], 1, sigmaM * sigmaM);
    if (scan < 6) continue;
    const estimate = filter.estimate(slots, 0);
    errors.push(
      ((estimate.eastM - east) ** 2 + (estimate.northM - north) ** 2) /
        estimate.positionSigmaM ** 2,
    );
  }
  return { errors, estimate: filter.estimate(slots, 0) };
}

test("[FUS-171] the stated error of a track holds its true place as often as it says", () => {
  const errors = Array.from(
    { length: 200 },
    (_, index) => run(`turn-filter/${index}`, index % 2 === 0 ? 0 : 0.015, 20).errors,
  ).flat();
  const within = errors.filter((squared) => squared < 5.991).length / errors.length;
  // Steady motion has less error than a model that allows for change expects.
  expect(within).toBeGreaterThan(0.95);
  const mean = errors.reduce((sum, squared) => sum + squared, 0) / errors.length;
  expect(mean).toBeGreaterThan(1);
  expect(mean).toBeLessThan(2.2);
});

test("[FUS-171] turning is told from going straight", () => {
  const chance = (rate: number) =>
    Array.from(
      { length: 40 },
      (_, index) => run(`turning/${index}`, rate, 20).estimate.turningRatio,
    ).reduce((sum, ratio) => sum + ratio / 40, 0);
  expect(chance(0)).toBeLessThan(0.3);
  expect(chance(0.015)).toBeGreaterThan(0.8);
  expect(chance(-0.015)).toBeGreaterThan(0.8);
});

test("[FUS-171] a place that is certainly not the track's changes nothing", () => {
  const filter = new TurnFilter(motion);
  const slots = new Float64Array(SLOT_SIZE);
  filter.begin(slots, 0, 0, 0, 20, { eastMps: 5, northMps: 1, sigmaMps: 1 });
  filter.advance(slots, 0, 10);
  const before = slots.slice();
  filter.receive(slots, 0, Float64Array.of(60, 20), [0], [0], 1, 400);
  for (const [at, value] of before.entries()) expect(slots[at]).toBeCloseTo(value, 9);
});
