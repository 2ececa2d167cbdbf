import { ModelError, type Observation } from "@truceline/model";
import {
  areLinked,
  linkGateMs,
  linkReachDeg,
  lonApartDeg,
  lonReachDeg,
  nearReachDeg,
} from "./are-linked.ts";
import { eventsOf, LINK_COUNT_MAX, parentOf } from "./associate.ts";
import { FusionError } from "./errors.ts";
import { isEvent } from "./event-kind.ts";
import { type AssociationOptions, type LinkNode, linkNodeOf } from "./link-node.ts";

/** A node on its way: until nothing can be linked to it any more, and its group is whole. */
interface OpenNode {
  readonly node: LinkNode;
  links: OpenNode[];
  /** All its links are known, and so what it points at. */
  isSettled: boolean;
  /** Steps down from the root of its tree; −1 while unknown. */
  depth: number;
  /** Settled nodes that point here. */
  children: OpenNode[];
}

/**
 * `associate` for a long log read once: the same groups, given as soon as they are whole, with memory
 * for the windows that are open only.
 *
 * Takes observations in order of when they begin. What a node points at is known once the window after
 * it has passed; a group once that holds for all that might point into it. Pointers go down scrambled
 * orders, so that what is open reaches a few windows back.
 */
export class GroupStream {
  readonly #options: AssociationOptions;
  readonly #gateMs: number;
  readonly #reachDeg: number;
  /** Links may still come. */
  #unsettled: OpenNode[] = [];
  /** Anchors whose groups are not whole yet. */
  #anchors: OpenNode[] = [];
  readonly #opened = new Map<LinkNode, OpenNode>();
  #origin: string | undefined;
  #atMs = Number.NEGATIVE_INFINITY;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(options: AssociationOptions) {
    this.#options = options;
    const isFar = options.hasReadings !== false;
    this.#gateMs = isFar ? linkGateMs(options) : options.timeMs;
    this.#reachDeg = isFar ? linkReachDeg(options) : nearReachDeg(options);
  }

  /** Observations held because their group is not whole yet. */
  get openCount(): number {
    return this.#opened.size;
  }

  /**
   * Takes the next observation; gives the groups that it shows to be whole.
   * @throws FusionError `TL_FUSION_STREAM_ORDER`; ModelError `TL_MODEL_ORIGIN_MIXED`
   */
  push(observation: Observation): Observation[][] {
    const { origin, span } = observation;
    this.#origin ??= origin;
    if (origin !== this.#origin) throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origin });
    if (span.fromMs < this.#atMs) throw new FusionError("TL_FUSION_STREAM_ORDER");
    this.#atMs = span.fromMs;
    const given = this.#advance(span.fromMs);
    const node = linkNodeOf(observation, this.#options);
    if (node === null) return isEvent(observation) ? [...given, [observation]] : given;
    // Neither short enough to be linked, nor part or whole of another row, nor a trace.
    if (!node.isLinkable && !node.isTrace && node.wholeName === "" && node.ownName === "") {
      return [...given, [observation]];
    }
    this.#link(node);
    return given;
  }

  /** No more will come: all groups that are left. */
  finish(): Observation[][] {
    this.#lookedMs = Number.NEGATIVE_INFINITY;
    return this.#advance(Number.POSITIVE_INFINITY);
  }

  #link(node: LinkNode): void {
    const open: OpenNode = { node, links: [], isSettled: false, depth: -1, children: [] };
    const lonDeg = lonReachDeg(node, this.#reachDeg);
    for (const other of this.#unsettled) {
      if (lonApartDeg(other.node, node) > lonDeg) continue;
      if (Math.abs(other.node.latDeg - node.latDeg) > this.#reachDeg) continue;
      if (!areLinked(node, other.node, this.#options)) continue;
      open.links.push(other);
      other.links.push(open);
    }
    this.#opened.set(node, open);
    this.#unsettled.push(open);
  }

  /** Settles what no later observation can be linked to, and gives the groups that are whole. */
  #advance(atMs: number): Observation[][] {
    let kept = 0;
    const settled: OpenNode[] = [];
    for (const open of this.#unsettled) {
      if (open.node.toMs + this.#gateMs < atMs) settled.push(open);
      else this.#unsettled[kept++] = open;
    }
    this.#unsettled.length = kept;
    for (const open of settled) this.#settle(open);
    // Looking through all anchors pays off only now and then.
    if (atMs - this.#lookedMs < this.#gateMs / 4) return [];
    this.#lookedMs = atMs;
    return this.#wholeGroups();
  }

  #settle(open: OpenNode): void {
    open.isSettled = true;
    const linked = open.links.map(({ node }) => node);
    const parent = this.#opened.get(parentOf(open.node, linked, this.#options)) ?? open;
    if (parent === open) this.#setDepth(open, 0);
    else {
      parent.children.push(open);
      if (parent.depth >= 0) this.#setDepth(open, parent.depth + 1);
    }
  }

  #setDepth(from: OpenNode, depth: number): void {
    const next: { readonly open: OpenNode; readonly depth: number }[] = [{ open: from, depth }];
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      at.open.depth = at.depth;
      if (at.depth % (LINK_COUNT_MAX + 1) === 0) this.#anchors.push(at.open);
      for (const child of at.open.children) next.push({ open: child, depth: at.depth + 1 });
    }
  }

  #wholeGroups(): Observation[][] {
    const groups: Observation[][] = [];
    let kept = 0;
    for (const anchor of this.#anchors) {
      if (!isWhole(anchor, 0)) {
        this.#anchors[kept++] = anchor;
        continue;
      }
      const members = membersOf(anchor);
      groups.push(
        ...eventsOf(
          members.map(({ node }) => node),
          this.#options,
        ),
      );
      for (const member of members) {
        this.#opened.delete(member.node);
        // Later nodes may still hold this one; they need no more than that it is settled.
        member.links = [];
        member.children = [];
      }
    }
    this.#anchors.length = kept;
    return groups;
  }
}

/** Is all known that may point at a node, or at what points at it? */
function isWhole(open: OpenNode, level: number): boolean {
  if (!open.isSettled) return false;
  if (level === LINK_COUNT_MAX) return true;
  return (
    open.links.every(({ isSettled }) => isSettled) &&
    open.children.every((child) => isWhole(child, level + 1))
  );
}

function membersOf(anchor: OpenNode): OpenNode[] {
  const members: OpenNode[] = [anchor];
  let level = [anchor];
  for (let step = 0; step < LINK_COUNT_MAX; step++) {
    level = level.flatMap(({ children }) => children);
    members.push(...level);
  }
  return members;
}
