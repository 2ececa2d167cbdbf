import type { QueueItem } from "@truceline/watch";

export const queueGroups = ["decision", "evidence", "cannot-see", "decided"] as const;
export type QueueGroup = (typeof queueGroups)[number];

export interface QueuePart {
  readonly group: QueueGroup;
  readonly items: readonly QueueItem[];
}

/** Rows that hold every word of the filter somewhere: title, sector, article, state. */
export function filterQueue(
  queue: readonly QueueItem[],
  filter: string,
  sectorName: (id: string) => string,
): readonly QueueItem[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return queue;
  return queue.filter((item) => {
    const text = [
      item.title,
      item.word,
      item.next,
      ...item.sectorIds.map(sectorName),
      ...item.articleIds.map((id) => `art. ${id}`),
    ]
      .join(" ")
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** By need, as the server orders them inside a group; groups without a row are left out. */
export function queueParts(queue: readonly QueueItem[]): readonly QueuePart[] {
  return queueGroups
    .map((group) => ({ group, items: queue.filter((item) => item.group === group) }))
    .filter(({ items }) => items.length > 0);
}

/** The row after or before the selected one; the first if none is. */
export function neighbour(
  parts: readonly QueuePart[],
  selected: string | null,
  step: 1 | -1,
): string | null {
  const ids = parts.flatMap(({ items }) => items.map(({ id }) => id));
  const at = selected === null ? -1 : ids.indexOf(selected);
  if (at === -1) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}
