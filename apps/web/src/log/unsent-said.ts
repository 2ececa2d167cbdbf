import type { Unsent } from "./entries.ts";
import { logWords as words } from "./log-words.ts";

/** How many lines wait on this machine, and whose: one's own first. */
export function unsentSaid(all: readonly Unsent[], writer: string | null): string {
  const idsByWriter = new Map<string | null, Set<string>>();
  for (const one of all) {
    const ids = idsByWriter.get(one.writer) ?? new Set();
    idsByWriter.set(one.writer, ids.add(one.entry.id));
  }
  const own = idsByWriter.get(writer);
  idsByWriter.delete(writer);
  return [
    ...(own === undefined ? [] : [words.unsent(own.size)]),
    ...[...idsByWriter].map(([name, ids]) => words.unsentOf(name, ids.size)),
  ].join("; ");
}
