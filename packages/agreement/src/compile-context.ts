import type { CompiledZone } from "./compiled.ts";
import type { CompiledPhase, WeaponSelector } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import type { Reporter } from "./faults.ts";
import type { GeometryFiles } from "./geometry-files.ts";
import { suggestName } from "./nearest-name.ts";

/** What the parts of a document need of each other while it is compiled. */
export interface CompileContext {
  readonly root: Cursor;
  readonly reporter: Reporter;
  readonly files: GeometryFiles;
  readonly timezone: string;
  readonly inForce: { readonly fromMs: number; readonly toMs: number | undefined } | undefined;
  readonly partyIds: readonly string[];
  readonly lineIds: readonly string[];
  readonly zoneIds: readonly string[];
  readonly sectorIds: readonly string[];
  readonly obligationIds: readonly string[];
  readonly thirdPartyIds: readonly string[];
  /** Those of them that vouch for the agreement. */
  readonly guarantorIds: readonly string[];
  readonly phases: readonly CompiledPhase[];
  /** Terms so far, with the weapons they mean; null for those that mean none. */
  readonly definitions: ReadonlyMap<string, WeaponSelector | null>;
  /** The zones of the document; areas that stand in rules are added to them. */
  readonly zones: CompiledZone[];
}

/** Reports a name that is not among those known; true when it is. */
export function checkReference(
  name: Cursor,
  known: readonly string[],
  what: string,
  reporter: Reporter,
  at: "key" | "value" = "value",
): boolean {
  const text = at === "key" ? lastStep(name.pointer) : name.text();
  if (text === undefined) return false;
  if (known.includes(text)) return true;
  reporter.report("TL_AGR_REFERENCE", name.pointer, `there is no ${what} \`${text}\``, {
    hint: suggestName(text, known) ?? `Declare the ${what}, or correct the name.`,
    at,
  });
  return false;
}

function lastStep(pointer: string): string {
  const step = pointer.slice(pointer.lastIndexOf("/") + 1);
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The parties that a list names, in the order of the document; dangling names are reported. */
export function partiesOf(list: Cursor, context: CompileContext): readonly string[] {
  const named = new Set<string>();
  for (const item of list.itemsOrOne()) {
    if (checkReference(item, context.partyIds, "party", context.reporter)) {
      named.add(item.text() ?? "");
    }
  }
  return context.partyIds.filter((id) => named.has(id));
}
