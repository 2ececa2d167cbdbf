/** The views of the server, answered from the fixture. */
import type {
  CoverageView,
  IncidentView,
  MapIncident,
  Picture,
  QueueItem,
  TimelineView,
} from "@truceline/watch";
import { wordOfProbability } from "../src/format/numbers.ts";
import { clockMinutes, isoDate, startOfDayMs } from "../src/format/time.ts";
import { offset } from "../src/map/features/rings.ts";
import { clauseBoard } from "./fixture-board.ts";
import { cellRatios, isNight, ribbonRatios, ribbonStepM, seenRatio } from "./fixture-coverage.ts";
import { articles, ground, posts, sectors, sensorsOf } from "./fixture-ground.ts";
import { type Happening, happenings, outages } from "./fixture-happenings.ts";

const hourMs = 3_600_000;
const { timezone } = ground.agreement;
const clock = (atMs: number): string =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(atMs);

function ellipse({ median, majorM, minorM, turnDeg }: Happening, share: number) {
  return Array.from({ length: 49 }, (_, i) => {
    const t = (2 * Math.PI * i) / 48;
    const x = majorM * share * Math.cos(t);
    const y = minorM * share * Math.sin(t);
    const [lon, lat] = offset(
      median,
      Math.hypot(x, y),
      turnDeg + (Math.atan2(y, x) * 180) / Math.PI,
    );
    return [lon ?? 0, lat ?? 0] as unknown as MapIncident["median"];
  });
}

const groupOf = ({ decided, shape, probability }: Happening): QueueItem["group"] =>
  decided ? "decided" : shape === "breached" || probability > 0.75 ? "decision" : "evidence";

export function picture(knownAtMs: number, nowMs: number, live: boolean): Picture {
  const dayMs = startOfDayMs(knownAtMs, timezone);
  const today = happenings(dayMs, knownAtMs, knownAtMs);
  const before = happenings(dayMs - 24 * hourMs, dayMs, knownAtMs);
  const counted = (list: readonly Happening[], kind: string): number =>
    list.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const hour = Math.floor(knownAtMs / hourMs) * hourMs;
  const down = outages(knownAtMs);
  const board = clauseBoard("today", knownAtMs);
  const cells = board.cells.filter((cell) => cell !== null);
  const worstMet = cells
    .filter(({ state, bound }) => state === "met" && bound !== null)
    .sort((one, other) => (other.bound?.upperPerDay ?? 0) - (one.bound?.upperPerDay ?? 0))[0];
  const breached = cells.filter(({ state }) => state === "breached");
  const laterAll = live
    ? []
    : happenings(dayMs, nowMs, nowMs).filter((one) => one.recordedAtMs > knownAtMs);
  const queue: QueueItem[] = [
    ...[...today].reverse().map(
      (one): QueueItem => ({
        id: one.id,
        about: "incident",
        group: groupOf(one),
        shape: one.shape,
        title: one.title,
        atMs: one.atMs,
        sectorIds: [one.sectorId],
        articleIds: [one.articleId],
        probability: one.probability,
        word: wordOfProbability(one.probability),
        next:
          one.shape === "undetermined"
            ? "1 source of 2"
            : one.decided
              ? "2 of 2 signed"
              : "reply 05:43",
      }),
    ),
    ...[...down].map(
      ([id, { sinceMs, state, reason }]): QueueItem => ({
        id,
        about: "sensor",
        group: "cannot-see",
        shape: "cannot-see",
        title: `${nameOf(id)} ${state}`,
        atMs: sinceMs,
        sectorIds: [],
        articleIds: [],
        probability: null,
        word: reason,
        next: `since ${clock(sinceMs)}`,
      }),
    ),
  ];
  return {
    origin: "exercise",
    asOfMs: knownAtMs,
    live,
    headSeq: Math.floor(knownAtMs / 1000),
    behindCount: 0,
    today: {
      fromMs: dayMs,
      rule: "smm",
      figures: (["explosions", "bursts-and-shots", "in-flight"] as const).map((label) => ({
        label,
        now: counted(today, label),
        before: counted(before, label),
        atLeast: label === "in-flight",
      })),
    },
    clauses: {
      metCount: cells.filter(({ state }) => state === "met").length,
      breachedCount: breached.length,
      undeterminedCount: cells.filter(({ state }) => state === "undetermined").length,
      assessedCount: breached.filter(({ foundCount }) => foundCount === 0).length,
      foundCount: breached.filter(({ foundCount }) => foundCount > 0).length,
      expectedWrongCount: 0.9,
    },
    seen: {
      seenRatio: seenRatio("1", hour),
      requirementRatio: 0.8,
      sectors: sectors.map(({ id, name }) => ({
        sectorId: id,
        name,
        seenRatio: seenRatio("1", hour, id),
        requirementRatio: 0.8,
      })),
    },
    bound:
      worstMet?.bound == null
        ? null
        : {
            sectorId: worstMet.sectorId,
            articleId: worstMet.articleId,
            upperPerDay: worstMet.bound.upperPerDay,
            seenCount: worstMet.bound.seenCount,
            exposureH: worstMet.bound.exposureH,
            freeToAvoidRatio: worstMet.freeToAvoidRatio,
          },
    quarantineCount: 3,
    lateCount: today.filter(({ late }) => late).length,
    queue,
    incidents: today.map((one) => ({
      id: one.id,
      shape: one.shape,
      title: one.title,
      atMs: one.atMs,
      median: one.median,
      outline95: ellipse(one, 1),
      outline50: ellipse(one, 0.48),
    })),
    patrols: [],
    sensors: sensorsOf.map((sensor) => {
      const out = down.get(sensor.id);
      return {
        ...sensor,
        state: out?.state ?? "up",
        sinceMs: out?.sinceMs ?? null,
        reason: out?.reason ?? null,
      };
    }),
    ribbon: {
      stepM: ribbonStepM,
      seenRatios: ribbonRatios(knownAtMs),
      incidentsAtM: today
        .filter(({ decided }) => !decided)
        .map(({ id, alongM, shape }) => ({ id, atM: alongM, shape })),
    },
    later: { incidentCount: laterAll.length, observationCount: laterAll.length * 3 },
  };
}

