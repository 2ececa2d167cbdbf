import type { LonLat, ObservationKind, WeaponClass } from "@truceline/model";

/** Text by language tag; at least one entry. */
export type LocalText = Readonly<Record<string, string>>;

/** Polygons as in GeoJSON MultiPolygon: polygon → rings → positions. */
export type Polygons = readonly (readonly (readonly LonLat[])[])[];

export interface CompiledLineVersion {
  readonly validFromMs: number;
  /** Who drew it: a party, the mission, or `truceline-schematic`. */
  readonly drawnBy: string;
  /** Parties that accepted it, in agreement order. */
  readonly acceptedBy: readonly string[];
  readonly coordinates: readonly LonLat[];
  readonly note?: string | undefined;
}

export interface CompiledLine {
  readonly id: string;
  readonly name: LocalText;
  /** Which party holds the ground left and right of the line, walking as digitised. */
  readonly sides: { readonly left: string; readonly right: string };
  readonly versions: readonly CompiledLineVersion[];
}

/** A zone by geometry, or by a band along a line (distances in metres by party's side). */
export interface CompiledZone {
  readonly id: string;
  readonly kind: string;
  readonly name: LocalText;
  readonly build:
    | { readonly by: "geometry"; readonly polygons: Polygons }
    | {
        readonly by: "band";
        readonly line: string;
        readonly distanceM: Readonly<Record<string, number>>;
      };
}

/** A stretch of the line under one monitoring command, by distance along the line or by polygons. */
export interface CompiledSector {
  readonly id: string;
  readonly name: LocalText;
  readonly build:
    | { readonly by: "along"; readonly line: string; readonly fromM: number; readonly toM: number }
    | { readonly by: "geometry"; readonly polygons: Polygons };
}

export interface CompiledSite {
  readonly id: string;
  readonly kind: string;
  readonly name: LocalText;
  readonly position: LonLat;
}

/** When a rule holds: absolute limits and a daily wall-clock window; all given must hold. */
export interface RuleTime {
  readonly fromMs: number;
  readonly untilMs?: number | undefined;
  /** `[start, end)` local wall-clock, over midnight if start > end. */
  readonly dailyWindow?: readonly [string, string] | undefined;
}

export interface WeaponSelector {
  readonly classes: readonly WeaponClass[];
  readonly calibreMinMm?: number | undefined;
  readonly calibreMaxMm?: number | undefined;
}

export type TestedPlace = "firedFrom" | "landedAt" | "present";

export type CompiledRule =
  | {
      readonly kind: "prohibit";
      readonly activity: string;
      readonly kinds: readonly ObservationKind[];
      /** Null: any weapon. */
      readonly weapons: WeaponSelector | null;
      readonly by: readonly string[];
      readonly tested: TestedPlace;
      readonly zone: string;
      readonly time: RuleTime;
    }
  | {
      readonly kind: "withdraw";
      readonly kinds: readonly ObservationKind[];
      readonly weapons: WeaponSelector;
      readonly by: readonly string[];
      readonly tested: TestedPlace;
      readonly beyondM: number;
      readonly line: string;
      /** From the deadline on a weapon nearer than `beyondM` breaches. */
      readonly time: RuleTime;
    }
  | {
      readonly kind: "access";
      readonly of: string;
      readonly zone: string;
      readonly by: readonly string[];
      readonly time: RuleTime;
    }
  | { readonly kind: "narrative" };

export interface CompiledArticle {
  readonly id: string;
  readonly text: LocalText;
  readonly rule: CompiledRule;
  readonly standard: { readonly probability: number; readonly independentSources: number };
  /** Coverage that `met` asks for, 0..1. */
  readonly coverageRatio: number;
  /** `impulse`: a shot. `state`: persists; must be looked at again within `lookEveryMs`. */
  readonly persistence:
    | { readonly is: "impulse" }
    | { readonly is: "state"; readonly lookEveryMs: number };
  /** Name of the counting rule: `smm`, `incident`, `acled`, `ucdp`. */
  readonly count: string;
  readonly source?: string | undefined;
}

/** The agreement in the one form that every assessment and report cites by `hash`. Serialisable. */
export interface CompiledAgreement {
  readonly form: "compiled-agreement/1";
  readonly id: string;
  /** Hex SHA-256 of the canonical JSON of everything but this key. */
  readonly hash: string;
  readonly title: LocalText;
  readonly status: "agreement" | "proposal" | "declared" | "exercise";
  readonly timezone: string;
  readonly inForce: { readonly fromMs: number; readonly toMs?: number | undefined };
  /** Local wall-clock end of a reporting period. */
  readonly cutOff: string;
  readonly parties: readonly { readonly id: string; readonly name: LocalText }[];
  readonly lines: readonly CompiledLine[];
  readonly zones: readonly CompiledZone[];
  readonly sectors: readonly CompiledSector[];
  readonly sites: readonly CompiledSite[];
  readonly articles: readonly CompiledArticle[];
  /** Observations nearer than this in place and time are held to be one incident. */
  readonly association: { readonly distanceM: number; readonly timeMs: number };
  /** H3 resolution of the coverage cells. */
  readonly cellResolution: number;
  readonly release: { readonly delayMs: number; readonly cellAreaM2: number };
}
