import type { ObservationKind } from "@truceline/model";

/** A kind of event and the share of an article's breaches it is taken to make up. */
export interface KindShare {
  readonly kind: ObservationKind;
  readonly share: number;
}

/** Kinds that name one thing in several words, by how the mission's statistics group them. */
const families: Readonly<Record<string, readonly ObservationKind[]>> = {
  explosions: ["explosion", "explosion-or-burst", "salvo"],
  "small-arms": ["burst", "shot", "shot-or-burst"],
  "in-flight": [
    "projectile-in-flight",
    "rocket-assisted-projectile",
    "tracer-round",
    "tracer-burst",
    "tracer-episode",
  ],
  flashes: ["muzzle-flash"],
  flares: ["illumination-flare"],
};

/**
 * Make-up of 6,294 ceasefire violations from 27 July 2020 to 17 January 2021 in the OSCE mission's
 * daily report of 18 January 2021. They are those that were seen or heard, so what is hard to detect
 * is under-represented.
 */
const familyCounts: Readonly<Record<string, number>> = {
  explosions: 2660,
  "small-arms": 2579,
  "in-flight": 911,
  flashes: 90,
  flares: 54,
};

/**
 * Words for other events, for their effect on the observer, or for their absence: nothing of its own
 * that could be detected elsewhere.
 */
const withoutOwnEvent: readonly ObservationKind[] = [
  "bullet-flyby",
  "violation-unspecified",
  "nothing",
];

/**
 * Which kind a breach of an article is likely to be, where the agreement does not say: by the
 * mission's own make-up where all kinds are kinds of fire, else equal shares for each family; inside a
 * family equal. Words without an event of their own are left out beside others. Order does not matter,
 * shares add up to 1, repeated kinds count once; empty only for no kinds.
 */
export function kindMix(kinds: readonly ObservationKind[]): readonly KindShare[] {
  const named = [...new Set(kinds)].sort();
  const ownEvents = named.filter((kind) => !withoutOwnEvent.includes(kind));
  const distinct = ownEvents.length > 0 ? ownEvents : named;
  const familyOf = (kind: ObservationKind) =>
    Object.keys(families).find((name) => families[name]?.includes(kind)) ?? kind;
  const members = new Map<string, ObservationKind[]>();
  for (const kind of distinct) {
    const family = familyOf(kind);
    members.set(family, [...(members.get(family) ?? []), kind]);
  }
  const isFire = [...members.keys()].every((family) => familyCounts[family] !== undefined);
  const weightOf = (family: string) => (isFire ? (familyCounts[family] ?? 0) : 1);
  const sum = [...members.keys()].reduce((total, family) => total + weightOf(family), 0);
  return distinct.map((kind) => {
    const family = familyOf(kind);
    return { kind, share: weightOf(family) / sum / (members.get(family)?.length ?? 1) };
  });
}
