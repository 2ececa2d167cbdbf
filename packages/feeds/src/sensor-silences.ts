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

/** Which sensors fall silent, each by what was heard of it. Pure: instants are passed in. */
export class SensorSilences {
  readonly #heartbeatMs: number | undefined;
  readonly #heard = new Map<string, Heard>();

  constructor(heartbeatMs: number | undefined) {
    this.#heartbeatMs = heartbeatMs;
  }

  heard(sensorId: string, steadyMs: number, atMs: number): void {
    this.#heard.set(sensorId, { steadyMs, atMs, isSilent: false });
  }

  /** The way to all of them is lost: each is watched anew once it is heard. */
  forget(): void {
    this.#heard.clear();
  }

  /** Nobody could be heard until now, and by no fault of theirs. */
  hold(steadyMs: number): void {
    for (const heard of this.#heard.values()) heard.steadyMs = steadyMs;
  }

  /** The wall clock jumped by so much: what was heard stays as long ago as it was. */
  shift(byMs: number): void {
    for (const heard of this.#heard.values()) heard.atMs += byMs;
  }

  /** Those that have become silent since the last call. */
  silent(steadyMs: number): readonly SilentSensor[] {
    const heartbeatMs = this.#heartbeatMs;
    if (heartbeatMs === undefined) return [];
    return this.#taken((heard) => steadyMs - heard.steadyMs > heartbeatMs).map(
      ([sensorId, { atMs, steadyMs: heardMs }]) => ({
        sensorId,
        fromMs: atMs,
        silentMs: steadyMs - heardMs,
      }),
    );
  }

  /** Those that count as silent because nobody knows what passed meanwhile; longer than the heartbeat, all. */
  lostTrack(passedMs: number): readonly Pick<SilentSensor, "sensorId" | "fromMs">[] {
    if (this.#heartbeatMs === undefined || passedMs <= this.#heartbeatMs) return [];
    return this.#taken(() => true).map(([sensorId, { atMs }]) => ({ sensorId, fromMs: atMs }));
  }

  #taken(holds: (heard: Heard) => boolean): readonly (readonly [string, Heard])[] {
    const found = [...this.#heard].filter(([, heard]) => !heard.isSilent && holds(heard));
    for (const [, heard] of found) heard.isSilent = true;
    return found;
  }
}

export const silentReason = (forMs: number): string =>
  `nothing was heard for ${Math.round(forMs / 1_000)} s`;
