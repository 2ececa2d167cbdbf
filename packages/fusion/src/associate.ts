import { MEAN_RADIUS_M } from "@truceline/geo";
import { ModelError, type Observation } from "@truceline/model";
import { areCompatible, familyOf, isEvent } from "./event-kind.ts";
import { type PlaceFinder, placeOfObservation } from "./observed-area.ts";

/** How near is one event: `CompiledAgreement.association`, and the places by name. */
export interface AssociationOptions {
  readonly distanceM: number;
  readonly timeMs: number;
  readonly places?: PlaceFinder | undefined;
}

/** Members of a group lie at most this many links from its first one: what bounds its span. */
export const LINK_COUNT_MAX = 2;
/** More than this many observations are never one incident. */
export const GROUP_SIZE_MAX = 200;

const DEG = Math.PI / 180;

/** What association knows of an observation. */
export interface LinkNode {
  readonly observation: Observation;
  readonly key: string;
  readonly lonDeg: number;
  readonly latDeg: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly family: string;
  readonly exercise: string;
  /** Empty for none. */
  readonly statement: string;
  /** Key of the row that counts this one in; empty for none. */
  readonly wholeName: string;
  /** Key under which parts name this row; empty for none. */
  readonly ownName: string;
  /** Short enough in time to be held the same as another. */
  readonly isLinkable: boolean;
  readonly scrambled: number;
}

/** Identity of an observation whatever the receiver called it. */
export function keyOf(observation: Observation): string {
  return `${observation.source}\u001f${observation.sourceId}`;
}

/** Null for an empty watch and for what nothing places: these stand alone. */
export function linkNodeOf(observation: Observation, options: AssociationOptions): LinkNode | null {
  if (!isEvent(observation)) return null;
  const place = placeOfObservation(observation, options.places);
  if (place === null) return null;
  const { span, statement, exercise, source } = observation;
  const inReport = statement === undefined ? "" : `${source}\u001f${statement.reportId}`;
  const named = (part: string, no: number | undefined) =>
    no === undefined ? "" : `${inReport}\u001f${part}${no}`;
  return {
    observation,
    key: keyOf(observation),
    lonDeg: place[0],
    latDeg: place[1],
    fromMs: span.fromMs,
    toMs: span.toMs,
    family: familyOf(observation.kind),
    exercise: exercise ?? "",
    statement: named("s", statement?.statementNo),
    wholeName: named("o", statement?.partOfNo),
    ownName: named("o", statement?.observationNo),
    isLinkable: span.toMs - span.fromMs <= options.timeMs,
    scrambled: scrambledInstant(span.fromMs),
  };
}

/**
 * Are two observations near enough to be of one event? Both of compatible kinds and both inside or
 * both outside the same exercise, their spans at most the association time apart and no longer than
 * it, the middles of their areas at most the association distance apart. Rows of one statement are
 * different events; a row that is counted in another belongs to that one however long the span.
 */
export function areLinked(one: LinkNode, other: LinkNode, options: AssociationOptions): boolean {
  if (one.exercise !== other.exercise) return false;
  const gapMs = Math.max(one.fromMs, other.fromMs) - Math.min(one.toMs, other.toMs);
  if (gapMs > options.timeMs) return false;
  if (!isPartOf(one, other) && !isPartOf(other, one)) {
    if (!one.isLinkable || !other.isLinkable) return false;
    if (one.statement !== "" && one.statement === other.statement) return false;
    if (!areCompatible(one.observation.kind, other.observation.kind)) return false;
  }
  return apartM(one, other) <= options.distanceM;
}

function isPartOf(part: LinkNode, whole: LinkNode): boolean {
  return part.wholeName !== "" && part.wholeName === whole.ownName && whole.wholeName === "";
}

function apartM(one: LinkNode, other: LinkNode): number {
  const sinLat = Math.sin(((one.latDeg - other.latDeg) * DEG) / 2);
  const sinLon = Math.sin(((one.lonDeg - other.lonDeg) * DEG) / 2);
  const cos = Math.cos(one.latDeg * DEG) * Math.cos(other.latDeg * DEG);
  return 2 * MEAN_RADIUS_M * Math.asin(Math.sqrt(sinLat * sinLat + cos * sinLon * sinLon));
}

