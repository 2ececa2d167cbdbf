import { SensingError } from "./errors.ts";
import { CLEAR_WEATHER, type Climate, type WeatherState } from "./weather.ts";

/** Shares of hours in one season at one latitude; the rest is clear. */
interface Season {
  readonly rain: number;
  readonly snow: number;
  readonly fog: number;
  readonly wind: number;
  /** Overcast, and nothing of the above. */
  readonly cloud: number;
}
const states = ["rain", "snow", "fog", "wind", "cloud"] as const;

/** By degrees from the equator. Assumed, all of them: lowland, inland, no measured series behind. */
const anchors: readonly { readonly latDeg: number; summer: Season; winter: Season }[] = [
  {
    latDeg: 0,
    summer: { rain: 0.12, snow: 0, fog: 0.01, wind: 0.02, cloud: 0.4 },
    winter: { rain: 0.12, snow: 0, fog: 0.01, wind: 0.02, cloud: 0.4 },
  },
  {
    latDeg: 25,
    summer: { rain: 0.02, snow: 0, fog: 0.005, wind: 0.05, cloud: 0.12 },
    winter: { rain: 0.04, snow: 0, fog: 0.02, wind: 0.05, cloud: 0.25 },
  },
  {
    latDeg: 48,
    summer: { rain: 0.06, snow: 0, fog: 0.01, wind: 0.04, cloud: 0.32 },
    winter: { rain: 0.06, snow: 0.09, fog: 0.08, wind: 0.08, cloud: 0.45 },
  },
  {
    latDeg: 70,
    summer: { rain: 0.08, snow: 0.02, fog: 0.06, wind: 0.06, cloud: 0.5 },
    winter: { rain: 0, snow: 0.16, fog: 0.03, wind: 0.1, cloud: 0.4 },
  },
];

/**
 * What the weather does at a place, `[lonDeg, latDeg]`, in a month, 1 to 12, when nobody says: a declared
 * climate by latitude and season, straight between the latitudes given, a cosine through the year with its
 * summer in July north of the equator and in January south of it. All shares are assumed, and the source
 * says so; measured shares of a place take its place where a plan has them.
 *
 * It tells clouds from clear skies, which `defaultClimate` does not: use it for whatever looks down.
 *
 * @throws SensingError `TL_SENSING_CLIMATE`
 * @example climateWeather([37, 48], 1).states.find(({ id }) => id === "fog")?.probability // 0.08
 */
export function climateWeather(position: readonly [number, number], month: number): Climate {
  const latDeg = position[1];
  const isSound = Number.isInteger(month) && month >= 1 && month <= 12 && Math.abs(latDeg) <= 90;
  if (!isSound) throw new SensingError("TL_SENSING_CLIMATE", { position, month });
  const fromJuly = Math.cos((2 * Math.PI * (month - 7)) / 12);
  const summerRatio = (1 + (latDeg >= 0 ? fromJuly : -fromJuly)) / 2;
  const shares = seasonsAt(Math.abs(latDeg));
  const found: WeatherState[] = states.map((id) => ({
    id,
    probability: rounded(summerRatio * shares.summer[id] + (1 - summerRatio) * shares.winter[id]),
  }));
  const rest = found.reduce((sum, { probability }) => sum + probability, 0);
  const hemisphere = latDeg >= 0 ? "north" : "south";
  return {
    source: `assumed: climate by latitude and month (${Math.abs(latDeg).toFixed(1)}° ${hemisphere}, month ${month}), lowland`,
    states: [{ id: CLEAR_WEATHER, probability: rounded(1 - rest) }, ...found],
  };
}

function seasonsAt(latDeg: number): { readonly summer: Season; readonly winter: Season } {
  const above = anchors.findIndex((anchor) => anchor.latDeg >= latDeg);
  const upper = anchors[above === -1 ? anchors.length - 1 : above] as (typeof anchors)[number];
  const lower = above <= 0 ? upper : (anchors[above - 1] as (typeof anchors)[number]);
  const spanDeg = upper.latDeg - lower.latDeg;
  const share = spanDeg === 0 ? 0 : (latDeg - lower.latDeg) / spanDeg;
  const between = (season: "summer" | "winter"): Season => {
    const mix = (id: (typeof states)[number]) =>
      lower[season][id] + share * (upper[season][id] - lower[season][id]);
    return {
      rain: mix("rain"),
      snow: mix("snow"),
      fog: mix("fog"),
      wind: mix("wind"),
      cloud: mix("cloud"),
    };
  };
  return { summer: between("summer"), winter: between("winter") };
}

/** Shares printed and stored have no more digits than they deserve. */
const rounded = (share: number) => Math.round(share * 1e4) / 1e4;
