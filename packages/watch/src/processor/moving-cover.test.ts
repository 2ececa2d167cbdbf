import { patrolSensors, withMovingSensors, withMovingUptimes } from "@truceline/desk";
import { lonLat } from "@truceline/model";
import { type CoverageHour, prepareCoverage, statedUptimes } from "@truceline/sensing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkIn, denial, patrol, track } from "../../../desk/testing/desk-records.ts";
import { sensorState } from "../../testing/mid-ocean.ts";
import { agreement, deployment } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { prepareMovingCover, withMovingCover } from "./moving-cover.ts";

const cells = agreement.articleCells("1", noonMs);
const timezone = "Etc/UTC";
const engine = prepareCoverage({ deployment, cells: cells.map(({ cell }) => cell), timezone });
const stated = statedUptimes(
  deployment.sensors.map(({ id }) => sensorState(id, noonMs - 30 * hourMs)),
);

const place = fc
  .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -25, max: 25 }))
  .map(([x, y]) => lonLat(-30 + x / 200, y / 150));

test("[DSK-012] cells near patrols, worked out by themselves, are what the whole would be", () => {
  fc.assert(
    fc.property(
      place,
      place,
      fc.constantFrom(1, 2),
      fc.boolean(),
      (at, towards, groupsNeeded, isDenied) => {
        const stop = { name: "Stop", position: at };
        const one = patrol({
          stops: [{ place: stop, span: { fromMs: noonMs, toMs: noonMs + 40 * minuteMs } }],
          checkIns: [checkIn(5, stop)],
          recordedAtMs: noonMs + 2 * hourMs,
        });
        const way = track([
          [45, at[0], at[1]],
          [54, towards[0], towards[1]],
        ]);
        const span = { fromMs: noonMs + 10 * minuteMs, toMs: noonMs + 20 * minuteMs };
        const denials = isDenied ? [denial({ place: stop, span })] : [];
        const moving = patrolSensors(one, [way], denials);
        const query = { hourFromMs: noonMs, kinds: ["explosion" as const], groupsNeeded };
        const cover = prepareMovingCover({ cells, engine, deployment, timezone }, moving);
        const uptimes = withMovingUptimes(stated, moving);
        const fixed = engine.hour({ ...query, uptimes: stated });
        const own = cover.engine.hour({ ...query, uptimes });
        const pieced = withMovingCover(fixed, cover, own, moving);
        const whole: CoverageHour = prepareCoverage({
          deployment: withMovingSensors(deployment, moving),
          cells: cells.map(({ cell }) => cell),
          timezone,
        }).hour({ ...query, uptimes });
        for (const [index, ratio] of whole.ratios.entries()) {
          expect(pieced.ratios[index]).toBeCloseTo(ratio, 12);
        }
        const all = [...cells.keys()];
        const ratioOf = (hour: CoverageHour) =>
          new Map(hour.losses(all).map(({ reason, lossRatio }) => [reason, lossRatio]));
        const [together, apart] = [ratioOf(whole), ratioOf(pieced)];
        for (const [reason, lossRatio] of together) {
          expect(Math.abs((apart.get(reason) ?? 0) - lossRatio)).toBeLessThan(2e-4);
        }
      },
    ),
    { numRuns: 25 },
  );
});
