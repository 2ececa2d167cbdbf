import type { CompiledAgreement } from "@truceline/agreement";
import type { DeploymentPlan, Frontier, FrontierPoint } from "@truceline/planning";
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

/** What the thread is given: the agreement as compiled, and what is asked. */
export interface PlanWork {
  readonly compiled: CompiledAgreement;
  readonly question:
    | { readonly is: "plan"; readonly ask: PlanAsk }
    | { readonly is: "frontier"; readonly ask: FrontierAsk };
}

/** Coverage by a plan in each cell of one article's ground: mean over the hours of light, and of dark. */
export interface PlannedCoverage {
  readonly article: string;
  readonly cells: readonly string[];
  readonly dayRatios: readonly number[];
  readonly nightRatios: readonly number[];
}

/** What the thread says, a line each: what it does, what it found, or why there is nothing. */
export type PlanLine =
  | { readonly is: "doing"; readonly doing: string; readonly sinceMs: number }
  | {
      readonly is: "plan";
      readonly plan: DeploymentPlan;
      readonly coverage: readonly PlannedCoverage[];
    }
  | { readonly is: "point"; readonly point: FrontierPoint }
  | { readonly is: "frontier"; readonly frontier: Frontier }
  | { readonly is: "failed"; readonly problem: Problem };
