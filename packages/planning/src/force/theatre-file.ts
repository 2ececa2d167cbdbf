import type { DocumentFault } from "@truceline/model";
import Type, { type Static } from "typebox";
import type { Assumption, Ranged } from "../assumption.ts";
import {
  assumptionOf,
  closed,
  type Figure,
  figure,
  idText,
  parsed,
  rangedOf,
  readPlanFile,
} from "../file-parts.ts";
import { checkFigures } from "../patrols/patrols-file.ts";
import { exactly } from "./check-range.ts";
import {
  defaultArrival,
  defaultOnWatch,
  defaultParts,
  defaultTheatreTerms,
  theatreDefaults,
} from "./theatre-defaults.ts";
import type { TheatreMonthOf } from "./theatre-figures.ts";
import {
  type Caveat,
  type ContributorOf,
  contributorCountMax,
  monthCountMax,
  type RangedTheatreInputs,
  type TheatrePart,
  theatreParts,
} from "./theatre-inputs.ts";
import { type RangedTheatreFigures, theatreOverRanges } from "./theatre-over-ranges.ts";

const people = (description: string) => figure(description, 0, 10_000_000);
const month = (description: string) => figure(`${description} Months count from 1.`, 1, 1_200);
const ratio = (description: string) => figure(description, 0, 1);
const words = (description: string) => Type.String({ minLength: 1, maxLength: 300, description });

const ContributorSchema = Type.Object(
  {
    id: idText("Name of the contributor."),
    people: people("The most it keeps in theatre at a time."),
    pool: Type.Optional(people("People it can draw on in all.")),
    from: Type.Optional(month("Month in which its first people come; 1 unless given.")),
    over: Type.Optional(figure("Months until all are there.", 1, 120)),
    offLine: Type.Optional(words("It keeps its people off the line, in its words.")),
    dayOnly: Type.Optional(words("They watch by day only, in its words.")),
    needs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            what: words("They come only if this holds."),
            holds: Type.Optional(Type.Boolean({ description: "Absent: nobody knows yet." })),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    caveats: Type.Optional(Type.Array(words("Shown; changes no number."), { maxItems: 20 })),
    withdraws: Type.Optional(
      Type.Object(
        {
          from: month("First month in which it leaves."),
          over: Type.Optional(figure("Months until all are gone; 1 unless given.", 1, 120)),
        },
        closed,
      ),
    ),
    source: Type.Optional(Type.String({ maxLength: 1_000, description: "Where this comes from." })),
  },
  closed,
);

const StationSchema = Type.Object(
  {
    id: idText("Kind of aircraft or ship."),
    part: Type.Enum(["air", "sea"]),
    count: figure("How many.", 0, 100_000),
    ready: ratio("Share of them fit to go on a day."),
    hours: figure("Hours on station a day of one that goes.", 0, 24),
    people: people("People in theatre for one."),
  },
  closed,
);

const PartsSchema = Type.Object(
  Object.fromEntries(
    theatreParts.map((part) => [part, Type.Optional(ratio("Share of all in theatre."))]),
  ) as Record<TheatrePart, ReturnType<typeof Type.Optional<ReturnType<typeof ratio>>>>,
  { ...closed, description: "What people in theatre do that do not watch the line." },
);

const TheatreFileSchema = Type.Object(
  {
    truceline: Type.Literal("theatre/1", { description: "Form of this document." }),
    agreement: idText("Id of the agreement."),
    months: Type.Optional(
      Type.Integer({ minimum: 1, maximum: monthCountMax, description: "24 unless given." }),
    ),
    contributors: Type.Optional(
      Type.Array(ContributorSchema, {
        maxItems: contributorCountMax,
        description: "Those of the agreement's contributions unless given.",
      }),
    ),
    parts: Type.Optional(PartsSchema),
    leaveDays: Type.Optional(figure("Days of leave a year.", 0, 365)),
    trainingDays: Type.Optional(figure("Days of courses and training a year.", 0, 365)),
    sickness: Type.Optional(ratio("Share of those present who are sick or hurt.")),
    onWatch: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: "At a time in one place." }),
    ),
    dutyHours: Type.Optional(figure("Hours on watch a day.", 0.5, 24)),
    overhead: Type.Optional(figure("Guard, meals and handover on top.", 0, 10)),
    rotation: Type.Optional(figure("Pool over deployed.", 1, 100)),
    stations: Type.Optional(Type.Array(StationSchema, { maxItems: 200 })),
  },
  closed,
);
export type TheatreFile = Readonly<Static<typeof TheatreFileSchema>>;

