import { destination, distanceM } from "@truceline/geo";
import {
  type Call,
  type Denial,
  type DeskPlace,
  derivedId,
  type LonLat,
  lonLat,
  type Patrol,
  type PatrolTrack,
  type Post,
  type Rng,
} from "@truceline/model";
import type { DeskMessage, Sent } from "./desk-message.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const speedMps = 9;
const stopMs = 40 * minuteMs;
const checkInEveryMs = 30 * minuteMs;
const trackStepMs = 5 * minuteMs;
const trackChunkMs = hourMs;
/** Chances that a patrol is stopped on its way, and that it falls silent for a while. */
const stoppedRatio = 0.35;
const silentRatio = 0.4;
const clearedRatio = 0.9;
/** How near to its stop a patrol is held up. */
const barrierM = 800;

/** Where a patrol is, leg by leg: it drives, or stands. */
interface Leg {
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: LonLat;
  readonly to: LonLat;
}

/** A patrol of a UTC day from a post, from its plan to its way back, as the desk and its phone tell it. */
export function patrolOfDay(
  post: Post,
  name: string,
  dayFromMs: number,
  parties: readonly string[],
  rng: Rng,
): readonly DeskMessage[] {
  const own = rng.fork(`patrol/${name}/${dayFromMs}`);
  const id = derivedId("exercise-patrol", name, dayFromMs, own.nextUnit());
  const leavesMs = toMinute(dayFromMs + (6 + own.nextUnit() * 7) * hourMs);
  const stopCount = 2 + Math.floor(own.nextUnit() * 2);
  const towardsDeg = own.nextUnit() * 360;
  const places = Array.from({ length: stopCount }, (_, index) =>
    rounded(
      destination(post.position, towardsDeg + (index - 1) * 35, 3_000 + own.nextUnit() * 6_000),
    ),
  );
  const stoppedAt = own.nextUnit() < stoppedRatio ? Math.floor(own.nextUnit() * stopCount) : -1;
  const plannedLegs = legsOf(post.position, places, leavesMs, -1);
  const legs = legsOf(post.position, places, leavesMs, stoppedAt);
  const backMs = legs.at(-1)?.toMs ?? leavesMs;
  const plan = { fromMs: leavesMs, toMs: plannedLegs.at(-1)?.toMs ?? backMs };
  const stops = places.map((position, index) => {
    const leg = plannedLegs[2 * index + 1];
    const span = { fromMs: leg?.fromMs ?? leavesMs, toMs: leg?.toMs ?? leavesMs };
    return { place: { name: `${name}, stop ${index + 1}`, position }, span };
  });

  const plannedMs = leavesMs - 5 * hourMs;
  let patrol: Sent<Patrol> = {
    schema: "patrol/1",
    id,
    origin: "exercise",
    name,
    state: "planned",
    observers: [],
    vehicleCount: 2,
    plan,
    stops,
    clearances: parties.map((party) => ({ party, state: "asked", atMs: plannedMs })),
    checkIns: [],
    checkInEveryMs,
  };
  const messages: DeskMessage[] = [];
  const write = (atMs: number, change: Partial<typeof patrol>) => {
    patrol = { ...patrol, ...change };
    messages.push({ receivedAtMs: atMs, kind: "edit", of: "patrol", record: patrol });
  };
  write(plannedMs, {});
  for (const party of parties) {
    const answeredMs = toMinute(plannedMs + (1 + own.nextUnit() * 3) * hourMs);
    const state = own.nextUnit() < clearedRatio ? ("cleared" as const) : ("no-answer" as const);
    const answer = { party, state, atMs: answeredMs };
    write(Math.max(answeredMs, lastOf(messages)), { clearances: [...patrol.clearances, answer] });
  }
  write(leavesMs, { state: "out", leftAtMs: leavesMs });

  const silentFromMs =
    own.nextUnit() < silentRatio ? leavesMs + (0.5 + own.nextUnit()) * hourMs : Number.NaN;
  const isSilent = (atMs: number) => atMs >= silentFromMs && atMs < silentFromMs + 80 * minuteMs;
  let lastHeardMs = leavesMs;
  let wasCalled = false;
  for (let dueMs = leavesMs + checkInEveryMs; dueMs < backMs; dueMs += checkInEveryMs) {
    const atMs = toMinute(dueMs - own.nextUnit() * 6 * minuteMs);
    if (isSilent(atMs)) {
      if (wasCalled || dueMs - lastHeardMs < checkInEveryMs) continue;
      wasCalled = true;
      messages.push(...callsAbout(patrol, dueMs + 12 * minuteMs, lastHeardMs, parties));
      continue;
    }
    lastHeardMs = atMs;
    const place: DeskPlace = { position: rounded(placeAt(legs, atMs)) };
    write(atMs + minuteMs, { checkIns: [...patrol.checkIns, { atMs, place }] });
  }
  write(backMs + 2 * minuteMs, { state: "back", backAtMs: backMs });
  const held = legs[2 * stoppedAt + 1];
  if (held !== undefined) messages.push(denialOf(patrol, stops[stoppedAt]?.place, held));
  messages.push(...tracksOf(patrol, legs, backMs, isSilent, own));
  return messages;
}

