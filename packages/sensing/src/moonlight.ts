import { getMoonIllumination, getMoonPosition } from "suncalc";
import type { KindGroup } from "./catalogue.ts";

/** How much the moon helps those who see by light. */
export const moonlightLevels = ["dark", "dim", "bright"] as const;
export type MoonlightLevel = (typeof moonlightLevels)[number];

export interface Moonlight {
  /** Of the moon above the horizon, with refraction. */
  readonly altitudeDeg: number;
  /** Lit share of its disc, 0 new to 1 full. */
  readonly litRatio: number;
  /** On level ground under a clear sky. */
  readonly illuminanceLux: number;
  readonly level: MoonlightLevel;
}

/** A full moon overhead at its mean distance. Kyba and others, How bright is moonlight?, A&G 58, 2017. */
const fullMoonLux = 0.26;
const meanDistanceKm = 384_400;
/** Loss by each air mass, magnitudes. Assumed: clear air near sea level. */
const extinctionMag = 0.25;
/** Below this nobody sees better than by the stars. Assumed. */
const dimFromLux = 0.002;
/** From here on a person sees as well as the moon allows. Assumed. */
const brightFromLux = 0.05;

/**
 * Light of the moon at a place, `[lonDeg, latDeg]`, under a clear sky: the brightness of its phase
 * (10^(−0.4 (0.026 α + 4·10⁻⁹ α⁴)), α the phase angle in degrees) and the air mass
 * ((1 − 0.96 sin² z)^(−1/2)) by Krisciunas and Schaefer, PASP 103, 1991; position and phase by suncalc
 * 2.0.2 (Meeus). Levels: dark below 0.002 lx, bright from 0.05 lx. Accuracy: a fifth of the figure.
 */
export function moonlight(position: readonly [number, number], atMs: number): Moonlight {
  const instant = new Date(atMs);
  const { altitude, distance } = getMoonPosition(instant, position[1], position[0]);
  const { fraction } = getMoonIllumination(instant);
  const illuminanceLux = altitude <= 0 ? 0 : luxOf(altitude, fraction, distance);
  return {
    altitudeDeg: altitude,
    litRatio: fraction,
    illuminanceLux,
    level: illuminanceLux < dimFromLux ? "dark" : illuminanceLux < brightFromLux ? "dim" : "bright",
  };
}

function luxOf(altitudeDeg: number, litRatio: number, distanceKm: number): number {
  const phaseDeg = (Math.acos(Math.min(1, Math.max(-1, 2 * litRatio - 1))) * 180) / Math.PI;
  const sine = Math.sin((altitudeDeg * Math.PI) / 180);
  const airMass = (1 - 0.96 * (1 - sine * sine)) ** -0.5;
  const magnitudes = 0.026 * phaseDeg + 4e-9 * phaseDeg ** 4 + extinctionMag * (airMass - 1);
  return fullMoonLux * 10 ** (-0.4 * magnitudes) * sine * (meanDistanceKm / distanceKm) ** 2;
}

/**
 * Factor on the chance by night: `nightFactor` in a dark one, `moonlitFactor` in a bright one, half way
 * between in a dim one. Means without a `moonlitFactor` (thermal images, sound, radar) gain nothing.
 */
export function nightFactorOf(group: KindGroup, level: MoonlightLevel): number {
  const dark = group.nightFactor.value;
  const bright = group.moonlitFactor?.value ?? dark;
  return level === "dark" ? dark : level === "bright" ? bright : (dark + bright) / 2;
}

/** A stretch of time with one level of moonlight. */
export interface MoonSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly level: MoonlightLevel;
}

const stepMs = 600_000;

/**
 * Moonlight at a place from one instant to another, without gaps, in order. Edges on full ten minutes,
 * each stretch of ten taking the level of its middle; whether the sun shines is not asked.
 */
export function moonSpans(
  position: readonly [number, number],
  fromMs: number,
  toMs: number,
): readonly MoonSpan[] {
  const spans: { fromMs: number; toMs: number; level: MoonlightLevel }[] = [];
  for (let startMs = Math.floor(fromMs / stepMs) * stepMs; startMs < toMs; startMs += stepMs) {
    const { level } = moonlight(position, startMs + stepMs / 2);
    const last = spans.at(-1);
    const endMs = Math.min(toMs, startMs + stepMs);
    if (last?.level === level) last.toMs = endMs;
    else spans.push({ fromMs: Math.max(fromMs, startMs), toMs: endMs, level });
  }
  return spans;
}
