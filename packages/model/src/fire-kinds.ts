import type { ObservationKind } from "./observation.ts";

/** Kinds that are fire of some weapon: a shot was fired somewhere and went somewhere. */
export const fireKinds: ReadonlySet<ObservationKind> = new Set<ObservationKind>([
  "explosion",
  "burst",
  "shot",
  "shot-or-burst",
  "explosion-or-burst",
  "salvo",
  "projectile-in-flight",
  "rocket-assisted-projectile",
  "tracer-round",
  "tracer-burst",
  "tracer-episode",
  "muzzle-flash",
  "bullet-flyby",
  "violation-unspecified",
]);
