import { handoverLines } from "@truceline/desk";
import { type Call, msToLocal, type WatchNote } from "@truceline/model";
import type { BoundedCache } from "../processor/bounded-cache.ts";
import { placePositions } from "../processor/place-positions.ts";
import { quarantineCount } from "../views/build-picture.ts";
import { textIn } from "../views/ground.ts";
import { callsBackMs, isUnanswered } from "../views/patrols-now.ts";
import { mapSensors } from "../views/sensors-now.ts";
import type { ViewContext } from "../views/view-context.ts";
import { deskPatrols } from "./desk-patrols.ts";
import { deskSightings, type Sightings } from "./desk-sightings.ts";
import {
  deskCasualties,
  deskChecklists,
  deskStorage,
  deskVisits,
  placeNameOf,
  storageSites,
} from "./desk-sites.ts";
import type { DeskCall, DeskDenial, DeskView } from "./desk-view.ts";
import { deskWindow } from "./desk-windows.ts";
import { editsOf } from "./edits-of.ts";
import { shiftAt } from "./shift.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Notes older than this are no longer the desk's, open or not. */
const openBackMs = 60 * dayMs;
/** Looks at sites and areas, visits and casualties are shown so far back. */
const looksBackMs = 370 * dayMs;
/** Windows of silence are shown from a day before the shift to a day after it. */
const windowsAroundMs = dayMs;

/**
 * Everything that the desk has open, as it was known at the context's instant: one origin, internal.
 * @param sightings of instants before; all observations of a period are looked at once a minute only
 */
export async function buildDeskView(
  context: ViewContext,
  sightings: BoundedCache<string, Sightings>,
): Promise<DeskView> {
  const { agreement, origin, asOfMs, knownAtMs, patrols: log } = context;
  const { compiled } = agreement;
  const positionOf = placePositions(context);
  const handovers = await editsOf(context, "handover", asOfMs - 2 * dayMs, asOfMs + 1);
  const shift = shiftAt(asOfMs, compiled.timezone, handovers);
  const calls = await editsOf(context, "call", asOfMs - callsBackMs);
  const patrols = deskPatrols(context, calls, shift);
  const windows = [];
  const silence = await editsOf(
    context,
    "silence-window",
    shift.fromMs - windowsAroundMs,
    shift.toMs + windowsAroundMs,
  );
  for (const window of silence) windows.push(await deskWindow(window, context, positionOf));
  const inspections = await editsOf(context, "inspection", asOfMs - looksBackMs);
  const holdings = await editsOf(context, "holding");
  const visits = deskVisits(context, await editsOf(context, "site-visit", asOfMs - looksBackMs));
  const notes = await editsOf(context, "watch-note", asOfMs - openBackMs);
  const casualties = await editsOf(context, "casualty", asOfMs - looksBackMs);
  const names = new Map(compiled.parties.map(({ id, name }) => [id, textIn(name)]));
  const deskCalls = calls.map((call) => deskCall(call, asOfMs));
  const patrolNames = new Map(
    log.known(knownAtMs).map(({ versions: [first] }) => [first.id, first.name]),
  );
  const denials = log
    .denials(knownAtMs)
    .filter(
      ({ span, withdrawn }) =>
        withdrawn !== true && span.toMs >= shift.fromMs && span.fromMs < shift.toMs,
    )
    .map(
      (denial): DeskDenial => ({
        id: denial.id,
        version: denial.version,
        kind: denial.kind,
        fromMs: denial.span.fromMs,
        toMs: denial.span.toMs,
        placeName: placeNameOf(denial.place, context),
        patrolName: patrolNames.get(denial.patrolId ?? "") ?? null,
        sensorIds: denial.sensorIds ?? [],
      }),
    );
  const storage = storageSites(context, holdings, positionOf);
  const newest = [...inspections, ...holdings].map(({ id, version }) => `${id} ${version}`);
  const instant = knownAtMs ?? `live ${Math.floor(asOfMs / minuteMs)}`;
  const key = [instant, ...newest].join();
  let seen = sightings.get(key);
  if (seen === undefined) {
    seen = await deskSightings(context, inspections, storage);
    sightings.set(key, seen);
  }
  return {
    origin,
    asOfMs,
    live: knownAtMs === undefined,
    shift,
    patrols,
    windows,
    handover: handoverLines({
      patrols,
      calls: deskCalls,
      sensors: mapSensors(context),
      windows,
      notes: notes.filter(({ open }) => open).map(noteLine),
      visits: visits.visits,
      quarantineCount: await quarantineCount(context),
      partyName: (party) => names.get(party) ?? party,
      timeText: (atMs) => msToLocal(atMs, compiled.timezone).slice(11, 16),
    }),
    calls: deskCalls.filter(({ atMs, answered }) => !answered || atMs >= shift.fromMs),
    denials,
    siteVisits: visits,
    storage: deskStorage(context, holdings, inspections),
    ...seen,
    casualties: deskCasualties(context, casualties),
    checklists: deskChecklists(context),
  };
}

function deskCall(call: Call, nowMs: number): DeskCall {
  const isAnswered = !isUnanswered(call);
  const dueMs = call.answerDueMs ?? null;
  return {
    id: call.id,
    version: call.version,
    party: call.party,
    to: call.to,
    atMs: call.atMs,
    about: call.about,
    dueMs,
    overdue: !isAnswered && dueMs !== null && dueMs < nowMs,
    answered: isAnswered,
    answer: call.answer?.text ?? null,
  };
}

function noteLine({ id, text, dueMs }: WatchNote) {
  return { id, text, dueMs: dueMs ?? null };
}
