import type { KindGroup } from "./catalogue.ts";
import { stretchesWithin } from "./daily-hours.ts";
import type { PlacedSensor } from "./deployed-sensors.ts";
import { lossParts } from "./layered-uptimes.ts";
import { type LightSpan, lightSpans } from "./light.ts";
import { type LossSet, lossSet, NIGHT, NO_LOSS, OFF_SCHEDULE } from "./loss-set.ts";
import { type MoonSpan, moonSpans, nightFactorOf } from "./moonlight.ts";
import type { UptimePiece, Uptimes } from "./sensor-timeline.ts";

const MINUTE_MS = 60_000;

/** How long what was seen stays good evidence. */
export type Persistence =
  /** A shot: seen in its own minute or never. */
  | { readonly is: "impulse" }
  /** A gun, a trench: a look stays valid until the agreement's interval has run out. */
  | { readonly is: "state"; readonly lookEveryMs: number };

/** A factor for each minute of an hour, and the minutes at which it changes. */
export interface MinuteSeries {
  readonly values: Float64Array;
  /** Bit m: minute m differs from the one before; minutes 0 to 29, then 30 to 59. */
  readonly changesLow: number;
  readonly changesHigh: number;
  readonly mean: number;
}

interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly factor: number;
}

/**
 * Up-time, schedule and light of sensors, minute by minute, for one hour.
 *
 * Impulse: the mean over the minute. State: the best look of the interval before, because looks of one
 * sensor at one place are taken as wholly dependent and the best one counts; so coverage lasts until
 * the interval has run out, and repeated looks do not add up to certainty.
 */
export class MinuteFactors {
  readonly fromMs: number;
  readonly minuteCount: number;
  readonly #toMs: number;
  readonly #uptimes: Uptimes;
  readonly #persistence: Persistence;
  readonly #timezone: string;
  readonly #countsMoonlight: boolean;
  readonly #moon = new Map<string, readonly MoonSpan[]>();
  readonly #light = new Map<string, readonly LightSpan[]>();
  readonly #open = new Map<string, readonly Piece[]>();
  readonly #constants = new Map<number, MinuteSeries>();

