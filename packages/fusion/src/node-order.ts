import type { LinkNode } from "./link-node.ts";

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

/** Order of detections: by device, then as above. */
export function byDevice(one: LinkNode, other: LinkNode): number {
  return (
    one.deviceRank - other.deviceRank ||
    compareText(one.reading?.device ?? "", other.reading?.device ?? "") ||
    inOrder(one, other)
  );
}
