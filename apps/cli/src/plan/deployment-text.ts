import {
  anyPeople,
  type DeploymentPlan,
  type ExaminedDeployment,
  type FairnessResult,
  type Frontier,
  type FrontierPoint,
} from "@truceline/planning";

const count = (value: number) => Math.round(value).toLocaleString("en");
const two = (value: number) => value.toFixed(2);
const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;
const million = (eur: number) => (eur / 1e6).toLocaleString("en", { maximumFractionDigits: 1 });

/** A plan in lines for people. */
export function planText(plan: DeploymentPlan): string {
  const { people, money, ground } = plan;
  const how = plan.withTechnicalMonitoring ? "with" : "without";
  return [
    `${count(people.inTheatre)} people in theatre ${how} technical monitoring: mean ${two(plan.mean)}, worst tenth of cell-hours ${two(plan.worstTenth)}; within ${percent(plan.gapRatio)} of the best possible.`,
    `${count(people.onLineTasks)} on line tasks, ${count(people.onWatch)} at work at any hour; ${count(plan.postCount)} posts, ${count(plan.sensorCount)} sensors.`,
    `EUR ${million(money.totalEur)} m a year (${million(money.low)} to ${million(money.high)}): people ${million(money.peopleEur)}, equipment ${million(money.equipmentEur)}.`,
    "",
    "Posts:",
    ...plan.byPattern.map(
      ({ name, count: number, people: own, equipmentEur }) =>
        `  ${String(number).padStart(5)}  ${name}: ${count(own)} people, equipment EUR ${million(equipmentEur)} m`,
    ),
    "",
    "Clause   asks  mean  worst  reached  at most",
    ...plan.byClause.map(
      (own) =>
        `${own.article.padEnd(8)} ${two(own.requirementRatio)}  ${two(own.mean)}  ${two(own.worstTenth)}   ${percent(own.reachedRatio).padStart(7)}  ${own.meanAtMost === null ? "" : two(own.meanAtMost)}`,
    ),
    ...(plan.unverifiable.length === 0
      ? []
      : [
          "",
          `Unverifiable at any size: ${plan.unverifiable.map(({ article, meanAtMost }) => `${article} (at most ${two(meanAtMost)})`).join(", ")}.`,
        ]),
    ...(plan.minimum === null
      ? []
      : [
          "",
          plan.minimum.isMet
            ? `No cell-hour is below ${two(plan.minimum.ratio)}.`
            : `The minimum of ${two(plan.minimum.ratio)} holds in ${percent(plan.minimum.metRatio)} of cell-hours. Not to be had together: ${plan.minimum.conflict.join("; ")}.`,
        ]),
    ...(plan.fairness === null ? [] : ["", fairnessText(plan.fairness)]),
    "",
    `Light of ${ground.date}; ${count(ground.candidateCount)} candidates, ${count(ground.cellCount)} cells. No source bears ${percent(plan.assumedShare)} of the inputs. Seed ${plan.seed}.`,
    ...plan.notes,
  ].join("\n");
}

/** What the sides have, and what it cost that they have much the same. */
function fairnessText({ asked, ratio, isMet, bySide, cost }: FairnessResult): string {
  const sides = Object.entries(bySide).map(([side, mean]) => `${side} ${mean.toFixed(3)}`);
  const kept = isMet ? "kept" : "not kept";
  return `Sides: ${sides.join(", ")}; the lower has ${percent(ratio)} of the higher, ${percent(asked)} asked: ${kept}. It costs ${cost.toFixed(3)} of the whole.`;
}

/** Another deployment, told as a plan is. */
export function examinedText(examined: ExaminedDeployment, name: string): string {
  return [
    `Beside it ${name}: mean ${two(examined.mean)}, worst tenth of cell-hours ${two(examined.worstTenth)}, by the light of ${examined.date}.`,
    "Clause   asks  mean  worst  reached",
    ...examined.byClause.map(
      (own) =>
        `${own.article.padEnd(8)} ${two(own.requirementRatio)}  ${two(own.mean)}  ${two(own.worstTenth)}   ${percent(own.reachedRatio).padStart(7)}`,
    ),
  ].join("\n");
}

/** Of each size so many inputs are told. */
const shownBarCount = 5;

