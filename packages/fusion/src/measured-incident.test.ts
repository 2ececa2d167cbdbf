import { destination, distanceM } from "@truceline/geo";
import { type LonLat, type Observation, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { associate } from "./associate.ts";
import { buildIncident } from "./build-incident.ts";
import { drawSamples, LOCATING_METHOD, SAMPLING_METHOD } from "./draw-samples.ts";
import { flashAt, noonOf, plainErrors, soundAt, stationsRound } from "./testing/devices.ts";
import { nearAndSoon, observed, ocean } from "./testing/observations.ts";

const stations = stationsRound(4, 3_000).map((position, index) => ({ id: `s${index}`, position }));
const camera = { id: "cam", position: destination(ocean, 200, 4_000) };
const shotAt = destination(ocean, 65, 1_700);

/** One shot as all stations have it. */
function heardByAll(name: string, place: LonLat, atMs: number, seed: string): Observation[] {
  const rng = seededRng(seed);
  return stations.map((station) =>
    soundAt(`${name} ${station.id}`, station, place, atMs, plainErrors, rng, {
      nature: "outgoing",
    }),
  );
}

const grouped = (observations: readonly Observation[]) =>
  associate(observations, nearAndSoon).map((group) => group.map(({ sourceId }) => sourceId));

describe("what devices measured makes one event with place and time", () => {
  const sounds = heardByAll("a", shotAt, noonOf(0), "one shot");

  test("[FUS-112] four stations kilometres apart are one event, far more precise than their areas", () => {
    const [group, other] = associate(sounds, nearAndSoon);
    expect(other).toBeUndefined();
    const { incident, samples } = buildIncident(group ?? []);
    expect(incident.posterior?.method).toBe(LOCATING_METHOD);
    const { firedFrom, span } = incident;
    expect(distanceM(firedFrom?.median ?? ocean, shotAt)).toBeLessThan(150);
    const ellipse = firedFrom?.ellipse95;
    if (ellipse?.shape !== "ellipse") throw new Error("no ellipse");
    expect(ellipse.semiMajorM).toBeLessThan(300);
    // Sound took seconds; the event's own instant is told within half a second.
    expect(span.fromMs).toBeLessThanOrEqual(noonOf(0));
    expect(span.toMs).toBeGreaterThanOrEqual(noonOf(0));
    expect(span.toMs - span.fromMs).toBeLessThan(1_500);
    expect(samples.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  });

  test("[FUS-112] the samples are redrawn bit for bit, in whatever order the observations are given", () => {
    const { incident, samples } = buildIncident(sounds);
    const again = drawSamples(incident, sounds.toReversed());
    expect(again.firedFrom).toEqual(samples.firedFrom);
    expect(again.weights).toEqual(samples.weights);
    expect(again.atMs).toEqual(samples.atMs);
  });

  test("[FUS-113] a flash gives the instant, so that two stations and a camera place it", () => {
    const flash = flashAt("flash", camera, shotAt, noonOf(0), 1, null);
    const observations = [...sounds.slice(0, 2), flash];
    expect(grouped(observations)).toHaveLength(1);
    const { incident } = buildIncident(observations);
    expect(distanceM(incident.firedFrom?.median ?? ocean, shotAt)).toBeLessThan(200);
    expect(incident.span.toMs - incident.span.fromMs).toBeLessThanOrEqual(102);
    expect(incident.independentGroups).toHaveLength(3);
  });

  test("[FUS-113] a report in words joins the event it bears on, and one from elsewhere does not", () => {
    const by = (name: string, position: LonLat) =>
      observed(name, {
        observer: { kind: "person", id: name },
        observerPosition: { position, accuracyM: 50 },
        span: { fromMs: noonOf(0), toMs: noonOf(60), precision: "minute" },
        distance: { minM: 1_000, maxM: 2_000 },
        direction: { form: "single", points: ["N"] },
      });
    const near = by("near", destination(shotAt, 180, 1_500));
    const far = by("far", destination(shotAt, 0, 6_500));
    expect(grouped([...sounds, near])).toHaveLength(1);
    expect(grouped([...sounds, far])).toHaveLength(2);
  });

  test("[FUS-114] a device that repeats itself is one detection; another bearing at that instant is not", () => {
    const [first] = sounds;
    if (first === undefined) throw new Error("no sounds");
    const repeated = { ...first, sourceId: "again", id: observed("again").id };
    const turned: Observation = {
      ...repeated,
      direction: { form: "bearing", bearingDeg: 90, standardDeviationDeg: 2 },
    };
    expect(grouped([...sounds, repeated])).toHaveLength(1);
    const one = buildIncident(sounds).incident;
    const two = buildIncident([...sounds, repeated]).incident;
    expect(two.firedFrom).toEqual(one.firedFrom);
    expect(two.independentGroups).toEqual(one.independentGroups);
    expect(grouped([first, turned])).toHaveLength(2);
  });

  test("[FUS-115] a salvo of six a second and a half apart falls apart into six events of four", () => {
    const salvo = Array.from({ length: 6 }, (_, index) =>
      heardByAll(`shot ${index}`, shotAt, noonOf(index * 1.5), `salvo ${index}`),
    ).flat();
    const groups = grouped(salvo).map((group) => group.map((name) => name.slice(0, 6)));
    expect(groups).toHaveLength(6);
    for (const group of groups) {
      expect(group).toHaveLength(4);
      expect(new Set(group).size).toBe(1);
    }
  });

  test.each([
    { hears: 1, title: "every station hears all", whole: 0.93 },
    { hears: 0.85, title: "each misses 15 %", whole: 0.75 },
  ])("[FUS-115] most shots of fast salvos come out whole: $title", ({ hears, whole }) => {
    const five = stationsRound(5, 3_000).map((position, index) => ({ id: `t${index}`, position }));
    let wholeCount = 0;
    let shotCount = 0;
    for (let salvo = 0; salvo < 15; salvo++) {
      const rng = seededRng(`fast salvo ${salvo}`);
      const about = destination(ocean, rng.nextUnit() * 360, 500 + rng.nextUnit() * 3_500);
      const shots = Array.from({ length: 6 }, (_, index) => {
        const place = destination(about, rng.nextUnit() * 360, rng.nextUnit() * 300);
        const atMs = noonOf(index * 2 + rng.nextUnit());
        return five
          .filter(() => rng.nextUnit() < hears)
          .map((station) =>
            soundAt(`${index} ${station.id}`, station, place, atMs, plainErrors, rng),
          );
      });
      const groups = new Set(grouped(shots.flat()).map((names) => [...names].sort().join()));
      for (const shot of shots.filter((one) => one.length > 0)) {
        shotCount += 1;
        const names = shot.map(({ sourceId }) => sourceId).sort();
        wholeCount += Number(groups.has(names.join()));
      }
    }
    expect(wholeCount / shotCount).toBeGreaterThan(whole);
  });

  test("[FUS-116] two bearings that hardly cross fall back on the areas and say so", () => {
    const other = { id: "beside", position: destination(stations[0]?.position ?? ocean, 65, 60) };
    const pair = [
      flashAt("one", stations[0] ?? other, destination(ocean, 20, 9_000), noonOf(0), 2, null),
      flashAt("two", other, destination(ocean, 20, 9_000), noonOf(0), 2, null),
    ];
    const { incident } = buildIncident(pair);
    expect(incident.posterior?.method).toBe(SAMPLING_METHOD);
  });
});

describe("what fire leaves", () => {
  const impactAt = destination(ocean, 120, 1_000);
  const impact = (name: string, afterS: number): Observation =>
    observed(name, {
      nature: "impact",
      means: ["saw"],
      area: { shape: "circle", centre: impactAt, radiusM: 300 },
      span: { fromMs: noonOf(afterS), toMs: noonOf(afterS), precision: "exact" },
    });
  const crater = observed("crater", {
    kind: "damage",
    means: ["observed"],
    observer: { kind: "patrol", id: "p9" },
    area: { shape: "circle", centre: impactAt, radiusM: 20 },
    span: { fromMs: noonOf(-7_200), toMs: noonOf(14_400), precision: "minute" },
  });

  test("[FUS-117] a crater found hours later goes to the one explosion it can be of", () => {
    const groups = grouped([impact("a", 0), crater]);
    expect(groups).toEqual([["a", "crater"]]);
    const { incident } = buildIncident([impact("a", 0), crater]);
    expect(incident.kinds).toEqual([{ kind: "explosion", p: 1 }]);
    expect(incident.span.fromMs).toBe(noonOf(0));
    const ellipse = incident.effect?.ellipse95;
    expect(ellipse?.shape === "ellipse" ? ellipse.semiMajorM : 999).toBeLessThan(40);
  });

  test("[FUS-117] where two explosions an hour apart leave open which, it stays by itself", () => {
    expect(grouped([impact("a", 0), impact("b", 3_600), crater])).toHaveLength(3);
  });

  test("[FUS-117] heat seen from above at the place and time is the same event", () => {
    const pixel = observed("pixel", {
      kind: "thermal-anomaly",
      means: ["recorded"],
      observer: { kind: "satellite", id: "above" },
      area: { shape: "circle", centre: impactAt, radiusM: 375 },
      span: { fromMs: noonOf(60), toMs: noonOf(90), precision: "exact" },
    });
    expect(grouped([impact("a", 0), pixel])).toEqual([["a", "pixel"]]);
    expect(grouped([pixel, observed("b", { kind: "burst" })])).toHaveLength(2);
  });
});
