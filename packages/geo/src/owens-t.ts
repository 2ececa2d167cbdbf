import { gaussLegendre } from "./gauss-legendre.ts";

const { node, weight } = gaussLegendre(16);
const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/**
 * The error function for x >= 0. Accuracy: 1e-14.
 * Source: Abramowitz and Stegun 7.1.6 (series) and 7.1.14 (continued fraction).
 */
export function erf(x: number): number {
  if (x > 6) return 1;
  const square = x * x;
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let index = 1; index < 80 && term > 1e-17 * sum; index++) {
      term *= (2 * square) / (2 * index + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * Math.exp(-square) * sum;
  }
  let fraction = 0;
  for (let index = 40; index >= 1; index--) fraction = index / 2 / (x + fraction);
  return 1 - Math.exp(-square) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** T(h, t / h) for 0 <= t <= h, h > 0: the integral itself, smooth enough for one rule. */
function integral(h: number, t: number): number {
  const a = t / h;
  const half = -0.5 * h * h;
  let sum = 0;
  for (let index = 0; index < node.length; index++) {
    const x = a * (node[index] as number);
    const growth = 1 + x * x;
    sum += ((weight[index] as number) * Math.exp(half * growth)) / growth;
  }
  return (sum * a) / (2 * Math.PI);
}

/**
 * Owen's T(h, t / h) for h > 0 and any t, given as h and t = a h so that steep a stay exact: the
 * probability that of two standard normal numbers the first exceeds h and the second lies between
 * 0 and t / h times the first.
 *
 * Accuracy: 1e-10. Source: D. B. Owen, Tables for computing bivariate normal probabilities,
 * Ann. Math. Stat. 27 (1956), equations 2.1 and 2.3.
 */
export function owensT(h: number, t: number): number {
  if (t < 0) return -owensT(h, -t);
  if (h > 9) return 0;
  if (t <= h) return integral(h, t);
  const corner = (1 - erf(h * Math.SQRT1_2) * erf(t * Math.SQRT1_2)) / 4;
  return t > 9 ? corner : corner - integral(t, h);
}
