import { destination, type PreparedLine } from "@truceline/geo";
import type { LonLat, Rng, WeaponClass } from "@truceline/model";
import { normal, poisson } from "./truth-events.ts";

const hourMs = 3_600_000;
/** Weapons that stand in the open somewhere near the line on a day, seen or not. */
const weaponsADay = 9;
const acrossM = 4_000;

const weaponMix: readonly {
  readonly weapon: WeaponClass;
  readonly calibreMm: number;
  readonly statedAs: string;
}[] = [
  { weapon: "tank", calibreMm: 125, statedAs: "main battle tank" },
  { weapon: "ifv-cannon", calibreMm: 30, statedAs: "infantry fighting vehicle" },
  { weapon: "mortar", calibreMm: 120, statedAs: "mortar, 120 mm" },
  { weapon: "artillery", calibreMm: 152, statedAs: "self-propelled howitzer, 152 mm" },
  { weapon: "artillery", calibreMm: 122, statedAs: "towed howitzer, 122 mm" },
  { weapon: "mlrs", calibreMm: 122, statedAs: "multiple rocket launcher, 122 mm" },
];

/** A weapon that stands still for some hours where it can be seen. */
export interface StandingWeapon {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: LonLat;
  readonly weapon: WeaponClass;
  readonly calibreMm: number;
  readonly statedAs: string;
  readonly count: number;
}

/** The weapons that stand near the line on a UTC day, whether or not anybody sees them. */
export function weaponsOfDay(
  line: PreparedLine,
  dayFromMs: number,
  rng: Rng,
): readonly StandingWeapon[] {
  const own = rng.fork(`weapons/${dayFromMs}`);
  const weapons: StandingWeapon[] = [];
  const count = poisson(weaponsADay, own);
  for (let index = 0; index < count; index++) {
    const { position, azimuthDeg } = line.atChainage(own.nextUnit() * line.lengthM);
    const offM = normal(own) * acrossM;
    const fromMs = Math.round(dayFromMs + (5 + own.nextUnit() * 8) * hourMs);
    const what = weaponMix[Math.floor(own.nextUnit() * weaponMix.length)];
    if (what === undefined) continue;
    weapons.push({
      key: `weapon/${dayFromMs}/${index}`,
      fromMs,
      toMs: Math.round(fromMs + (1 + own.nextUnit() * 5) * hourMs),
      position: destination(position, azimuthDeg + (offM < 0 ? -90 : 90), Math.abs(offM)),
      ...what,
      count: 1 + poisson(0.6, own),
    });
  }
  return weapons;
}
