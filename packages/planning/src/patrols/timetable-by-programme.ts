import type { MixedIntegerModel, ModelColumn, ModelRow, Solver } from "../solver.ts";
import { capOf, consideredOptions } from "./timetable-by-weights.ts";
import { type GroupNetwork, optionOf, type TimetableGame } from "./timetable-game.ts";

/** Ways of the patrols of one group with how many patrols take each, on the mean. */
export interface GroupWays {
  readonly network: number;
  /** Weights sum to at most the number of patrols; the rest stays at its base. */
  readonly ways: readonly { readonly weight: number; readonly nodes: readonly number[] }[];
}

export interface ProgrammeAnswer {
  readonly solver: string;
  readonly status: "optimal" | "feasible" | "too-large" | "no-answer";
  /** No timetable can guarantee more; null where the solver proved nothing. */
  readonly bound: number | null;
  /** What the ways below guarantee when drawn; null without ways. */
  readonly guaranteed: number | null;
  readonly ways: readonly GroupWays[] | null;
  /** The solver's own words. */
  readonly detail: string;
}

const columnCountMax = 60_000;
/** Flows below this are rounding of the solver. */
const flowMin = 1e-7;

/**
 * The timetable game as a linear programme: patrols flow through places and hours, and the least
 * detection over all options is made as large as may be (Z. Yin et al., AI Magazine 33, 2012). For one
 * group its value is the value of the game, as flows of patrols alike can always be drawn as whole days
 * (see `drawDays`). With several groups the value is a bound: two groups may meet at one place, which
 * the programme counts as two looks; what is guaranteed is computed from the ways as they are drawn.
 */
export async function timetableByProgramme(
  game: TimetableGame,
  solver: Solver,
  timeLimitMs: number,
): Promise<ProgrammeAnswer> {
  const built = timetableModel(game, false);
  const base = { solver: solver.name, ways: null, guaranteed: null };
  if (built === undefined) {
    const detail = `more than ${columnCountMax} columns`;
    return { ...base, status: "too-large", bound: null, detail };
  }
  const result = await solver.solve(built.model, { gapRatio: 0, timeLimitMs });
  const bound = Number.isFinite(result.bound) ? Math.min(built.cap, result.bound) : null;
  if (result.status !== "optimal" && result.status !== "feasible") {
    return { ...base, status: "no-answer", bound, detail: result.detail };
  }
  const ways = game.networks.map((network, index) => ({
    network: index,
    ways: waysOf(network, flowsOf(built.parts[index] as ModelPart, result.values)),
  }));
  const guaranteed = guaranteedByWays(game, ways);
  return {
    solver: solver.name,
    status: result.status,
    bound,
    guaranteed,
    ways,
    detail: result.detail,
  };
}

/** What drawing these ways guarantees: groups are drawn apart, so two may look at one place. */
export function guaranteedByWays(game: TimetableGame, groups: readonly GroupWays[]): number {
  const looked = lookShares(game, groups);
  return consideredOptions(game).reduce((least, option) => {
    const share = looked[option] as number;
    return Math.min(least, (game.unseen[option] as number) + share * (game.gain[option] as number));
  }, 1);
}

/** Probability that somebody looks, for each option. */
export function lookShares(game: TimetableGame, groups: readonly GroupWays[]): Float64Array {
  const nobody = new Float64Array(game.unseen.length).fill(1);
  for (const { network, ways } of groups) {
    const count = new Float64Array(game.unseen.length);
    const of = game.networks[network] as GroupNetwork;
    for (const { weight, nodes } of ways) {
      for (const node of nodes) {
        const option = optionOf(of, node, game.slotsOfDay);
        count[option] = (count[option] as number) + weight;
      }
    }
    for (const [option, looks] of count.entries()) {
      nobody[option] = (nobody[option] as number) * (1 - Math.min(1, looks));
    }
  }
  return nobody.map((share) => 1 - share);
}

