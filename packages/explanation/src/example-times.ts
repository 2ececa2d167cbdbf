import type { BreachCondition, RuleTime } from "@truceline/agreement";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Days walked from an instant to find where a rule begins or ends to hold: every weekday twice. */
const dayCountMax = 15;
const stepMs = 10 * minuteMs;
const halfHourMs = 30 * minuteMs;
/** A phase that has not begun by then is taken never to begin. */
const phaseYearsMax = 30;

/** What the calculus answers for one and the same event at another time. */
type Ask = (atMs: number) => BreachCondition;

/** Whether the rule holds at an instant, as the calculus says. */
function holdsAt(ask: Ask, atMs: number): boolean {
  const because = ask(atMs);
  return because !== "time" && because !== "phase";
}

/**
 * An instant at which a rule holds, well inside the time it does where that is long enough; whole
 * minutes where it can be. Undefined where none was found within the days looked at.
 */
export function exampleInstant(time: RuleTime, ask: Ask): number | undefined {
  const anchorMs = beginOf(time, ask);
  if (anchorMs === undefined) return undefined;
  const { untilMs, spans } = time;
  const candidates = [
    ...(spans ?? []).map(({ fromMs, toMs }) => (fromMs + toMs) / 2),
    // A day and a half on: noon, where the rule begins at midnight.
    anchorMs + 36 * hourMs,
    ...(untilMs === undefined ? [] : [(anchorMs + untilMs) / 2]),
    // From the second day on: of the first a window may be cut off.
    ...Array.from({ length: (dayCountMax * dayMs) / halfHourMs }, (_, index) => {
      return anchorMs + dayMs + index * halfHourMs;
    }),
    ...Array.from({ length: dayMs / halfHourMs }, (_, index) => anchorMs + index * halfHourMs),
  ].map((atMs) => Math.floor(atMs / minuteMs) * minuteMs);
  const isHeld = (atMs: number) => atMs >= anchorMs && holdsAt(ask, atMs);
  const isInside = (atMs: number) =>
    isHeld(atMs) && holdsAt(ask, atMs - halfHourMs) && holdsAt(ask, atMs + halfHourMs);
  return candidates.find(isInside) ?? candidates.find(isHeld) ?? firstHeld(anchorMs, isHeld);
}

/** The first minute at which it holds, for windows so short that no candidate met one. */
function firstHeld(anchorMs: number, isHeld: (atMs: number) => boolean): number | undefined {
  const beginMs = Math.ceil(anchorMs / minuteMs) * minuteMs;
  for (let atMs = beginMs; atMs < beginMs + dayCountMax * dayMs; atMs += minuteMs) {
    if (isHeld(atMs)) return atMs;
  }
  return undefined;
}

/** The first instant at which the rule's phase has begun, to the minute; its own start without one. */
function beginOf({ fromMs, phase }: RuleTime, ask: Ask): number | undefined {
  if (phase === undefined || ask(fromMs) !== "phase") return fromMs;
  let [lowMs, highMs] = [fromMs, fromMs + dayMs];
  while (ask(highMs) === "phase") {
    if (highMs - fromMs > phaseYearsMax * 365 * dayMs) return undefined;
    lowMs = highMs;
    highMs = fromMs + 2 * (highMs - fromMs);
  }
  return halved(lowMs, highMs, (atMs) => ask(atMs) === "phase");
}

/** The first minute at which `isBefore` is no longer so, between one at which it is and one not. */
function halved(beforeMs: number, afterMs: number, isBefore: (atMs: number) => boolean): number {
  let low = Math.floor(beforeMs / minuteMs);
  let high = Math.ceil(afterMs / minuteMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(middle * minuteMs)) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

/** An instant at which a rule holds and one, a minute away, at which it does not. */
export interface TimeEdge {
  readonly heldMs: number;
  readonly notHeldMs: number;
}

/** Where the rule began to hold before an instant at which it holds. */
export function edgeBefore(time: RuleTime, atMs: number, ask: Ask): TimeEdge | undefined {
  const failMs =
    (isPlain(time) ? undefined : firstNotHeld(atMs, -stepMs, ask)) ?? time.fromMs - minuteMs;
  if (holdsAt(ask, failMs)) return undefined;
  const heldMs = halved(failMs, atMs, (one) => !holdsAt(ask, one));
  return { heldMs, notHeldMs: heldMs - minuteMs };
}

/** Where it ends to hold after such an instant; undefined where nothing ends it. */
export function edgeAfter(time: RuleTime, atMs: number, ask: Ask): TimeEdge | undefined {
  const failMs = (isPlain(time) ? undefined : firstNotHeld(atMs, stepMs, ask)) ?? time.untilMs;
  if (failMs === undefined || holdsAt(ask, failMs)) return undefined;
  const notHeldMs = halved(atMs, failMs, (one) => holdsAt(ask, one));
  return { heldMs: notHeldMs - minuteMs, notHeldMs };
}

/** One span without windows: nothing has to be walked. */
function isPlain({ dailyWindow, weekdays, spans }: RuleTime): boolean {
  return dailyWindow === undefined && weekdays === undefined && spans === undefined;
}

function firstNotHeld(atMs: number, byMs: number, ask: Ask): number | undefined {
  const count = (dayCountMax * dayMs) / stepMs;
  for (let step = 1; step <= count; step++) {
    const triedMs = atMs + step * byMs;
    if (!holdsAt(ask, triedMs)) return triedMs;
  }
  return undefined;
}
