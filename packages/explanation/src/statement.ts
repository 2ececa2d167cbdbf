import type {
  CompiledAgreement,
  CompiledArticle,
  CompiledExemption,
  CompiledLine,
  CompiledPhase,
  CompiledRule,
  CompiledSector,
  CompiledZone,
  LimitedThing,
  LocalText,
  NotAssessedReason,
  RuleTime,
  TestedPlace,
} from "@truceline/agreement";
import type { ObservationKind, WeaponClass } from "@truceline/model";

/** Somebody whom a rule can bind. */
export interface Bound {
  readonly id: string;
  readonly name: LocalText;
}

/** The ground of a condition: a zone, or all that is nearer to a line than a distance. */
export type Ground =
  | { readonly by: "zone"; readonly zone: CompiledZone }
  | { readonly by: "distance"; readonly line: CompiledLine; readonly beyondM: number };

/**
 * One condition that an event must fulfil for the article to be broken (or, of a permission, to be
 * permitted). `because` is the calculus' name for it: an event that fulfils all but this one is
 * answered with this name.
 */
export type Condition =
  | { readonly because: "kind"; readonly kinds: readonly ObservationKind[] }
  | {
      readonly because: "weapon";
      readonly classes: readonly WeaponClass[];
      readonly rangeMinM: number | undefined;
      readonly rangeMaxM: number | undefined;
    }
  | {
      readonly because: "calibre";
      readonly minMm: number | undefined;
      readonly maxMm: number | undefined;
    }
  | {
      readonly because: "subject";
      readonly bound: readonly Bound[];
      /** Parties of the agreement that are not bound. */
      readonly free: readonly Bound[];
    }
  | { readonly because: "phase"; readonly phase: CompiledPhase; readonly waits: boolean }
  | { readonly because: "time"; readonly time: RuleTime }
  | { readonly because: "place"; readonly tested: TestedPlace; readonly ground: Ground }
  | {
      readonly because: "height";
      readonly zone: CompiledZone;
      readonly floorM: number | undefined;
      readonly ceilingM: number | undefined;
    }
  | { readonly because: "count"; readonly of: LimitedThing; readonly atMost: number }
  | {
      readonly because: "exempt";
      readonly exemption: CompiledExemption;
      readonly by: readonly Bound[];
      readonly zone: CompiledZone | null;
      readonly to: readonly Recipient[];
    };

/** The mission, or a party by its name. */
export type Recipient =
  | { readonly kind: "mission" }
  | { readonly kind: "party"; readonly of: Bound };

/**
 * The meaning of an article, taken from the compiled form alone: what the sentences tell and what the
 * calculus computes with are the same values.
 */
export interface Statement {
  /** Number of the article in its document, from 0. */
  readonly index: number;
  readonly article: CompiledArticle;
  readonly rule: CompiledRule;
  /** Why software does not assess it; null for an article that it does. */
  readonly notAssessed: NotAssessedReason | null;
  /** In the order in which the calculus asks; empty where no event decides anything. */
  readonly conditions: readonly Condition[];
  /** Zones that the conditions name, and those that these leave out. */
  readonly zones: readonly CompiledZone[];
  /** Lines that those are measured from. */
  readonly lines: readonly CompiledLine[];
  /** Whom a notice goes to, of a rule that asks for one. */
  readonly recipients: readonly Recipient[];
  /** Parties and third parties, for their names. */
  readonly parties: readonly Bound[];
  readonly sectors: readonly CompiledSector[];
}

/** The conditions of a kind. */
export function conditionsOf<Name extends Condition["because"]>(
  { conditions }: Statement,
  because: Name,
): readonly Extract<Condition, { because: Name }>[] {
  return conditions.filter(
    (condition): condition is Extract<Condition, { because: Name }> =>
      condition.because === because,
  );
}

/** The parties and third parties by id; an id that none has stands for itself. */
export function boundBy(compiled: CompiledAgreement, ids: readonly string[]): readonly Bound[] {
  const known = [...compiled.parties, ...(compiled.thirdParties ?? [])];
  return ids.map((id) => known.find((party) => party.id === id) ?? { id, name: { en: id } });
}

export function recipientsOf(
  compiled: CompiledAgreement,
  ids: readonly string[],
): readonly Recipient[] {
  return ids.map((id): Recipient => {
    const [of] = boundBy(compiled, [id]);
    return id === "mission" || of === undefined ? { kind: "mission" } : { kind: "party", of };
  });
}