/** One point of a sweep, as it is told when it is done. */
export function pointText({
  people,
  eurPerYear,
  withTechnicalMonitoring,
  mean,
  meanBand,
}: FrontierPoint): string {
  const size = people >= anyPeople ? "any number of" : String(people);
  const within = eurPerYear === null ? "" : ` within EUR ${million(eurPerYear)} m a year`;
  const how = withTechnicalMonitoring ? "with" : "without";
  const { value, low, high } = meanBand;
  return `${size} people${within} ${how}: mean ${mean.toFixed(3)}, over the ranges ${value.toFixed(3)}, ${low.toFixed(3)} to ${high.toFixed(3)}`;
}

/** Sums of money across, sizes down: the mean at the middle and the people kept. */
function moneyText(points: readonly FrontierPoint[]): readonly string[] {
  const sums = [...new Set(points.map(({ eurPerYear }) => eurPerYear ?? 0))].sort((a, b) => a - b);
  const sizes = [...new Set(points.map(({ people }) => people))].sort((a, b) => a - b);
  return [true, false].flatMap((mode) => {
    const own = points.filter((point) => point.withTechnicalMonitoring === mode);
    if (own.length === 0) return [];
    return [
      "",
      `Money ${mode ? "with" : "without"} technical monitoring, EUR m a year: mean at the middle, band, people kept`,
      `people at most ${sums.map((sum) => million(sum).padStart(26)).join("")}`,
      ...sizes.map((people) => {
        const cells = sums.map((sum) => {
          const found = own.find((point) => point.people === people && point.eurPerYear === sum);
          if (found === undefined) return "";
          const { mean, meanBand, peopleUsed } = found;
          return `${two(mean)} ${two(meanBand.low)}-${two(meanBand.high)} ${count(peopleUsed)}`;
        });
        const name = people >= anyPeople ? "any" : count(people);
        return `${name.padStart(14)} ${cells.map((cell) => cell.padStart(26)).join("")}`;
      }),
    ];
  });
}

/** A frontier in lines for people, the headline first. */
export function frontierText(frontier: Frontier): string {
  const sizes = new Set(
    frontier.tornado.map(
      ({ people, withTechnicalMonitoring }) => `${people} ${withTechnicalMonitoring}`,
    ),
  );
  const moving = [...sizes].flatMap((size) =>
    frontier.tornado
      .filter(
        ({ people, withTechnicalMonitoring }) => `${people} ${withTechnicalMonitoring}` === size,
      )
      .slice(0, shownBarCount),
  );
  return [
    frontier.headline,
    "",
    "  people          flat   median 5th to 95th    worst tenth  gap      EUR m a year",
    ...frontier.points.map(
      (point) =>
        `${count(point.people).padStart(8)} ${point.withTechnicalMonitoring ? "with   " : "without"}  ${point.mean.toFixed(3)}  ${point.meanBand.value.toFixed(3)}  ${point.meanBand.low.toFixed(3)} to ${point.meanBand.high.toFixed(3)}  ${point.worstTenth.toFixed(3)}        ${percent(point.gapRatio).padStart(6)}  ${million(point.money.totalEur)}`,
    ),
    "",
    ...frontier.saturation.map(({ withTechnicalMonitoring, people }) => {
      const how = withTechnicalMonitoring ? "With" : "Without";
      return people === null
        ? `${how}: another 10,000 people add a point or more at every size looked at.`
        : `${how}: from ${count(people)} people on another 10,000 add less than one point.`;
    }),
    ...moneyText(frontier.byMoney),
    ...(frontier.unverifiable.length === 0
      ? []
      : [
          `Unverifiable at any size: ${frontier.unverifiable.map(({ article, meanAtMost }) => `${article} (at most ${two(meanAtMost)})`).join(", ")}.`,
        ]),
    ...(moving.length === 0 ? [] : ["", "What moves the answer most:"]),
    ...moving.map(
      ({ assumption, people, withTechnicalMonitoring, meanAtLow, meanAtHigh }) =>
        `  ${count(people)} ${withTechnicalMonitoring ? "with" : "without"}: ${assumption.name}, ${meanAtLow.toFixed(3)} at ${assumption.low}, ${meanAtHigh.toFixed(3)} at ${assumption.high} (${assumption.mark})`,
    ),
    "",
    `flat: flat ground and all inputs at their middle. Median and band: ${frontier.sampleCount} samples over the input ranges, seed ${frontier.seed}. No source bears ${percent(frontier.assumedShare)} of the inputs.`,
    ...frontier.notes,
  ].join("\n");
}
