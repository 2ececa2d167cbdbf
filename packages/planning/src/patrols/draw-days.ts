import type { Rng } from "@truceline/model";
import type { DayPlan } from "./best-day.ts";
import type { GroupWays } from "./timetable-by-programme.ts";
import type { MixedDays } from "./timetable-by-weights.ts";
import type { GroupNetwork, TimetableGame } from "./timetable-game.ts";

/** How the probabilities of a timetable are kept, so that a day can be drawn. */
export type Mixture =
  | ({ readonly kind: "days" } & MixedDays)
  | { readonly kind: "ways"; readonly groups: readonly GroupWays[] };

/**
 * One day of a timetable, drawn. Whole days are drawn by their probability. Ways of a group are drawn
 * together: for one patrol by weight; for several the flow is rounded at random along its cycles until
 * it is whole, so that each place and hour is looked at with exactly its probability, no two patrols of
 * a group meet where less than one look is wanted, and every patrol has a drive that fits its hours
 * (dependent rounding: R. Gandhi et al., Journal of the ACM 53, 2006). Groups are drawn apart.
 */
export function drawDay(game: TimetableGame, mixture: Mixture, rng: Rng): DayPlan {
  if (mixture.kind === "days") return drawByWeight(mixture.days, rng).plan;
  const ways = mixture.groups.flatMap((group) => {
    const network = game.networks[group.network] as GroupNetwork;
    const drawn = drawWays(network, group.ways, rng.fork(network.group.id));
    return drawn.map((nodes) => ({ network: group.network, nodes }));
  });
  return { ways };
}

function drawByWeight<Entry extends { readonly weight: number }>(
  entries: readonly Entry[],
  rng: Rng,
): Entry {
  let left = rng.nextUnit() * entries.reduce((sum, { weight }) => sum + weight, 0);
  for (const entry of entries) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  return entries.at(-1) as Entry;
}

/** Ways of all patrols of a group; an empty one stays at its base. */
function drawWays(
  network: GroupNetwork,
  ways: GroupWays["ways"],
  rng: Rng,
): readonly (readonly number[])[] {
  const { count } = network.group;
  if (count === 1) {
    const total = ways.reduce((sum, { weight }) => sum + weight, 0);
    const idle = { weight: Math.max(0, 1 - total), nodes: [] as readonly number[] };
    return [drawByWeight([...ways, idle], rng).nodes];
  }
  const flow = new RoundedFlow(ways, count);
  flow.round(rng);
  return flow.ways();
}

const wholeMarginRatio = 1e-9;
const SOURCE = -1;
const SINK = -2;

interface Arc {
  readonly from: number;
  readonly to: number;
  flow: number;
}

/**
 * A flow from the base through nodes and home. Each node is two ends of an arc, so that the looks at it
 * are rounded as well: to none or one where less than one was wanted.
 */
class RoundedFlow {
  readonly #arcs: Arc[] = [];
  readonly #at = new Map<number, Arc[]>();

  constructor(ways: GroupWays["ways"], count: number) {
    const known = new Map<string, Arc>();
    const add = (from: number, to: number, flow: number) => {
      const key = `${from} ${to}`;
      const arc = known.get(key);
      if (arc !== undefined) {
        arc.flow += flow;
        return;
      }
      const added = { from, to, flow };
      known.set(key, added);
      this.#arcs.push(added);
      for (const end of [from, to]) {
        const list = this.#at.get(end);
        if (list === undefined) this.#at.set(end, [added]);
        else list.push(added);
      }
    };
    let total = 0;
    for (const { weight, nodes } of ways) {
      if (nodes.length === 0) continue;
      total += weight;
      let left = SOURCE;
      for (const node of nodes) {
        add(left, 2 * node, weight);
        add(2 * node, 2 * node + 1, weight);
        left = 2 * node + 1;
      }
      add(left, SINK, weight);
    }
    add(SOURCE, SINK, Math.max(0, count - total));
  }

  /** Moves flow round cycles of arcs that are not whole, up or down, the mean unchanged. */
  round(rng: Rng): void {
    for (const arc of this.#arcs) snap(arc);
    for (let start = this.#open(); start !== undefined; start = this.#open()) {
      const cycle = this.#cycle(start);
      if (cycle === undefined) {
        // Only rounding errors end in nothing.
        start.flow = Math.round(start.flow);
        continue;
      }
      let up = 1;
      let down = 1;
      for (const { arc, sign } of cycle) {
        const above = Math.ceil(arc.flow) - arc.flow;
        const below = arc.flow - Math.floor(arc.flow);
        up = Math.min(up, sign > 0 ? above : below);
        down = Math.min(down, sign > 0 ? below : above);
      }
      const change = rng.nextUnit() * (up + down) < down ? up : -down;
      for (const { arc, sign } of cycle) {
        arc.flow += sign * change;
        snap(arc);
      }
    }
  }

  /** The whole flow as one way a patrol. */
  ways(): readonly (readonly number[])[] {
    const found: number[][] = [];
    const leaving = (node: number) =>
      (this.#at.get(node) ?? []).find(({ from, flow }) => from === node && flow >= 1);
    for (let first = leaving(SOURCE); first !== undefined; first = leaving(SOURCE)) {
      const nodes: number[] = [];
      for (let arc: Arc | undefined = first; arc !== undefined; arc = leaving(arc.to)) {
        arc.flow -= 1;
        if (arc.to >= 0 && arc.to % 2 === 0) nodes.push(arc.to / 2);
      }
      found.push(nodes);
    }
    return found;
  }

  #open(): Arc | undefined {
    return this.#arcs.find(({ flow }) => !isWhole(flow));
  }

  /** A cycle of arcs that are not whole, whatever their direction. */
  #cycle(start: Arc): readonly { readonly arc: Arc; readonly sign: number }[] | undefined {
    const steps: { arc: Arc; sign: number; from: number }[] = [];
    const metAt = new Map<number, number>([[start.from, 0]]);
    let node = start.from;
    let last: Arc | undefined;
    for (;;) {
      const next = (this.#at.get(node) ?? []).find((arc) => arc !== last && !isWhole(arc.flow));
      if (next === undefined) return undefined;
      const sign = next.from === node ? 1 : -1;
      steps.push({ arc: next, sign, from: node });
      node = sign > 0 ? next.to : next.from;
      last = next;
      const met = metAt.get(node);
      if (met !== undefined) return steps.slice(met);
      metAt.set(node, steps.length);
    }
  }
}

function isWhole(flow: number): boolean {
  return Math.abs(flow - Math.round(flow)) <= wholeMarginRatio;
}

function snap(arc: Arc): void {
  if (isWhole(arc.flow)) arc.flow = Math.round(arc.flow);
}
