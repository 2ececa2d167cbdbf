import { type EventSeries, type EvidenceShapes, evidenceShapes, seriesOf } from "@truceline/fusion";
import { cellAt, distanceM } from "@truceline/geo";
import type { Assessment, Incident, LonLat, Observation } from "@truceline/model";
import { distanceText, observationSentence, spanText } from "@truceline/reporting";
import { lossText } from "@truceline/verification";
import { hourMs } from "../processor/clock-hours.ts";
import { assessmentIdOf } from "../processor/fuse-stage.ts";
import { readRecord } from "../store/read-record.ts";
import { openRatioOf, titleOf } from "./event-book.ts";
import { textIn } from "./ground.ts";
import type { IncidentView } from "./picture.ts";
import { wordOfRange } from "./standing.ts";
import { mainArticle, rounded, type ViewContext } from "./view-context.ts";

const observationCountMax = 200;

/** What the inspector shows of an incident as known at the context's instant; undefined if unknown then. */
export async function incidentView(
  context: ViewContext,
  id: string,
): Promise<IncidentView | undefined> {
  const { store, agreement, knownAtMs, origin } = context;
  const stored = await store.get("incident", id, knownAtMs);
  if (stored === undefined || stored.origin !== origin) return undefined;
  const incident = readRecord("incident", stored);
  const { compiled } = agreement;
  const ids = compiled.articles.map((article) => assessmentIdOf(incident, article.id, agreement));
  const records = await store.getMany("assessment", ids, knownAtMs);
  const order = new Map(compiled.articles.map((article, index) => [article.id, index]));
  const assessments = records
    .map((record) => readRecord("assessment", record))
    .filter(({ withdrawn }) => withdrawn === undefined)
    .sort((a, b) => (order.get(a.articleId) ?? 0) - (order.get(b.articleId) ?? 0));
  const observations = (
    await store.getMany(
      "observation",
      incident.observationIds.slice(0, observationCountMax),
      knownAtMs,
    )
  )
    .map((record) => readRecord("observation", record))
    .sort((a, b) => a.span.fromMs - b.span.fromMs || (a.id < b.id ? -1 : 1));
  const here = coverageHere(context, incident);
  return {
    id,
    version: incident.version,
    title: incident.withdrawn === undefined ? titleOf(incident) : `Withdrawn: ${titleOf(incident)}`,
    recordedAtMs: incident.recordedAtMs,
    fromMs: incident.span.fromMs,
    toMs: incident.span.toMs,
    placeText: placeText(context, incident),
    sectorIds: incident.sectorIds,
    underLines: underLines(assessments),
    articles: assessments.map((assessment) => articleOf(context, assessment)),
    where: whereOf(assessments),
    what: whatOf(incident),
    ellipseText: ellipseText(incident),
    observations: observations.map((observation) => ({
      id: observation.id,
      sentence: observationSentence(observation, compiled),
      sourceText: sourceText(observation),
      recordedAtMs: observation.recordedAtMs,
    })),
    ...here,
  };
}

/** What bears an incident, and what it is part of. */
export interface IncidentEvidence extends EvidenceShapes {
  /** The salvo or series it belongs to, among what happened within the hours around; null for none. */
  readonly series: EventSeries | null;
}

/** How far around an incident a series is looked for. */
const seriesLookMs = 3 * 3_600_000;
/** Most incidents looked at for it. */
const seriesCountMax = 2_000;

/** The evidence of an incident as lines to draw, as known at the context's instant. */
export async function incidentEvidence(
  { store, knownAtMs, origin, places }: ViewContext,
  id: string,
): Promise<IncidentEvidence | undefined> {
  const stored = await store.get("incident", id, knownAtMs);
  if (stored === undefined || stored.origin !== origin) return undefined;
  const { observationIds, span } = readRecord("incident", stored);
  const records = await store.getMany(
    "observation",
    observationIds.slice(0, observationCountMax),
    knownAtMs,
  );
  const shapes = evidenceShapes(
    records.map((record) => readRecord("observation", record)),
    places,
  );
  const [fromMs, toMs] = [span.fromMs - seriesLookMs, span.toMs + seriesLookMs];
  const query = { kind: "incident", origin, knownAtMs, fromMs, toMs } as const;
  const { items } = await store.list(query, seriesCountMax);
  const around = items
    .map((record) => readRecord("incident", record))
    .filter(({ withdrawn }) => withdrawn === undefined);
  const series = seriesOf(around).find(({ ids }) => ids.includes(id)) ?? null;
  return { ...shapes, series };
}

function articleOf(
  { agreement }: ViewContext,
  assessment: Assessment,
): IncidentView["articles"][number] {
  const { articleId, responsibility } = assessment;
  return {
    articleId,
    text: textIn(agreement.article(articleId).text),
    probability: assessment.probability,
    word: wordOfRange(assessment.probability, openRatioOf(assessment)),
    outcome: assessment.outcome,
    standardProbability: assessment.standard.probability,
    independentSources: assessment.independentSources,
    independentSourcesNeeded: assessment.standard.independentSources,
    trace: assessment.trace.map(({ factor, text, value }) => ({
      factor,
      text,
      value: value ?? null,
    })),
    responsibility:
      responsibility === null
        ? null
        : { word: responsibility.word, posterior: responsibility.posterior },
  };
}

