import { ModelError, type Observation } from "@truceline/model";
import { areLinked, isPartOf, linkCost, linkGateMs, linkReachDeg } from "./are-linked.ts";
import { isEvent } from "./event-kind.ts";
import { leaderOf } from "./evidence/leader.ts";
import { type AssociationOptions, keyOf, type LinkNode, linkNodeOf } from "./link-node.ts";
import { compareText, inOrder } from "./node-order.ts";
import { splitConflicts } from "./split-group.ts";

/** Members of a group lie at most this many links from its first one: what bounds its span. */
export const LINK_COUNT_MAX = 2;
/**
 * The observation a node is held to repeat. `linked` may hold the node itself.
 *
 * - A part goes to its whole.
 * - A detection goes to one by a leading device, devices being in a fixed scrambled order: to that one
 *   which, with one more of each other device, fits it best (`leaderOf`); so the shots of a salvo have a
 *   leader each. Never to words.
 * - Words go to the detection they bear on most; without one, to the first in order of themselves and
 *   all words they are linked to.
 * - A trace goes to the first in order of the fires it can be of; where fires far apart in time leave
 *   open which, to none of them; without fire, like words.
 *
 * Nothing goes by a part, nor fire by its trace, and each kind of pointer only goes down its order: no
 * circles. Of some of a node's links only, the parent found is the true one wherever that is among
 * them, but for detections, whose links must all be known: `closedGroups` rests on it.
 */
export function parentOf(
  node: LinkNode,
  linked: readonly LinkNode[],
  options: AssociationOptions,
): LinkNode {
  let parent = node;
  let device: LinkNode | null = null;
  let fire: LinkNode | null = null;
  let [earliestMs, latestMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const other of linked) {
    if (isPartOf(node, other)) return other;
    if (other.wholeName !== "" || other === node) continue;
    if (other.isTrace !== node.isTrace) {
      if (!node.isTrace) continue;
      earliestMs = Math.min(earliestMs, other.fromMs);
      latestMs = Math.max(latestMs, other.fromMs);
      if (fire === null || inOrder(other, fire) < 0) fire = other;
    } else if (other.reading !== null) {
      if (node.reading !== null) continue;
      if (device === null || bearsMore(node, other, device, options)) device = other;
    } else if (node.reading === null && inOrder(other, parent) < 0) parent = other;
  }
  if (node.reading !== null) return leaderOf(node, linked, options);
  if (fire !== null) return latestMs - earliestMs <= options.timeMs ? fire : node;
  return device ?? parent;
}

/** Does a report in words bear on one detection more than on another? */
function bearsMore(
  words: LinkNode,
  one: LinkNode,
  other: LinkNode,
  options: AssociationOptions,
): boolean {
  const cost = linkCost(words, one, options) - linkCost(words, other, options);
  return cost !== 0 ? cost < 0 : inOrder(one, other) < 0;
}

/**
 * Groups of observations held to be one event each.
 *
 * Shape: a function of the *set* of observations; the order they come in changes nothing. Each
 * observation is in exactly one group, members in order of (source, sourceId), groups likewise by
 * their first member; empty watches are in none.
 *
 * Method: each observation points to one of all it is linked to (`areLinked`, `parentOf`), in a fixed
 * scrambled order, so that pointers form trees. A tree is cut every `LINK_COUNT_MAX` + 1 levels, so that
 * all members of a group lie within `LINK_COUNT_MAX` times the association distance and time of one
 * of them, however long the shelling lasts. Rows of one statement then fall apart into the first,
 * second … event, as do kinds that do not go together, and groups of more than `GROUP_SIZE_MAX`.
 * Because a pointer depends only on an observation's own vicinity, a part of the log suffices to
 * compute the groups in it: see `closedGroups`.
 *
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED`
 */
export function associate(
  observations: readonly Observation[],
  options: AssociationOptions,
): Observation[][] {
  const origin = observations[0]?.origin;
  const alone: Observation[][] = [];
  const nodes: LinkNode[] = [];
  for (const observation of observations) {
    if (observation.origin !== origin) throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origin });
    const node = linkNodeOf(observation, options);
    if (node !== null) nodes.push(node);
    else if (isEvent(observation)) alone.push([observation]);
  }
  const forest = forestOf(nodes, linksOf(nodes, options), options);
  return sortedGroups([...alone, ...groupsOfForest(nodes, forest, options)]);
}

/** For each node the nodes it is linked to. Sweeps over time; pairs far in latitude cost little. */
export function linksOf(nodes: readonly LinkNode[], options: AssociationOptions) {
  const links = new Map<LinkNode, LinkNode[]>(nodes.map((node) => [node, []]));
  const byStart = [...nodes].sort((one, other) => one.fromMs - other.fromMs);
  const reachDeg = linkReachDeg(options);
  const gateMs = linkGateMs(options);
  const open: LinkNode[] = [];
  for (const node of byStart) {
    let kept = 0;
    for (const other of open) {
      if (other.toMs + gateMs < node.fromMs) continue;
      open[kept++] = other;
      if (Math.abs(other.latDeg - node.latDeg) > reachDeg) continue;
      if (!areLinked(node, other, options)) continue;
      links.get(node)?.push(other);
      links.get(other)?.push(node);
    }
    open.length = kept;
    open.push(node);
  }
  return links;
}

/** Each node's parent; a root is its own. */
export type Forest = ReadonlyMap<LinkNode, LinkNode>;

export function forestOf(
  nodes: readonly LinkNode[],
  links: ReadonlyMap<LinkNode, readonly LinkNode[]>,
  options: AssociationOptions,
): Forest {
  return new Map(nodes.map((node) => [node, parentOf(node, links.get(node) ?? [], options)]));
}

/** The nodes from a node up to its root, itself first. */
export function pathToRoot(node: LinkNode, forest: Forest): LinkNode[] {
  const path = [node];
  for (let at = forest.get(node); at !== undefined && at !== path.at(-1); at = forest.get(at)) {
    path.push(at);
  }
  return path;
}

/** Cuts the trees of the nodes into groups. The nodes must be whole trees. */
export function groupsOfForest(
  nodes: readonly LinkNode[],
  forest: Forest,
  options: AssociationOptions,
): Observation[][] {
  const byAnchor = new Map<LinkNode, LinkNode[]>();
  for (const node of nodes) {
    const path = pathToRoot(node, forest);
    const anchor = path[(path.length - 1) % (LINK_COUNT_MAX + 1)] ?? node;
    const members = byAnchor.get(anchor);
    if (members === undefined) byAnchor.set(anchor, [node]);
    else members.push(node);
  }
  return [...byAnchor.values()].flatMap((members) => eventsOf(members, options));
}

/** The events among the members of one cut tree, in whatever order they are given. */
export function eventsOf(members: LinkNode[], options: AssociationOptions): Observation[][] {
  return splitConflicts(members.sort(inOrder), options).map((part) =>
    part.map((node) => node.observation).sort(byKey),
  );
}

function byKey(one: Observation, other: Observation): number {
  return compareText(keyOf(one), keyOf(other));
}

export function sortedGroups(groups: readonly Observation[][]): Observation[][] {
  return [...groups].sort(([one], [other]) =>
    one === undefined || other === undefined ? 0 : byKey(one, other),
  );
}
