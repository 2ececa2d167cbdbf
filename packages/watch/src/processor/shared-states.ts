import type { Deployment, SensorState } from "@truceline/model";
import { type LossStretch, statedUptimes, type Uptimes } from "@truceline/sensing";
import type { SensorLog } from "./sensor-log.ts";

/**
 * What takes several sensors away at once: their post, and the causes that the deployment names for them,
 * as a power line or the feed they come by. Such a thing says how it is as a sensor does, by its own id;
 * what it says holds until it says otherwise, for it owes nobody a heartbeat. One that never said
 * anything takes nothing.
 */
export class SharedStates {
  readonly #sensors: SensorLog;
  readonly #causesOf: ReadonlyMap<string, readonly string[]>;
  #key = "";
  #uptimes = new Map<string, { readonly firstMs: number; readonly uptimes: Uptimes } | null>();

  constructor(deployment: Deployment, sensors: SensorLog) {
    this.#sensors = sensors;
    const sensorIds = new Set(deployment.sensors.map(({ id }) => id));
    this.#causesOf = new Map(
      deployment.sensors.map(({ id, post, commonCauses = [] }) => [
        id,
        // A sensor that bears the name of its post speaks for itself alone.
        [...new Set([post, ...commonCauses])].filter((cause) => !sensorIds.has(cause)),
      ]),
    );
  }

  /** What a sensor's post and causes took from it within `[fromMs, toMs)`. */
  stretches(
    sensorId: string,
    fromMs: number,
    toMs: number,
    knownAtMs?: number,
  ): readonly LossStretch[] {
    const causes = this.#causesOf.get(sensorId) ?? [];
    return causes.flatMap((cause) => {
      const known = this.#uptimesOf(cause, knownAtMs);
      if (known === null || known.firstMs >= toMs) return [];
      return known.uptimes
        .pieces(cause, Math.max(fromMs, known.firstMs), toMs)
        .flatMap(({ reason, ...piece }) =>
          reason === null || reason === "off-schedule" ? [] : [{ ...piece, reason }],
        );
    });
  }

  #uptimesOf(cause: string, knownAtMs: number | undefined) {
    const key = `${this.#sensors.readCount}/${knownAtMs ?? ""}`;
    if (key !== this.#key) {
      this.#uptimes.clear();
      this.#key = key;
    }
    let known = this.#uptimes.get(cause);
    if (known === undefined) {
      const states: readonly SensorState[] = this.#sensors.statesOf(cause, knownAtMs);
      const [first] = states;
      known =
        first === undefined ? null : { firstMs: first.fromMs, uptimes: statedUptimes(states) };
      this.#uptimes.set(cause, known);
    }
    return known;
  }
}