/** One row for each drawing of a line, by the letter of who drew it. */
function underLines(assessments: readonly Assessment[]): IncidentView["underLines"] {
  const rows = new Map<string, IncidentView["underLines"][number]>();
  for (const { articleId, underLines: drawings } of assessments) {
    for (const { line, drawnBy, probability, outcome } of drawings) {
      const key = `${line}\u001f${drawnBy}`;
      const row = rows.get(key) ?? { line, drawnBy, byArticle: [] };
      rows.set(key, {
        ...row,
        byArticle: [...row.byArticle, { articleId, probability, outcome }],
      });
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** How much of it lies in the ground of each article, and how much nobody knows. */
function whereOf(assessments: readonly Assessment[]): IncidentView["where"] {
  return assessments.flatMap((assessment) => {
    const values = assessment.trace
      .filter(({ factor }) => factor === "place")
      .map(({ value }) => value)
      .filter((value) => value !== undefined);
    if (values.length === 0) return [];
    const { articleId } = assessment;
    const inside = {
      label: `in the area of Article ${articleId}`,
      p: rounded(Math.min(...values)),
    };
    const openRatio = openRatioOf(assessment);
    if (openRatio === 0) return [inside];
    return [inside, { label: `open for Article ${articleId}`, p: rounded(openRatio) }];
  });
}

const whatCountMax = 4;

function whatOf({ natures, weapons, kinds }: Incident): IncidentView["what"] {
  const named = (text: string) => text.replaceAll("-", " ");
  const rows = [
    ...(kinds.length > 1 ? kinds.map(({ kind, p }) => ({ label: named(kind), p })) : []),
    ...natures.map(({ nature, p }) => ({ label: named(nature), p })),
    ...weapons
      .filter((weapon) => weapon.class !== "undetermined")
      .map((weapon) => ({ label: named(weapon.class), p: weapon.p })),
  ];
  return rows.slice(0, whatCountMax);
}

function ellipseText({ firedFrom, effect }: Incident): string | null {
  const ellipse = (firedFrom ?? effect)?.ellipse95;
  if (ellipse?.shape !== "ellipse") return null;
  const metres = (valueM: number) =>
    String(Math.round(valueM / 10) * 10).replace(/\B(?=(\d{3})+$)/g, "\u2009");
  return `95 % ellipse ${metres(ellipse.semiMajorM * 2)} × ${metres(ellipse.semiMinorM * 2)} m`;
}

/** When and how far from the nearest site, and the sectors: "on 10 March …, 1.9 km from Gorse, Sector 4". */
function placeText({ agreement }: ViewContext, incident: Incident): string {
  const { compiled } = agreement;
  const when = spanText(incident, compiled);
  const median = (incident.firedFrom ?? incident.effect)?.median;
  const parts = [when];
  if (median === undefined) parts.push("place not known");
  else {
    const nearest = nearestSite(compiled.sites, median);
    if (nearest !== undefined) {
      parts.push(`${distanceText(nearest.distanceM, nearest.distanceM)} from ${nearest.name}`);
    }
  }
  const names = new Map(agreement.sectors().map(({ id, name }) => [id, textIn(name)]));
  parts.push(...incident.sectorIds.map((id) => names.get(id) ?? id));
  return parts.join(", ");
}

function sourceText({ source, means, observer }: Observation): string {
  const name = observer.sensorId ?? observer.mastId ?? observer.id ?? source;
  return `${means.join(" and ")} by ${name}`;
}

/** What could be seen at the place and hour of the incident, for the main article. */
function coverageHere(
  { agreement, book, knownAtMs }: ViewContext,
  incident: Incident,
): Pick<IncidentView, "couldNotSee" | "coverageHereRatio"> {
  const article = mainArticle(agreement);
  const median = (incident.firedFrom ?? incident.effect)?.median;
  if (article === undefined || median === undefined) {
    return { couldNotSee: [], coverageHereRatio: null };
  }
  const hourFromMs = Math.floor(incident.span.fromMs / hourMs) * hourMs;
  const { cells, ratios } = book.hour(article, hourFromMs, knownAtMs);
  const cell = cellAt(median[0], median[1], agreement.compiled.cellResolution);
  const index = cells.findIndex((one) => one.cell === cell);
  const ratio = ratios[index];
  if (ratio === undefined) return { couldNotSee: [], coverageHereRatio: null };
  const isSeen = ratio >= article.coverageRatio;
  const sectors = isSeen ? undefined : book.sectors(article, hourFromMs, knownAtMs);
  const losses = sectors?.get(cells[index]?.sectorId ?? "")?.losses ?? [];
  return {
    couldNotSee: losses.slice(0, 3).map(lossText),
    coverageHereRatio: rounded(ratio),
  };
}

function nearestSite(
  sites: ViewContext["agreement"]["compiled"]["sites"],
  place: LonLat,
): { readonly name: string; readonly distanceM: number } | undefined {
  let nearest: { name: string; distanceM: number } | undefined;
  for (const { name, position } of sites) {
    const awayM = distanceM(place, position);
    if (nearest === undefined || awayM < nearest.distanceM) {
      nearest = { name: textIn(name), distanceM: awayM };
    }
  }
  return nearest;
}
