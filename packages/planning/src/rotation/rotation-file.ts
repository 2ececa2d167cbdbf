import { type DocumentFault, seededRng } from "@truceline/model";
import Type, { type Static } from "typebox";
import type { Assumption, Ranged } from "../assumption.ts";
import {
  assumptionOf,
  clock,
  closed,
  type Figure,
  figure,
  idText,
  parsed,
  rangedOf,
  readPlanFile,
  spanOf,
} from "../file-parts.ts";
import { checkFigures } from "../patrols/patrols-file.ts";
import type { Solver } from "../solver.ts";
import { type PostRoster, planRoster } from "./plan-roster.ts";
import {
  afterWithdrawal,
  leastMannedRatio,
  planRotation,
  type RotationPlan,
  type WithdrawalOutcome,
} from "./plan-rotation.ts";
import type { Contributor, RotationProblem } from "./rotation-problem.ts";

const month = (description: string) =>
  Type.Integer({ minimum: 1, maximum: 120, description: `${description} Counted from 1.` });
const months = (description: string, least: number) =>
  Type.Integer({ minimum: least, maximum: 60, description: `${description} Whole months.` });
const people = (description: string) => figure(description, 0, 1_000_000);
const source = Type.Optional(
  Type.String({ maxLength: 1_000, description: "Where this comes from." }),
);

const ContributorSchema = Type.Object(
  {
    id: idText("Name of the contributor."),
    contingent: people("People in one contingent."),
    contingents: Type.Integer({
      minimum: 0,
      maximum: 2_000,
      description: "How many it has for this.",
    }),
    cap: Type.Optional(people("People on duty at once, at most.")),
    tour: Type.Object(
      { from: months("Shortest tour.", 1), to: months("Longest tour.", 1) },
      { ...closed, description: "Length of a tour on duty, whole months." },
    ),
    rest: months("At home between two tours.", 0),
    from: Type.Optional(month("First month on duty.")),
    until: Type.Optional(month("Last month on duty.")),
    caveats: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 })),
    source,
  },
  closed,
);

const RosterSchema = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 366, description: "Length of the roster." }),
    people: Type.Integer({ minimum: 0, maximum: 200, description: "People of the post." }),
    away: Type.Optional(
      Type.Array(
        Type.Object(
          {
            person: Type.Integer({
              minimum: 1,
              maximum: 200,
              description: "Number of the person.",
            }),
            from: Type.Integer({ minimum: 1, maximum: 366, description: "First day away." }),
            to: Type.Integer({ minimum: 1, maximum: 366, description: "Last day away." }),
          },
          closed,
        ),
        { maxItems: 1_000, description: "Leave, sickness, courses." },
      ),
    ),
    shifts: Type.Array(
      Type.Object(
        {
          id: idText("Name of the shift."),
          from: clock("Beginning."),
          to: clock("End."),
          people: Type.Integer({ minimum: 0, maximum: 100, description: "People on watch." }),
          night: Type.Optional(Type.Boolean({ description: "Counts as a night." })),
        },
        closed,
      ),
      { minItems: 1, maxItems: 24 },
    ),
    rest: Type.Number({ minimum: 0, maximum: 168, description: "Hours between two shifts." }),
    weekHours: Type.Number({
      exclusiveMinimum: 0,
      maximum: 168,
      description: "Most in seven days.",
    }),
    daysInRow: Type.Integer({ minimum: 1, maximum: 366, description: "Most days in a row." }),
    nightsInRow: Type.Integer({ minimum: 0, maximum: 366, description: "Most nights in a row." }),
  },
  { ...closed, description: "Roster of one post." },
);

