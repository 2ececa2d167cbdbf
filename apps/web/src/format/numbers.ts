export { formatProbability as probability, wordOfProbability } from "@truceline/model";

/** Takes up what binary fractions lose: 0.29 × 100 is 28.999999999999996. */
const grain = 1e-9;

/**
 * `38 %` of a ratio 0..1, rounded down: a share just below what is asked never looks as if it
 * reached it. Above nothing it is never `0 %`.
 */
export function percent(ratio: number): string {
  const shown = Math.floor(ratio * 100 + grain);
  return shown === 0 && ratio > 0 ? "<\u00a01\u00a0%" : `${shown}\u00a0%`;
}

/** Whole numbers with a thin space from 1 000 on. */
export function whole(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, "\u2009");
}

/** One decimal below 10, none above. */
export function rate(value: number): string {
  return value < 10 ? value.toFixed(1) : whole(value);
}

/** `58 km` of metres. */
export function kilometres(m: number): string {
  return `${whole(m / 1000)}\u00a0km`;
}

/** `−0.31`, with the true minus sign; what rounds to nothing is said to be small. */
export function loss(ratio: number): string {
  if (ratio < 0.005) return "< 0.01";
  return `−${ratio.toFixed(2)}`;
}

/** `1.5 km` or `400 m`. */
export function distance(m: number): string {
  return m < 1000 ? `${whole(m)}\u00a0m` : `${(m / 1000).toFixed(m < 10_000 ? 1 : 0)}\u00a0km`;
}
