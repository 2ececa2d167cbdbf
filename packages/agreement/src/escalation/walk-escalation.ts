import { canonicalJson } from "@truceline/model";
import type { CompiledDecision } from "../compiled.ts";
import { decide } from "../decisions/decide.ts";
import { answerCondition, type Finding } from "./conditions.ts";
import type { CompiledEscalation, EscalationStep, EscalationTransition } from "./escalation.ts";
import type {
  EscalationEntry,
  EscalationEvent,
  EscalationGround,
  EscalationStanding,
  EscalationVoice,
  EscalationWalk,
  OpenTransition,
  TakenTransition,
  VoidReason,
} from "./escalation-event.ts";

/** What the ladder stands in: the agreement that it is part of. */
export interface EscalationFrame {
  readonly escalation: CompiledEscalation;
  readonly decisions: readonly CompiledDecision[];
  /** Entry into force: from then on it stands at its first step. */
  readonly beginsMs: number;
}

/** At one instant: what is known first, then what people decide. */
const rank = { finding: 0, withdrawal: 1, answer: 2, clock: 3, decision: 4 } as const;

/**
 * Walks a ladder through what was entered until an instant (included). The result is a function of the
 * set of events: order and repetition do not matter. A transition that people must decide is only ever
 * *open*; it is taken by their decisions, each with its reason, and in no other way. A decline closes
 * it until its conditions hold anew, counted from the decline. What was entered before the ladder
 * begins is left out.
 *
 * @throws nothing: what does not fit the ladder changes nothing and is told as `void`
 */
export function walkEscalation(
  frame: EscalationFrame,
  events: readonly EscalationEvent[],
  untilMs: number,
): EscalationWalk {
  const walk = new Walk(frame);
  const distinct = new Map(
    events
      .filter(({ atMs }) => atMs >= frame.beginsMs && atMs <= untilMs)
      .map((event) => [canonicalJson(event), event]),
  );
  const sorted = [...distinct].sort(
    ([oneText, one], [otherText, other]) =>
      one.atMs - other.atMs ||
      rank[one.is] - rank[other.is] ||
      decisionRank(one, frame) - decisionRank(other, frame) ||
      deciderRank(one, frame) - deciderRank(other, frame) ||
      (oneText < otherText ? -1 : 1),
  );
  for (const [, event] of sorted) {
    walk.clock(event.atMs - 1);
    if (event.is === "decision") walk.clock(event.atMs);
    walk.take(event);
  }
  walk.clock(untilMs);
  return { entries: walk.entries, standing: walk.standing(untilMs) };
}

/**
 * Of decisions of one instant a decline counts first, then the order of the document: never who it is
 * that decides.
 */
function decisionRank(event: EscalationEvent, { escalation }: EscalationFrame): number {
  if (event.is !== "decision") return 0;
  const { transitions } = escalation;
  const index = transitions.findIndex(({ id }) => id === event.transition);
  return index + (event.outcome === "decline" ? 0 : transitions.length + 1);
}

/** Voices for one decision count in the order in which the document names who decides, not by name. */
function deciderRank(event: EscalationEvent, { escalation }: EscalationFrame): number {
  if (event.is !== "decision") return 0;
  const rule = escalation.transitions.find(({ id }) => id === event.transition);
  return rule?.decidedBy.indexOf(event.by) ?? -1;
}

type Decision = Extract<EscalationEvent, { readonly is: "decision" }>;

class Walk {
  readonly entries: EscalationEntry[] = [];
  readonly #frame: EscalationFrame;
  readonly #findings: Finding[] = [];
  readonly #known = new Set<string>();
  readonly #withdrawn = new Set<string>();
  readonly #taken: TakenTransition[] = [];
  readonly #declined: EscalationStanding["declined"][number][] = [];
  readonly #declinedMs = new Map<string, number>();
  readonly #agreed = new Map<string, EscalationVoice[]>();
  #open = new Map<string, OpenTransition>();
  #answers = new Map<string, number>();
  #step: EscalationStep | undefined;
  #sinceMs: number;
  /** In the first step every finding is new. */
  #newAfterMs = Number.NEGATIVE_INFINITY;
  #nowMs: number;

  constructor(frame: EscalationFrame) {
    this.#frame = frame;
    this.#step = this.#stepOf(frame.escalation.begins);
    this.#sinceMs = frame.beginsMs;
    this.#nowMs = frame.beginsMs;
  }

