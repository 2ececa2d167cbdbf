import { type GroupNetwork, optionOf, type TimetableGame } from "./timetable-game.ts";

/** What each patrol does on one day: for each, the nodes of its network in order. */
export interface DayPlan {
  /** One entry a patrol, groups in the order of the game's networks. */
  readonly ways: readonly { readonly network: number; readonly nodes: readonly number[] }[];
}

/** The best way of one patrol through its network, by what looks are worth. */
export class BestWay {
  readonly #network: GroupNetwork;
  /** Option of each node. */
  readonly options: Int32Array;
  readonly #value: Float64Array;
  readonly #next: Int32Array;

  constructor(network: GroupNetwork, slotsOfDay: number) {
    this.#network = network;
    const nodeCount = network.canEnd.length;
    this.options = Int32Array.from({ length: nodeCount }, (_, node) =>
      optionOf(network, node, slotsOfDay),
    );
    this.#value = new Float64Array(nodeCount);
    this.#next = new Int32Array(nodeCount);
  }

  get arcCount(): number {
    return this.#network.arcTo.length;
  }

  /**
   * The greatest sum of worth over a way from the base and home; each option is counted as often as the
   * way passes it. Exact: arcs lead forward in time, so one sweep backwards decides.
   */
  solve(worth: Float64Array): { readonly value: number; readonly nodes: readonly number[] } {
    const { canEnd, isUsable, firstArc, arcTo, starts } = this.#network;
    const value = this.#value;
    for (let node = canEnd.length - 1; node >= 0; node--) {
      if (isUsable[node] === 0) {
        value[node] = Number.NEGATIVE_INFINITY;
        continue;
      }
      let best = canEnd[node] === 1 ? 0 : Number.NEGATIVE_INFINITY;
      let next = -1;
      const last = firstArc[node + 1] as number;
      for (let arc = firstArc[node] as number; arc < last; arc++) {
        const to = arcTo[arc] as number;
        if ((value[to] as number) > best) {
          best = value[to] as number;
          next = to;
        }
      }
      value[node] = best + (worth[this.options[node] as number] as number);
      this.#next[node] = next;
    }
    let first = -1;
    let most = 0;
    for (const node of starts) {
      if ((value[node] as number) > most) {
        most = value[node] as number;
        first = node;
      }
    }
    const nodes: number[] = [];
    for (let node = first; node >= 0; node = this.#next[node] as number) nodes.push(node);
    return { value: most, nodes };
  }
}

/** One `BestWay` a network. */
export function bestWays(game: TimetableGame): readonly BestWay[] {
  return game.networks.map((network) => new BestWay(network, game.slotsOfDay));
}

/**
 * A day for all patrols that is worth much: each in turn takes its best way, what others look at being
 * worth nothing more. `bound` is proved: no day is worth more, as no patrol alone can do better.
 */
export function goodDay(
  game: TimetableGame,
  ways: readonly BestWay[],
  worth: Float64Array,
): { readonly plan: DayPlan; readonly bound: number } {
  const left = worth.slice();
  const plan: { network: number; nodes: readonly number[] }[] = [];
  let bound = 0;
  for (const [index, network] of game.networks.entries()) {
    const way = ways[index] as BestWay;
    bound += network.group.count * way.solve(worth).value;
    for (let patrol = 0; patrol < network.group.count; patrol++) {
      const { nodes } = way.solve(left);
      for (const node of nodes) left[way.options[node] as number] = 0;
      plan.push({ network: index, nodes });
    }
  }
  return { plan: { ways: plan }, bound };
}

/** 1 at each option that somebody looks at on such a day. */
export function looksOf(game: TimetableGame, ways: readonly BestWay[], plan: DayPlan): Uint8Array {
  const looked = new Uint8Array(game.unseen.length);
  for (const { network, nodes } of plan.ways) {
    const { options } = ways[network] as BestWay;
    for (const node of nodes) looked[options[node] as number] = 1;
  }
  return looked;
}
