import type { AccessRule, LimitRule, PermitRule, WithdrawRule } from "../compiled-rule.ts";
import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";
import { type EventAnswer, findEvent, groundOf } from "./find-event.ts";
import { findPlace } from "./find-place.ts";
import type { Norm, Norms } from "./norms.ts";
import { kindsOfRule } from "./weapon-match.ts";

/** How two articles are at odds. */
export type ConflictKind =
  /** One allows what another forbids. */
  | "permit-forbidden"
  /** One grants access that another forbids to use. */
  | "access-forbidden"
  /** One allows a number where another allows none. */
  | "limit-emptied"
  /** Two give different numbers for the same thing on the same ground. */
  | "limit-twice"
  /** A number that can never be reached: on wider ground a lower one holds. */
  | "limit-idle"
  /** Two ask different distances of the same weapons. */
  | "withdrawal-twice"
  /** What one wants announced, another forbids altogether. */
  | "notify-forbidden";

export interface Conflict {
  readonly kind: ConflictKind;
  /** The article that comes first in the document, and the one it is told of. */
  readonly earlier: Norm;
  readonly later: Norm;
  /** Breaches one of the two, and not the other. */
  readonly event: CalculusEvent;
}

/** Why it cannot be told whether an article is at odds with others. */
export type OpenReason =
  /** A condition or an act stands in words only. */
  | "condition-in-words"
  | "act-in-words"
  /** What held when the rule began is not in the document. */
  | "earlier-state"
  /** No kind of observation shows the activity. */
  | "no-kind"
  /** The grounds touch along a border longer than the search follows. */
  | "ground";

export interface OpenQuestion {
  readonly reason: OpenReason;
  readonly norm: Norm;
  /** The articles that it may be at odds with. */
  readonly others: readonly Norm[];
}

export interface Contradictions {
  readonly conflicts: readonly Conflict[];
  readonly open: readonly OpenQuestion[];
}

/**
 * The articles of an agreement that are at odds, pair by pair. A conflict comes with an event that
 * `breachOf` confirms; a pair that lies outside the fragment is an open question with its reason.
 */
export function contradictions(norms: Norms): Contradictions {
  const conflicts: Conflict[] = [];
  const open = new Map<string, { reason: OpenReason; norm: Norm; others: Norm[] }>();
  const leaveOpen = (reason: OpenReason, norm: Norm, other: Norm) => {
    const key = `${reason} ${norm.index}`;
    const kept = open.get(key) ?? { reason, norm, others: [] };
    kept.others.push(other);
    open.set(key, kept);
  };
  for (const [number, later] of norms.all.entries()) {
    for (let index = 0; index < number; index++) {
      const earlier = norms.all[index] as Norm;
      if (!mayMeet(earlier, later)) continue;
      const pair = { earlier, later };
      const told = judgePair(norms, earlier, later) ?? judgePair(norms, later, earlier);
      if (told === null) continue;
      if ("reason" in told)
        leaveOpen(told.reason, told.norm, told.norm === later ? earlier : later);
      else conflicts.push({ ...pair, ...told });
    }
  }
  return { conflicts, open: [...open.values()] };
}

/** The cheapest that two rules must share: time, and ground where no line moves it. */
function mayMeet(a: Norm, b: Norm): boolean {
  if (a.times.fromMs >= b.times.untilMs || b.times.fromMs >= a.times.untilMs) return false;
  if (a.tested !== b.tested || a.tested === null) return true;
  const [one, other] = [a.home.staticBoxOf(a), b.home.staticBoxOf(b)];
  if (one === null || other === null) return true;
  return (
    one.westDeg <= other.eastDeg &&
    other.westDeg <= one.eastDeg &&
    one.southDeg <= other.northDeg &&
    other.southDeg <= one.northDeg
  );
}

type Told =
  | { readonly kind: ConflictKind; readonly event: CalculusEvent }
  | { readonly reason: OpenReason; readonly norm: Norm };