/** Columns of one group: first of starts, of arcs, of ends; −1 where there is none. */
interface ModelPart {
  readonly network: GroupNetwork;
  readonly starts: readonly (readonly [node: number, column: number])[];
  readonly arcs: readonly (readonly [from: number, to: number, column: number])[];
  readonly ends: readonly (readonly [node: number, column: number])[];
}

interface Built {
  readonly model: MixedIntegerModel;
  readonly parts: readonly ModelPart[];
  readonly cap: number;
}

/**
 * Column 0 is the detection guaranteed. `isFixed` asks for one whole day instead of a mixture: then the
 * answer is the best fixed timetable. Undefined where the model would be too large.
 */
export function timetableModel(game: TimetableGame, isFixed: boolean): Built | undefined {
  const considered = consideredOptions(game);
  const cap = capOf(game, considered);
  const columns: ModelColumn[] = [
    { name: "guaranteed", objective: 1, lower: 0, upper: cap, integer: false },
  ];
  const rows: ModelRow[] = [];
  const looks = new Map<number, [column: number, coefficient: number][]>();
  const parts: ModelPart[] = [];
  for (const network of game.networks) {
    const part = addNetwork(game, network, columns, rows, looks, isFixed);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  for (const option of considered) {
    const unseen = game.unseen[option] as number;
    if (unseen >= cap) continue;
    const gain = game.gain[option] as number;
    const entries = (looks.get(option) ?? []).map(
      ([column, count]) => [column, -gain * count] as const,
    );
    rows.push({
      name: `option-${option}`,
      lower: Number.NEGATIVE_INFINITY,
      upper: unseen,
      entries: [[0, 1], ...(gain > 0 ? entries : [])],
    });
  }
  return { model: { sense: "max", columns, rows }, parts, cap };
}

function addNetwork(
  game: TimetableGame,
  network: GroupNetwork,
  columns: ModelColumn[],
  rows: ModelRow[],
  looks: Map<number, [column: number, coefficient: number][]>,
  integer: boolean,
): ModelPart | undefined {
  const { isUsable, canEnd, firstArc, arcTo, group } = network;
  const into = new Map<number, number[]>();
  const outOf = new Map<number, number[]>();
  const note = (map: Map<number, number[]>, node: number, column: number) => {
    const list = map.get(node);
    if (list === undefined) map.set(node, [column]);
    else list.push(column);
  };
  const column = (name: string): number =>
    columns.push({ name, objective: 0, lower: 0, upper: group.count, integer }) - 1;
  const starts: [number, number][] = [];
  const arcs: [number, number, number][] = [];
  const ends: [number, number][] = [];
  for (const node of network.starts) {
    if (isUsable[node] !== 1) continue;
    const added = column(`${group.id}-out-${node}`);
    starts.push([node, added]);
    note(into, node, added);
  }
  for (const [node, usable] of isUsable.entries()) {
    if (usable !== 1) continue;
    for (let arc = firstArc[node] as number; arc < (firstArc[node + 1] as number); arc++) {
      const to = arcTo[arc] as number;
      if (isUsable[to] !== 1) continue;
      const added = column(`${group.id}-${node}-${to}`);
      arcs.push([node, to, added]);
      note(outOf, node, added);
      note(into, to, added);
    }
    if (canEnd[node] === 1) {
      const added = column(`${group.id}-home-${node}`);
      ends.push([node, added]);
      note(outOf, node, added);
    }
    if (columns.length > columnCountMax) return undefined;
  }
  rows.push({
    name: `${group.id}-patrols`,
    lower: 0,
    upper: group.count,
    entries: starts.map(([, added]) => [added, 1]),
  });
  for (const [node, usable] of isUsable.entries()) {
    if (usable !== 1) continue;
    const arriving = into.get(node) ?? [];
    const leaving = outOf.get(node) ?? [];
    rows.push({
      name: `${group.id}-through-${node}`,
      lower: 0,
      upper: 0,
      entries: [
        ...arriving.map((added) => [added, 1] as const),
        ...leaving.map((added) => [added, -1] as const),
      ],
    });
    const option = optionOf(network, node, game.slotsOfDay);
    const list = looks.get(option) ?? [];
    for (const added of arriving) list.push([added, 1]);
    looks.set(option, list);
  }
  return { network, starts, arcs, ends };
}

/** Flow that is left on each start, arc and end. */
interface Flows {
  readonly starts: Map<number, number>;
  readonly arcs: Map<number, Map<number, number>>;
  readonly ends: Map<number, number>;
}

function flowsOf(part: ModelPart, values: readonly number[]): Flows {
  const starts = new Map(part.starts.map(([node, column]) => [node, values[column] ?? 0]));
  const ends = new Map(part.ends.map(([node, column]) => [node, values[column] ?? 0]));
  const arcs = new Map<number, Map<number, number>>();
  for (const [from, to, column] of part.arcs) {
    const flow = values[column] ?? 0;
    if (flow <= flowMin) continue;
    const of = arcs.get(from) ?? new Map<number, number>();
    of.set(to, flow);
    arcs.set(from, of);
  }
  return { starts, arcs, ends };
}

/**
 * A flow as ways with weights: again and again the way along the most flow, taken off. What a solver
 * leaves of rounding is dropped, so the weights sum to the patrols within 1e-6.
 */
function waysOf(network: GroupNetwork, flows: Flows) {
  const ways: { weight: number; nodes: readonly number[] }[] = [];
  const mostOf = (entries: Iterable<readonly [number, number]>) => {
    let most: readonly [number, number] | undefined;
    for (const entry of entries) if (most === undefined || entry[1] > most[1]) most = entry;
    return most;
  };
  const wayCountMax =
    flows.starts.size + flows.ends.size + [...flows.arcs.values()].length * 4 + 16;
  let total = 0;
  while (ways.length < wayCountMax) {
    const start = mostOf(flows.starts);
    if (start === undefined || start[1] <= flowMin) break;
    const nodes = [start[0]];
    let weight = start[1];
    for (;;) {
      const node = nodes.at(-1) as number;
      const next = mostOf(flows.arcs.get(node) ?? []);
      const end = flows.ends.get(node) ?? 0;
      if (next === undefined || end >= next[1]) {
        weight = Math.min(weight, end);
        break;
      }
      weight = Math.min(weight, next[1]);
      nodes.push(next[0]);
    }
    if (weight <= flowMin) {
      // A dead end of rounding: this start leads nowhere with its rest.
      flows.starts.set(start[0], 0);
      continue;
    }
    takeOff(flows, nodes, weight);
    ways.push({ weight, nodes });
    total += weight;
  }
  // Rounding may have left a little more or less than whole patrols.
  const nearest = Math.round(total);
  const factor = total > 0 && Math.abs(total - nearest) < 1e-4 ? nearest / total : 1;
  const scale = total * factor > network.group.count ? network.group.count / total : factor;
  return ways.map((way) => ({ ...way, weight: way.weight * scale }));
}

function takeOff({ starts, arcs, ends }: Flows, nodes: readonly number[], weight: number): void {
  const [first] = nodes;
  const last = nodes.at(-1) as number;
  starts.set(first as number, (starts.get(first as number) as number) - weight);
  ends.set(last, (ends.get(last) as number) - weight);
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1];
    if (next === undefined) break;
    const of = arcs.get(node) as Map<number, number>;
    of.set(next, (of.get(next) as number) - weight);
  }
}

/** The day that a whole answer of `timetableModel(game, true)` describes. */
export function wholeDay(built: Built, values: readonly number[]) {
  const ways = built.parts.flatMap((part, network) =>
    waysOf(part.network, flowsOf(part, values.map(Math.round))).flatMap(({ weight, nodes }) =>
      Array.from({ length: Math.round(weight) }, () => ({ network, nodes })),
    ),
  );
  return { ways };
}