const RotationFileSchema = Type.Object(
  {
    truceline: Type.Literal("rotation/1", { description: "Form of this document." }),
    agreement: idText("Id of the agreement."),
    seed: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: "Of the search." }),
    ),
    start: Type.Optional(
      Type.String({
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$",
        maxLength: 7,
        description: "First month, such as 2026-01.",
      }),
    ),
    months: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 120, description: "How many; 24 unless given." }),
    ),
    strength: Type.Optional(
      Type.Array(
        Type.Object(
          { from: month("From this month on."), people: people("People on duty.") },
          closed,
        ),
        { minItems: 1, maxItems: 120, description: "People needed on duty, by step of the ramp." },
      ),
    ),
    handoverDays: Type.Optional(
      Type.Number({ minimum: 0, maximum: 60, description: "Days both are there; 0 unless given." }),
    ),
    ceiling: Type.Optional(people("People that can be housed at once.")),
    contributors: Type.Optional(Type.Array(ContributorSchema, { minItems: 1, maxItems: 100 })),
    withdrawals: Type.Optional(
      Type.Array(
        Type.Object(
          {
            contributor: idText("Who withdraws against the plan."),
            month: month("First month without it."),
            noticeMonths: Type.Integer({
              minimum: 0,
              maximum: 24,
              description: "Known so long before.",
            }),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    roster: Type.Optional(RosterSchema),
  },
  closed,
);
export type RotationFile = Readonly<Static<typeof RotationFileSchema>>;

export interface ParsedRotation {
  /** There unless the document has a fault. */
  readonly file?: RotationFile | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads a document of rotation (`rotation/1`, YAML or JSON): every fault in one pass with its line.
 * Never throws for anything in the text.
 */
export function parseRotation(
  input: { readonly path: string; readonly text: string },
  agreement: { readonly id: string },
): ParsedRotation {
  const read = readPlanFile(input, RotationFileSchema, agreement);
  if (read.file === undefined) return read;
  const { file, meaning: faults } = read;
  const { contributors = [], strength, withdrawals = [], roster } = file;
  faults.twice(contributors, "/contributors");
  const ids = contributors.map(({ id }) => id);
  if (contributors.length > 0 && strength === undefined) {
    faults.add("TL_PLAN_ROTATION", "", "`strength` is missing: how many people are needed");
  }
  if (strength !== undefined && contributors.length === 0) {
    faults.add("TL_PLAN_ROTATION", "/strength", "there are no contributors");
  }
  if (strength !== undefined && file.start === undefined) {
    faults.add("TL_PLAN_ROTATION", "", "`start` is missing: the first month");
  }
  for (const [index, step] of (strength ?? []).entries()) {
    const before = strength?.[index - 1];
    if (before !== undefined && step.from <= before.from) {
      faults.add("TL_PLAN_ROTATION", `/strength/${index}/from`, "months must follow one another");
    }
  }
  for (const [index, { tour, from, until, contingent }] of contributors.entries()) {
    const at = `/contributors/${index}`;
    if (tour.to < tour.from) {
      faults.add("TL_PLAN_ROTATION", `${at}/tour`, `a tour of ${tour.from} to ${tour.to} months`);
    }
    if (rangedOf(contingent).low <= 0) {
      faults.add("TL_PLAN_ROTATION", `${at}/contingent`, "a contingent without people");
    }
    if (from !== undefined && until !== undefined && until < from) {
      faults.add("TL_PLAN_ROTATION", `${at}/until`, `month ${until} is before month ${from}`);
    }
  }
  for (const [index, { contributor }] of withdrawals.entries()) {
    faults.known(contributor, ids, `/withdrawals/${index}/contributor`, "contributor");
  }
  faults.twice(roster?.shifts ?? [], "/roster/shifts");
  for (const [index, { person, from, to }] of (roster?.away ?? []).entries()) {
    const at = `/roster/away/${index}`;
    if (person > (roster?.people ?? 0)) {
      faults.add("TL_PLAN_ROTATION", `${at}/person`, `there is no person ${person}`);
    }
    if (to < from) faults.add("TL_PLAN_ROTATION", `${at}/to`, `day ${to} is before day ${from}`);
  }
  if (strength === undefined && roster === undefined && contributors.length === 0) {
    faults.add("TL_PLAN_ROTATION", "", "there is neither `strength` nor `roster`");
  }
  checkFigures(file, "", faults);
  return parsed(file, faults);
}

export interface RotationAnswer {
  readonly agreement: string;
  readonly seed: string;
  readonly rotation: RotationPlan | null;
  /**
   * Share of the people needed who are on duty at the worst time, in this plan (value) and in plans made
   * at the ends of all ranges together.
   */
  readonly mannedRatio: Ranged | null;
  readonly withdrawals: readonly WithdrawalOutcome[];
  readonly roster: PostRoster | null;
  readonly assumptions: readonly Assumption[];
  /** Of the inputs with a range or a source, those that are assumed. */
  readonly assumedRatio: number;
}

/**
 * Rotation, withdrawals and roster from their document. Same document and seed, same answer.
 * @throws PlanningError `TL_PLAN_ROTATION`
 */
export async function answerRotation(
  file: RotationFile,
  solver?: Solver | undefined,
): Promise<RotationAnswer> {
  const seed = file.seed ?? "1";
  const rng = seededRng(`rotation ${seed}`);
  const hasRotation = file.strength !== undefined && file.contributors !== undefined;
  const problem = hasRotation ? problemOf(file, "value") : null;
  const rotation = problem === null ? null : await planRotation(problem, rng, { solver });
  const withdrawals: WithdrawalOutcome[] = [];
  for (const { contributor, month: first, noticeMonths } of file.withdrawals ?? []) {
    if (problem === null || rotation === null) break;
    const withdrawal = { contributor, month: first - 1, noticeMonths };
    withdrawals.push(await afterWithdrawal(problem, rotation, withdrawal, rng.fork(contributor)));
  }
  const assumptions = assumptionsOf(file);
  const assumed = assumptions.filter(({ mark }) => mark === "assumed").length;
  return {
    agreement: file.agreement,
    seed,
    rotation,
    mannedRatio:
      problem === null || rotation === null
        ? null
        : await mannedOf(file, problem, rotation, solver),
    withdrawals,
    roster: file.roster === undefined ? null : planRoster(rosterOf(file.roster)),
    assumptions,
    assumedRatio: assumptions.length === 0 ? 0 : assumed / assumptions.length,
  };
}

async function mannedOf(
  file: RotationFile,
  problem: RotationProblem,
  rotation: RotationPlan,
  solver: Solver | undefined,
): Promise<Ranged> {
  const value = leastMannedRatio(problem, rotation);
  const at = async (end: "low" | "high") => {
    const other = problemOf(file, end);
    if (JSON.stringify(other) === JSON.stringify(problem)) return value;
    const rng = seededRng(`rotation ${file.seed ?? "1"}`);
    return leastMannedRatio(other, await planRotation(other, rng, { solver }));
  };
  const [low, high] = [await at("low"), await at("high")];
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

/** `low` is the end at which least is manned: small contingents, low caps, much needed. */
function problemOf(file: RotationFile, end: "value" | "low" | "high"): RotationProblem {
  const good = (given: Figure) => rangedOf(given)[end];
  const bad = (given: Figure) =>
    rangedOf(given)[end === "low" ? "high" : end === "high" ? "low" : "value"];
  const monthCount = file.months ?? 24;
  const steps = file.strength ?? [];
  const required = Array.from({ length: monthCount }, (_, index) => {
    const step = steps.filter(({ from }) => from <= index + 1).at(-1);
    return step === undefined ? 0 : bad(step.people);
  });
  return {
    start: file.start ?? "2026-01",
    required,
    handoverDays: file.handoverDays ?? 0,
    ceilingPeople: file.ceiling === undefined ? Number.POSITIVE_INFINITY : good(file.ceiling),
    contributors: (file.contributors ?? []).map(
      (one): Contributor => ({
        id: one.id,
        unitPeople: good(one.contingent),
        unitCount: one.contingents,
        capPeople: one.cap === undefined ? Number.POSITIVE_INFINITY : good(one.cap),
        tourMonthsMin: one.tour.from,
        tourMonthsMax: one.tour.to,
        restMonths: one.rest,
        fromMonth: (one.from ?? 1) - 1,
        untilMonth: one.until ?? Number.POSITIVE_INFINITY,
        caveats: one.caveats ?? [],
      }),
    ),
  };
}

function rosterOf(given: NonNullable<RotationFile["roster"]>) {
  const away = given.away ?? [];
  return {
    dayCount: given.days,
    people: Array.from({ length: given.people }, (_, index) => ({
      id: `P${String(index + 1).padStart(2, "0")}`,
      awayDays: away
        .filter(({ person }) => person === index + 1)
        .flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_x, day) => from - 1 + day),
        ),
    })),
    shifts: given.shifts.map(({ id, from, to, people: peopleCount, night }) => ({
      id,
      ...spanOf({ from, to }),
      peopleCount,
      isNight: night ?? false,
    })),
    rules: {
      restHours: given.rest,
      weekHoursMax: given.weekHours,
      daysInRowMax: given.daysInRow,
      nightsInRowMax: given.nightsInRow,
    },
  };
}

function assumptionsOf(file: RotationFile): readonly Assumption[] {
  const found: Assumption[] = [];
  const add = (given: Figure | undefined, id: string, name: string, from?: string) => {
    if (given === undefined) return;
    const entry = assumptionOf(given, id, name, "people");
    const isSourced = from !== undefined && entry.source.startsWith("as stated");
    found.push(isSourced ? { ...entry, source: from, mark: "unconfirmed" } : entry);
  };
  for (const { from, people: needed } of file.strength ?? []) {
    add(needed, `strength-${from}`, `People needed from month ${from}`);
  }
  add(file.ceiling, "ceiling", "People that can be housed");
  for (const { id, contingent, cap, source: from } of file.contributors ?? []) {
    add(contingent, `${id}-contingent`, `People in a contingent of ${id}`, from);
    add(cap, `${id}-cap`, `Most people of ${id} at once`, from);
  }
  return found;
}
