interface Heard {
  steadyMs: number;
  /** The same by the room's time. */
  atMs: number;
  isSilent: boolean;
}

/** A sensor of which nothing has been heard for longer than the heartbeat. */
interface SilentSensor {
  readonly sensorId: string;
  /** When it was heard last, by the room's time. */
  readonly fromMs: number;
  readonly silentMs: number;
}

/**
 * Stations of one feed that fall silent while others speak. Who is watched: the sensors that are said to be
 * stations, from when the way is open, and those that were heard under their own name. Pure: instants are
 * passed in.
 */
export class SensorSilences {
  readonly #heartbeatMs: number | undefined;
  readonly #stations: readonly string[];
  readonly #heard = new Map<string, Heard>();

  /** @param stations Sensors that speak for themselves over this feed */
  constructor(heartbeatMs: number | undefined, stations: readonly string[]) {
    this.#heartbeatMs = heartbeatMs;
    this.#stations = stations;
  }

  /** From now on each can be heard; one that is silent stays so until it is. */
  linkIsUp(steadyMs: number, atMs: number): void {
    for (const sensorId of [...this.#stations, ...this.#heard.keys()]) {
      if (this.#heard.get(sensorId)?.isSilent !== true) this.heard(sensorId, steadyMs, atMs);
    }
  }

  heard(sensorId: string, steadyMs: number, atMs: number): void {
    this.#heard.set(sensorId, { steadyMs, atMs, isSilent: false });
  }

  /** Nobody could be heard until now, and by no fault of theirs. */
  hold(steadyMs: number): void {
    for (const heard of this.#heard.values()) heard.steadyMs = steadyMs;
  }

  /** Those that have become silent since the last call. */
  silent(steadyMs: number): readonly SilentSensor[] {
    const heartbeatMs = this.#heartbeatMs;
    if (heartbeatMs === undefined) return [];
    const found: SilentSensor[] = [];
    for (const [sensorId, heard] of this.#heard) {
      const silentMs = steadyMs - heard.steadyMs;
      if (heard.isSilent || silentMs <= heartbeatMs) continue;
      heard.isSilent = true;
      found.push({ sensorId, fromMs: heard.atMs, silentMs });
    }
    return found;
  }
}

export const silentReason = (forMs: number): string =>
  `nothing was heard for ${Math.round(forMs / 1_000)} s`;
