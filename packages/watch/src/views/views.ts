import type { EscalationEvent, ObligationEvent, Remark } from "@truceline/agreement";
import type { Language, SilenceWindow } from "@truceline/model";
import { buildDeskView } from "../desk/build-desk-view.ts";
import type { Sightings } from "../desk/desk-sightings.ts";
import type { DeskView, DeskWindow } from "../desk/desk-view.ts";
import { deskWindow } from "../desk/desk-windows.ts";
import { type CoverageInstant, coverageInstant } from "../ledger/coverage-instant.ts";
import type { Pause } from "../ledger/ledger-hours.ts";
import { type LostHours, type LostHoursQuestion, lostHours } from "../ledger/lost-hours.ts";
import { type OneMore, type OneMoreQuestion, oneMore } from "../ledger/one-more.ts";
import {
  type WorstKilometres,
  type WorstKilometresQuestion,
  worstKilometres,
} from "../ledger/worst-kilometres.ts";
import { BoundedCache, type CacheMetrics } from "../processor/bounded-cache.ts";
import { hourMs } from "../processor/clock-hours.ts";
import { placePositions } from "../processor/place-positions.ts";
import { roomLogs } from "../processor/room-logs.ts";
import { type SensorBoard, sensorBoard } from "../sensors/sensor-board.ts";
import { type SensorSheet, sensorSheet } from "../sensors/sensor-sheet.ts";
import { type SiteBoard, type SiteSheet, siteBoard, siteSheet } from "../sites/site-board.ts";
import { TrafficLog } from "../traffic/traffic-log.ts";
import { type TrafficView, trafficView } from "../traffic/traffic-view.ts";
import { type Warning, warningsNow } from "../traffic/warnings.ts";
import { Meanings } from "./agreement-meaning.ts";
import type { AgreementView } from "./agreement-shown.ts";
import type { Entered } from "./agreement-terms.ts";
import { agreementInside, agreementView, type InsideForLong } from "./agreement-view.ts";
import { buildPicture } from "./build-picture.ts";
import { clauseBoard } from "./clause-board.ts";
import { coverageView } from "./coverage-view.ts";
import { EventBook } from "./event-book.ts";
import { buildGround } from "./ground.ts";
import { type IncidentEvidence, incidentEvidence, incidentView } from "./incident-view.ts";
import { type IndicatorBoard, indicatorBoard } from "./indicator-board.ts";
import type {
  ClauseBoard,
  CoverageView,
  Ground,
  IncidentView,
  Picture,
  TimelineView,
} from "./picture.ts";
import { TallyBook } from "./tally-book.ts";
import { timelineView } from "./timeline-view.ts";
import type { ViewContext, ViewOptions } from "./view-context.ts";

/**
 * What the screens read, worked out from the store. Each view may be asked for as it was known at an
 * instant (`knownAtMs`); without one it is live. Parts that changed since are read from the feed first,
 * so a view holds everything that was committed before it was asked for.
 */
export interface Views {
  ground(scenarios: Ground["scenarios"]): Ground;
  /** The agreement itself, with the states of its obligations at an instant. */
  agreement(asked: AgreementAsked): Promise<AgreementView>;
  picture(knownAtMs?: number): Promise<Picture>;
  /** @param atMs any instant of the hour; undefined for an unknown article */
  coverage(articleId: string, atMs: number, knownAtMs?: number): Promise<CoverageView | undefined>;
  timeline(fromMs: number, toMs: number, binMs: number, knownAtMs?: number): Promise<TimelineView>;
  /** Undefined for an incident that was not known. */
  incident(id: string, knownAtMs?: number): Promise<IncidentView | undefined>;
  /** What bears its place, as lines to draw; undefined for an incident that was not known. Internal. */
  incidentEvidence(id: string, knownAtMs?: number): Promise<IncidentEvidence | undefined>;
  /** @param period `today`, `yesterday`, or the local day it ends on, `2026-03-10` */
  clauses(period: string, knownAtMs?: number): Promise<ClauseBoard>;
  /**
   * The agreed indicators by sector and day. Internal.
   * @param lastDay as `period` of `clauses`
   * @param dayCount how many days, 1 to 31; 14 unless given
   */
  indicators(lastDay: string, dayCount?: number, knownAtMs?: number): Promise<IndicatorBoard>;
  /** Every sensor and how it was over a day. Internal. */
  sensors(knownAtMs?: number): Promise<SensorBoard>;
  /** One sensor, opened; undefined for one that is not in the deployment. Internal. */
  sensor(id: string, knownAtMs?: number): Promise<SensorSheet | undefined>;
  /** Every site and what happened near it, by what is at stake. Internal. */
  sites(knownAtMs?: number): Promise<SiteBoard>;
  /** One site, opened; undefined for one that the agreement does not name. Internal. */
  site(id: string, knownAtMs?: number): Promise<SiteSheet | undefined>;
  /** Tracks of vessels and aircraft, and what they did in a day. Internal. */
  traffic(knownAtMs?: number): Promise<TrafficView>;
  /** Warnings to protect people that hold now: an area and a time, and nothing of what is there. */
  warnings(knownAtMs?: number): Promise<readonly Warning[]>;
  /** What the desk has open: patrols, windows of silence, calls, visits, weapons, the handover. */
  desk(knownAtMs?: number): Promise<DeskView>;
  /** A window of silence, whenever it is, with what could be seen of it and what happened in it. */
  silenceWindow(window: SilenceWindow, knownAtMs?: number): Promise<DeskWindow>;
  /** What the ledger of coverage says. */
  readonly ledger: LedgerViews;
  metrics(): readonly CacheMetrics[];
}

