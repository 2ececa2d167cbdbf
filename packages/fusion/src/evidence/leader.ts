import { linkCost } from "../are-linked.ts";
import type { AssociationOptions, LinkNode } from "../link-node.ts";
import { byDevice } from "../node-order.ts";
import { GATE, jointMisfit } from "./same-event.ts";

/** Candidates whose joint misfit is worked out. */
const JOINT_COUNT_MAX = 4;
/** A device that heard others but nothing that fits, for each it should fit. Ours; little depends on it. */
const MISSING_COST = 5;

/**
 * The detection that leads the event a detection is of; itself where none comes before it.
 *
 * Two devices alone often fit many shots of a salvo. So each candidate is taken together with, of every
 * other device, the detection that fits those taken so far best; a device with none costs
 * something, since one that heard the others should have heard it. Of candidates that cost about the same by pairs, those of
 * the first device, and of these the one with the least joint misfit.
 */
export function leaderOf(
  node: LinkNode,
  linked: readonly LinkNode[],
  options: AssociationOptions,
): LinkNode {
  const detections = linked.filter((other) => other.reading !== null && other !== node);
  const candidates = detections.filter((other) => byDevice(other, node) < 0);
  if (candidates.length < 2) return candidates[0] ?? node;
  const costed = candidates
    .map((candidate) => ({ candidate, ...supportOf(node, candidate, detections, options) }))
    .sort((one, other) => one.cost - other.cost || byDevice(one.candidate, other.candidate));
  const most = (costed[0]?.cost ?? 0) + GATE;
  const near = costed.filter(({ cost }) => cost <= most);
  const [first] = near.map(({ candidate }) => candidate).sort(byDevice);
  const ofFirst = near.filter(
    ({ candidate }) => candidate.reading?.device === first?.reading?.device,
  );
  const [best, ...others] = ofFirst.slice(0, JOINT_COUNT_MAX);
  if (best === undefined) return node;
  if (others.length === 0) return best.candidate;
  let leader = best.candidate;
  let least = Number.POSITIVE_INFINITY;
  for (const { candidate, with: helpers, missingCost } of [best, ...others]) {
    const readings = [node, candidate, ...helpers].flatMap(({ reading }) => reading ?? []);
    const misfit = jointMisfit(readings) + missingCost;
    if (misfit < least) {
      least = misfit;
      leader = candidate;
    }
  }
  return leader;
}

interface Support {
  readonly cost: number;
  /** The best of each other device. */
  readonly with: readonly LinkNode[];
  readonly missingCost: number;
}

function supportOf(
  node: LinkNode,
  candidate: LinkNode,
  detections: readonly LinkNode[],
  options: AssociationOptions,
): Support {
  const byName = new Map<string, LinkNode[]>();
  for (const other of detections) {
    const name = other.reading?.device ?? "";
    if (name === node.reading?.device || name === candidate.reading?.device) continue;
    const held = byName.get(name);
    if (held === undefined) byName.set(name, [other]);
    else held.push(other);
  }
  const taken = [node, candidate];
  let cost = linkCost(node, candidate, options);
  let missingCost = 0;
  // Device by device, each by what fits all taken so far.
  const devices = [...byName.values()].map((own) => own.sort(byDevice));
  for (const own of devices.sort(([one], [other]) => (one && other ? byDevice(one, other) : 0))) {
    let least = MISSING_COST * taken.length;
    let best: LinkNode | null = null;
    for (const one of own) {
      const sum = taken.reduce((so, held) => so + linkCost(held, one, options), 0);
      if (sum >= least) continue;
      least = sum;
      best = one;
    }
    if (best !== null) taken.push(best);
    else missingCost += 2 * MISSING_COST;
    cost += best === null ? 2 * MISSING_COST : least;
  }
  return { cost, with: taken.slice(2), missingCost };
}
