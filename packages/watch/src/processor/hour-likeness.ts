import { type Deployment, localDate, localToMs } from "@truceline/model";
import { lightSpans, stretchesWithin } from "@truceline/sensing";
import { hourMs } from "./clock-hours.ts";

/** Which hours are alike, and the one of them that stands for all. */
interface AlikeHours {
  readonly name: string;
  readonly fromMs: number;
}

const dayMs = 24 * hourMs;

/**
 * Tells which hours are alike to sensors that say nothing: those of the same light and of the same people
 * at work.
 */
export class HourLikeness {
  readonly #timezone: string;
  /** Each set of daily hours once. */
  readonly #schedules: readonly NonNullable<Deployment["sensors"][number]["hours"]>[];
  /** Corners of the box that holds all sensors: where they agree on the light, all do. */
  readonly #corners: readonly (readonly [number, number])[];

  constructor({ posts, sensors }: Deployment, timezone: string) {
    this.#timezone = timezone;
    const schedules = sensors.flatMap(({ hours }) => (hours === undefined ? [] : [hours]));
    this.#schedules = [...new Map(schedules.map((one) => [JSON.stringify(one), one])).values()];
    const places = [...posts, ...sensors].flatMap(({ position }) =>
      position === undefined ? [] : [position],
    );
    const lons = edges(places.map(([lonDeg]) => lonDeg));
    const lats = edges(places.map(([, latDeg]) => latDeg));
    this.#corners = lons.flatMap((lonDeg) => lats.map((latDeg) => [lonDeg, latDeg] as const));
  }

  /**
   * Undefined for an hour that no other is quite like, as one in which the sun sets. Where traces are seen a
   * day later and more, each hour rests on a whole night and a whole day: those of one date are alike but for
   * the hour by which the day moved on, and its first stands for them.
   *
   * @param lookBackMs for how long before the hour what happened may still be seen in it
   */
  of(fromMs: number, lookBackMs: number): AlikeHours | undefined {
    if (lookBackMs >= dayMs) {
      const name = localDate(fromMs, this.#timezone);
      const midnightMs = localToMs(name, this.#timezone);
      return { name, fromMs: Math.floor(midnightMs / hourMs) * hourMs };
    }
    const name = this.#nameOf(fromMs - lookBackMs, fromMs + hourMs);
    return name === undefined ? undefined : { name, fromMs };
  }

  #nameOf(fromMs: number, toMs: number): string | undefined {
    const nights = new Set<boolean>();
    for (const corner of this.#corners) {
      for (const { isNight } of lightSpans(corner, fromMs, toMs)) nights.add(isNight);
      if (nights.size > 1) return undefined;
    }
    const open = this.#schedules.map((hours) =>
      stretchesWithin(hours, fromMs, toMs, this.#timezone)
        .map((stretch) => `${stretch.fromMs - fromMs} ${stretch.toMs - fromMs}`)
        .join(),
    );
    return [nights.has(true) ? "night" : "day", ...open].join("/");
  }
}

function edges(degs: readonly number[]): readonly number[] {
  return degs.length === 0 ? [] : [Math.min(...degs), Math.max(...degs)];
}