/**
 * The ledger of coverage: what could be seen, what could not, and why. Each answers undefined for an
 * article that nothing is asked of. Long periods let others work in between (`pause`).
 */
export interface LedgerViews {
  /** @param articleId undefined: the article the map shows */
  instant(
    articleId: string | undefined,
    atMs: number,
    knownAtMs?: number,
  ): Promise<CoverageInstant | undefined>;
  lostHours(
    question: LostHoursQuestion,
    pause: Pause,
    knownAtMs?: number,
  ): Promise<LostHours | undefined>;
  worstKilometres(
    question: WorstKilometresQuestion,
    pause: Pause,
    knownAtMs?: number,
  ): Promise<WorstKilometres | undefined>;
  oneMore(
    question: OneMoreQuestion,
    pause: Pause,
    knownAtMs?: number,
  ): Promise<OneMore | undefined>;
}

/** What the view of the agreement is asked with. */
export interface AgreementAsked {
  /** What parsing its document remarked; the same each time, looked at once. */
  readonly remarks: readonly Remark[];
  /** The book of obligations. */
  readonly entered: Entered<ObligationEvent>;
  /** What happened that the escalation ladder goes by. */
  readonly ladder: Entered<EscalationEvent>;
  /** Of the meanings. */
  readonly language: Language;
  readonly knownAtMs: number | undefined;
  /** Lets others work in between: meanings take a moment the first time. */
  readonly pause: () => Promise<void>;
}

/** Incidents of this time before now are kept in memory. */
const eventsKeptMs = 8 * 24 * hourMs;
const pictureCacheSizeMax = 32;
const deskCacheSizeMax = 8;
const pastBookCountMax = 4;
const minuteMs = 60_000;

