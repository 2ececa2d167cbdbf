import type { Deployment } from "@truceline/model";
import { lightSpans, stretchesWithin } from "@truceline/sensing";

/**
 * Names what the time of a stretch decides about a deployment's sensors: day or night, and who is to work
 * when. Stretches of one name are alike to sensors that say nothing.
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

  /** Undefined where the light changes within the stretch: no other is quite like it. */
  nameOf(fromMs: number, toMs: number): string | undefined {
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
