import { ModelError, type SensorState } from "@truceline/model";

/** Reasons that a sensor's own state can take coverage away. */
export const stateReasons = ["jammed", "denied", "down", "degraded", "not-received"] as const;
export type StateReason = (typeof stateReasons)[number];

/** How one sensor was during a stretch `[fromMs, toMs)`. */
export interface UptimePiece {
  readonly fromMs: number;
  readonly toMs: number;
  /** Factor on the chance to detect, 0..1. */
  readonly factor: number;
  /** Why the factor is below 1; null where it is 1. Of several the one that leaves least. */
  readonly reason: LossPart["reason"] | null;
  /** Only where several take at once: each with its own factor; `factor` is their product. */
  readonly parts?: readonly LossPart[];
}

/** One of the things that take from a sensor at a time. */
export interface LossPart {
  readonly factor: number;
  readonly reason: StateReason | "off-schedule";
}

/** Up-times of all sensors: known to the minute for the past, a share of time for plans. */
export interface Uptimes {
  /** Pieces that fill `[fromMs, toMs)` without gaps, in order. */
  pieces(sensorId: string, fromMs: number, toMs: number): readonly UptimePiece[];
}

/** What sensors said of themselves. Silence is not "up": before the first state nothing was received. */
const factorWithout: Readonly<Record<SensorState["state"], number>> = {
  up: 1,
  // A degraded sensor that does not say by how much proves nothing.
  degraded: 0,
  down: 0,
  jammed: 0,
  denied: 0,
  "not-received": 0,
};

function factorOf(state: SensorState): number {
  return state.factor ?? factorWithout[state.state];
}

function reasonOf(state: SensorState): StateReason | null {
  if (factorOf(state) >= 1) return null;
  return state.state === "up" ? "degraded" : state.state;
}

/**
 * Up-times from what the sensors stated, each state holding until the sensor's next one. The answer
 * is a function of the set of states: of two that begin at the same instant the one with the lower
 * factor holds, then the one whose source and source id come first.
 *
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED` when states of different origin are given.
 */
export function statedUptimes(states: Iterable<SensorState>): Uptimes {
  const bySensor = new Map<string, SensorState[]>();
  let origin: string | undefined;
  for (const state of states) {
    origin ??= state.origin;
    if (state.origin !== origin) {
      throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origins: [origin, state.origin] });
    }
    const list = bySensor.get(state.sensorId);
    if (list === undefined) bySensor.set(state.sensorId, [state]);
    else list.push(state);
  }
  for (const [sensorId, list] of bySensor) {
    list.sort(compareStates);
    bySensor.set(
      sensorId,
      list.filter((state, index) => list[index - 1]?.fromMs !== state.fromMs),
    );
  }
  return {
    pieces(sensorId, fromMs, toMs) {
      const list = bySensor.get(sensorId) ?? [];
      const pieces: UptimePiece[] = [];
      let index = lastAtOrBefore(list, fromMs);
      let atMs = fromMs;
      while (atMs < toMs) {
        const state = list[index];
        const endMs = Math.min(toMs, list[index + 1]?.fromMs ?? toMs);
        pieces.push({
          fromMs: atMs,
          toMs: endMs,
          factor: state === undefined ? 0 : factorOf(state),
          reason: state === undefined ? "not-received" : reasonOf(state),
        });
        atMs = endMs;
        index++;
      }
      return pieces;
    },
  };
}

/**
 * Up-times of a plan: each sensor works for a share of the time, by chance. The share is a factor on
 * the chance to detect (DESIGN section 7); what fails together belongs into a common cause.
 */
export function plannedUptimes(uptimeRatioOf: (sensorId: string) => number): Uptimes {
  return {
    pieces(sensorId, fromMs, toMs) {
      const factor = uptimeRatioOf(sensorId);
      return [{ fromMs, toMs, factor, reason: factor >= 1 ? null : "down" }];
    },
  };
}

function compareStates(a: SensorState, b: SensorState): number {
  return (
    a.fromMs - b.fromMs ||
    factorOf(a) - factorOf(b) ||
    compareText(a.state, b.state) ||
    compareText(a.source, b.source) ||
    compareText(a.sourceId, b.sourceId)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Index of the last state that began by then; −1 if none did. */
function lastAtOrBefore(list: readonly SensorState[], atMs: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