export function createViews(options: ViewOptions): Views {
  const { store, agreement, deployment, origin, clock } = options;
  const logs = roomLogs(options);
  const traffic = new TrafficLog({ store, origin });
  const tallies = new TallyBook(store, origin, agreement.compiled);
  const bookOptions = { store, origin, agreementHash: agreement.compiled.hash };
  let liveBook: Promise<EventBook> | undefined;
  const pastBooks = new BoundedCache<string, Promise<EventBook>>("past-events", pastBookCountMax);
  const pictures = new BoundedCache<string, Promise<Picture>>("pictures", pictureCacheSizeMax);
  const sightings = new BoundedCache<string, Sightings>("desk-sightings", deskCacheSizeMax);
  const desks = new BoundedCache<string, Promise<DeskView>>("desks", deskCacheSizeMax);
  const meanings = new Meanings(agreement);
  let inside: InsideForLong | undefined;
  /** Reading on happens one after the other: two at once would read the same stretch twice. */
  let reading: Promise<unknown> = Promise.resolve();

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = reading.then(work, work);
    reading = done.catch(() => {});
    return done;
  };

  const events = async (fromMs: number, toMs: number, headSeq: number): Promise<EventBook> => {
    liveBook ??= EventBook.open(bookOptions, clock.nowMs() - eventsKeptMs).catch((cause) => {
      liveBook = undefined;
      throw cause;
    });
    const live = await liveBook;
    await live.readTo(headSeq);
    if (fromMs >= live.coversFromMs) return live;
    const key = `${fromMs}/${toMs}/${headSeq}`;
    let past = pastBooks.get(key);
    if (past === undefined) {
      past = EventBook.open(bookOptions, fromMs, toMs);
      pastBooks.set(key, past);
      past.catch(() => pastBooks.delete(key));
    }
    return past;
  };

  const contextAt = async (knownAtMs: number | undefined): Promise<ViewContext> => {
    const headSeq = await store.headSeq();
    for (const log of [logs.sensors, logs.patrols, logs.disturbances]) await log.readTo(headSeq);
    return {
      ...options,
      ...logs,
      tallies,
      events: (fromMs, toMs) => events(fromMs, toMs, headSeq),
      headSeq,
      asOfMs: knownAtMs ?? clock.nowMs(),
      knownAtMs,
    };
  };

  const at = <Value>(
    knownAtMs: number | undefined,
    build: (context: ViewContext) => Value | Promise<Value>,
  ): Promise<Value> => inTurn(async () => build(await contextAt(knownAtMs)));

  return {
    ground: (scenarios) =>
      buildGround({ agreement, deployment, origin, scenarios, atMs: clock.nowMs() }),
    async agreement({ remarks, entered, ladder, language, knownAtMs, pause }) {
      const told = await meanings.in(language, pause);
      inside ??= agreementInside(options, remarks);
      const asOfMs = knownAtMs ?? clock.nowMs();
      const parts = { inside, meanings: told, language, entered, ladder, asOfMs };
      return agreementView(options, parts);
    },
    async picture(knownAtMs) {
      const headSeq = await store.headSeq();
      const key = `${headSeq}/${knownAtMs ?? `live ${Math.floor(clock.nowMs() / minuteMs)}`}`;
      let picture = pictures.get(key);
      if (picture === undefined) {
        picture = at(knownAtMs, buildPicture);
        pictures.set(key, picture);
        picture.catch(() => pictures.delete(key));
      }
      return picture;
    },
    coverage: (articleId, atMs, knownAtMs) =>
      at(knownAtMs, (context) => coverageView(context, articleId, atMs)),
    timeline: (fromMs, toMs, binMs, knownAtMs) =>
      at(knownAtMs, (context) => timelineView(context, fromMs, toMs, binMs)),
    incident: (id, knownAtMs) => at(knownAtMs, (context) => incidentView(context, id)),
    incidentEvidence: (id, knownAtMs) => at(knownAtMs, (context) => incidentEvidence(context, id)),
    clauses: (period, knownAtMs) => at(knownAtMs, (context) => clauseBoard(context, period)),
    indicators: (lastDay, dayCount, knownAtMs) =>
      at(knownAtMs, (context) => indicatorBoard(context, lastDay, dayCount)),
    sensors: (knownAtMs) => at(knownAtMs, sensorBoard),
    sensor: (id, knownAtMs) => at(knownAtMs, (context) => sensorSheet(context, id)),
    sites: (knownAtMs) => at(knownAtMs, siteBoard),
    site: (id, knownAtMs) => at(knownAtMs, (context) => siteSheet(context, id)),
    traffic: (knownAtMs) => at(knownAtMs, (context) => trafficView(context, traffic)),
    warnings: (knownAtMs) => at(knownAtMs, (context) => warningsNow(context, traffic)),
    silenceWindow: (window, knownAtMs) =>
      at(knownAtMs, (context) => deskWindow(window, context, placePositions(context))),
    async desk(knownAtMs) {
      const headSeq = await store.headSeq();
      const key = `${headSeq}/${knownAtMs ?? `live ${Math.floor(clock.nowMs() / minuteMs)}`}`;
      let desk = desks.get(key);
      if (desk === undefined) {
        desk = at(knownAtMs, (context) => buildDeskView(context, sightings));
        desks.set(key, desk);
        desk.catch(() => desks.delete(key));
      }
      return desk;
    },
    ledger: {
      instant: (articleId, atMs, knownAtMs) =>
        at(knownAtMs, (context) => coverageInstant(context, articleId, atMs)),
      lostHours: (question, pause, knownAtMs) =>
        at(knownAtMs, (context) => lostHours(context, question, pause)),
      worstKilometres: (question, pause, knownAtMs) =>
        at(knownAtMs, (context) => worstKilometres(context, question, pause)),
      oneMore: (question, pause, knownAtMs) =>
        at(knownAtMs, (context) => oneMore(context, question, pause)),
    },
    metrics: () => [
      desks.metrics(),
      sightings.metrics(),
      logs.book.metrics(),
      pictures.metrics(),
      pastBooks.metrics(),
    ],
  };
}
