import type { LonLat, TrafficEventKind } from "@truceline/model";
import { boundedIds } from "../tracks/bounded-ids.ts";
import type { EventSink, FollowedTrack, TrackFollower } from "../tracks/identity-walk.ts";
import { sphericalDistanceM, wrappedDeg } from "../tracks/spherical.ts";
import type { SilentWay, TrackPoint, TrafficEventDraft } from "../tracks/track.ts";
import { limitsOf } from "../tracks/track-options.ts";
import { gateCrossing } from "./gate-crossing.ts";
import { extended, motionOf, type Run } from "./point-run.ts";
import { darkGap, silentWay } from "./silence.ts";
import { km, minutes } from "./stated-amounts.ts";
import {
  type InZone,
  inZone,
  isLying,
  isOnGround,
  type TrafficSetting,
  type TrafficZone,
} from "./traffic-ground.ts";
import { type WaySample, waySamples } from "./way-samples.ts";

interface Standing {
  readonly isInside: boolean;
  /** Inside the outline, whatever the height. */
  readonly isInOutline: boolean;
}

/** Derives the traffic events of one track, point by point. */
export class TrafficFollower implements TrackFollower {
  readonly #track: FollowedTrack;
  readonly #setting: TrafficSetting;
  #last: TrackPoint | undefined;
  #standings = new Map<string, Standing>();
  #wrongWay = new Map<string, Run>();
  #portStay = new Map<string, Run>();
  #loiter: Run | undefined;
  #samples: readonly WaySample[] = [];
  /** What was told and goes on, by kind and zone. */
  #goingOn = new Map<string, TrafficEventDraft>();

  constructor(track: FollowedTrack, setting: TrafficSetting) {
    this.#track = track;
    this.#setting = setting;
  }

  clone(): TrafficFollower {
    const copy = new TrafficFollower(this.#track, this.#setting);
    copy.#last = this.#last;
    copy.#standings = new Map(this.#standings);
    copy.#wrongWay = new Map(this.#wrongWay);
    copy.#portStay = new Map(this.#portStay);
    copy.#loiter = this.#loiter;
    copy.#samples = this.#samples;
    copy.#goingOn = new Map(this.#goingOn);
    return copy;
  }

  get track(): FollowedTrack {
    return this.#track;
  }

  get last(): TrackPoint | undefined {
    return this.#last;
  }

  /** Where it was at even instants, between reports near enough to each other. */
  get samples(): readonly WaySample[] {
    return this.#samples;
  }

  follow(point: TrackPoint, sink: EventSink): void {
    const before = this.#last;
    const { bridgeMaxMs } = limitsOf(this.#setting.options, this.#track.medium);
    const isBridged = before !== undefined && point.atMs - before.atMs <= bridgeMaxMs;
    this.#followZones(before, point, isBridged, sink);
    if (before !== undefined) {
      if (isBridged) this.#followGates(before, point, sink);
      this.#followSilence(before, point, sink);
    }
    this.#followLoitering(point, isBridged, sink);
    if (before !== undefined && isBridged && this.#track.medium === "vessel") {
      this.#samples = waySamples(this.#samples, before, point, this.#isInPort(point));
    }
    this.#last = point;
  }

  #zones(): readonly TrafficZone[] {
    return this.#setting.ground.zones.filter(
      ({ medium }) => medium === undefined || medium === this.#track.medium,
    );
  }

