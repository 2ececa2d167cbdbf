import type { CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import {
  type Assessment,
  derivedId,
  fireKinds,
  type Origin,
  type SilenceWindow,
  type SilenceWindowState,
} from "@truceline/model";
import { clauseState, lossText, outcomeOf, type SectorHour } from "@truceline/verification";
import type { WindowEvent } from "./window-events.ts";

const minuteMs = 60_000;
const sectorId = "window";
/** From here on an event is drawn and counted: more likely than not it was fire in the window. */
export const windowEventRatio = 0.5;
const reasonCountMax = 3;
/** Where the agreement bans no fire there is no standard to take over. Ours, that of our templates. */
const defaultStandard = { probability: 0.9, independentSources: 2 };
const defaultCoverageRatio = 0.8;

export interface SilenceWindowInput {
  readonly window: SilenceWindow;
  readonly agreement: PreparedAgreement;
  readonly origin: Origin;
  readonly nowMs: number;
  /** Coverage of the place, minute by minute, from the window's start. Empty where it has no place. */
  readonly minutes: readonly SectorHour[];
  readonly events: readonly WindowEvent[];
}

/** How a window of silence stands, and why. */
export interface SilenceWindowStanding {
  readonly state: SilenceWindowState;
  /** One character a minute: `s` seen, `u` unseen, `e` an event, `.` not yet or not in force. */
  readonly minutes: string;
  readonly seenMinuteCount: number;
  readonly eventCount: number;
  readonly coverageRatio: number;
  readonly requirementRatio: number;
  readonly reasons: readonly string[];
  /** Upper 95 % bound on breaches within it; null where nothing could be seen. */
  readonly upperCount: number | null;
  readonly guarantees: readonly { readonly party: string; readonly atMs: number | null }[];
}

/** The agreement's own ban of fire, whose standard a window takes over. */
function banOfFire({ compiled }: PreparedAgreement): CompiledArticle | undefined {
  return compiled.articles.find(
    ({ rule }) => rule.kind === "prohibit" && rule.kinds.some((kind) => fireKinds.has(kind)),
  );
}

/**
 * A window of silence as an article of its own: fire at one place for some hours, by anybody, with the
 * standard of evidence and the counting of the agreement's ban of fire.
 */
export function windowArticle(
  window: SilenceWindow,
  agreement: PreparedAgreement,
): CompiledArticle {
  const ban = banOfFire(agreement);
  const kinds =
    ban?.rule.kind === "prohibit" ? ban.rule.kinds.filter((kind) => fireKinds.has(kind)) : [];
  return {
    id: "window",
    text: { en: window.purpose },
    rule: {
      kind: "prohibit",
      activity: "fire",
      kinds: kinds.length > 0 ? kinds : [...fireKinds],
      weapons: null,
      by: agreement.compiled.parties.map(({ id }) => id),
      tested: "present",
      zone: window.place.zoneId ?? "",
      time: { fromMs: window.span.fromMs, untilMs: window.span.toMs },
    },
    standard: ban?.standard ?? defaultStandard,
    coverageRatio: window.requirementRatio ?? ban?.coverageRatio ?? defaultCoverageRatio,
    persistence: { is: "impulse" },
    count: ban?.count ?? "incident",
  };
}

/** When both sides had given their guarantee and neither had taken it back; null if that never was. */
export function windowInForce(
  { guarantees, span }: SilenceWindow,
  parties: readonly string[],
): { readonly fromMs: number; readonly toMs: number } | null {
  let { fromMs, toMs } = span;
  for (const party of parties) {
    const own = guarantees
      .filter((one) => one.party === party)
      .sort((a, b) => a.atMs - b.atMs)
      .find(({ withdrawnAtMs }) => withdrawnAtMs === undefined || withdrawnAtMs > span.fromMs);
    if (own === undefined) return null;
    fromMs = Math.max(fromMs, own.atMs);
    toMs = Math.min(toMs, own.withdrawnAtMs ?? toMs);
  }
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/**
 * How a window stands, by the rule of any clause: breached where an event in it meets the standard;
 * met where coverage over its minutes reaches what is asked and nothing is open; else undetermined.
 * It counts only while the guarantees of all parties hold: without them it cannot start, a late one
 * starts it late, one taken back ends it. Exchanging the parties exchanges nothing but their letters.
 */
export function silenceWindowStanding(input: SilenceWindowInput): SilenceWindowStanding {
  const { window, agreement, nowMs, minutes } = input;
  const parties = agreement.compiled.parties.map(({ id }) => id);
  const article = windowArticle(window, agreement);
  const inForce = windowInForce(window, parties);
  const guarantees = parties.map((party) => ({ party, atMs: guaranteedAtMs(window, party) }));
  const requirementRatio = article.coverageRatio;
  const fromMs = inForce?.fromMs ?? window.span.toMs;
  const toMs = Math.min(nowMs, inForce?.toMs ?? window.span.toMs);
  const events = input.events.filter(
    ({ atMs, probability }) => atMs >= fromMs && atMs < toMs && probability > 0,
  );
  const held = minutes.filter((minute) => minute.fromMs >= fromMs && minute.toMs <= toMs);
  const strip = minuteStrip(window, held, events, requirementRatio);
  const base = {
    minutes: strip,
    seenMinuteCount: held.filter((minute) => meanOf(minute.ratios) >= requirementRatio).length,
    eventCount: events.filter(({ probability }) => probability >= windowEventRatio).length,
    requirementRatio,
    guarantees,
  };
  const without = { ...base, coverageRatio: 0, upperCount: null };
  if (window.state === "cancelled") return { ...without, state: "cancelled", reasons: [] };
  if (inForce === null) {
    const missing = guarantees.filter(({ atMs }) => atMs === null).map(({ party }) => party);
    return { ...without, state: "cannot-start", reasons: missingReasons(missing) };
  }
  if (nowMs < inForce.fromMs) return { ...without, state: "to-come", reasons: [] };
  if (toMs <= fromMs) return { ...without, state: "running", reasons: [] };

  const clause = clauseState({
    origin: input.origin,
    article,
    sectorId,
    timezone: agreement.compiled.timezone,
    inForce: { fromMs },
    periodFromMs: fromMs,
    periodToMs: toMs,
    assessments: events.map((event) => assessmentOf(event, article, input)),
    cellCount: Math.max(1, minutes[0]?.ratios.length ?? 0),
    hours: held,
  });
  const isOver = nowMs >= inForce.toMs;
  const state =
    clause.state === "breached" || (isOver && clause.state === "met")
      ? clause.state
      : isOver
        ? "undetermined"
        : "running";
  return {
    ...base,
    state,
    coverageRatio: clause.coverageRatio,
    reasons: reasonsOf(clause, inForce, window),
    upperCount:
      clause.bound === null
        ? null
        : rounded((clause.bound.upperPerDay * (toMs - fromMs)) / (24 * 60 * minuteMs)),
  };
}

/** The newest guarantee of a party that it has not taken back. */
function guaranteedAtMs({ guarantees }: SilenceWindow, party: string): number | null {
  const own = guarantees.filter((one) => one.party === party && one.withdrawnAtMs === undefined);
  return own.length === 0 ? null : Math.max(...own.map(({ atMs }) => atMs));
}

function assessmentOf(
  event: WindowEvent,
  article: CompiledArticle,
  { window, agreement, origin }: SilenceWindowInput,
): Assessment {
  const probability = rounded(event.probability);
  return {
    schema: "assessment/1",
    id: derivedId("window-assessment", origin, window.id, event.incidentId),
    version: 1,
    origin,
    recordedAtMs: event.recordedAtMs,
    incidentId: event.incidentId,
    atMs: event.atMs,
    articleId: article.id,
    agreementHash: agreement.compiled.hash,
    sectorIds: [sectorId],
    probability,
    standard: { ...article.standard },
    independentSources: event.sourceCount,
    outcome: outcomeOf(article.standard, probability, probability, event.sourceCount),
    underLines: [],
    responsibility: null,
    trace: [],
  };
}

function minuteStrip(
  { span }: SilenceWindow,
  held: readonly SectorHour[],
  events: readonly WindowEvent[],
  requirementRatio: number,
): string {
  const count = Math.ceil((span.toMs - span.fromMs) / minuteMs);
  const strip = Array.from({ length: count }, () => ".");
  const minuteOf = (atMs: number) => Math.floor((atMs - span.fromMs) / minuteMs);
  for (const { fromMs, ratios } of held) {
    strip[minuteOf(fromMs)] = meanOf(ratios) >= requirementRatio ? "s" : "u";
  }
  for (const { atMs, probability } of events) {
    if (probability >= windowEventRatio) strip[minuteOf(atMs)] = "e";
  }
  return strip.join("");
}

function reasonsOf(
  clause: ReturnType<typeof clauseState>,
  inForce: { readonly fromMs: number; readonly toMs: number },
  { span }: SilenceWindow,
): readonly string[] {
  const reasons = clause.losses.slice(0, reasonCountMax).map(lossText);
  if (clause.openCount > 0) {
    const what = clause.openCount === 1 ? "1 incident is" : `${clause.openCount} incidents are`;
    reasons.unshift(`${what} open.`);
  }
  if (inForce.fromMs > span.fromMs) reasons.push("A guarantee came after its start.");
  if (inForce.toMs < span.toMs) reasons.push("A guarantee was taken back before its end.");
  return reasons;
}

function missingReasons(parties: readonly string[]): readonly string[] {
  if (parties.length === 0) return ["No guarantee of all parties held at one time."];
  return parties.map((party) => `No guarantee of ${party}.`);
}

function meanOf(ratios: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < ratios.length; index++) sum += ratios[index] ?? 0;
  return ratios.length === 0 ? 0 : sum / ratios.length;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