const nameOf = (sensorId: string): string => {
  const sensor = sensorsOf.find(({ id }) => id === sensorId);
  return posts.find(({ id }) => id === sensor?.postId)?.name ?? sensorId;
};

export function coverage(articleId: string, hour: number, knownAtMs: number): CoverageView {
  return {
    articleId,
    hourFromMs: hour,
    knownAtMs,
    requirementRatio: 0.62,
    ratios: cellRatios(articleId, hour),
  };
}

export function timeline(
  fromMs: number,
  toMs: number,
  binMs: number,
  knownAtMs: number,
): TimelineView {
  const bins = Math.ceil((toMs - fromMs) / binMs);
  const eventCounts = new Array<number>(bins).fill(0);
  const lateCounts = new Array<number>(bins).fill(0);
  for (const one of happenings(fromMs, Math.min(toMs, knownAtMs), knownAtMs)) {
    const bin = Math.floor((one.atMs - fromMs) / binMs);
    eventCounts[bin] = (eventCounts[bin] ?? 0) + one.count;
    if (one.late) lateCounts[bin] = (lateCounts[bin] ?? 0) + one.count;
  }
  const seenRatios = eventCounts.map((_, bin) => {
    const at = fromMs + bin * binMs;
    return at > knownAtMs ? -1 : seenRatio("1", Math.floor(at / hourMs) * hourMs);
  });
  const nights: { fromMs: number; toMs: number }[] = [];
  for (let at = fromMs; at < toMs; at += 600_000) {
    if (!isNight(at)) continue;
    const last = nights.at(-1);
    if (last !== undefined && last.toMs >= at) last.toMs = at + 600_000;
    else nights.push({ fromMs: at, toMs: at + 600_000 });
  }
  return { fromMs, toMs, binMs, knownAtMs, eventCounts, lateCounts, seenRatios, nights };
}

export function incident(id: string, knownAtMs: number): IncidentView | null {
  const one = happenings(knownAtMs - 8 * 24 * hourMs, knownAtMs, knownAtMs).find(
    (h) => h.id === id,
  );
  if (one === undefined) return null;
  const outcome =
    { met: "no-breach", breached: "breach", found: "breach" }[one.shape as string] ??
    "undetermined";
  const sectorName = sectors.find((sector) => sector.id === one.sectorId)?.name ?? "";
  const near = one.sectorId === "s4";
  return {
    id,
    version: 2,
    title: one.title,
    recordedAtMs: one.recordedAtMs,
    fromMs: one.atMs,
    toMs: one.atMs + 8_000,
    placeText: `on ${isoDate(one.atMs, timezone)} at ${clock(one.atMs)} (${clockMinutes(one.atMs, "UTC")} UTC), 1.9 km from Gorse, ${sectorName}`,
    sectorIds: [one.sectorId],
    underLines: (near ? ["a", "b"] : ["a"]).map((drawnBy) => ({
      line: "line",
      drawnBy,
      byArticle: [
        {
          articleId: one.articleId,
          probability: drawnBy === "b" ? 0.93 : one.probability,
          outcome: drawnBy === "b" ? "breach" : outcome,
        },
      ],
    })),
    articles: [
      {
        articleId: one.articleId,
        text: articles.find((article) => article.id === one.articleId)?.text ?? "",
        probability: one.probability,
        word: wordOfProbability(one.probability),
        outcome,
        standardProbability: 0.9,
        independentSources: one.shape === "breached" ? 2 : 1,
        independentSourcesNeeded: 2,
        trace: [
          {
            factor: "place",
            text: "Inside the security zone on 0.99 of the samples.",
            value: 0.99,
          },
          {
            factor: "kind",
            text: "A kind the article prohibits on 0.81 of the samples.",
            value: 0.81,
          },
          { factor: "joint", text: "Both at once.", value: one.probability },
          { factor: "sources", text: "One of two independent sources.", value: 1 },
        ],
        responsibility: {
          word: "not-attributed",
          posterior: [
            { hypothesis: "unknown", p: 0.15 },
            { hypothesis: "b", p: 0.41 },
            { hypothesis: "a", p: 0.44 },
          ],
        },
      },
    ],
    where: [{ label: "Inside the security zone", p: 0.97 }],
    what: [
      { label: "Impact", p: 0.76 },
      { label: "Outgoing", p: 0.19 },
      { label: "Mine clearing", p: 0.05 },
    ],
    ellipseText: `95 % ellipse ${Math.round(one.majorM)} × ${Math.round(one.minorM)} m.`,
    observations: [
      {
        id: `${id.slice(0, -1)}f`,
        sentence: `At ${clock(one.atMs)} the mission heard ${one.title.toLowerCase()}, 2 to 3 km SSE.`,
        sourceText: "OP 8",
        recordedAtMs: one.recordedAtMs,
      },
    ],
    couldNotSee:
      one.shape === "undetermined"
        ? ["Camera C 12 would have seen this. It has been down since 13:05."]
        : [],
    coverageHereRatio: 0.34,
  };
}
