import {
  type Observation,
  type ObservationKind,
  sourceGroupOf,
  type WeaponClass,
  type WhatFactor,
} from "@truceline/model";
import { isVague } from "./event-kind.ts";

type Table<Key> = readonly { readonly key: Key; readonly p: number }[];

/** A weapon as the rules ask for it: class and calibre together. */
interface Weapon {
  readonly class: WeaponClass;
  readonly calibreMm: number | null;
}

/**
 * What the event was: kind, nature and weapon with calibre, one joint table, sum 1.
 *
 * Each independent group of sources has one voice, shared evenly by all it said. Kinds and natures
 * that leave open which of two it was give way where another source says; a weapon nobody named is
 * `undetermined`. Kind, nature and weapon are taken as independent of each other given the words.
 */
export function whatFactorsOf(observations: readonly Observation[]): WhatFactor[] {
  const kinds = kindTable(observations);
  const natures = natureTable(observations);
  const weapons = weaponTable(observations);
  const factors: WhatFactor[] = [];
  for (const kind of kinds) {
    for (const nature of natures) {
      for (const weapon of weapons) {
        const p = kind.p * nature.p * weapon.p;
        factors.push({
          p,
          kind: kind.key,
          nature: nature.key,
          weapon: weapon.key.class,
          calibreMm: weapon.key.calibreMm,
        });
      }
    }
  }
  return factors;
}

function kindTable(observations: readonly Observation[]): Table<ObservationKind> {
  const clear = observations.filter((observation) => !isVague(observation.kind));
  const telling = clear.length > 0 ? clear : observations;
  return shares(telling, (observation) => [observation.kind]);
}

function natureTable(observations: readonly Observation[]): Table<string> {
  const isSaid = ({ nature }: Observation) => nature !== undefined && nature !== "undetermined";
  const said = observations.filter(isSaid);
  if (said.length === 0) return [{ key: "undetermined", p: 1 }];
  return shares(said, (observation) => [observation.nature ?? "undetermined"]);
}

function weaponTable(observations: readonly Observation[]): Table<Weapon> {
  const said = observations.filter((observation) => weaponsOf(observation).length > 0);
  if (said.length === 0) return [{ key: { class: "undetermined", calibreMm: null }, p: 1 }];
  return shares(said, weaponsOf, (weapon) => `${weapon.class} ${weapon.calibreMm ?? ""}`);
}

/** Class with calibre: one class takes all calibres, as many of each go together in order. */
function weaponsOf({ weapons = [], calibresMm = [] }: Observation): Weapon[] {
  const [first] = weapons;
  if (weapons.length === 1 && first !== undefined && calibresMm.length > 0) {
    return calibresMm.map((calibreMm) => ({ class: first.class, calibreMm }));
  }
  const isPaired = weapons.length === calibresMm.length;
  return weapons
    .map((weapon, index) => ({
      class: weapon.class,
      calibreMm: isPaired ? (calibresMm[index] ?? null) : null,
    }))
    .filter((weapon) => weapon.class !== "undetermined");
}

/** One voice a group of sources, spread over what it said; in order of the keys' names. */
function shares<Key>(
  observations: readonly Observation[],
  said: (observation: Observation) => readonly Key[],
  nameOf: (key: Key) => string = String,
): Table<Key> {
  const byGroup = new Map<string, Key[]>();
  for (const observation of observations) {
    const group = sourceGroupOf(observation);
    byGroup.set(group, [...(byGroup.get(group) ?? []), ...said(observation)]);
  }
  const weights = new Map<string, { key: Key; p: number }>();
  // In order of the groups' names, so that sums do not depend on the order of arrival.
  for (const [, keys] of [...byGroup].sort(([one], [other]) => (one < other ? -1 : 1))) {
    for (const key of keys) {
      const name = nameOf(key);
      const entry = weights.get(name) ?? { key, p: 0 };
      entry.p += 1 / (keys.length * byGroup.size);
      weights.set(name, entry);
    }
  }
  return [...weights]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { key, p }]) => ({ key, p }));
}
