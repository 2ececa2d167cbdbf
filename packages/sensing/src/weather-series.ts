import { SensingError } from "./errors.ts";
import type { Climate, WeatherState } from "./weather.ts";

/** The weather as measured or forecast: one state at a time, gaps where nobody knows. */
export interface WeatherSeries {
  readonly source: string;
  /** In order, without overlap. `state`: an id of the catalogue's weather. */
  readonly pieces: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly state: string;
  }[];
}

/** Weather of a span, ready for a `CoverageQuery`, and where it comes from: to be said with the result. */
export interface WeatherDuring {
  readonly states: readonly WeatherState[];
  /** Share of the span for which the series knows the weather, 0..1; the rest is the climate's. */
  readonly knownRatio: number;
  readonly source: string;
}

/**
 * The weather from one instant to another: each state's share of the time by the series, and what the
 * series does not know by the climate. Shares add up to 1.
 *
 * @throws SensingError `TL_SENSING_WEATHER_SERIES` for pieces out of order, overlapping or empty
 */
export function weatherDuring(
  series: WeatherSeries | undefined,
  climate: Climate,
  fromMs: number,
  toMs: number,
): WeatherDuring {
  if (!(toMs > fromMs)) throw new SensingError("TL_SENSING_WEATHER_SERIES", { fromMs, toMs });
  if (series !== undefined) checkSeries(series);
  const shares = new Map<string, number>();
  let knownMs = 0;
  for (const piece of series?.pieces ?? []) {
    const withinMs = Math.min(toMs, piece.toMs) - Math.max(fromMs, piece.fromMs);
    if (withinMs <= 0) continue;
    knownMs += withinMs;
    shares.set(piece.state, (shares.get(piece.state) ?? 0) + withinMs / (toMs - fromMs));
  }
  const unknownRatio = knownMs >= toMs - fromMs ? 0 : 1 - knownMs / (toMs - fromMs);
  if (unknownRatio > 0) {
    for (const { id, probability } of climate.states) {
      shares.set(id, (shares.get(id) ?? 0) + probability * unknownRatio);
    }
  }
  const states = [...shares].map(([id, probability]) => ({ id, probability }));
  const knownRatio = 1 - unknownRatio;
  const source =
    series === undefined || knownRatio === 0
      ? climate.source
      : unknownRatio === 0
        ? series.source
        : `${series.source}; for ${Math.round(unknownRatio * 100)} % of the time ${climate.source}`;
  return { states, knownRatio, source };
}

function checkSeries({ pieces, source }: WeatherSeries): void {
  for (const [index, piece] of pieces.entries()) {
    const beforeMs = pieces[index - 1]?.toMs ?? Number.NEGATIVE_INFINITY;
    if (!(piece.toMs > piece.fromMs && piece.fromMs >= beforeMs)) {
      throw new SensingError("TL_SENSING_WEATHER_SERIES", { source, index, piece });
    }
  }
}
