import type { CatalogueEntry, Figure } from "./catalogue.ts";

/** True for a number that no published source bears, or whose class value nobody has confirmed. */
export function isAssumed({ source }: { readonly source: string }): boolean {
  return source.startsWith("assumed");
}

/**
 * Share, 0..1, of a result's inputs that is assumed: of all figures of the means used, and of whatever
 * else went in with a source of its own (a climate, an orbit, a duration). What holds by definition, as
 * that clear weather loses nothing, is no input and is not counted. 0 where nothing went in.
 *
 * @param entries the means that a deployment uses, each once
 */
export function assumedShare(
  entries: Iterable<CatalogueEntry>,
  others: Iterable<{ readonly source: string }> = [],
): number {
  let assumedCount = 0;
  let count = 0;
  const add = (one: { readonly source: string }) => {
    if (one.source.startsWith("by definition")) return;
    count += 1;
    if (isAssumed(one)) assumedCount += 1;
  };
  for (const entry of entries) for (const figure of figuresOf(entry)) add(figure);
  for (const other of others) add(other);
  return count === 0 ? 0 : assumedCount / count;
}

/** Every figure of an entry, wherever it stands. */
export function figuresOf(entry: CatalogueEntry): readonly Figure[] {
  const found: Figure[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("value" in node && "source" in node) found.push(node as Figure);
    else for (const below of Object.values(node)) visit(below);
  };
  visit(entry);
  return found;
}

/** How sure a figure is, in the words of plans. */
export type FigureMark = "confirmed" | "derived" | "unconfirmed" | "assumed";

/** A class value that nobody has confirmed is `unconfirmed`, and counts as assumed in `assumedShare`. */
export function markOf({ source }: { readonly source: string }): FigureMark {
  if (source.startsWith("by definition")) return "derived";
  if (!source.startsWith("assumed")) return "confirmed";
  return source.includes("unconfirmed") ? "unconfirmed" : "assumed";
}
