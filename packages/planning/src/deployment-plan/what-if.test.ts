import { destination } from "@truceline/geo";
import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { smallAgreement, smallCatalogue } from "../testing/small-world.ts";
import { examineDeployment } from "./examine-deployment.ts";
import { planDeployment } from "./plan-deployment.ts";
import { planStudy } from "./plan-study.ts";
import { type PostMove, prepareWhatIf, withPostsMoved } from "./what-if.ts";

const prepared = smallAgreement({ lengthDeg: 0.6 });
const input = {
  prepared,
  people: 400,
  withTechnicalMonitoring: true,
  seed: 3,
  catalogue: smallCatalogue,
  effort: "quick",
} as const;
const study = planStudy(input);
const { deployment } = await planDeployment(input, study);
const whatIf = prepareWhatIf(study.ground, deployment, { catalogue: smallCatalogue });

const whole = (moves: readonly PostMove[]) =>
  examineDeployment(prepared, withPostsMoved(deployment, moves), { catalogue: smallCatalogue });

/** The same figures as over the whole ground, but for what those are rounded to. */
function expectAsWhole(moves: readonly PostMove[]): void {
  const [own, all] = [whatIf.moved(moves).figures, whole(moves)];
  expect(own.mean).toBeCloseTo(all.mean, 5);
  expect(own.worstTenth).toBeCloseTo(all.worstTenth, 5);
  for (const [index, clause] of all.byClause.entries()) {
    const mine = own.byClause[index];
    expect(mine?.article).toBe(clause.article);
    expect(mine?.mean).toBeCloseTo(clause.mean, 5);
    expect(mine?.worstTenth).toBeCloseTo(clause.worstTenth, 5);
    for (const [sector, mean] of Object.entries(clause.bySector)) {
      expect(mine?.bySector[sector]?.mean).toBeCloseTo(mean, 5);
    }
  }
}

describe("what if a post stood elsewhere", () => {
  test("[SRV-300] nothing moved is the deployment as it stands", () => {
    expectAsWhole([]);
    expect(whatIf.moved([])).toEqual({ figures: whatIf.solved, changed: [] });
  });

  test.each([1, 2, 3, 4])(
    "[SRV-300] posts moved at random give the figures of the whole (%i)",
    (seed) => {
      const rng = seededRng(`what-if ${seed}`);
      const moves = Array.from({ length: seed }, () => {
        const post = deployment.posts[Math.floor(rng.nextUnit() * deployment.posts.length)];
        if (post === undefined) throw new Error("no post");
        return {
          post: post.id,
          position: destination(post.position, rng.nextUnit() * 360, rng.nextUnit() * 20_000),
        };
      });
      expectAsWhole(moves);
      const { figures, changed } = whatIf.moved(moves);
      expect(figures.computedCellCount).toBeGreaterThan(0);
      for (const { hours, cells } of changed) {
        expect(cells.every((cell) => cell < hours.clause.cells.length)).toBe(true);
      }
    },
  );

  test("[SRV-300] far away a post is worth nothing, and only cells near where it was are computed", () => {
    const [post] = deployment.posts;
    if (post === undefined) throw new Error("no post");
    const { figures: far } = whatIf.moved([
      { post: post.id, position: destination(post.position, 90, 900_000) },
    ]);
    expect(far.mean).toBeLessThan(whatIf.solved.mean);
    expect(far.computedCellCount).toBeLessThan(study.ground.searchCells.length);
    expect(whatIf.solved).toEqual(whatIf.moved([]).figures);
  });

  test("[SRV-300] a post that is not there is refused by its name", () => {
    expect(() => whatIf.moved([{ post: "nowhere", position: [0, 0] as never }])).toThrow(
      expect.objectContaining({ code: "TL_PLAN_POST" }),
    );
  });
});
