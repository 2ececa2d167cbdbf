import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { rebuild } from "./choose-posts.ts";
import { CoverageTally } from "./coverage-tally.ts";
import { middleFigures } from "./plan-assumptions.ts";
import { planDeployment } from "./plan-deployment.ts";
import { type PlanInput, planStudy } from "./plan-study.ts";
import { takesOf } from "./post-patterns.ts";
import { searchPlan } from "./search-plan.ts";

const prepared = smallAgreement({
  lengthDeg: 0.2,
  sections: `sectors:
  - { id: north, name: { en: North }, along: { line: line, from: 0 km, to: 11 km } }
  - { id: south, name: { en: South }, along: { line: line, from: 11 km } }`,
});
const base: PlanInput = {
  prepared,
  people: 4_000,
  withTechnicalMonitoring: true,
  seed: 1,
  catalogue: smallCatalogue,
  effort: "quick",
};
const study = planStudy(base);
const { matrix, ground } = study;
const tally = new CoverageTally(matrix);

/** Least coverage of the clause's cells at any hour, by some posts, everything summed anew. */
function leastOf(article: string, chosen: readonly number[]): number {
  rebuild(tally, matrix, chosen);
  const clause = ground.clauses.findIndex((own) => own.article === article);
  const index = matrix.questions.findIndex(({ clauses }) =>
    clauses.some((own) => own.clause === clause),
  );
  const question = matrix.questions[index];
  const cells = question?.clauses.find((own) => own.clause === clause)?.cells ?? [];
  const covered = tally.cellTimes(index);
  const timeCount = question?.times.length ?? 0;
  return Math.min(
    ...[...cells].flatMap((cell) => [...covered.slice(cell * timeCount, (cell + 1) * timeCount)]),
  );
}
/** The most that can be had after the loss of any one of some groups of posts: with all candidates there. */
const mostAfter = (article: string, groups: readonly (readonly number[])[]) =>
  Math.min(
    ...groups.map((lost) =>
      leastOf(
        article,
        study.eligible.all.filter((option) => !lost.includes(option)),
      ),
    ),
  );
const sectorOf = (option: number) => matrix.options[option]?.site.sector;

describe("[PLN-084] a minimum that survives a loss", () => {
  test("of any one post holds whichever post is taken away, and needs more posts", async () => {
    const most = mostAfter(
      "fire",
      study.eligible.all.map((option) => [option]),
    );
    expect(most).toBeGreaterThan(0.05);
    const minimum = { ratio: most * 0.7, articles: ["fire"], survives: "site" } as const;
    const found = await searchPlan(study, { ...base, minimum });
    for (const lost of found.chosen) {
      const left = found.chosen.filter((option) => option !== lost);
      expect(leastOf("fire", left)).toBeGreaterThanOrEqual(minimum.ratio - 1e-6);
    }
    const plain = await searchPlan(study, {
      ...base,
      minimum: { ...minimum, survives: undefined },
    });
    expect(found.kept.length).toBeGreaterThan(plain.kept.length);
    const plan = await planDeployment({ ...base, minimum }, study);
    expect(plan.minimum).toMatchObject({ isMet: true, metRatio: 1, conflict: [] });
  });

  test("of any one sector holds with all its posts taken away", async () => {
    const most = mostAfter(
      "fire",
      ["north", "south"].map((sector) =>
        study.eligible.all.filter((option) => sectorOf(option) === sector),
      ),
    );
    expect(most).toBeGreaterThan(0);
    const minimum = { ratio: most * 0.7, articles: ["fire"], survives: "sector" } as const;
    const found = await searchPlan(study, { ...base, minimum });
    for (const sector of ["north", "south"]) {
      const left = found.chosen.filter((option) => sectorOf(option) !== sector);
      expect(left.length).toBeLessThan(found.chosen.length);
      expect(leastOf("fire", left)).toBeGreaterThanOrEqual(minimum.ratio - 1e-6);
    }
  });

  test("that cannot be had names the loss among what is in conflict, and nothing that is not", async () => {
    const minimum = { ratio: 0.1, articles: ["fire"], survives: "site" } as const;
    // Enough for the minimum alone, too few for one that survives.
    const people = (await leastPeople({ ...minimum, survives: undefined })) * 1.1;
    const plan = await planDeployment({ ...base, people, minimum }, study);
    expect(plan.minimum?.isMet).toBe(false);
    expect(plan.minimum?.conflict).toEqual([
      "no cell-hour below 0.1",
      `at most ${Math.round(people)} people`,
      "though any one post is lost",
    ]);
  });

  test("and fair sides: what one side alone can have is named with fairness", async () => {
    // Posts may stand in the east alone.
    const eastern = smallAgreement({
      lengthDeg: 0.1,
      articles: `  - id: weapons
    text: { en: No heavy weapons. }
    rule: { withdraw: { class: [artillery], calibreMm: { min: 100 } }, by: each, beyond: 3 km, of: line, deadline: P1D }
    standard: { probability: 0.9, independentSources: 1 }
    coverage: 0.8
    persistence: { state: PT24H }
    count: incident
  - id: access
    text: { en: Access in the east. }
    rule: { access: { of: mission, to: east }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
    coverage: 0.5
    count: incident
`,
      sections: `  - { id: east, kind: security-zone, name: { en: East }, geometry: east.geojson }`,
      files: {
        "east.geojson": JSON.stringify({
          type: "Polygon",
          coordinates: [
            [
              [-29.998, -0.05],
              [-29.97, -0.05],
              [-29.97, 0.05],
              [-29.998, 0.05],
              [-29.998, -0.05],
            ],
          ],
        }),
      },
    });
    const ask: PlanInput = {
      ...base,
      prepared: eastern,
      people: 300,
      minimum: { ratio: 0.05, articles: ["weapons"] },
      fairRatio: 1,
    };
    const plan = await planDeployment(ask);
    expect(plan.fairness?.isMet).toBe(false);
    expect(plan.minimum?.isMet).toBe(false);
    expect(plan.minimum?.conflict).toContain("the lower side at least 1 of the higher");
    expect(plan.minimum?.conflict).not.toContain("at most 300 people");
  });
});

/** People of the posts that reach a minimum by themselves. */
async function leastPeople(minimum: PlanInput["minimum"]): Promise<number> {
  const found = await searchPlan(study, { ...base, minimum });
  const people = found.kept.map((option) => {
    const pattern = study.patterns[matrix.options[option]?.site.patternIndex ?? 0];
    return pattern === undefined ? 0 : takesOf(pattern, middleFigures).peopleInTheatre;
  });
  return people.reduce((sum, own) => sum + own, 0);
}
