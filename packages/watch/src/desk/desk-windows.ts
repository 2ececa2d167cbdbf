import {
  type PlacePosition,
  silenceWindowStanding,
  windowArticle,
  windowEvent,
  windowInForce,
  windowPlace,
} from "@truceline/desk";
import { drawSamples } from "@truceline/fusion";
import type { Observation, SilenceWindow } from "@truceline/model";
import { coverageQuestionOf } from "@truceline/verification";
import { readRecord } from "../store/read-record.ts";
import type { ViewContext } from "../views/view-context.ts";
import type { DeskWindow } from "./desk-view.ts";

/** Incidents whose middle lies farther from the place than this are not looked at. */
const eventMarginDeg = 0.5;
/** Incidents looked at for one window, at most; more than this within its hours breaks any standard. */
const eventCountMax = 500;
/** A window longer than this is followed for its last part only. */
const minuteCountMax = 48 * 60;
const minuteMs = 60_000;

/** A window of silence with what could be seen of its minutes and what happened in them. */
export async function deskWindow(
  window: SilenceWindow,
  context: ViewContext,
  positionOf: PlacePosition,
): Promise<DeskWindow> {
  const { agreement, origin, asOfMs, knownAtMs, book } = context;
  const place = windowPlace(window, agreement, positionOf);
  const parties = agreement.compiled.parties.map(({ id }) => id);
  const isFollowed = window.state === "arranged" && windowInForce(window, parties) !== null;
  const { fromMs } = window.span;
  const toMs = Math.min(asOfMs, window.span.toMs);
  const question = coverageQuestionOf(windowArticle(window, agreement));
  const isBegun = isFollowed && toMs > fromMs && place !== null && question !== null;
  // Whole minutes: one that still runs is not over, and not told.
  const wholeToMs = fromMs + Math.floor((toMs - fromMs) / minuteMs) * minuteMs;
  const firstMs = Math.max(fromMs, wholeToMs - minuteCountMax * minuteMs);
  const minutes = isBegun ? book.minutes(place.cells, question, firstMs, wholeToMs, knownAtMs) : [];
  const standing = silenceWindowStanding({
    window,
    agreement,
    origin,
    nowMs: asOfMs,
    minutes,
    events: isBegun ? await eventsOf(window, context, place, positionOf) : [],
  });
  return {
    id: window.id,
    version: window.version,
    name: window.name,
    purpose: window.purpose,
    placeName: window.place.name ?? window.place.zoneId ?? window.place.siteId ?? window.name,
    fromMs,
    toMs: window.span.toMs,
    ...standing,
  };
}

async function eventsOf(
  { span, place: named }: SilenceWindow,
  context: ViewContext,
  place: NonNullable<ReturnType<typeof windowPlace>>,
  positionOf: PlacePosition,
) {
  const { store, origin, knownAtMs, places } = context;
  const centre = positionOf(named);
  const box =
    centre === undefined
      ? undefined
      : {
          westDeg: centre[0] - eventMarginDeg,
          eastDeg: centre[0] + eventMarginDeg,
          southDeg: Math.max(-90, centre[1] - eventMarginDeg),
          northDeg: Math.min(90, centre[1] + eventMarginDeg),
        };
  const query = {
    kind: "incident",
    origin,
    knownAtMs,
    fromMs: span.fromMs,
    toMs: span.toMs,
    box,
  } as const;
  const events = [];
  for await (const record of store.stream(query)) {
    const incident = readRecord("incident", record);
    if (incident.withdrawn !== undefined) continue;
    const stored = await store.getMany("observation", incident.observationIds);
    const observations: Observation[] = stored.map((one) => readRecord("observation", one));
    if (observations.length !== incident.observationIds.length) continue;
    const event = windowEvent(incident, drawSamples(incident, observations, places), place, span);
    if (event !== null) events.push(event);
    if (events.length >= eventCountMax) break;
  }
  return events;
}
