import type { CompassPoint, DeskPlace, LonLat, Observation, WeaponClass } from "@truceline/model";

/** Where the phone says it is, and how well. */
export interface Fix {
  readonly position: LonLat;
  readonly accuracyM: number;
  readonly atMs: number;
}

/** The four doors of the form, and the check-in. */
export const draftKinds = ["happened", "nothing", "stopped", "found", "check-in"] as const;
export type DraftKind = (typeof draftKinds)[number];

/** Distance bands of the form, in metres; `unknown` is always a choice. */
export const distanceBands = [
  { id: "under-1", minM: 0, maxM: 1_000 },
  { id: "1-2", minM: 1_000, maxM: 2_000 },
  { id: "2-5", minM: 2_000, maxM: 5_000 },
  { id: "over-5", minM: 5_000, maxM: 10_000 },
] as const;
export type DistanceBandId = (typeof distanceBands)[number]["id"] | "unknown";

export interface Photo {
  /** Key of its bytes in the phone's own store. */
  readonly key: string;
  readonly type: string;
  readonly byteCount: number;
}

/** What is being written, in the words of the form. Kept on the phone at every change. */
export interface Draft {
  readonly id: string;
  readonly kind: DraftKind;
  readonly step: number;
  readonly startedAtMs: number;
  /** When it happened; `null` until said. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The post or place by name, where one was chosen. */
  readonly place: DeskPlace;
  readonly fix: Fix | null;
  readonly means: readonly Observation["means"][number][];
  readonly observed: Observation["kind"] | null;
  readonly count: number | null;
  readonly atLeast: boolean;
  readonly direction: CompassPoint | "unknown" | null;
  readonly distance: DistanceBandId | null;
  readonly nature: NonNullable<Observation["nature"]> | null;
  readonly weapon: WeaponClass | null;
  readonly denial:
    | "denial"
    | "conditional-access"
    | "delay"
    | "mines"
    | "interference"
    | "other-impediment"
    | null;
  readonly asked: string;
  readonly reasonGiven: string;
  readonly result: string;
  readonly note: string;
  readonly photos: readonly Photo[];
}

export type DraftChange = Partial<Omit<Draft, "id" | "kind" | "startedAtMs">>;
/** Changes the draft under way, where need be by what it is by then. */
export type ChangeDraft = (change: DraftChange | ((now: Draft) => DraftChange)) => void;

/** A new draft; for "nothing" its hours begin where the last report ended. */
export function startDraft(
  kind: DraftKind,
  id: string,
  nowMs: number,
  since: { readonly fromMs: number; readonly fix: Fix | null; readonly place: DeskPlace },
): Draft {
  return {
    id,
    kind,
    step: 1,
    startedAtMs: nowMs,
    fromMs: kind === "nothing" || kind === "stopped" ? Math.min(since.fromMs, nowMs) : nowMs,
    toMs: nowMs,
    place: since.place,
    fix: since.fix,
    means: kind === "happened" ? ["heard"] : kind === "found" ? ["saw"] : [],
    observed: null,
    count: kind === "happened" || kind === "found" ? 1 : null,
    atLeast: false,
    direction: null,
    distance: null,
    nature: null,
    weapon: null,
    denial: null,
    asked: "",
    reasonGiven: "",
    result: "",
    note: "",
    photos: [],
  };
}

/** Steps of each kind after the doors, in order. The last is always reading it back. */
export const stepsOf = {
  happened: ["where", "what", "more", "read-back"],
  nothing: ["where", "hours", "read-back"],
  stopped: ["where", "stopped", "more", "read-back"],
  found: ["where", "found", "more", "read-back"],
  "check-in": ["where", "read-back"],
} as const satisfies Record<DraftKind, readonly string[]>;
export type StepName = (typeof stepsOf)[DraftKind][number];

export function stepOf({ kind, step }: Draft): StepName {
  const steps: readonly StepName[] = stepsOf[kind];
  return steps[Math.min(Math.max(step, 1), steps.length) - 1] ?? "read-back";
}

/** What still has to be said before the next step: a key of the words, or null. */
export function missingIn(draft: Draft): "kind" | "means" | "denial" | "hours" | "place" | null {
  switch (stepOf(draft)) {
    case "where":
      return draft.fix === null && draft.place.name === undefined ? "place" : null;
    case "what":
    case "found":
      if (draft.means.length === 0) return "means";
      return draft.observed === null ? "kind" : null;
    case "stopped":
      return draft.denial === null ? "denial" : null;
    case "hours":
      return draft.toMs <= draft.fromMs ? "hours" : null;
    default:
      return null;
  }
}
