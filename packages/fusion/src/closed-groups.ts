import type { Observation } from "@truceline/model";
import { farReachDeg, linkGateMs, nearReachDeg } from "./are-linked.ts";
import {
  type Forest,
  forestOf,
  groupsOfForest,
  linksOf,
  parentOf,
  pathToRoot,
  sortedGroups,
} from "./associate.ts";
import { FusionError } from "./errors.ts";
import { isEvent } from "./event-kind.ts";
import { type AssociationOptions, keyOf, type LinkNode, linkNodeOf } from "./link-node.ts";

/** A window of time and place. The same shape as the store's. */
export interface Vicinity {
  readonly fromMs: number;
  readonly toMs: number;
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

const DEG = Math.PI / 180;

/**
 * The window that holds every observation this one can be linked to: those whose span touches
 * `[fromMs, toMs]` and whose place (`placeOfObservation`) lies in the box. Null when nothing places
 * it. Generous by a thousandth and one millisecond; never crosses the 180th meridian.
 */
export function vicinityOf(observation: Observation, options: AssociationOptions): Vicinity | null {
  const node = linkNodeOf(observation, options);
  return node === null ? null : vicinityOfNode(node, options);
}

function vicinityOfNode(node: LinkNode, options: AssociationOptions): Vicinity {
  const isFar = options.hasReadings !== false;
  const latDeg = isFar ? farReachDeg(node, options) : nearReachDeg(options);
  const gateMs = isFar ? linkGateMs(options) : options.timeMs;
  const farLatDeg = Math.min(89.9, Math.abs(node.latDeg) + latDeg);
  const lonDeg = Math.min(180, latDeg / Math.cos(farLatDeg * DEG));
  return {
    fromMs: node.fromMs - gateMs - 1,
    toMs: node.toMs + gateMs + 1,
    westDeg: Math.max(-180, node.lonDeg - lonDeg),
    southDeg: Math.max(-90, node.latDeg - latDeg),
    eastDeg: Math.min(180, node.lonDeg + lonDeg),
    northDeg: Math.min(90, node.latDeg + latDeg),
  };
}

/** Fetches all stored observations of one origin in the windows; may give more than asked for. */
export type FetchNear = (vicinities: readonly Vicinity[]) => Promise<readonly Observation[]>;

export interface ClosedGroups {
  /** The groups touched, as `associate` over everything would give them. */
  readonly groups: readonly Observation[][];
  /** How many observations were looked at. */
  readonly lookedAtCount: number;
}

const ROUND_COUNT_MAX = 200;

/**
 * The groups that new observations touch, from a store that can only be asked for windows. The same
 * groups come out as from `associate` over the whole log, for those observations that are in them.
 *
 * Why that is enough: the pointer of an observation depends on its links alone, which lie in its
 * vicinity. A new observation can change only its own pointer and those of its links. So the trees
 * touched are the ones, with and without the new observations, that hold these. A tree is known to
 * be whole once the vicinity of each of its members has been fetched: whatever points at a member is
 * a link of it and therefore known, and a pointer worked out from some of the links only is at or
 * above the true one, so that one which leads into the tree is seen. One that only seems to lead
 * there makes its observation a member until its own vicinity has been fetched. Detections by devices
 * point by all their links together, so the vicinity of each that is linked to a member is fetched. Fetching goes on
 * until all trees touched are whole; pointers only go down a scrambled order, so trees stay small
 * and the fetching ends after a few rounds also where links never break off.
 *
 * Every observation of an incident that lost or gained a member is in one of the groups returned:
 * the caller withdraws the earlier incidents of all these observations and writes the new ones.
 *
 * @param added observations new since the groups were last computed; also returned by `lookNear` or not
 * @param limit most observations to look at
 * @throws FusionError `TL_FUSION_VICINITY_LIMIT` beyond it
 */
export async function closedGroups(
  added: readonly Observation[],
  lookNear: FetchNear,
  options: AssociationOptions,
  limit = 50_000,
): Promise<ClosedGroups> {
  const known = new Map<string, LinkNode>();
  const alone: Observation[][] = [];
  const addedKeys = new Set<string>();
  for (const observation of added) {
    const node = linkNodeOf(observation, options);
    if (node !== null) {
      known.set(node.key, node);
      addedKeys.add(node.key);
    } else if (isEvent(observation)) alone.push([observation]);
  }
  const expanded = new Set<string>();
  const expand = async (nodes: Iterable<LinkNode>) => {
    const fresh = [...nodes].filter((node) => !expanded.has(node.key));
    if (fresh.length === 0) return false;
    for (const node of fresh) expanded.add(node.key);
    for (const observation of await lookNear(fresh.map((node) => vicinityOfNode(node, options)))) {
      if (known.has(keyOf(observation))) continue;
      const node = linkNodeOf(observation, options);
      if (node !== null) known.set(node.key, node);
    }
    if (known.size > limit) throw new FusionError("TL_FUSION_VICINITY_LIMIT", { limit });
    return true;
  };
  await expand(known.values());
  for (let round = 0; round < ROUND_COUNT_MAX; round++) {
    const nodes = [...known.values()];
    const links = linksOf(nodes, options);
    const forest = forestOf(nodes, links, options);
    const trees = treesTouched(nodes, links, forest, addedKeys, options);
    // What a detection points at is known once all its links are, wherever they lead.
    const detections = [...trees].flatMap((node) =>
      (links.get(node) ?? []).filter(({ reading }) => reading !== null),
    );
    if (!(await expand([...trees, ...detections]))) {
      const groups = sortedGroups([...alone, ...groupsOfForest([...trees], forest, options)]);
      return { groups, lookedAtCount: known.size };
    }
  }
  throw new FusionError("TL_FUSION_VICINITY_LIMIT", { rounds: ROUND_COUNT_MAX });
}

/** All nodes of the trees that hold an added one or one of its links, or did before it came. */
function treesTouched(
  nodes: readonly LinkNode[],
  links: ReadonlyMap<LinkNode, readonly LinkNode[]>,
  forest: Forest,
  addedKeys: ReadonlySet<string>,
  options: AssociationOptions,
): Set<LinkNode> {
  const roots = new Set<LinkNode>();
  const moved = new Set<LinkNode>();
  for (const node of nodes) {
    if (!addedKeys.has(node.key)) continue;
    moved.add(node);
    for (const link of links.get(node) ?? []) moved.add(link);
  }
  const before = new Map<LinkNode, LinkNode>(forest);
  for (const node of moved) {
    const earlier = (links.get(node) ?? []).filter((link) => !addedKeys.has(link.key));
    if (!addedKeys.has(node.key)) before.set(node, parentOf(node, earlier, options));
  }
  for (const node of moved) {
    for (const at of pathToRoot(node, forest).slice(-1)) roots.add(at);
    // The tree it was in before: from its old root upwards in today's forest.
    const oldRoot = pathToRoot(node, before).at(-1) ?? node;
    for (const at of pathToRoot(oldRoot, forest).slice(-1)) roots.add(at);
  }
  // Where an old root has itself moved on, every old tree that passed a moved node is in this set
  // too, because the path of each of its members ends at a root already here.
  return new Set(nodes.filter((node) => roots.has(pathToRoot(node, forest).at(-1) ?? node)));
}
