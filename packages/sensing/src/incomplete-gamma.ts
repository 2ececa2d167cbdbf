import { SensingError } from "./errors.ts";

const STEP_COUNT_MAX = 100_000;
const EPSILON = 2 ** -53;
const TINY = 1e-300;

/** ln Γ(a) − [(a − ½) ln a − a + ½ ln 2π] for a >= 10, to the last digit. Stirling's series. */
function stirlingError(a: number): number {
  const b = 1 / (a * a);
  return (
    (1 / 12 -
      b * (1 / 360 - b * (1 / 1260 - b * (1 / 1680 - b * (1 / 1188 - b * (691 / 360360)))))) /
    a
  );
}

/** ln(1 + u) − u without cancellation: < 1 ulp of its own for |u| small. */
function logOnePlusMinus(u: number): number {
  if (Math.abs(u) > 0.2) return Math.log1p(u) - u;
  let power = u;
  let sum = 0;
  for (let k = 2; k < 60; k++) {
    power *= -u;
    sum += power / k;
    if (Math.abs(power) < EPSILON * Math.abs(sum)) break;
  }
  return sum;
}

/** x^a e^−x / Γ(a + 1): the first term of the series. */
function leadingTerm(a: number, x: number): number {
  if (a < 10) {
    // Γ(a + 1) from Γ(a + shift) where Stirling's series is exact.
    const shift = Math.ceil(10 - a);
    let product = 1;
    for (let k = 1; k <= shift; k++) product *= a + k;
    const b = a + shift;
    const logGamma = (b + 0.5) * Math.log(b) - b + 0.5 * Math.log(2 * Math.PI) + stirlingError(b);
    return Math.exp(a * Math.log(x) - x - logGamma) * product;
  }
  const exponent = a * logOnePlusMinus((x - a) / a) - stirlingError(a);
  return Math.exp(exponent) / Math.sqrt(2 * Math.PI * a);
}

/**
 * Both tails of the gamma distribution with shape a: P(a, x) below x and Q(a, x) = 1 − P above, each
 * computed as itself where it is the smaller.
 *
 * Shape: a > 0, x >= 0. Accuracy: about 1e-13 relative for a up to 1e6, each tail.
 * Source: series and Legendre's continued fraction (NIST DLMF 8.11.4, 8.9.2; modified Lentz).
 */
export function gammaTails(
  a: number,
  x: number,
): { readonly below: number; readonly above: number } {
  if (x <= 0) return { below: 0, above: 1 };
  const first = leadingTerm(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; ; k++) {
      if (k > STEP_COUNT_MAX) throw new SensingError("TL_SENSING_NO_CONVERGENCE", { a, x });
      term *= x / (a + k);
      sum += term;
      if (term < EPSILON * sum) break;
    }
    const below = first * sum;
    return { below, above: 1 - below };
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    if (k > STEP_COUNT_MAX) throw new SensingError("TL_SENSING_NO_CONVERGENCE", { a, x });
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 2 * EPSILON) break;
  }
  const above = first * a * fraction; // x^a e^−x / Γ(a) = first · a
  return { below: 1 - above, above };
}

/**
 * Quantile of the chi-square distribution: the x below which it lies with probability p.
 *
 * Shape: p in (0, 1), degrees of freedom > 0 (up to 2e6); x >= 0.
 * Accuracy: 1e-11 relative where p is 1e-6 … 1 − 1e-6.
 * Source: Wilson and Hilferty (1931) as first guess, then safeguarded Newton on the log of the tail.
 *
 * @throws SensingError `TL_SENSING_QUANTILE`
 * @example chiSquareQuantile(0.95, 2) // 5.991464547107979 = −2 ln 0.05
 */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1 && degreesOfFreedom > 0 && degreesOfFreedom <= 2e6)) {
    throw new SensingError("TL_SENSING_QUANTILE", { p, degreesOfFreedom });
  }
  const a = degreesOfFreedom / 2;
  let x = firstGuess(p, a);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 200; step++) {
    const { below, above } = gammaTails(a, x);
    // Compare on the smaller tail: near p = 1 the other one has no digits left.
    const isBelow = p < 0.5;
    const error = isBelow ? below - p : 1 - p - above;
    if (error > 0) high = Math.min(high, x);
    else low = Math.max(low, x);
    const density = (leadingTerm(a, x) * a) / x;
    const tail = isBelow ? below : above;
    const wanted = isBelow ? p : 1 - p;
    // Newton on the logarithm of the tail: tails fall exponentially, so this is nearly straight.
    const move =
      tail > 0 && density > 0
        ? ((isBelow ? -1 : 1) * Math.log(tail / wanted) * tail) / density
        : Number.NaN;
    let next = x + move;
    if (!(next > low && next < high)) {
      next = high === Number.POSITIVE_INFINITY ? x * 2 + 1 : (low + high) / 2;
    }
    const isDone = Math.abs(next - x) <= 4 * EPSILON * next;
    x = next;
    if (isDone) return 2 * x;
    if (Number.isFinite(high) && high - low <= 4 * EPSILON * high) return low + high;
  }
  return 2 * x;
}

function firstGuess(p: number, a: number): number {
  // Rational approximation to the normal quantile, Abramowitz and Stegun 26.2.23 (error 4.5e-4).
  const t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
  const rational =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  const z = p < 0.5 ? -rational : rational;
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  const guess = a * cube * cube * cube;
  // For small shapes the cube can fall below 0; there P(a, x) is about x^a / Γ(a + 1).
  return guess > 0.01 * a ? guess : Math.max(TINY, (p * leadingInverse(a)) ** (1 / a));
}

/** Γ(a + 1), for the first guess only. */
function leadingInverse(a: number): number {
  return Math.exp(-1) / leadingTerm(a, 1);
}