/** What is to be said of two articles, the first in the role that its rule has; null: nothing. */
function judgePair(norms: Norms, one: Norm, other: Norm): Told | null {
  switch (one.rule.kind) {
    case "permit":
      return isForbidding(other) || other.rule.kind === "limit"
        ? judgePermit(norms, one, one.rule, other)
        : null;
    case "access":
      return isForbidding(other) || (other.rule.kind === "limit" && other.rule.atMost === 0)
        ? judgeAccess(norms, one, one.rule, other)
        : null;
    case "limit":
      if (isForbidding(other)) return judgeEmptiedLimit(norms, one, one.rule, other);
      return other.rule.kind === "limit" && one.index < other.index
        ? judgeLimits(norms, one, one.rule, other, other.rule)
        : null;
    case "withdraw":
      return other.rule.kind === "withdraw" && one.index < other.index
        ? judgeWithdrawals(norms, one, one.rule, other, other.rule)
        : null;
    case "notify":
      return isForbidding(other) ? judgeNotify(norms, one, other) : null;
    case "require":
      return isForbidding(other) && sharesSubjects(one, other) && sharesGround(one, other)
        ? { reason: "act-in-words", norm: one }
        : null;
    case "freeze":
      return mayMove(one, other) && sharesSubjects(one, other) && sharesGround(one, other)
        ? { reason: "earlier-state", norm: one }
        : null;
    case "prohibit":
      return null;
  }
}

/** What a frozen state may be moved by: a withdrawal, or a permission of what is frozen. */
function mayMove(freeze: Norm, { rule }: Norm): boolean {
  if (rule.kind === "withdraw") return true;
  const frozen = kindsOfRule(freeze.rule);
  return rule.kind === "permit" && rule.kinds.some((kind) => frozen.includes(kind));
}

function isForbidding({ rule }: Norm): boolean {
  return rule.kind === "prohibit" || rule.kind === "withdraw";
}

function judgePermit(norms: Norms, permit: Norm, rule: PermitRule, other: Norm): Told | null {
  if (rule.kinds.length === 0) {
    const isSameActivity = other.rule.kind === "prohibit" && other.rule.activity === rule.activity;
    return isSameActivity && sharesSubjects(permit, other) && sharesGround(permit, other)
      ? { reason: "no-kind", norm: permit }
      : null;
  }
  const found = findEvent({ all: [permit, other] });
  if (found.answer !== "found") return openGround(found, permit);
  if (rule.when !== undefined) return { reason: "condition-in-words", norm: permit };
  return confirmed(norms, "permit-forbidden", found.event, permit, other);
}

/** Whoever is let in is there: as persons or with a vehicle. */
function judgeAccess(norms: Norms, access: Norm, rule: AccessRule, other: Norm): Told | null {
  if (!other.rule.by.includes(rule.of)) return null;
  const use: Norm = {
    ...access,
    rule: {
      kind: "permit",
      activity: "presence",
      kinds: ["persons", "vehicle"],
      weapons: null,
      by: [rule.of],
      zone: rule.zone,
      time: rule.time,
    },
  };
  const found = findEvent({ all: [use, other] });
  if (found.answer !== "found") return openGround(found, access);
  return confirmed(norms, "access-forbidden", found.event, null, other);
}

function judgeEmptiedLimit(norms: Norms, limit: Norm, rule: LimitRule, other: Norm): Told | null {
  if (rule.atMost === 0) return null;
  const found = findEvent({ all: [other], within: [limit] });
  if (found.answer !== "found") return openGround(found, limit);
  return confirmed(norms, "limit-emptied", found.event, limit, other);
}

