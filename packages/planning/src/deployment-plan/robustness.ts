import { seededRng } from "@truceline/model";
import { type ClauseFigures, CoverageTally } from "./coverage-tally.ts";
import type { RobustnessCase } from "./deployment-plan.ts";
import type { PlanOption } from "./detection-matrix.ts";
import { evaluatorFor } from "./evaluate-plan.ts";
import type { PlanInput, PlanStudy } from "./plan-study.ts";

/** Hours with rain, fog or wind, against the declared climate. */
const worseWeather = 2.5;
/** Share of long-range flights whose satellite fix was jammed. */
const jammedRatio = 0.83;
const longRangeUav = "uav-long";
const deniedRatio = 0.2;
const deniedDraws = 5;
/** Sectors whose loss is looked at: those with most posts. */
const lostSectorCount = 3;
const round = (value: number) => Math.round(value * 1e6) / 1e6;

/**
 * A plan's posts under worse conditions than it was made for; nothing is planned anew. Denied posts are
 * drawn by chance, the mean of five draws is told; of the three sectors
 * with most posts the one whose loss costs most.
 */
export function robustnessOf(
  study: PlanStudy,
  input: PlanInput,
  chosen: readonly number[],
  tally: CoverageTally = new CoverageTally(study.matrix),
): readonly RobustnessCase[] {
  const { conditions, matrix, ground } = study;
  const { figures } = conditions;
  const told = (results: readonly ClauseFigures[]) => {
    const sum = (key: keyof ClauseFigures) =>
      results.reduce(
        (total, own, index) => total + own[key] * (ground.clauses[index]?.weight ?? 0),
        0,
      );
    return { mean: sum("mean"), worstTenth: sum("worstTenth") };
  };
  const under = (changed: Partial<typeof conditions>) =>
    evaluatorFor(study, { ...conditions, ...changed }, tally);
  const usual = under({});

  const weather = told(
    under({ figures: { ...figures, badWeather: worseWeather } }).figures(chosen),
  );
  const jammed = told(
    under({
      meansFactor: (means) => (means === longRangeUav ? 1 - jammedRatio : 1),
    }).figures(chosen),
  );
  const draws = Array.from({ length: deniedDraws }, (_, draw) => {
    const rng = seededRng(`denied ${input.seed} ${draw}`);
    return told(usual.figures(chosen, () => rng.nextUnit() >= deniedRatio));
  });
  const postsIn = new Map<string, number>();
  for (const option of chosen) {
    const { sector } = (matrix.options[option] as PlanOption).site;
    postsIn.set(sector, (postsIn.get(sector) ?? 0) + 1);
  }
  const sectors = [...postsIn]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, lostSectorCount)
    .map(([sector]) => sector);
  const lost = sectors.map((sector) =>
    told(usual.figures(chosen, (_, site) => site.sector !== sector)),
  );
  const worst = lost.sort((a, b) => a.mean - b.mean)[0] ?? { mean: 0, worstTenth: 0 };
  const meanOf = (key: keyof ClauseFigures) =>
    draws.reduce((sum, own) => sum + own[key], 0) / draws.length;
  const made = (
    id: RobustnessCase["id"],
    name: string,
    { mean, worstTenth }: ClauseFigures,
    source: string,
  ): RobustnessCase => ({
    id,
    name,
    mean: round(mean),
    worstTenth: round(worstTenth),
    source,
  });
  return [
    made(
      "worse-weather",
      "Two and a half times as many hours of rain, fog and wind",
      weather,
      "assumed",
    ),
    made(
      "jammed-uav",
      "83 % of long-range UAV flights jammed",
      jammed,
      "OSCE mission, spring 2021: satellite fix jammed on 75 to 83 % of long-range flights",
    ),
    made(
      "posts-denied",
      "One post in five denied",
      { mean: meanOf("mean"), worstTenth: meanOf("worstTenth") },
      "assumed",
    ),
    made(
      "sector-lost",
      "A sector lost: of the three with most posts the one that costs most",
      worst,
      "assumed",
    ),
  ];
}
