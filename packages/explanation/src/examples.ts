import {
  type BreachCondition,
  breachOf,
  type CalculusEvent,
  type PreparedAgreement,
} from "@truceline/agreement";
import {
  at,
  type BaseEvent,
  baseEvent,
  isMet,
  type PlacedEvent,
  violationsOf,
} from "./example-events.ts";
import type { ExamplePlace } from "./example-places.ts";
import { edgeAfter, edgeBefore } from "./example-times.ts";
import { type Condition, conditionsOf, type Statement } from "./statement.ts";

/** An event with what the calculus says of it. */
export interface Example {
  /** Breached; of a permission: permitted. */
  readonly isMet: boolean;
  /** The condition that decides, as `breachOf` names it. */
  readonly because: BreachCondition;
  readonly event: CalculusEvent;
  readonly place: ExamplePlace | null;
}

/** Two events that differ in one thing, by as little as is told, and so in the answer. */
export interface Edge {
  readonly of: Condition["because"];
  readonly inside: Example;
  readonly outside: Example;
}

export interface Examples {
  /** Clearly in breach. */
  readonly met: Example;
  /** Clearly not, and one that is exempt where there is an exemption. */
  readonly notMet: readonly Example[];
  readonly edges: readonly Edge[];
}

/** Why an article has no examples: nothing in it is tested by an event, or none was found. */
export type NoExamples = "not-tested" | "not-found";

/** The condition that shows best that an event is no breach; the first that can be shown is taken. */
const plainest: readonly Condition["because"][] = ["place", "time", "weapon", "count", "kind"];

/**
 * Example events of an article, found by search over the agreement's own geometry and times and each
 * confirmed by the calculus: one clearly in breach, one clearly not, one that is exempt where an
 * exemption stands, and pairs on the edge, one on each side. Deterministic; at most some 15 events.
 */
export function examplesOf(
  prepared: PreparedAgreement,
  statement: Statement,
): Examples | NoExamples {
  const { rule, notAssessed } = statement;
  const isTested = rule.kind === "permit" ? rule.kinds.length > 0 : notAssessed === null;
  if (!isTested) return "not-tested";
  const base = baseEvent(prepared, statement);
  if (base === null) return "not-found";
  const tell = ({ event, place }: PlacedEvent): Example => {
    const answer = breachOf(prepared, statement.article.id, event);
    return { isMet: isMet(answer), because: answer.because, event, place };
  };
  const failing = (because: Condition["because"]): Example | undefined =>
    conditionsOf(statement, because)
      .flatMap((condition) => violationsOf(prepared, statement, base, condition))
      .map(tell)
      .find((example) => example.because === because);
  const clear = [plainest.map(failing).find((one) => one !== undefined), failing("exempt")];
  return {
    met: tell(base),
    notMet: clear.filter((one) => one !== undefined),
    edges: pairsOf(prepared, statement, base)
      .map(({ of, inside, outside }) => ({ of, inside: tell(inside), outside: tell(outside) }))
      // A pair that does not differ shows no edge.
      .filter(({ inside, outside }) => inside.isMet && !outside.isMet),
  };
}

interface Pair {
  readonly of: Condition["because"];
  readonly inside: PlacedEvent;
  readonly outside: PlacedEvent;
}

/** Pairs of events, of each condition that has an edge. */
function pairsOf(
  prepared: PreparedAgreement,
  statement: Statement,
  base: BaseEvent,
): readonly Pair[] {
  const { event, place, places, tested } = base;
  const pair = (
    of: Condition["because"],
    inside: Partial<CalculusEvent>,
    outside: Partial<CalculusEvent>,
  ): Pair => ({
    of,
    inside: { event: { ...event, ...inside }, place },
    outside: { event: { ...event, ...outside }, place },
  });
  const pairs: Pair[] = [];
  for (const { inside, outside } of tested === null ? [] : (places?.edges ?? [])) {
    pairs.push({
      of: "place",
      inside: { event: at(event, tested, inside), place: inside },
      outside: { event: at(event, tested, outside), place: outside },
    });
  }
  for (const { rangeMinM, rangeMaxM } of conditionsOf(statement, "weapon")) {
    if (rangeMinM !== undefined) {
      pairs.push(pair("weapon", { rangeM: rangeMinM }, { rangeM: rangeMinM - 1 }));
    }
    if (rangeMaxM !== undefined) {
      pairs.push(pair("weapon", { rangeM: rangeMaxM }, { rangeM: rangeMaxM + 1 }));
    }
  }
  for (const { minMm, maxMm } of conditionsOf(statement, "calibre")) {
    if (minMm !== undefined) {
      pairs.push(pair("calibre", { calibreMm: minMm }, { calibreMm: minMm - 1 }));
    }
    if (maxMm !== undefined) {
      pairs.push(pair("calibre", { calibreMm: maxMm }, { calibreMm: maxMm + 1 }));
    }
  }
  for (const { atMost } of conditionsOf(statement, "count")) {
    pairs.push(pair("count", { count: atMost + 1 }, { count: atMost }));
  }
  for (const { floorM, ceilingM } of conditionsOf(statement, "height")) {
    if (floorM !== undefined) {
      pairs.push(pair("height", { altitudeM: floorM }, { altitudeM: floorM - 1 }));
    }
    if (ceilingM !== undefined) {
      pairs.push(pair("height", { altitudeM: ceilingM - 1 }, { altitudeM: ceilingM }));
    }
  }
  for (const { time } of conditionsOf(statement, "time")) {
    const ask = (atMs: number) =>
      breachOf(prepared, statement.article.id, { ...event, atMs }).because;
    for (const find of [edgeBefore, edgeAfter]) {
      const edge = find(time, event.atMs, ask);
      if (edge === undefined) continue;
      pairs.push(pair("time", { atMs: edge.heldMs }, { atMs: edge.notHeldMs }));
    }
  }
  return pairs;
}
