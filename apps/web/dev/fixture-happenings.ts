/**
 * What happens on the made-up line, by ten-minute bin: the same bin always holds the same, so time
 * can go on and the past stays as it was.
 */
import type { LonLat } from "@truceline/model";
import { seededRng } from "@truceline/model";
import type { StandingShape } from "@truceline/watch";
import { beside, lengthM, sectorAt, sensorsOf } from "./fixture-ground.ts";

const binMs = 600_000;
const hourMs = 3_600_000;

export interface Happening {
  readonly id: string;
  readonly atMs: number;
  readonly recordedAtMs: number;
  readonly late: boolean;
  readonly alongM: number;
  readonly sectorId: string;
  readonly median: LonLat;
  readonly majorM: number;
  readonly minorM: number;
  readonly turnDeg: number;
  readonly shape: StandingShape;
  readonly decided: boolean;
  readonly title: string;
  readonly articleId: string;
  readonly probability: number;
  readonly kind: "explosions" | "bursts-and-shots" | "in-flight";
  readonly count: number;
}

const kinds = [
  {
    kind: "explosions",
    say: (n: number) => `${n} ${n === 1 ? "explosion" : "explosions"}, undetermined`,
    article: "1",
  },
  {
    kind: "bursts-and-shots",
    say: (n: number) => `${n} ${n === 1 ? "burst" : "bursts"}, heavy machine gun`,
    article: "1",
  },
  {
    kind: "bursts-and-shots",
    say: (n: number) => `${n} ${n === 1 ? "shot" : "shots"}, small arms`,
    article: "1",
  },
  {
    kind: "in-flight",
    say: (n: number) => `${n} ${n === 1 ? "projectile" : "projectiles"} in flight, E to W`,
    article: "1",
  },
  { kind: "explosions", say: () => "Uncrewed aircraft, 6 min", article: "5" },
] as const;

function bin(index: number): readonly Happening[] {
  const rng = seededRng(`bin ${index}`);
  const many = rng.nextUnit() < 0.55 ? Math.floor(rng.nextUnit() * rng.nextUnit() * 4) : 0;
  return Array.from({ length: many }, (_, nth): Happening => {
    const r = rng.fork(String(nth));
    const hot = [60_000, 168_000, 212_000, 240_000, 330_000][Math.floor(r.nextUnit() * 5)] ?? 0;
    const alongM = Math.min(lengthM - 1, Math.max(0, hot + (r.nextUnit() - 0.5) * 60_000));
    const probability = 0.3 + 0.68 * r.nextUnit();
    const what = kinds[Math.floor(r.nextUnit() * kinds.length)] ?? kinds[0];
    const count = 1 + Math.floor(12 * r.nextUnit() * r.nextUnit());
    const atMs = index * binMs + Math.floor(r.nextUnit() * binMs);
    const late = r.nextUnit() < 0.14;
    const shape: StandingShape =
      probability >= 0.9
        ? r.nextUnit() < 0.25
          ? "found"
          : "breached"
        : probability < 0.4
          ? "met"
          : "undetermined";
    return {
      id: `${(index % 1e8).toString(16).padStart(8, "0")}-0000-7000-8000-${String(nth).padStart(12, "0")}`,
      atMs,
      recordedAtMs:
        atMs + (late ? 1_200_000 + r.nextUnit() * 3 * hourMs : 20_000 + r.nextUnit() * 90_000),
      late,
      alongM,
      sectorId: sectorAt(alongM),
      median: beside(alongM, (r.nextUnit() - 0.5) * 22_000),
      majorM: 500 + 2_400 * r.nextUnit(),
      minorM: 300 + 900 * r.nextUnit(),
      turnDeg: 360 * r.nextUnit(),
      shape,
      decided: shape === "met" || shape === "found",
      title: what.say(count),
      articleId: what.article,
      probability,
      kind: what.kind,
      count,
    };
  });
}

/** What happened in a span and was known at an instant, in order. */
export function happenings(fromMs: number, toMs: number, knownAtMs: number): readonly Happening[] {
  const all: Happening[] = [];
  for (let i = Math.floor(fromMs / binMs); i * binMs < toMs; i++) all.push(...bin(i));
  return all.filter(
    ({ atMs, recordedAtMs }) => atMs >= fromMs && atMs < toMs && recordedAtMs <= knownAtMs,
  );
}

/** Two sensors are down for a while each six hours; which ones depends on the six hours. */
export function outages(
  atMs: number,
): ReadonlyMap<string, { sinceMs: number; state: "down" | "degraded"; reason: string }> {
  const six = Math.floor(atMs / (6 * hourMs));
  const rng = seededRng(`outages ${six}`);
  const found = new Map<string, { sinceMs: number; state: "down" | "degraded"; reason: string }>();
  const machines = sensorsOf.filter(({ means }) => means !== "ear" && means !== "eye");
  for (const state of ["down", "down", "degraded"] as const) {
    const sinceMs = six * 6 * hourMs + rng.nextUnit() * 3 * hourMs;
    const sensor = machines[Math.floor(rng.nextUnit() * machines.length)];
    if (sensor === undefined || sinceMs > atMs) continue;
    found.set(sensor.id, {
      sinceMs,
      state,
      reason: state === "down" ? "no heartbeat" : "wind 9 m/s",
    });
  }
  return found;
}
