import { fireKinds, type Observation, type ObservationKind } from "@truceline/model";

/**
 * Families of kinds: what can be two descriptions of one event. `any-fire` goes with both kinds of
 * fire; every other kind only with itself.
 */
const families: Readonly<Partial<Record<ObservationKind, string>>> = {
  explosion: "heavy-fire",
  salvo: "heavy-fire",
  "rocket-assisted-projectile": "heavy-fire",
  burst: "light-fire",
  shot: "light-fire",
  "shot-or-burst": "light-fire",
  "tracer-round": "light-fire",
  "tracer-burst": "light-fire",
  "tracer-episode": "light-fire",
  "bullet-flyby": "light-fire",
  "explosion-or-burst": "any-fire",
  "projectile-in-flight": "any-fire",
  "muzzle-flash": "any-fire",
  "violation-unspecified": "any-fire",
};

/** The family of a kind; a kind without one is its own. */
export function familyOf(kind: ObservationKind): string {
  return families[kind] ?? kind;
}

export function isFire(kind: ObservationKind): boolean {
  return fireKinds.has(kind);
}

/** What heavy fire leaves behind: a crater or hole, heat. Never an event of its own where fire was. */
export function isTrace(kind: ObservationKind): boolean {
  return kind === "damage" || kind === "thermal-anomaly";
}

/** May two kinds describe one event? Symmetric. */
export function areCompatible(one: ObservationKind, other: ObservationKind): boolean {
  const a = familyOf(one);
  const b = familyOf(other);
  if (a === b) return true;
  if (isTrace(one) || isTrace(other)) return leavesTraces(a) || leavesTraces(b);
  return (a === "any-fire" && isFire(other)) || (b === "any-fire" && isFire(one));
}

function leavesTraces(family: string): boolean {
  return family === "heavy-fire" || family === "any-fire";
}

/** Kinds that leave open what fire it was, or show only its trace; they give way to one that says. */
export function isVague(kind: ObservationKind): boolean {
  return (
    kind === "shot-or-burst" ||
    kind === "explosion-or-burst" ||
    kind === "violation-unspecified" ||
    isTrace(kind)
  );
}

/** Is the observation about something that happened or stood there, not about an empty watch? */
export function isEvent(observation: Observation): boolean {
  return observation.kind !== "nothing";
}

/** Which end of a shot the place of an observation is. `present`: no shot, the thing itself. */
export type PlaceRole = "fired" | "effect" | "either" | "present";

/** Prior that a place of undetermined nature is the one fired from; the rest is the place of effect. */
export const FIRED_PRIOR = 0.5;

/**
 * Outgoing: fired from there. Impact, airburst, incoming: the effect. Undetermined: either, by
 * `FIRED_PRIOR`. Shots, bursts and muzzle flashes are heard or seen at the weapon; a bullet that
 * flies by is an effect.
 */
export function placeRoleOf(observation: Observation): PlaceRole {
  if (!isFire(observation.kind)) return "present";
  switch (observation.nature) {
    case "outgoing":
      return "fired";
    case "impact":
    case "airburst":
    case "incoming":
    case "controlled-detonation":
      return "effect";
    default:
  }
  switch (observation.kind) {
    case "shot":
    case "burst":
    case "shot-or-burst":
    case "muzzle-flash":
      return "fired";
    case "bullet-flyby":
      return "effect";
    default:
      return "either";
  }
}
