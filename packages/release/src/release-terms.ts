import type { CompiledAgreement } from "@truceline/agreement";
import type { ReleaseLevel } from "@truceline/model";

/** What the agreement says of the public level: how late, and how coarse. */
export type ReleaseTerms = CompiledAgreement["release"];

export interface ReleaseContext {
  readonly level: ReleaseLevel;
  readonly nowMs: number;
  readonly terms: ReleaseTerms;
  /** Whose liaison officer reads, where the level is `parties`. */
  readonly party?: string | undefined;
}

/** What may leave, or why it may not and from when on it may. Told reasons give nothing away. */
export type Released<Value> =
  | { readonly is: "released"; readonly value: Value }
  | { readonly is: "later"; readonly fromMs: number }
  | { readonly is: "withheld"; readonly reason: WithheldReason };

export type WithheldReason =
  /** Machines assess, people find: what the software computed stays in the house. */
  | "assessment"
  /** Where the mission's own people and sensors are, and what they wrote for each other. */
  | "own-people"
  /** A sighting of somebody's forces is evidence for a clause and nothing else. */
  | "sighting"
  /** It is for another party, or for nobody outside. */
  | "not-addressed";

/** No place of fire leaves the house younger than this, at any level. DESIGN section 13. */
export const firePlaceAgeMinMs = 30 * 60_000;
/** H3 resolution 7: cells about 2.4 km across. 8 would be finer than the 1 km of DESIGN section 13. */
export const mostFineResolution = 7;

/** From when on something that ended at `toMs` may be told at a level. */
export function tellableFromMs(toMs: number, { level, terms }: ReleaseContext): number {
  return level === "public" ? toMs + terms.delayMs : toMs;
}