  /** Lets time pass: what opens by itself opens at its instant, what is automatic is taken then. */
  clock(toMs: number): void {
    // Between two entries of one instant nothing is looked at: their order must not matter.
    if (toMs < this.#nowMs) return;
    this.#settle(this.#nowMs);
    for (let atMs = this.#nextMs(); atMs <= toMs; atMs = this.#nextMs()) {
      this.#nowMs = atMs;
      this.#settle(atMs);
    }
    this.#nowMs = toMs;
  }

  /** When the clock alone next makes a transition possible; infinite if it never does. */
  #nextMs(): number {
    const later = this.#leaving()
      .map((transition) => this.#holdsFrom(transition)?.fromMs ?? Number.POSITIVE_INFINITY)
      .filter((ms) => ms > this.#nowMs);
    return Math.min(Number.POSITIVE_INFINITY, ...later);
  }

  take(event: EscalationEvent): void {
    const { atMs } = event;
    this.#nowMs = Math.max(this.#nowMs, atMs);
    this.entries.push({ what: "event", atMs, event });
    switch (event.is) {
      case "finding":
        this.#addFinding(event);
        break;
      case "withdrawal":
        this.#withdraw(event.finding);
        break;
      case "answer":
        if (this.#step?.asks.includes(event.by) !== true) this.#void(event, "nobody-asked");
        else if (!this.#answers.has(event.by)) this.#answers.set(event.by, atMs);
        break;
      case "decision":
        this.#decide(event);
        break;
      case "clock":
        break;
    }
  }

  standing(atMs: number): EscalationStanding {
    const { asks = [], answerWithinMs = null } = this.#step ?? {};
    return {
      atMs,
      step: this.#step?.id ?? "",
      sinceMs: this.#sinceMs,
      answers: asks.map((by) => ({
        by,
        dueMs: this.#sinceMs + (answerWithinMs ?? 0),
        answeredMs: this.#answers.get(by) ?? null,
      })),
      open: this.#leaving().flatMap(({ id }) => this.#open.get(id) ?? []),
      taken: this.#taken,
      declined: this.#declined,
    };
  }

  #stepOf(id: string): EscalationStep | undefined {
    return this.#frame.escalation.steps.find((step) => step.id === id);
  }

  #leaving(): readonly EscalationTransition[] {
    const { transitions } = this.#frame.escalation;
    return transitions.filter(({ from }) => from.includes(this.#step?.id ?? ""));
  }

  /** From when all conditions of a transition hold; undefined where something new is needed. */
  #holdsFrom(
    transition: EscalationTransition,
  ): { readonly fromMs: number; readonly grounds: readonly EscalationGround[] } | undefined {
    const step = this.#step;
    if (step === undefined) return undefined;
    const declinedMs = this.#declinedMs.get(transition.id);
    let fromMs = Number.NEGATIVE_INFINITY;
    const grounds: EscalationGround[] = [];
    for (const condition of transition.when) {
      const answer = answerCondition(condition, {
        step,
        sinceMs: this.#sinceMs,
        baseMs: Math.max(this.#sinceMs, declinedMs ?? this.#sinceMs),
        newAfterMs: Math.max(this.#newAfterMs, declinedMs ?? this.#newAfterMs),
        findings: this.#findings,
        answers: this.#answers,
      });
      if (answer === null) return undefined;
      fromMs = Math.max(fromMs, answer.fromMs);
      grounds.push(answer.ground);
    }
    return { fromMs, grounds };
  }

  /** Brings what is open up to an instant, and takes what is automatic, each at most once. */
  #settle(atMs: number): void {
    const takenNow = new Set<string>();
    for (let again = true; again; ) {
      again = false;
      this.#look(atMs);
      const automatic = this.#leaving().find(
        (one) => one.automatic && this.#open.has(one.id) && !takenNow.has(one.id),
      );
      if (automatic === undefined) continue;
      takenNow.add(automatic.id);
      this.#enter(automatic, atMs, []);
      again = true;
    }
  }

  #look(atMs: number): void {
    const open = new Map<string, OpenTransition>();
    for (const transition of this.#leaving()) {
      const holds = this.#holdsFrom(transition);
      if (holds === undefined || holds.fromMs > atMs) continue;
      const before = this.#open.get(transition.id);
      const agreed = before === undefined ? [] : (this.#agreed.get(transition.id) ?? []);
      open.set(transition.id, {
        id: transition.id,
        to: transition.to,
        sinceMs: before?.sinceMs ?? atMs,
        grounds: holds.grounds,
        agreed,
        waitsFor: waitsFor(transition, agreed),
      });
    }
    const automatic = new Set(this.#leaving().flatMap((one) => (one.automatic ? [one.id] : [])));
    for (const id of this.#open.keys()) {
      if (open.has(id)) continue;
      this.#agreed.delete(id);
      if (!automatic.has(id)) this.entries.push({ what: "closed", atMs, transition: id });
    }
    for (const [id, transition] of open) {
      if (this.#open.has(id) || automatic.has(id)) continue;
      this.entries.push({ what: "open", atMs, transition });
    }
    this.#open = open;
  }

  #addFinding(finding: Finding): void {
    if (this.#known.has(finding.id)) return;
    this.#known.add(finding.id);
    if (this.#withdrawn.has(finding.id)) return;
    const at = this.#findings.findIndex(
      (one) =>
        one.happenedMs > finding.happenedMs ||
        (one.happenedMs === finding.happenedMs && one.id > finding.id),
    );
    this.#findings.splice(at < 0 ? this.#findings.length : at, 0, finding);
  }

  #withdraw(id: string): void {
    this.#withdrawn.add(id);
    const at = this.#findings.findIndex((one) => one.id === id);
    if (at >= 0) this.#findings.splice(at, 1);
  }

  #void(event: EscalationEvent, because: VoidReason): void {
    this.entries.push({ what: "void", atMs: event.atMs, event, because });
  }

  /** Why a decision changes nothing; undefined where it counts. */
  #whyVoid({ transition: id, by, votes }: Decision): VoidReason | undefined {
    const transition = this.#transitionOf(id);
    if (transition === undefined) return "no-such-transition";
    if (!transition.decidedBy.includes(by)) return "not-theirs";
    if (!transition.from.includes(this.#step?.id ?? "")) return "other-step";
    if (!this.#open.has(id)) return "not-open";
    return this.#ruleOf(by) !== undefined && votes === undefined ? "votes-missing" : undefined;
  }

  #transitionOf(id: string): EscalationTransition | undefined {
    return this.#frame.escalation.transitions.find((transition) => transition.id === id);
  }

  /** The rule by which an office decides; undefined for one person. */
  #ruleOf(by: string): CompiledDecision | undefined {
    const { escalation, decisions } = this.#frame;
    const office = escalation.offices.find(({ id }) => id === by);
    return decisions.find(({ id }) => id === office?.rule);
  }

  #decide(event: Decision): void {
    const { atMs, by, reason, votes } = event;
    const because = this.#whyVoid(event);
    const transition = this.#transitionOf(event.transition);
    if (because !== undefined || transition === undefined) {
      this.#void(event, because ?? "no-such-transition");
      return;
    }
    const rule = this.#ruleOf(by);
    const isAdopted = rule === undefined || decide(rule, votes ?? {}).outcome === "adopted";
    const voice = { by, atMs, reason, ...(votes === undefined ? {} : { votes }) };
    if (event.outcome === "decline" || !isAdopted) {
      const notAdopted = event.outcome === "take";
      this.#declined.push({ transition: transition.id, voice, notAdopted });
      this.#declinedMs.set(transition.id, atMs);
      this.#agreed.delete(transition.id);
      this.entries.push({ what: "declined", atMs, transition: transition.id, voice, notAdopted });
      this.#settle(atMs);
      return;
    }
    const before = this.#agreed.get(transition.id) ?? [];
    const voices = [...before.filter((one) => one.by !== by), voice];
    const agreed = transition.decidedBy.flatMap((id) => voices.filter((one) => one.by === id));
    const missing = waitsFor(transition, agreed) ?? [];
    if (missing.length === 0) {
      this.#enter(transition, atMs, agreed);
      this.#settle(atMs);
      return;
    }
    this.#agreed.set(transition.id, agreed);
    this.entries.push({
      what: "agreed",
      atMs,
      transition: transition.id,
      voice,
      waitsFor: missing,
    });
    this.#look(atMs);
  }

  #enter(
    transition: EscalationTransition,
    atMs: number,
    decided: readonly EscalationVoice[],
  ): void {
    const taken = {
      id: transition.id,
      from: this.#step?.id ?? "",
      to: transition.to,
      atMs,
      automatic: transition.automatic,
      decided,
      grounds: this.#open.get(transition.id)?.grounds ?? [],
    };
    this.#taken.push(taken);
    this.entries.push({ what: "taken", atMs, taken });
    this.#step = this.#stepOf(transition.to);
    this.#sinceMs = atMs;
    this.#newAfterMs = atMs;
    this.#answers = new Map();
    this.#open = new Map();
    this.#agreed.clear();
    this.#declinedMs.clear();
  }
}

function waitsFor(
  { decidedBy, automatic }: EscalationTransition,
  agreed: readonly EscalationVoice[],
): readonly string[] | null {
  if (automatic) return [];
  if (decidedBy.length === 0) return null;
  return decidedBy.filter((id) => !agreed.some(({ by }) => by === id));
}