function legsOf(
  base: LonLat,
  places: readonly LonLat[],
  leavesMs: number,
  stoppedAt: number,
): readonly Leg[] {
  const legs: Leg[] = [];
  let at = base;
  let atMs = leavesMs;
  const drive = (to: LonLat) => {
    const toMs = atMs + Math.round((distanceM(at, to) / speedMps) * 1_000);
    legs.push({ fromMs: atMs, toMs, from: at, to });
    [at, atMs] = [to, toMs];
  };
  for (const [index, place] of places.entries()) {
    const isStopped = index === stoppedAt;
    drive(isStopped ? before(at, place) : place);
    legs.push({ fromMs: atMs, toMs: atMs + (isStopped ? stopMs / 2 : stopMs), from: at, to: at });
    atMs = legs.at(-1)?.toMs ?? atMs;
    if (isStopped) break;
  }
  drive(base);
  return legs;
}

/** A little short of a place, on the way to it. */
function before(from: LonLat, to: LonLat): LonLat {
  const awayM = distanceM(from, to);
  return between(from, to, Math.max(0, 1 - barrierM / Math.max(1, awayM)));
}

function between(from: LonLat, to: LonLat, share: number): LonLat {
  return lonLat(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
}

function placeAt(legs: readonly Leg[], atMs: number): LonLat {
  const leg = legs.find(({ toMs }) => atMs < toMs) ?? legs.at(-1);
  if (leg === undefined) return lonLat(0, 0);
  const share = (atMs - leg.fromMs) / Math.max(1, leg.toMs - leg.fromMs);
  return between(leg.from, leg.to, Math.min(1, Math.max(0, share)));
}

function denialOf(
  { id, name }: Pick<Patrol, "id" | "name">,
  place: DeskPlace | undefined,
  held: Leg,
): DeskMessage {
  const record: Sent<Denial> = {
    schema: "denial/1",
    id: derivedId("exercise-denial", id),
    origin: "exercise",
    kind: "denial",
    span: { fromMs: held.fromMs, toMs: held.toMs },
    place: place ?? { position: held.from },
    patrolId: id,
    statedBy: "armed persons at a barrier",
    asked: "to turn back",
    result: `${name} turned back`,
  };
  return { receivedAtMs: held.toMs + 9 * minuteMs, kind: "edit", of: "denial", record };
}

/** Both parties are asked, in the same words; each answers once. */
function callsAbout(
  { id, name }: Pick<Patrol, "id" | "name">,
  atMs: number,
  lastHeardMs: number,
  parties: readonly string[],
): readonly DeskMessage[] {
  const heard = new Date(lastHeardMs).toISOString().slice(11, 16);
  return parties.flatMap((party, index): DeskMessage[] => {
    const calledMs = atMs + index * 3 * minuteMs;
    const call: Sent<Call> = {
      schema: "call/1",
      id: derivedId("exercise-call", id, party),
      origin: "exercise",
      party,
      to: "liaison officer on duty",
      atMs: calledMs,
      about: `${name} was last heard of at ${heard} UTC`,
      refs: [id],
      answerDueMs: calledMs + 20 * minuteMs,
      state: "open",
    };
    const answeredMs = calledMs + (14 + index * 11) * minuteMs;
    const answer = { atMs: answeredMs, text: "Nothing known of it; will ask." };
    return [
      { receivedAtMs: calledMs, kind: "edit", of: "call", record: call },
      {
        receivedAtMs: answeredMs,
        kind: "edit",
        of: "call",
        record: { ...call, answer, state: "answered" },
      },
    ];
  });
}

/** What the phone in the first vehicle sends each hour; what it could not send, it sends later. */
function tracksOf(
  { id, name }: Pick<Patrol, "id" | "name">,
  legs: readonly Leg[],
  backMs: number,
  isSilent: (atMs: number) => boolean,
  rng: Rng,
): readonly DeskMessage[] {
  const messages: DeskMessage[] = [];
  const firstMs = legs[0]?.fromMs ?? backMs;
  for (let fromMs = firstMs; fromMs < backMs; fromMs += trackChunkMs) {
    const toMs = Math.min(backMs, fromMs + trackChunkMs);
    const points: PatrolTrack["points"] = [];
    for (let atMs = fromMs; atMs <= toMs; atMs += trackStepMs) {
      points.push({ atMs, position: rounded(placeAt(legs, atMs)), accuracyM: 15 });
    }
    const delayMs = isSilent(toMs) ? 90 * minuteMs : (1 + rng.nextUnit() * 6) * minuteMs;
    messages.push({
      receivedAtMs: Math.round(toMs + delayMs),
      kind: "patrol-track",
      record: {
        schema: "patrol-track/1",
        origin: "exercise",
        source: `exercise/phone of ${name}`,
        sourceId: `${id}/${fromMs}`,
        patrolId: id,
        points,
      },
    });
  }
  return messages;
}

function lastOf(messages: readonly DeskMessage[]): number {
  return messages.at(-1)?.receivedAtMs ?? 0;
}

function toMinute(atMs: number): number {
  return Math.round(atMs / minuteMs) * minuteMs;
}

/** To about a metre. */
function rounded([lonDeg, latDeg]: LonLat): LonLat {
  return lonLat(Math.round(lonDeg * 1e5) / 1e5, Math.round(latDeg * 1e5) / 1e5);
}
