import { destination, distanceM, inverseGeodesic } from "@truceline/geo";
import { describe, expect, test } from "vitest";
import { flashAt, noonOf, plainErrors, soundAt, stationsRound } from "../testing/devices.ts";
import { observed, ocean } from "../testing/observations.ts";
import { evidenceShapes } from "./evidence-shapes.ts";

const stations = stationsRound(3, 3_000).map((position, index) => ({ id: `s${index}`, position }));
const shotAt = destination(ocean, 65, 1_700);
const sounds = stations.map((station) =>
  soundAt(station.id, station, shotAt, noonOf(0), plainErrors, null),
);
const flash = flashAt(
  "flash",
  { id: "cam", position: stations[0]?.position ?? ocean },
  shotAt,
  noonOf(0),
  1,
  null,
);
const nearestM = (line: readonly (readonly [number, number])[]) =>
  Math.min(...line.map((place) => distanceM(place as never, shotAt)));

describe("[FUS-120] evidence is drawn as what was measured", () => {
  const shapes = evidenceShapes([...sounds, flash]);

  test("wedges open around the bearing from the device, and hold the place", () => {
    expect(shapes.wedges).toHaveLength(4);
    for (const { ring, bearingDeg, limitDeg, observationId } of shapes.wedges) {
      const from = [...sounds, flash].find(({ id }) => id === observationId)?.observerPosition;
      expect(ring[0]).toEqual(from?.position);
      expect(ring.at(-1)).toEqual(ring[0]);
      const { azimuthDeg } = inverseGeodesic(ring[0] ?? ocean, ring[1] ?? ocean);
      const turn = (bearingDeg - azimuthDeg + 540) % 360;
      expect(Math.abs(turn - 180 - limitDeg)).toBeLessThan(0.01);
    }
  });

  test("each hyperbola and each circle of flash and sound passes through the place", () => {
    expect(shapes.hyperbolas).toHaveLength(2);
    for (const { line } of shapes.hyperbolas) expect(nearestM(line)).toBeLessThan(150);
    expect(shapes.circles).toHaveLength(3);
    for (const { ring, by, radiusM } of shapes.circles) {
      expect(by).toBe("flash-to-bang");
      // Corners are 5° apart.
      expect(nearestM(ring)).toBeLessThan(radiusM * 0.0437 + 30);
    }
  });

  test("along a hyperbola the difference of ways is the one measured", () => {
    for (const { line, differenceS, observationIds } of shapes.hyperbolas) {
      const [near, far] = observationIds.map(
        (id) => sounds.find((sound) => sound.id === id)?.observerPosition?.position ?? ocean,
      );
      for (const place of line) {
        const longerM = distanceM(place, far ?? ocean) - distanceM(place, near ?? ocean);
        expect(Math.abs(longerM - differenceS * 337.31)).toBeLessThan(2);
      }
    }
  });

  test("the ellipse lies about the place, and there is no other", () => {
    expect(distanceM(shapes.ellipse?.position ?? ocean, shotAt)).toBeLessThan(30);
    expect(shapes.ellipse?.ring).toHaveLength(73);
    expect(shapes.alternatives).toEqual([]);
    expect(shapes.refusal).toBeNull();
  });
});

test("[FUS-120] two places that fit as well are both drawn, and no ellipse", () => {
  const plain = sounds.map(({ direction: _, ...sound }) => sound);
  const line = [0, 1, 2].map((index) => {
    const position = destination(ocean, 90, index * 2_000);
    const sound = soundAt(
      `l${index}`,
      { id: `l${index}`, position },
      shotAt,
      noonOf(0),
      plainErrors,
      null,
    );
    const { direction: _, ...rest } = sound;
    return rest;
  });
  const shapes = evidenceShapes(line);
  expect(shapes.ellipse).toBeNull();
  expect(shapes.refusal).toBe("collinear-arrays");
  expect(shapes.alternatives).toHaveLength(2);
  expect(shapes.alternatives.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 3);
  expect(evidenceShapes(plain).hyperbolas).toHaveLength(2);
});

test("[FUS-120] words and traces are drawn as the area they leave; nothing measured gives no lines", () => {
  const shapes = evidenceShapes([
    observed("w", {
      distance: { minM: 1_000, maxM: 2_000 },
      direction: { form: "single", points: ["N"] },
    }),
    observed("t", { kind: "damage", area: { shape: "circle", centre: shotAt, radiusM: 30 } }),
  ]);
  expect(shapes.areas.map(({ isTrace }) => isTrace).sort()).toEqual([false, true]);
  expect(shapes).toMatchObject({
    wedges: [],
    hyperbolas: [],
    circles: [],
    ellipse: null,
    refusal: null,
  });
});
