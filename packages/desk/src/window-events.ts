import { fireKinds, type Incident, type JointSamples, type SilenceWindow } from "@truceline/model";
import type { WindowPlace } from "./window-place.ts";

/** Natures that are no fire whatever was heard. */
const lawfulNatures: ReadonlySet<string> = new Set(["controlled-detonation"]);

/** An incident as a window of silence sees it. */
export interface WindowEvent {
  readonly incidentId: string;
  readonly recordedAtMs: number;
  /** The middle of what its span and the window's share. */
  readonly atMs: number;
  /** Chance that it was fire, from or onto the window's place, within its hours. */
  readonly probability: number;
  readonly sourceCount: number;
}

/**
 * How likely an incident was fire in a window: the share of its joint samples that lie in the place by
 * the end that was observed, where it was fired from or where it landed, times the share of its time
 * within the hours, times the share of what it was that is fire. An end nobody observed says nothing:
 * that a gun some kilometres off may have stood in the place is no observation of fire there.
 *
 * Accuracy: 0.01 for 512 samples. Null where nothing of it can lie in the window.
 */
export function windowEvent(
  incident: Incident,
  samples: JointSamples,
  place: Pick<WindowPlace, "contains">,
  span: SilenceWindow["span"],
): WindowEvent | null {
  const fromMs = Math.max(incident.span.fromMs, span.fromMs);
  const toMs = Math.min(incident.span.toMs, span.toMs);
  if (fromMs > toMs) return null;
  let inside = 0;
  for (let index = 0; index < samples.count; index++) {
    const isFired = holdsEnd(samples.firedFrom, index, place);
    if (!isFired && !holdsEnd(samples.effect, index, place)) continue;
    const time = samples.factors === null ? isWithin(samples.atMs[index] ?? 0, span) : 1;
    inside += (samples.weights[index] ?? 0) * time;
  }
  const time = samples.factors === null ? 1 : shareWithin(samples.factors.time, span);
  const fire = samples.what
    .filter(({ kind, nature }) => fireKinds.has(kind) && !lawfulNatures.has(nature))
    .reduce((sum, { p }) => sum + p, 0);
  const probability = Math.min(1, inside * time * fire);
  if (probability === 0) return null;
  return {
    incidentId: incident.id,
    recordedAtMs: incident.recordedAtMs,
    atMs: Math.round((fromMs + toMs) / 2),
    probability,
    sourceCount: incident.independentGroups.length,
  };
}

function holdsEnd(
  places: Float64Array,
  index: number,
  place: Pick<WindowPlace, "contains">,
): boolean {
  const [lonDeg, latDeg] = [places[index * 2], places[index * 2 + 1]];
  return lonDeg !== undefined && latDeg !== undefined && place.contains(lonDeg, latDeg);
}

function isWithin(atMs: number, { fromMs, toMs }: SilenceWindow["span"]): number {
  return atMs >= fromMs && atMs < toMs ? 1 : 0;
}

function shareWithin(
  time: { readonly fromMs: number; readonly toMs: number },
  span: SilenceWindow["span"],
): number {
  if (time.fromMs >= time.toMs) return isWithin(time.fromMs, span);
  const overlapMs = Math.min(time.toMs, span.toMs) - Math.max(time.fromMs, span.fromMs);
  return Math.max(0, overlapMs) / (time.toMs - time.fromMs);
}
