import { areLinked, isPartOf } from "./are-linked.ts";
import { areCompatible } from "./event-kind.ts";
import { jointMisfit } from "./evidence/same-event.ts";
import type { SensorReading } from "./evidence/sensor-reading.ts";
import type { AssociationOptions, LinkNode } from "./link-node.ts";
import { byDevice } from "./node-order.ts";
import { assign } from "./tracks/assignment.ts";

/** More than this many observations are never one incident. */
export const GROUP_SIZE_MAX = 200;

/**
 * Cost of leaving a detection to an event of its own: a joint misfit that grows by more is dearer.
 * χ² with two degrees, 99.99 %, for the two numbers one more detection adds at most.
 */
const NEW_EVENT_COST = 18.42;

/**
 * The events of a cut tree's members, given in order.
 *
 * Detections by devices come first: device by device, those that lead first, each
 * one's detections are assigned to the events so far, or to new ones, at the least total cost, the cost
 * of a pair being how much the joint misfit of the event grows. So a salvo heard by many stations falls
 * apart into its shots. Then words, first fit: no two rows of one statement, no kinds that exclude each
 * other, and where an event was measured, one that bears on it before others.
 */
export function splitConflicts(
  members: readonly LinkNode[],
  options: AssociationOptions,
): LinkNode[][] {
  const parts = partsByDetections(members);
  const isMeasured = parts.length > 0;
  for (const node of members) {
    if (node.reading !== null || node.wholeName !== "") continue;
    fit(node, parts, isMeasured ? options : null);
  }
  for (const node of members) {
    if (node.reading !== null || node.wholeName === "") continue;
    const whole = parts.find((part) => part.some((other) => isPartOf(node, other)));
    if (whole !== undefined) whole.push(node);
    else fit(node, parts, isMeasured ? options : null);
  }
  return parts;
}

function fit(node: LinkNode, parts: LinkNode[][], options: AssociationOptions | null): void {
  const canTake = (part: readonly LinkNode[]) =>
    part.length < GROUP_SIZE_MAX &&
    part.every(
      (other) =>
        (node.statement === "" || node.statement !== other.statement) &&
        areCompatible(node.observation.kind, other.observation.kind),
    );
  const bearing =
    options === null
      ? undefined
      : parts.find(
          (part) => canTake(part) && part.some((other) => areLinked(node, other, options)),
        );
  const home = bearing ?? parts.find(canTake);
  if (home === undefined) parts.push([node]);
  else home.push(node);
}

function partsByDetections(members: readonly LinkNode[]): LinkNode[][] {
  const detectionsBy = new Map<string, LinkNode[]>();
  // Leaders first: what they fix decides the rest.
  for (const node of [...members].sort(byDevice)) {
    if (node.reading === null) continue;
    const held = detectionsBy.get(node.reading.device);
    if (held === undefined) detectionsBy.set(node.reading.device, [node]);
    else held.push(node);
  }
  const events: { readonly nodes: LinkNode[]; misfit: number }[] = [];
  for (const detections of detectionsBy.values()) {
    // What one device said twice is one detection, and goes where the first of it goes.
    const different: LinkNode[][] = [];
    for (const node of detections) {
      const same = different.find(
        ([first]) =>
          first !== undefined && jointMisfit(readingsOf([first, node])) < Number.POSITIVE_INFINITY,
      );
      if (same === undefined) different.push([node]);
      else same.push(node);
    }
    if (events.length === 0) {
      for (const nodes of different) events.push({ nodes, misfit: 0 });
      continue;
    }
    const misfits = different.map(([first]) =>
      events.map(({ nodes }) =>
        first === undefined || !areAllCompatible(first, nodes)
          ? Number.POSITIVE_INFINITY
          : jointMisfit(readingsOf([...nodes, first])),
      ),
    );
    const costs = Float64Array.from(
      misfits.flatMap((row) =>
        row.map((misfit, index) => {
          const more = Math.max(0, misfit - (events[index]?.misfit ?? 0));
          return more < NEW_EVENT_COST ? more : Number.POSITIVE_INFINITY;
        }),
      ),
    );
    const { columnOfRow } = assign({
      rowCount: different.length,
      columnCount: events.length,
      costs,
      unmatchedRowCost: NEW_EVENT_COST,
      unmatchedColumnCost: 0,
    });
    for (const [row, nodes] of different.entries()) {
      const event = events[columnOfRow[row] ?? -1];
      if (event === undefined || event.nodes.length >= GROUP_SIZE_MAX) {
        events.push({ nodes: [...nodes], misfit: 0 });
        continue;
      }
      event.misfit = misfits[row]?.[columnOfRow[row] ?? 0] ?? 0;
      event.nodes.push(...nodes);
    }
  }
  return events.map(({ nodes }) => nodes);
}

function areAllCompatible(node: LinkNode, others: readonly LinkNode[]): boolean {
  return others.every(
    (other) =>
      (node.statement === "" || node.statement !== other.statement) &&
      areCompatible(node.observation.kind, other.observation.kind),
  );
}

function readingsOf(nodes: readonly LinkNode[]): SensorReading[] {
  return nodes.flatMap(({ reading }) => reading ?? []);
}
