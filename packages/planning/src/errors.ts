import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const planningErrors = {
  TL_PLAN_INPUT: {
    fault: "caller",
    message: "There is no such input of a plan to change.",
    hint: "`truceline plan AGREEMENT --compare --json` lists the inputs under `changeable`.",
  },
  TL_PLAN_RANGE: {
    fault: "data",
    message: "A range of an assumption cannot be.",
    hint: "Write the lower end first, within what the unit allows.",
  },
  TL_PLAN_ROADS: {
    fault: "data",
    message: "The roads cannot be read as a network.",
    hint: "Give GeoJSON LineStrings of at least two places, [longitude, latitude] in degrees, at most 200,000 places.",
  },
  TL_PLAN_SPEED: {
    fault: "data",
    message: "A driving speed is missing or cannot be.",
    hint: "Give each class of road a speed above 0 and up to 200 km/h, by day and by night.",
  },
  TL_PLAN_PATROL: {
    fault: "data",
    message: "A patrol, visit or lane cannot be as stated.",
    hint: "Look at the hours, lengths of time, counts and chances named here.",
  },
  TL_PLAN_NAME: {
    fault: "data",
    message: "A name stands twice, or stands for nothing.",
    hint: "Give each entry a name of its own and refer to names that are there.",
  },
  TL_PLAN_ROTATION: {
    fault: "data",
    message: "A contingent, a requirement or a roster cannot be as stated.",
    hint: "Look at the months, counts and hours named here.",
  },
  TL_PLAN_BACKSTOP: {
    fault: "data",
    message: "A base, a post or an aircraft cannot be as stated.",
    hint: "Look at the times, ranges and speeds named here.",
  },
  TL_PLAN_NO_CLAUSE: {
    fault: "data",
    message: "The agreement has no clause on any ground that observations could show to be broken.",
    hint: "`truceline check --observability` tells of each clause what could show it.",
  },
  TL_PLAN_NO_SITE: {
    fault: "data",
    message: "There is no place where a post could stand.",
    hint: "Posts stand where an article gives the mission access or permits presence; see `truceline describe`.",
  },
  TL_PLAN_BUDGET: {
    fault: "caller",
    message: "A size, a sum of money or a count of a plan cannot be.",
    hint: "People from 0 to ten million, EUR a year not below 0, counts whole.",
  },
  TL_PLAN_MEANS: {
    fault: "caller",
    message: "The catalogue has no means of that name.",
    hint: "The names are in docs/reference/sensing-catalogue.md.",
  },
  TL_PLAN_OBJECTIVE: {
    fault: "caller",
    message: "What the plan is to reach cannot be.",
    hint: "Weights and minima lie between 0 and 1; the seed is a whole number.",
  },
  TL_PLAN_POST: {
    fault: "caller",
    message: "The deployment has no post of that name.",
    hint: "Name a post by its id in the deployment.",
  },
  TL_PLAN_SITING: {
    fault: "data",
    message: "A number of a siting problem cannot be.",
    hint: "The details name which; costs and weights are not negative, chances and shares lie within 0 and 1.",
  },
  TL_PLAN_MODEL: {
    fault: "bug",
    message: "A model for a solver cannot be meant.",
  },
} as const satisfies Record<`TL_PLAN_${string}`, ErrorEntry>;

export type PlanningErrorCode = keyof typeof planningErrors;

export class PlanningError extends TrucelineError<PlanningErrorCode> {
  constructor(code: PlanningErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, planningErrors[code], details, options);
  }
}