/** 32 well-mixed bits of an instant (the finaliser of MurmurHash3). */
function scrambledInstant(atMs: number): number {
  let bits = (Math.floor(atMs / 4_294_967_296) * 0x9e3779b1 + (atMs % 4_294_967_296)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * A total order that depends on the observations alone. It begins with scrambled instants so that
 * chains of links that only go down are short: what is decided here never waits on what happened
 * hours ago. Names come last, so that calling the parties otherwise changes nothing.
 */
export function inOrder(one: LinkNode, other: LinkNode): number {
  return (
    one.scrambled - other.scrambled ||
    one.fromMs - other.fromMs ||
    one.latDeg - other.latDeg ||
    one.lonDeg - other.lonDeg ||
    compareText(one.observation.kind, other.observation.kind) ||
    compareText(one.key, other.key)
  );
}

export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The observation a node is held to repeat: the first in order of itself and all it is linked to.
 * A part goes to its whole. `linked` may hold the node itself.
 */
export function parentOf(node: LinkNode, linked: readonly LinkNode[]): LinkNode {
  let parent = node;
  for (const other of linked) {
    if (isPartOf(node, other)) return other;
    if (other.wholeName !== "") continue; // nothing goes by a part: pointers could run in a circle
    if (inOrder(other, parent) < 0) parent = other;
  }
  return parent;
}

/**
 * Groups of observations held to be one event each.
 *
 * Shape: a function of the *set* of observations; the order they come in changes nothing. Each
 * observation is in exactly one group, members in order of (source, sourceId), groups likewise by
 * their first member; empty watches are in none.
 *
 * Method: each observation points to the first, in a fixed scrambled order, of all it is linked to
 * (`areLinked`), so that pointers form trees. A tree is cut every `LINK_COUNT_MAX` + 1 levels, so that
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
  const forest = forestOf(nodes, linksOf(nodes, options));
  return sortedGroups([...alone, ...groupsOfForest(nodes, forest)]);
}

/** For each node the nodes it is linked to. Sweeps over time; pairs far in latitude cost little. */
export function linksOf(nodes: readonly LinkNode[], options: AssociationOptions) {
  const links = new Map<LinkNode, LinkNode[]>(nodes.map((node) => [node, []]));
  const byStart = [...nodes].sort((one, other) => one.fromMs - other.fromMs);
  const latReachDeg = (options.distanceM / MEAN_RADIUS_M / DEG) * 1.001;
  const open: LinkNode[] = [];
  for (const node of byStart) {
    let kept = 0;
    for (const other of open) {
      if (other.toMs + options.timeMs < node.fromMs) continue;
      open[kept++] = other;
      if (Math.abs(other.latDeg - node.latDeg) > latReachDeg) continue;
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
): Forest {
  return new Map(nodes.map((node) => [node, parentOf(node, links.get(node) ?? [])]));
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
export function groupsOfForest(nodes: readonly LinkNode[], forest: Forest): Observation[][] {
  const byAnchor = new Map<LinkNode, LinkNode[]>();
  for (const node of nodes) {
    const path = pathToRoot(node, forest);
    const anchor = path[(path.length - 1) % (LINK_COUNT_MAX + 1)] ?? node;
    const members = byAnchor.get(anchor);
    if (members === undefined) byAnchor.set(anchor, [node]);
    else members.push(node);
  }
  return [...byAnchor.values()].flatMap(splitConflicts);
}

/** First fit, in order: no two rows of one statement, no kinds that exclude each other. */
function splitConflicts(members: readonly LinkNode[]): Observation[][] {
  const parts: LinkNode[][] = [];
  for (const node of [...members].sort(inOrder)) {
    if (node.wholeName === "") fit(node, parts);
  }
  for (const node of [...members].sort(inOrder)) {
    if (node.wholeName === "") continue;
    const whole = parts.find((part) => part.some((other) => isPartOf(node, other)));
    if (whole !== undefined) whole.push(node);
    else fit(node, parts);
  }
  return parts.map((part) => part.map((node) => node.observation).sort(byKey));
}

function fit(node: LinkNode, parts: LinkNode[][]): void {
  const home = parts.find(
    (part) =>
      part.length < GROUP_SIZE_MAX &&
      part.every(
        (other) =>
          (node.statement === "" || node.statement !== other.statement) &&
          areCompatible(node.observation.kind, other.observation.kind),
      ),
  );
  if (home === undefined) parts.push([node]);
  else home.push(node);
}

function byKey(one: Observation, other: Observation): number {
  return compareText(keyOf(one), keyOf(other));
}

export function sortedGroups(groups: readonly Observation[][]): Observation[][] {
  return [...groups].sort(([one], [other]) =>
    one === undefined || other === undefined ? 0 : byKey(one, other),
  );
}