export interface ParsedTheatre {
  /** There unless the document has a fault. */
  readonly file?: TheatreFile | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads a theatre (`theatre/1`, YAML or JSON): every fault in one pass with its line; ranges must be in
 * order. Never throws for anything in the text.
 */
export function parseTheatre(
  input: { readonly path: string; readonly text: string },
  agreement: { readonly id: string },
): ParsedTheatre {
  const read = readPlanFile(input, TheatreFileSchema, agreement);
  if (read.file === undefined) return read;
  const { file, meaning: faults } = read;
  faults.twice(file.contributors ?? [], "/contributors");
  faults.twice(file.stations ?? [], "/stations");
  checkFigures(file, "", faults);
  return parsed(file, faults);
}

/** What becomes of the watchers because one contributor withdraws. */
export interface WithdrawalTold {
  readonly contributor: string;
  /** The last month told. */
  readonly month: number;
  readonly watchersByDay: Ranged;
  /** As many had it stayed. */
  readonly watchersByDayHadItStayed: Ranged;
}

export interface TheatreAnswer extends RangedTheatreFigures {
  readonly agreement: string;
  readonly contributors: readonly {
    readonly id: string;
    readonly caveats: readonly Caveat[];
    readonly source: string;
  }[];
  readonly withdrawals: readonly WithdrawalTold[];
  /** Every share and term with its mark: of the file, or the default. */
  readonly assumptions: readonly Assumption[];
}

/** A contributor as a document has it. */
export type TheatreContributor = NonNullable<TheatreFile["contributors"]>[number];

/**
 * @param agreed contributors where the document names none: `agreedContributors`
 * @throws PlanningError `TL_PLAN_RANGE` where parts or days come to more than there is
 */
export function answerTheatre(
  file: TheatreFile,
  agreed: readonly TheatreContributor[] = [],
): TheatreAnswer {
  const contributors = file.contributors ?? agreed;
  const { inputs, assumptions } = inputsOf(file, contributors);
  const figures = theatreOverRanges(inputs);
  const last = inputs.monthCount;
  const watchersOf = ({ months }: { readonly months: readonly TheatreMonthOf<Ranged>[] }) =>
    months[last - 1]?.watchersByDay ?? exactly(0);
  return {
    agreement: file.agreement,
    ...figures,
    contributors: contributors.map((one, index) => ({
      id: one.id,
      caveats: inputs.contributors[index]?.caveats ?? [],
      source: one.source ?? sourceOfPeople(one) ?? "as stated in the file, without a source",
    })),
    withdrawals: inputs.contributors
      .filter(({ withdraws }) => withdraws !== null)
      .map(({ id }) => ({
        contributor: id,
        month: last,
        watchersByDay: watchersOf(figures),
        watchersByDayHadItStayed: watchersOf(
          theatreOverRanges({
            ...inputs,
            contributors: inputs.contributors.map((one) =>
              one.id === id ? { ...one, withdraws: null } : one,
            ),
          }),
        ),
      })),
    assumptions,
  };
}

/** The source that stands with the number of people, where nothing else has one. */
const sourceOfPeople = ({ people: given }: TheatreContributor) =>
  typeof given === "number" ? undefined : given.source;

function inputsOf(
  file: TheatreFile,
  contributors: readonly TheatreContributor[],
): {
  readonly inputs: RangedTheatreInputs;
  readonly assumptions: readonly Assumption[];
} {
  const given = (figureOf: Figure | undefined, fallback: Assumption): Assumption =>
    figureOf === undefined
      ? fallback
      : assumptionOf(figureOf, fallback.id, fallback.name, fallback.unit);
  const parts = Object.fromEntries(
    theatreParts.map((part) => [part, given(file.parts?.[part], defaultParts[part])]),
  ) as Record<TheatrePart, Assumption>;
  const terms = {
    leaveDaysPerYear: given(file.leaveDays, defaultTheatreTerms.leaveDaysPerYear),
    trainingDaysPerYear: given(file.trainingDays, defaultTheatreTerms.trainingDaysPerYear),
    sicknessRatio: given(file.sickness, defaultTheatreTerms.sicknessRatio),
    dutyHoursPerPersonDay: given(file.dutyHours, defaultTheatreTerms.dutyHoursPerPersonDay),
    overhead: given(file.overhead, defaultTheatreTerms.overhead),
    rotationFactor: given(file.rotation, defaultTheatreTerms.rotationFactor),
  };
  const onWatch = given(file.onWatch, defaultOnWatch);
  return {
    inputs: {
      monthCount: file.months ?? theatreDefaults.monthCount,
      contributors: contributors.map(contributorOf),
      parts,
      ...terms,
      onWatch: onWatch.value,
      stations: (file.stations ?? []).map(({ id, part, count, ready, hours, people: each }) => ({
        id,
        part,
        count: rangedOf(count),
        readyRatio: rangedOf(ready),
        hoursPerDay: rangedOf(hours),
        peopleEach: rangedOf(each),
      })),
    },
    assumptions: [...Object.values(parts), ...Object.values(terms), onWatch],
  };
}

function contributorOf(one: TheatreContributor): ContributorOf<Ranged> {
  const caveats: Caveat[] = [
    ...(one.offLine === undefined ? [] : [{ is: "off-line", text: one.offLine } as const]),
    ...(one.dayOnly === undefined ? [] : [{ is: "day-only", text: one.dayOnly } as const]),
    ...(one.needs ?? []).map(
      ({ what, holds }): Caveat => ({
        is: "needs",
        text: what,
        holds: holds ?? null,
      }),
    ),
    ...(one.caveats ?? []).map((text): Caveat => ({ is: "stated", text })),
  ];
  return {
    id: one.id,
    name: one.id,
    cap: rangedOf(one.people),
    pool: one.pool === undefined ? null : rangedOf(one.pool),
    arrivalMonth: one.from === undefined ? exactly(1) : rangedOf(one.from),
    rampMonths: one.over === undefined ? defaultArrival.rampMonths : rangedOf(one.over),
    caveats,
    withdraws:
      one.withdraws === undefined
        ? null
        : {
            fromMonth: rangedOf(one.withdraws.from),
            overMonths:
              one.withdraws.over === undefined ? exactly(1) : rangedOf(one.withdraws.over),
          },
  };
}
