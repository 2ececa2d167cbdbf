import type { Observation } from "./observation.ts";

const NAME_LENGTH_MAX = 200;

/**
 * The independent group an observation counts for: all on one mast are one, else one sensor is one,
 * else one observer. An observer without a name is told apart by the source, its kind and the place
 * it stood at: two unnamed patrols at one place count as one, never the other way.
 */
export function sourceGroupOf(observation: Observation): string {
  const { observer, observerPosition, source } = observation;
  if (observer.mastId !== undefined) return clipped(`mast ${observer.mastId}`);
  if (observer.sensorId !== undefined) return clipped(`sensor ${observer.sensorId}`);
  if (observer.id !== undefined) return clipped(`${observer.kind} ${observer.id}`);
  const { place, position } = observerPosition ?? {};
  const where =
    place ??
    (position === undefined ? undefined : `${position[0].toFixed(3)} ${position[1].toFixed(3)}`);
  if (observer.kind === "not-stated" || where === undefined) return clipped(`source ${source}`);
  return clipped(`${observer.kind} at ${where} (${source})`);
}

function clipped(name: string): string {
  return name.length <= NAME_LENGTH_MAX ? name : name.slice(0, NAME_LENGTH_MAX);
}

/** The independent groups of some observations, each once, in order of their names. */
export function independentGroupsOf(observations: readonly Observation[]): string[] {
  return [...new Set(observations.map(sourceGroupOf))].sort();
}
