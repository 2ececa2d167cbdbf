import type { DeployedSensor, Rng, SensorState } from "@truceline/model";

/** A stretch of time in which a sensor did not work as it should. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: Exclude<SensorState["state"], "up">;
  readonly factor?: number;
  readonly reason: string;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const causes: readonly Omit<Outage, "fromMs" | "toMs">[] = [
  { state: "down", reason: "no power" },
  { state: "down", reason: "no heartbeat" },
  { state: "degraded", factor: 0.5, reason: "lens wet" },
  { state: "jammed", reason: "link lost, interference" },
];

/** Chance that a camera fails on a day, that a mast loses its power, and a power line with all on it. */
const cameraFailsADay = 0.12;
const mastFailsADay = 0.05;
const powerLineFailsADay = 0.08;

/**
 * The outages of a camera that begin on one UTC day: its own, those of its mast and of what it shares
 * with others. Drawn by day, so that any day can be asked for by itself. An outage lasts minutes to
 * half a day.
 */
export function cameraOutagesOfDay(
  { id, post, commonCauses }: Pick<DeployedSensor, "id" | "post" | "commonCauses">,
  dayFromMs: number,
  rng: Rng,
): readonly Outage[] {
  const outages: Outage[] = [];
  const draw = (
    key: string,
    chance: number,
    pick: (rng: Rng) => Omit<Outage, "fromMs" | "toMs">,
  ) => {
    const own = rng.fork(`outage/${key}/${dayFromMs}`);
    if (own.nextUnit() >= chance) return;
    const fromMs = Math.round(dayFromMs + own.nextUnit() * dayMs);
    const lastsMs = Math.min(12 * hourMs, -Math.log(1 - own.nextUnit()) * 2.5 * hourMs + 300_000);
    outages.push({ fromMs, toMs: Math.round(fromMs + lastsMs), ...pick(own) });
  };
  draw(`sensor/${id}`, cameraFailsADay, (own) => {
    const cause = causes[Math.floor(own.nextUnit() * causes.length)];
    return cause ?? { state: "down", reason: "not known" };
  });
  draw(`mast/${post}`, mastFailsADay, () => ({ state: "down", reason: "mast without power" }));
  for (const cause of commonCauses ?? []) {
    const reason = `${cause} off`;
    draw(`cause/${cause}`, powerLineFailsADay, () => ({ state: "down", reason }));
  }
  return outages;
}

/** The state of the sensor at an instant, given its outages; the worst one counts. */
export function outageAt(outages: readonly Outage[], atMs: number): Outage | undefined {
  return outages
    .filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
    .toSorted((a, b) => (a.factor ?? 0) - (b.factor ?? 0))[0];
}
