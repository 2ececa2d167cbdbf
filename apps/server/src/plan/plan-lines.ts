import type { CompiledAgreement } from "@truceline/agreement";
import {
  DeploymentSchema,
  type LonLat,
  LonLatSchema,
  NameSchema,
  type ObservationKind,
} from "@truceline/model";
import type {
  AssessmentDelay,
  BriefInput,
  DeploymentPlan,
  Frontier,
  FrontierPoint,
  SectorFigures,
  WhatIfFigures,
} from "@truceline/planning";
import type { KindShare } from "@truceline/sensing";
import Type, { type Static } from "typebox";
import type { Problem } from "../problem.ts";

const closed = { additionalProperties: false };
/** The largest that anybody has asked for is 200 000; ten times that is no plan any more. */
const peopleMax = 2_000_000;
const eurPerYearMax = 1e12;
/** After so long what is there is taken, with how far it may be from the best possible. */
export const planSecondsMax = 300;

const shared = {
  /** Most money a year, EUR; absent: as much as it takes. */
  eurPerYear: Type.Optional(Type.Number({ minimum: 0, maximum: eurPerYearMax })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 })),
  secondsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: planSecondsMax })),
};

/** What a plan is asked for. */
export const PlanAskSchema = Type.Object(
  {
    ...shared,
    /** Most people in theatre; absent: as many as it takes. */
    people: Type.Optional(Type.Integer({ minimum: 0, maximum: peopleMax })),
    withTechnicalMonitoring: Type.Boolean(),
    /** True: nobody watches at a post from dusk to dawn; what it takes is counted as ever. */
    mannedByDayOnly: Type.Optional(Type.Boolean()),
    /** Nowhere and at no hour less than this, where it can be had. */
    minimumRatio: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  closed,
);
export type PlanAsk = Readonly<Static<typeof PlanAskSchema>>;

/** What a frontier is asked for: sizes to try, with technical monitoring and without. */
export const FrontierAskSchema = Type.Object(
  {
    ...shared,
    people: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: peopleMax }), { minItems: 1, maxItems: 30 }),
    ),
    sampleCount: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export type FrontierAsk = Readonly<Static<typeof FrontierAskSchema>>;

/** A deployment of which posts are to be tried elsewhere, and under which key it is asked about. */
export const WhatIfOpenSchema = Type.Object({ deployment: DeploymentSchema }, closed);

/** More posts than this are another plan. */
const moveCountMax = 200;
export const WhatIfAskSchema = Type.Object(
  {
    key: Type.String({ format: "uuid" }),
    moves: Type.Array(Type.Object({ post: NameSchema, position: LonLatSchema }, closed), {
      maxItems: moveCountMax,
    }),
  },
  closed,
);
export type WhatIfAsk = Readonly<Static<typeof WhatIfAskSchema>>;

/** Something that happened: its likeliest place and kind. */
export interface PastIncident {
  readonly position: LonLat;
  readonly atMs: number;
  readonly kind: ObservationKind;
}

/** What the thread is given: the agreement as compiled, and what is asked. */
export interface PlanWork {
  readonly compiled: CompiledAgreement;
  /** Of the year before. */
  readonly past: readonly PastIncident[];
  readonly question:
    | { readonly is: "plan"; readonly ask: PlanAsk }
    | { readonly is: "frontier"; readonly ask: FrontierAsk };
}

/** Coverage by a plan in each cell of one article's ground: mean over the hours of light, and of dark. */
export interface PlannedCoverage {
  readonly article: string;
  /** Among the clauses, 0..1. */
  readonly weight: number;
  /** What breaches of it would be, and how many independent sources show one. */
  readonly kinds: readonly KindShare[];
  readonly groupsNeeded: number;
  /** For so long a look stays good evidence; 0 of what is seen in its own minute or never. */
  readonly lookEveryMs: number;
  readonly cells: readonly string[];
  readonly dayRatios: readonly number[];
  readonly nightRatios: readonly number[];
}

/** Coverage of breaches as they were recorded, 0..1: over the clauses that have any, by their weights. */
export interface ExpectedCoverage {
  readonly incidentCount: number;
  readonly mean: number;
  readonly bySector: Readonly<Record<string, number>>;
}

/** The same in fog at every hour. */
export interface FogCoverage {
  readonly article: string;
  readonly ratios: readonly number[];
}

/** Cells of an article that were computed anew, by index. */
export interface ChangedCoverage {
  readonly article: string;
  readonly cells: readonly number[];
  readonly dayRatios: readonly number[];
  readonly nightRatios: readonly number[];
}

/** What the thread says, a line each: what it does, what it found, or why there is nothing. */
export type PlanLine =
  | {
      readonly is: "doing";
      readonly doing: string;
      readonly sinceMs: number;
      /** A plan is there already and is being improved. */
      readonly refining: boolean;
    }
  | {
      readonly is: "plan";
      /** `first`: found quickly, a better one may follow. `final`: the answer. */
      readonly stage: "first" | "final";
      readonly plan: DeploymentPlan;
      readonly coverage: readonly PlannedCoverage[];
      readonly bySector: Readonly<Record<string, SectorFigures>>;
      /** As in the past year; null where nothing of it bears on a clause. */
      readonly expected: ExpectedCoverage | null;
      /** Share of the day that is night, 0..1. */
      readonly nightShare: number;
      /** Middle of each cell, by its id. */
      readonly centres: Readonly<Record<string, LonLat>>;
    }
  /** Of the final plan what takes longer than the plan's own figures. */
  | {
      readonly is: "more";
      readonly fog: readonly FogCoverage[];
      readonly delay: AssessmentDelay | null;
    }
  | { readonly is: "point"; readonly point: FrontierPoint }
  | { readonly is: "frontier"; readonly frontier: Frontier }
  | { readonly is: "failed"; readonly problem: Problem };

/** A brief to be set as PDF, dated at an instant. */
export interface BriefWork {
  readonly brief: BriefInput;
  readonly atMs: number;
}
export type BriefLine =
  | { readonly is: "pdf"; readonly bytes: Uint8Array }
  | { readonly is: "failed"; readonly problem: Problem };

/** What is asked of the thread that tries posts elsewhere, and what it says. */
export interface WhatIfWork {
  readonly compiled: CompiledAgreement;
  readonly deployment: Static<typeof DeploymentSchema>;
}
export interface WhatIfQuestion {
  readonly id: number;
  readonly moves: WhatIfAsk["moves"];
}
export interface WhatIfAnswered {
  readonly figures: WhatIfFigures;
  readonly changed: readonly ChangedCoverage[];
}
export type WhatIfLine =
  | { readonly is: "ready"; readonly solved: WhatIfFigures }
  | ({ readonly is: "moved"; readonly id: number } & WhatIfAnswered)
  /** Without an id it is the preparation that failed. */
  | { readonly is: "failed"; readonly id: number | null; readonly problem: Problem };
