/** A stretch of time drawn from left to right. */
export interface Scale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: readonly { readonly atMs: number; readonly text: string }[];
}

interface Dated {
  readonly fromMs: number | null;
  readonly dueMs: number | null;
}

const dayMs = 86_400_000;
/** What is left out of the nearer dates: this share of all, the farthest; one at least. */
const farShare = 0.25;
/** All dates are a choice of their own only if they reach so much farther. */
const fartherTimes = 1.6;
const tickCountMax = 4;

/**
 * The scales to choose from: one for all dates and, where a few lie so far off that the others would
 * be a dot, one for the nearer. Empty where nothing has a date.
 */
export function obligationScales(items: readonly Dated[]): {
  readonly all: Scale | null;
  readonly nearer: Scale | null;
} {
  const dated = items.filter(({ dueMs }) => dueMs !== null);
  const dues = dated.map(({ dueMs }) => dueMs ?? 0).sort((a, b) => a - b);
  const lastMs = dues.at(-1);
  if (lastMs === undefined) return { all: null, nearer: null };
  const firstMs = Math.min(...dated.map(({ fromMs, dueMs }) => fromMs ?? dueMs ?? lastMs));
  const farCount = Math.max(1, Math.floor(dues.length * farShare));
  const nearMs = dues[dues.length - 1 - farCount] ?? lastMs;
  const isFar = lastMs - firstMs > fartherTimes * Math.max(dayMs, nearMs - firstMs);
  return {
    all: scaleOf(firstMs, lastMs),
    nearer: isFar ? scaleOf(firstMs, Math.max(nearMs, firstMs + dayMs)) : null,
  };
}

function scaleOf(firstMs: number, lastMs: number): Scale {
  const margin = Math.max(dayMs, (lastMs - firstMs) * 0.03);
  const [fromMs, toMs] = [firstMs - margin, lastMs + margin];
  return { fromMs, toMs, ticks: ticksOf(fromMs, toMs) };
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
});
const monthFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  month: "short",
  year: "numeric",
});

/** Whole days, months or years, the closest that do not crowd. */
function ticksOf(fromMs: number, toMs: number): Scale["ticks"] {
  const days = (toMs - fromMs) / dayMs;
  const stepDays = [1, 2, 7, 14].find((step) => days / step <= tickCountMax);
  if (stepDays !== undefined) {
    const first = Math.ceil(fromMs / dayMs);
    const count = Math.floor((toMs / dayMs - first) / stepDays) + 1;
    return Array.from({ length: count }, (_, index) => {
      const atMs = (first + index * stepDays) * dayMs;
      return { atMs, text: dayFormat.format(atMs) };
    });
  }
  const months = days / 30.4;
  const step = [1, 3, 6, 12, 24, 60, 120, 240].find((one) => months / one <= tickCountMax) ?? 600;
  const start = new Date(fromMs);
  const firstMonth = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1;
  const ticks: { atMs: number; text: string }[] = [];
  for (let month = Math.ceil(firstMonth / step) * step; ; month += step) {
    const atMs = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (atMs > toMs) return ticks;
    ticks.push({
      atMs,
      text: step % 12 === 0 ? String(Math.floor(month / 12)) : monthFormat.format(atMs),
    });
  }
}

/** Where an instant lies on the scale, 0..1; beyond an end it is the end. */
export function shareOf(atMs: number, { fromMs, toMs }: Scale): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}