function judgeLimits(
  norms: Norms,
  first: Norm,
  firstRule: LimitRule,
  second: Norm,
  secondRule: LimitRule,
): Told | null {
  if (firstRule.of !== secondRule.of || firstRule.atMost === secondRule.atMost) return null;
  if (firstRule.kinds.length === 0) {
    return sharesSubjects(first, second) && sharesGround(first, second)
      ? { reason: "no-kind", norm: second }
      : null;
  }
  const [high, low] = firstRule.atMost > secondRule.atMost ? [first, second] : [second, first];
  // Exceeds the lower number only: exists wherever both hold.
  const found = findEvent({ all: [low], within: [high] });
  if (found.answer !== "found") return openGround(found, second);
  const highGround = groundOf(high, found.event.atMs);
  const lowGround = groundOf(low, found.event.atMs);
  if (highGround === null || lowGround === null) {
    return confirmed(norms, "limit-twice", found.event, high, low);
  }
  // A lower number on a smaller part of the ground is a limit of its own.
  const beyond = findPlace([highGround], [lowGround]);
  if (beyond.answer === "found") return null;
  if (beyond.answer === "undecided") return { reason: "ground", norm: second };
  const isSame = findPlace([lowGround], [highGround]).answer === "none";
  return confirmed(norms, isSame ? "limit-twice" : "limit-idle", found.event, high, low);
}

function judgeWithdrawals(
  norms: Norms,
  first: Norm,
  firstRule: WithdrawRule,
  second: Norm,
  secondRule: WithdrawRule,
): Told | null {
  if (firstRule.line !== secondRule.line || firstRule.beyondM === secondRule.beyondM) return null;
  const both = findEvent({ all: [first, second] });
  if (both.answer !== "found") return openGround(both, second);
  const isFirstFarther = firstRule.beyondM > secondRule.beyondM;
  const [far, near] = isFirstFarther ? [first, second] : [second, first];
  const farGround = groundOf(far, both.event.atMs);
  const nearGround = groundOf(near, both.event.atMs);
  if (farGround === null || nearGround === null || far.tested === null) return null;
  const between = findPlace([farGround], [nearGround]);
  if (between.answer !== "found") return openGround(between, second);
  const event = { ...both.event, [far.tested]: between.at };
  return confirmed(norms, "withdrawal-twice", event, near, far);
}

function judgeNotify(norms: Norms, notify: Norm, other: Norm): Told | null {
  const isSameActivity =
    notify.rule.kind === "notify" &&
    other.rule.kind === "prohibit" &&
    notify.rule.of === other.rule.activity;
  if (isSameActivity && kindsOfRule(notify.rule).length === 0) {
    return sharesSubjects(notify, other) && sharesGround(notify, other)
      ? { reason: "no-kind", norm: notify }
      : null;
  }
  const shared = findEvent({ all: [notify, other] });
  if (shared.answer !== "found") return openGround(shared, notify);
  const free = findEvent({ all: [notify], none: [other] });
  if (free.answer === "found") return null;
  if (free.answer === "undecided") return { reason: "ground", norm: notify };
  return confirmed(norms, "notify-forbidden", shared.event, null, other);
}

/** A conflict whose event breaches the one article and not the other, by `breachOf`. */
function confirmed(
  norms: Norms,
  kind: ConflictKind,
  event: CalculusEvent,
  kept: Norm | null,
  broken: Norm,
): Told {
  const { prepared } = norms;
  const isConfirmed =
    breachOf(prepared, broken.article.id, event).breached &&
    (kept === null || !breachOf(prepared, kept.article.id, event).breached);
  // Rounding on a border: rather open than wrong.
  return isConfirmed ? { kind, event } : { reason: "ground", norm: broken };
}

function openGround({ answer }: Pick<EventAnswer, "answer">, norm: Norm): Told | null {
  return answer === "undecided" ? { reason: "ground", norm } : null;
}

function sharesSubjects(a: Norm, b: Norm): boolean {
  return a.rule.by.some((party) => b.rule.by.includes(party));
}

/** False only where it is proved that the two have no ground in common. */
function sharesGround(a: Norm, b: Norm): boolean {
  const atMs = Math.max(a.times.fromMs, b.times.fromMs);
  if (!Number.isFinite(atMs)) return false;
  const [first, second] = [groundOf(a, atMs), groundOf(b, atMs)];
  if (first === null || second === null) return true;
  return findPlace([first, second]).answer !== "none";
}
