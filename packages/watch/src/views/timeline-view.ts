import { isNight } from "@truceline/sensing";
import { hourMs } from "../processor/clock-hours.ts";
import { agreementBox } from "./ground.ts";
import type { TimelineView } from "./picture.ts";
import { lateByMs } from "./tally-book.ts";
import { mainArticle, meanOf, rounded, type ViewContext } from "./view-context.ts";

/**
 * Incidents by when they happened, those of them that came late, and the share seen, bin by bin; nights
 * at the middle of the area watched. As known at the context's instant.
 */
export async function timelineView(
  context: ViewContext,
  fromMs: number,
  toMs: number,
  binMs: number,
): Promise<TimelineView> {
  const { agreement, book, sensors, asOfMs, knownAtMs } = context;
  const binCount = Math.ceil((toMs - fromMs) / binMs);
  const eventCounts = new Array<number>(binCount).fill(0);
  const lateCounts = new Array<number>(binCount).fill(0);
  const events = await context.events(fromMs, toMs);
  for (const { incident, firstKnownMs } of events.known(
    fromMs,
    toMs,
    knownAtMs ?? Number.POSITIVE_INFINITY,
  )) {
    const bin = Math.floor((incident.fromMs - fromMs) / binMs);
    if (bin < 0 || bin >= binCount) continue;
    eventCounts[bin] = (eventCounts[bin] ?? 0) + 1;
    if (firstKnownMs - incident.toMs > lateByMs) lateCounts[bin] = (lateCounts[bin] ?? 0) + 1;
  }
  const article = mainArticle(agreement);
  const { fromMs: inForceMs, toMs: endMs = Number.POSITIVE_INFINITY } = agreement.compiled.inForce;
  const sensedFromMs = Math.min(sensors.firstMs(), asOfMs);
  const seenRatios = eventCounts.map((_, bin) => {
    const atMs = fromMs + bin * binMs;
    const isKnown =
      atMs + binMs > sensedFromMs && atMs < asOfMs && atMs + binMs > inForceMs && atMs < endMs;
    if (article === undefined || !isKnown) return -1;
    const hourFromMs = Math.floor(atMs / hourMs) * hourMs;
    return rounded(meanOf(book.hour(article, hourFromMs, knownAtMs).ratios));
  });
  return {
    fromMs,
    toMs,
    binMs,
    knownAtMs: asOfMs,
    eventCounts,
    lateCounts,
    seenRatios,
    nights: nightsOf(context, fromMs, toMs),
  };
}

const nightStepMs = 600_000;

function nightsOf(
  { agreement, asOfMs }: ViewContext,
  fromMs: number,
  toMs: number,
): TimelineView["nights"] {
  const box = agreementBox(agreement, asOfMs);
  const middle = [(box.westDeg + box.eastDeg) / 2, (box.southDeg + box.northDeg) / 2] as const;
  const nights: { fromMs: number; toMs: number }[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += nightStepMs) {
    if (!isNight(middle, atMs)) continue;
    const endMs = Math.min(toMs, atMs + nightStepMs);
    const last = nights.at(-1);
    if (last?.toMs === atMs) last.toMs = endMs;
    else nights.push({ fromMs: atMs, toMs: endMs });
  }
  return nights;
}