  #followZones(
    before: TrackPoint | undefined,
    point: TrackPoint,
    isBridged: boolean,
    sink: EventSink,
  ): void {
    for (const zone of this.#zones()) {
      const where = inZone(zone, point, this.#track.medium, this.#setting.ground);
      if (where === "unknown") continue;
      if (zone.role !== "port") this.#followBorder(zone, where, before, point, isBridged, sink);
      if (zone.role === "lane") this.#followLane(zone, where, before, point, isBridged, sink);
      if (zone.role === "port") this.#followPort(zone, where, before, point, sink);
      if (where === "outside") this.#standings.delete(zone.id);
      else {
        this.#standings.set(zone.id, { isInside: where === "inside", isInOutline: true });
      }
    }
  }

  #followBorder(
    zone: TrafficZone,
    where: InZone,
    before: TrackPoint | undefined,
    point: TrackPoint,
    isBridged: boolean,
    sink: EventSink,
  ): void {
    const standing = this.#standings.get(zone.id);
    const wasInside = standing?.isInside === true;
    const isInside = where === "inside";
    if (isInside === wasInside) return;
    // First heard inside: it came at a time not known. Told only where nobody may be.
    if (isInside && before === undefined && zone.closedTo === undefined) return;
    const span = before === undefined ? point : before;
    const kind: TrafficEventKind = isInside
      ? "entered"
      : where === "beside-height"
        ? "height-left"
        : "left";
    const how =
      before === undefined
        ? "First heard inside."
        : isInside && standing?.isInOutline === true
          ? "Came to a height of the zone above or below which it was."
          : isBridged
            ? "Between two reports."
            : `Not heard for ${minutes(point.atMs - before.atMs)} between.`;
    const side = isInside ? "Inside" : where === "beside-height" ? "Off its heights" : "Outside";
    sink.emit(
      this.#draft(kind, point, {
        fromMs: span.atMs,
        toMs: point.atMs,
        zoneId: zone.id,
        accuracyM: isInside ? point.accuracyM : undefined,
        reason: `${side} from the report of that time on. ${how}${this.#heightWords(zone, point)}`,
        reports: before === undefined ? [point] : [before, point],
      }),
    );
  }

  #heightWords(zone: TrafficZone, point: TrackPoint): string {
    if (zone.floorM === undefined && zone.ceilingM === undefined) return "";
    if (point.altitudeM === undefined || this.#track.medium === "vessel") return "";
    return ` Height ${Math.round(point.altitudeM)} m above sea.`;
  }

  #followLane(
    zone: TrafficZone,
    where: InZone,
    before: TrackPoint | undefined,
    point: TrackPoint,
    isBridged: boolean,
    sink: EventSink,
  ): void {
    const { laneCourseDeg } = zone;
    const { wrongWayDeg, wrongWayMps, wrongWayCount, wrongWayAfterMs } = this.#setting.rules;
    if (laneCourseDeg === undefined) return;
    const motion = motionOf(isBridged ? before : undefined, point);
    const offDeg =
      motion === undefined ? 0 : Math.abs(wrappedDeg(motion.courseDeg - laneCourseDeg));
    const isWrong =
      where === "inside" &&
      motion !== undefined &&
      motion.speedMps >= wrongWayMps &&
      offDeg >= wrongWayDeg;
    if (!isWrong) {
      // A report without motion says nothing against it.
      if (where !== "inside" || motion !== undefined) {
        this.#wrongWay.delete(zone.id);
        this.#end("wrong-way", zone.id, sink);
      }
      return;
    }
    const run = extended(this.#wrongWay.get(zone.id), point);
    this.#wrongWay.set(zone.id, run);
    if (run.count < wrongWayCount || point.atMs - run.first.atMs < wrongWayAfterMs) return;
    this.#goOn(
      zone.id,
      this.#draft("wrong-way", run.first, {
        fromMs: run.first.atMs,
        toMs: point.atMs,
        zoneId: zone.id,
        isOpen: true,
        reason: `Course ${Math.round(motion.courseDeg)}° in a lane of ${Math.round(laneCourseDeg)}°, by ${run.count} reports.`,
        reports: run.ids,
        knownAtMs: run.knownAtMs,
      }),
      sink,
    );
  }

  #followPort(
    zone: TrafficZone,
    where: InZone,
    before: TrackPoint | undefined,
    point: TrackPoint,
    sink: EventSink,
  ): void {
    const { portStillMps, portAfterMs } = this.#setting.rules;
    const stay = this.#portStay.get(zone.id);
    if (where === "outside") {
      this.#portStay.delete(zone.id);
      this.#end("port-call", zone.id, sink);
      return;
    }
    const speedMps = point.speedMps ?? motionOf(before, point)?.speedMps;
    const isStill = speedMps !== undefined ? speedMps < portStillMps : isLying(point.status);
    if (!isStill) return;
    const run = extended(stay, point);
    this.#portStay.set(zone.id, run);
    if (point.atMs - run.first.atMs < portAfterMs) return;
    this.#goOn(
      zone.id,
      this.#draft("port-call", run.first, {
        fromMs: run.first.atMs,
        toMs: point.atMs,
        zoneId: zone.id,
        isOpen: true,
        reason: `Lay still in the port for ${minutes(point.atMs - run.first.atMs)}.`,
        reports: run.ids,
        knownAtMs: run.knownAtMs,
      }),
      sink,
    );
  }

  #followGates(before: TrackPoint, point: TrackPoint, sink: EventSink): void {
    for (const gate of this.#setting.ground.gates) {
      if (gate.medium !== undefined && gate.medium !== this.#track.medium) continue;
      const crossing = gateCrossing(gate, before.position, point.position);
      if (crossing === undefined) continue;
      const draft = this.#draft("crossed-gate", point, {
        fromMs: before.atMs,
        toMs: point.atMs,
        zoneId: gate.id,
        reason: `From its ${crossing.from} to its ${crossing.from === "left" ? "right" : "left"}, between two reports.`,
        reports: [before, point],
      });
      sink.emit({ ...draft, position: crossing.position });
    }
  }

  #followSilence(before: TrackPoint, point: TrackPoint, sink: EventSink): void {
    const gap = darkGap(this.#track.medium, before, point, this.#isInPort(before), this.#setting);
    if (gap === undefined) return;
    const zoneId = this.#areaAt(before.position);
    const way = silentWay(before, point);
    sink.emit(
      this.#draft("went-dark", before, {
        fromMs: before.atMs,
        toMs: point.atMs,
        zoneId,
        wouldBeHeardRatio: gap.heardRatio,
        silentWay: way,
        reason: gap.reason,
        reports: [before, point],
      }),
    );
    sink.emit(
      this.#draft("reappeared", point, {
        fromMs: point.atMs,
        toMs: point.atMs,
        zoneId: this.#areaAt(point.position),
        silentWay: way,
        reason: `Heard again after ${minutes(point.atMs - before.atMs)}, ${km(before, point)} km from its last place.`,
        reports: [before, point],
      }),
    );
  }

  /** The draft of a silence that has not ended; undefined where it is none. */
  openSilence(nowMs: number): TrafficEventDraft | undefined {
    const last = this.#last;
    if (last === undefined) return undefined;
    const darkAfterMs = this.#setting.rules.darkAfterMs[this.#track.medium];
    if (nowMs - last.atMs <= darkAfterMs) return undefined;
    // Judged over the time after which it counts, so that the event does not change with the clock.
    const until = { ...last, atMs: last.atMs + darkAfterMs + 1 };
    const gap = darkGap(this.#track.medium, last, until, this.#isInPort(last), this.#setting);
    if (gap === undefined) return undefined;
    const draft = this.#draft("went-dark", last, {
      fromMs: last.atMs,
      toMs: last.atMs + darkAfterMs,
      zoneId: this.#areaAt(last.position),
      isOpen: true,
      wouldBeHeardRatio: gap.heardRatio,
      reason: `${gap.reason} Not heard again.`,
      reports: [last],
    });
    return draft;
  }

  #followLoitering(point: TrackPoint, isBridged: boolean, sink: EventSink): void {
    const { medium } = this.#track;
    const { rules } = this.#setting;
    if (isLying(point.status) || isOnGround(point.status) || this.#isInPort(point)) {
      this.#loiter = undefined;
      this.#end("loitering", "", sink);
      return;
    }
    const run = this.#loiter;
    const isNear =
      run !== undefined &&
      isBridged &&
      sphericalDistanceM(run.first.position, point.position) <= rules.loiterRadiusM[medium];
    if (!isNear) this.#end("loitering", "", sink);
    this.#loiter = extended(isNear ? run : undefined, point);
    if (point.atMs - this.#loiter.first.atMs < rules.loiterAfterMs[medium]) return;
    const zoneId = this.#areaAt(this.#loiter.first.position);
    if (zoneId === undefined) return;
    const radiusKm = rules.loiterRadiusM[medium] / 1000;
    this.#goOn(
      "",
      this.#draft("loitering", this.#loiter.first, {
        fromMs: this.#loiter.first.atMs,
        toMs: point.atMs,
        zoneId,
        isOpen: true,
        reason: `Within ${radiusKm} km of one place for ${minutes(point.atMs - this.#loiter.first.atMs)}.`,
        reports: this.#loiter.ids,
        knownAtMs: this.#loiter.knownAtMs,
      }),
      sink,
    );
  }

  #goOn(zoneId: string, draft: TrafficEventDraft, sink: EventSink): void {
    this.#goingOn.set(`${draft.kind}|${zoneId}`, draft);
    sink.emit(draft);
  }

  /** What was told as going on is told to have ended with the last report that bore it. */
  #end(kind: TrafficEventKind, zoneId: string, sink: EventSink): void {
    const draft = this.#goingOn.get(`${kind}|${zoneId}`);
    if (draft === undefined) return;
    this.#goingOn.delete(`${kind}|${zoneId}`);
    sink.emit({ ...draft, isOpen: false });
  }

  #isInPort(point: TrackPoint): boolean {
    const [lonDeg, latDeg] = point.position;
    return this.#zones().some((zone) => zone.role === "port" && zone.contains(lonDeg, latDeg));
  }

  /** The first zone, by id, that holds the place. */
  #areaAt(position: LonLat): string | undefined {
    return this.#zones()
      .filter((zone) => zone.role !== "port" && zone.contains(position[0], position[1]))
      .map((zone) => zone.id)
      .sort()[0];
  }

  #draft(kind: TrafficEventKind, anchor: TrackPoint, parts: DraftParts): TrafficEventDraft {
    const { id, identity, medium } = this.#track;
    const { reports, knownAtMs, ...rest } = parts;
    const points = reports.filter((report) => typeof report !== "string");
    return {
      key: [id, kind, parts.zoneId ?? "", anchor.reportId].join("|"),
      kind,
      medium,
      isOpen: false,
      identities: [identity],
      names: [],
      position: anchor.position,
      ...rest,
      reportIds: boundedIds(
        reports.map((report) => (typeof report === "string" ? report : report.reportId)),
      ),
      knownAtMs: knownAtMs ?? Math.max(...points.map((point) => point.knownAtMs)),
    };
  }
}

interface DraftParts {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zoneId?: string | undefined;
  readonly isOpen?: boolean;
  readonly accuracyM?: number | undefined;
  readonly wouldBeHeardRatio?: number;
  readonly silentWay?: SilentWay;
  readonly reason: string;
  readonly reports: readonly (TrackPoint | string)[];
  readonly knownAtMs?: number;
}