  constructor(options: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly uptimes: Uptimes;
    readonly persistence: Persistence;
    readonly timezone: string;
    /** Count moonlight; absent: every night is dark. */
    readonly moonlight?: boolean | undefined;
  }) {
    this.fromMs = options.fromMs;
    this.#toMs = options.toMs;
    this.minuteCount = Math.ceil((options.toMs - options.fromMs) / MINUTE_MS);
    this.#uptimes = options.uptimes;
    this.#persistence = options.persistence;
    this.#timezone = options.timezone;
    this.#countsMoonlight = options.moonlight === true;
  }

  /** Share of the minute that belongs to the span asked about: 1, or less for the last. */
  minuteWeight(minute: number): number {
    return Math.min(1, (this.#toMs - this.fromMs - minute * MINUTE_MS) / MINUTE_MS);
  }

  /** Reasons that touch this sensor somewhere in the time that counts. */
  lossesOf(sensor: PlacedSensor, group: KindGroup): LossSet {
    let losses = sensor.hours === undefined ? 0 : OFF_SCHEDULE;
    for (const piece of this.#uptimes.pieces(sensor.id, this.#windowFromMs, this.#toMs)) {
      losses |= lossSet(lossParts(piece).map(({ reason }) => reason));
    }
    const isNightWorse = group.nightFactor.value < group.dayFactor.value;
    if (isNightWorse && this.#lightAt(sensor).some(({ isNight }) => isNight)) losses |= NIGHT;
    return losses;
  }

  /** Factor 0..1 in each minute, with some reasons for loss taken away. */
  series(sensor: PlacedSensor, group: KindGroup, gone: LossSet): MinuteSeries {
    const pieces = this.#pieces(sensor, group, gone);
    const [only] = pieces;
    if (pieces.length === 1 && only !== undefined) return this.#constant(only.factor);
    const values = new Float64Array(this.minuteCount);
    if (this.#persistence.is === "impulse") this.#fillMeans(values, pieces);
    else this.#fillBestLooks(values, pieces, this.#persistence.lookEveryMs);
    let changesLow = 0;
    let changesHigh = 0;
    let sum = 0;
    for (let minute = 0; minute < values.length; minute++) {
      sum += values[minute] as number;
      if (minute === 0 || values[minute] === values[minute - 1]) continue;
      if (minute < 30) changesLow |= 1 << minute;
      else changesHigh |= 1 << (minute - 30);
    }
    return { values, changesLow, changesHigh, mean: sum / values.length };
  }

  /** Most sensors do not change within the hour: they share one series for each factor. */
  #constant(factor: number): MinuteSeries {
    let series = this.#constants.get(factor);
    if (series === undefined) {
      const values = new Float64Array(this.minuteCount).fill(factor);
      series = { values, changesLow: 0, changesHigh: 0, mean: factor };
      this.#constants.set(factor, series);
    }
    return series;
  }

  get #windowFromMs(): number {
    return this.#persistence.is === "state"
      ? this.fromMs - this.#persistence.lookEveryMs
      : this.fromMs;
  }

  #pieces(sensor: PlacedSensor, group: KindGroup, gone: LossSet): readonly Piece[] {
    const uptime = this.#uptimes.pieces(sensor.id, this.#windowFromMs, this.#toMs).map((piece) => ({
      fromMs: piece.fromMs,
      toMs: piece.toMs,
      factor: gone === NO_LOSS ? piece.factor : factorWithout(piece, gone),
    }));
    const day = group.dayFactor.value;
    const night = group.nightFactor.value;
    const nightFactor = (gone & NIGHT) !== 0 ? Math.max(day, night) : night;
    let pieces: readonly Piece[] = uptime;
    const isMoonlit =
      this.#countsMoonlight && group.moonlitFactor !== undefined && (gone & NIGHT) === 0;
    if (isMoonlit) {
      pieces = multiply(pieces, this.#moonlitLight(sensor, group));
    } else if (day === nightFactor) {
      if (day !== 1) pieces = pieces.map((piece) => ({ ...piece, factor: piece.factor * day }));
    } else {
      const light = this.#lightAt(sensor).map(({ fromMs, toMs, isNight }) => ({
        fromMs,
        toMs,
        factor: isNight ? nightFactor : day,
      }));
      pieces = multiply(pieces, light);
    }
    if (sensor.hours !== undefined && (gone & OFF_SCHEDULE) === 0) {
      pieces = multiply(pieces, this.#openHours(sensor.hours));
    }
    return pieces;
  }

  #lightAt(sensor: PlacedSensor): readonly LightSpan[] {
    const key = sensor.position.join();
    let spans = this.#light.get(key);
    if (spans === undefined) {
      spans = lightSpans(sensor.position, this.#windowFromMs, this.#toMs);
      this.#light.set(key, spans);
    }
    return spans;
  }

  /** Factors by light where the moon counts: by day as ever, by night as bright as it is. */
  #moonlitLight(sensor: PlacedSensor, group: KindGroup): readonly Piece[] {
    const key = sensor.position.join();
    let moon = this.#moon.get(key);
    if (moon === undefined) {
      moon = moonSpans(sensor.position, this.#windowFromMs, this.#toMs);
      this.#moon.set(key, moon);
    }
    const moonSpansHere = moon;
    return this.#lightAt(sensor).flatMap(({ fromMs, toMs, isNight }) => {
      if (!isNight) return [{ fromMs, toMs, factor: group.dayFactor.value }];
      return moonSpansHere
        .filter((span) => span.fromMs < toMs && span.toMs > fromMs)
        .map((span) => ({
          fromMs: Math.max(fromMs, span.fromMs),
          toMs: Math.min(toMs, span.toMs),
          factor: nightFactorOf(group, span.level),
        }));
    });
  }

  #openHours(hours: NonNullable<PlacedSensor["hours"]>): readonly Piece[] {
    const key = `${hours.from} ${hours.to}`;
    let pieces = this.#open.get(key);
    if (pieces === undefined) {
      const filled: Piece[] = [];
      let atMs = this.#windowFromMs;
      for (const { fromMs, toMs } of stretchesWithin(hours, atMs, this.#toMs, this.#timezone)) {
        if (fromMs > atMs) filled.push({ fromMs: atMs, toMs: fromMs, factor: 0 });
        filled.push({ fromMs, toMs, factor: 1 });
        atMs = toMs;
      }
      if (atMs < this.#toMs) filled.push({ fromMs: atMs, toMs: this.#toMs, factor: 0 });
      pieces = filled;
      this.#open.set(key, pieces);
    }
    return pieces;
  }

  #fillMeans(values: Float64Array, pieces: readonly Piece[]): void {
    for (const { fromMs, toMs, factor } of pieces) {
      let minute = Math.floor((fromMs - this.fromMs) / MINUTE_MS);
      for (; minute < values.length; minute++) {
        const startMs = this.fromMs + minute * MINUTE_MS;
        if (startMs >= toMs) break;
        const endMs = Math.min(this.#toMs, startMs + MINUTE_MS);
        const shareRatio = (Math.min(toMs, endMs) - Math.max(fromMs, startMs)) / (endMs - startMs);
        values[minute] = (values[minute] as number) + factor * shareRatio;
      }
    }
  }

  #fillBestLooks(values: Float64Array, pieces: readonly Piece[], lookEveryMs: number): void {
    for (let minute = 0; minute < values.length; minute++) {
      const atMs = this.fromMs + minute * MINUTE_MS;
      let best = 0;
      for (const { fromMs, toMs, factor } of pieces) {
        if (fromMs <= atMs && toMs > atMs - lookEveryMs && factor > best) best = factor;
      }
      values[minute] = best;
    }
  }
}

/** A piece's factor with some reasons for loss taken away. */
function factorWithout(piece: UptimePiece, gone: LossSet): number {
  return lossParts(piece)
    .filter(({ reason }) => (gone & lossSet([reason])) === 0)
    .reduce((product, { factor }) => product * factor, 1);
}

/** The product of two step functions that fill the same time; neighbours of one value are joined. */
function multiply(left: readonly Piece[], right: readonly Piece[]): readonly Piece[] {
  const product: { fromMs: number; toMs: number; factor: number }[] = [];
  let index = 0;
  for (const piece of left) {
    while (index < right.length && (right[index]?.toMs ?? 0) <= piece.fromMs) index++;
    for (let other = index; other < right.length; other++) {
      const { fromMs, toMs, factor } = right[other] as Piece;
      if (fromMs >= piece.toMs) break;
      const startMs = Math.max(fromMs, piece.fromMs);
      const endMs = Math.min(toMs, piece.toMs);
      const last = product.at(-1);
      if (last?.factor === piece.factor * factor) last.toMs = endMs;
      else product.push({ fromMs: startMs, toMs: endMs, factor: piece.factor * factor });
    }
  }
  return product;
}
