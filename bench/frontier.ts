// How long does a frontier take: 20 points on the lead scenario, ten sizes with and without technical
// monitoring, each with its plan, bound, band over 40 samples and four worse cases. The yardstick is the
// floor; beside it the same plans looked at by the coverage engine, hour by hour without what is known to
// be equal, for the largest point.
import { readFileSync } from "node:fs";
import { parseAgreement, prepareAgreement } from "@truceline/agreement";
import {
  defaultSizes,
  type FrontierPoint,
  frontier,
  planDeployment,
  planStudy,
  summariseFrontier,
} from "@truceline/planning";
import { printLine } from "./bench-line.ts";

const floorS = 120;
const seed = 1;
const folder = new URL("../scenarios/ukraine-2025/", import.meta.url);
const readFile = (path: string) => readFileSync(new URL(path, folder), "utf8");
const { compiled } = parseAgreement({
  path: "agreement.yaml",
  text: readFile("agreement.yaml"),
  readFile,
});
if (compiled === undefined) throw new Error("the scenario has faults");
const prepared = prepareAgreement(compiled);

const begun = performance.now();
const cpu = process.cpuUsage();
const study = planStudy({ prepared, withTechnicalMonitoring: true, seed });
const studyS = (performance.now() - begun) / 1000;
const input = { prepared, people: defaultSizes, modes: [true, false], seed };
const points: FrontierPoint[] = [];
const pointS: number[] = [];
let lastMs = performance.now();
for await (const point of frontier(input, study)) {
  points.push(point);
  pointS.push((performance.now() - lastMs) / 1000);
  lastMs = performance.now();
}
const summary = await summariseFrontier(input, study, points);
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(cpu);
const processorS = (user + system) / 1e6;
const peakMb = Math.round(process.memoryUsage().rss / 1e6);

// One plan of the sweep in full: what the search says of it, and what the engine says.
const planBegun = performance.now();
const plan = await planDeployment(
  { prepared, people: 30_000, withTechnicalMonitoring: true, seed, effort: "quick" },
  study,
);
printLine({
  name: "frontier",
  value: seconds,
  unit: `s for ${points.length} points of ukraine-2025`,
  against: `floor ${floorS} s`,
  ratio: floorS / seconds,
  error: Math.abs(plan.value - plan.mean),
  detail: {
    processorS,
    studyS,
    slowestPointS: Math.max(...pointS),
    onePlanS: (performance.now() - planBegun) / 1000,
    candidates: study.sites.length,
    cells: study.ground.searchCells.length,
    entries: study.matrix.entryCount,
    samples: summary.sampleCount,
    residentMb: peakMb,
    headline: summary.headline,
    gaps: points.map(
      ({ people, withTechnicalMonitoring, gapRatio }) =>
        `${people} ${withTechnicalMonitoring ? "with" : "without"}: ${gapRatio.toFixed(3)}`,
    ),
  },
});
