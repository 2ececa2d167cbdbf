// How many incidents a second are assessed, and how right? 30 % of them straddle the edge of the zone.
//
// One unit of `assess` is all that the pipeline does to assess an incident that fusion has built: the
// probability over place, time, kind and weapon under each of two drawings of the line, the outcome by the
// article's standard, responsibility by side, every sentence of the trace, the record with its id; or the
// finding that the article does not concern it (some 18 % lie surely outside), which the pipeline asks and
// does not store. Not in it, before or after: fusion, which draws the samples, and the bytes of the record,
// which are made when it is stored.
//
// What is kept between incidents is what the pipeline keeps: an article's own sentences and ground, and
// the pieces of a line near cells of a few kilometres that were asked for before. Incidents here are all
// different, but each round asks the same ones again, so those cells are known, as they are on a line
// that has been watched for some time.
import { readFileSync } from "node:fs";
import { type PreparedAgreement, parseAgreement, prepareAgreement } from "@truceline/agreement";
import { type BuiltIncident, buildIncident } from "@truceline/fusion";
import { destination, sampleArea } from "@truceline/geo";
import { type Area, derivedId, type LonLat, type Observation, seededRng } from "@truceline/model";
import { assessIncident, breachMass, predicateOf, shareInGround } from "@truceline/verification";
import { median, printLine } from "./bench-line.ts";

const floorPerSecond = 100_000;
const incidentCount = 2_000;
const acrossRatio = 0.3;
/** Incidents across an edge whose result is checked, and random places drawn for each. */
const checkedCount = 24;
const drawCount = 1_000_000;
/** Rounds over all incidents; the first ones warm up. */
const roundCount = 60;
const warmUpCount = 15;

// Article 1 of Minsk: no fire in a band of 25 km on both sides, under two drawings of the line.
const agreement = readAgreement(new URL("../scenarios/minsk-2015/", import.meta.url));
const atMs = Date.UTC(2018, 5, 1, 12);
const article = agreement.compiled.articles.find(({ id }) => id === "1");
const predicate = article === undefined ? null : predicateOf(article, agreement);
if (article === undefined || predicate === null) throw new Error("the scenario has no article 1");
const bandM = 25_000;
const lines = agreement.lineVersionsAt(agreement.articleLine(article.id) ?? "", atMs);
const grounds = lines.flatMap((line) => agreement.articleArea(article.id, atMs, line) ?? []);
const rng = seededRng("bench/assess");

function readAgreement(folder: URL): PreparedAgreement {
  const text = (path: string) => readFileSync(new URL(path, folder), "utf8");
  const source = { path: "agreement.yaml", text: text("agreement.yaml"), readFile: text };
  const { compiled } = parseAgreement(source);
  if (compiled === undefined) throw new Error("the scenario has faults");
  return prepareAgreement(compiled);
}

interface Case {
  readonly built: BuiltIncident;
  /** Where the fire came from, as the posterior has it. */
  readonly area: Area;
}

/** What a person heard (sectors), a station located (ellipses), or somebody put on a map (circles). */
function made(index: number, offsetM: number): Case {
  const { line } = lines[0] ?? { line: undefined };
  if (line === undefined) throw new Error("no line is in force");
  const foot = line.atChainage(rng.nextUnit() * line.lengthM);
  const turnDeg = rng.nextUnit() < 0.5 ? 90 : -90;
  const centre = destination(foot.position, foot.azimuthDeg + turnDeg, offsetM);
  const observation: Observation = {
    schema: "observation/1",
    id: derivedId("bench", String(index)),
    origin: "exercise",
    recordedAtMs: atMs,
    source: `post-${index % 60}`,
    sourceId: String(index),
    span: { fromMs: atMs, toMs: atMs + 60_000, precision: "minute" },
    observer: { kind: "person", id: `post-${index % 60}` },
    means: ["heard"],
    kind: index % 2 === 0 ? "explosion" : "burst",
    nature: "outgoing",
    count: { qualifier: "exactly", min: 1 },
    ...(index % 3 === 0
      ? {
          observerPosition: { position: centre, accuracyM: 100 },
          distance: { minM: 1_000, maxM: 3_000 },
          direction: { form: "single", points: ["NE"] },
        }
      : { area: locatedArea(index, centre) }),
  };
  const built = buildIncident([observation]);
  const area = built.samples.factors?.places[0]?.firedFrom;
  if (area === undefined || area === null || area === "samples") throw new Error("no closed form");
  return { built, area };
}

function locatedArea(index: number, centre: LonLat): Area {
  if (index % 3 === 1) return { shape: "circle", centre, radiusM: 300 + 2_000 * rng.nextUnit() };
  const semiMajorM = 500 + 4_000 * rng.nextUnit();
  const orientationDeg = 180 * rng.nextUnit();
  return { shape: "ellipse", centre, semiMajorM, semiMinorM: semiMajorM / 3, orientationDeg };
}

/** Across: neither surely inside nor surely outside, by at least one drawing. */
function isAcross({ area }: Case): boolean {
  return grounds.some((ground) => {
    const share = shareInGround(ground, area);
    return share > 0.001 && share < 0.999;
  });
}

const across: Case[] = [];
const sure: Case[] = [];
for (let index = 0; across.length + sure.length < incidentCount; index++) {
  const isNearEdge = rng.nextUnit() < 0.5;
  const offsetM = isNearEdge ? bandM + (rng.nextUnit() - 0.5) * 6_000 : rng.nextUnit() * bandM * 2;
  const one = made(index, offsetM);
  const [list, size] = isAcross(one)
    ? [across, incidentCount * acrossRatio]
    : [sure, incidentCount * (1 - acrossRatio)];
  if (list.length < size) list.push(one);
}
const cases = [...across, ...sure]
  .map((one) => ({ one, order: rng.nextUnit() }))
  .sort((a, b) => a.order - b.order)
  .map(({ one }) => one);

interface Rate {
  /** By the processor's time, so that other programs do not count. */
  readonly perSecond: number;
  /** Of the round least disturbed by what else runs on the machine: shared caches, the core's other thread. */
  readonly bestPerSecond: number;
  readonly wallPerSecond: number;
}

/** One core: nothing here waits or runs beside; the collector's own threads count as ours. */
function rateOf(work: (one: Case) => number): Rate {
  const cpu: number[] = [];
  const wall: number[] = [];
  let sum = 0;
  for (let round = 0; round < roundCount; round++) {
    const startMs = performance.now();
    const before = process.cpuUsage();
    for (const one of cases) sum += work(one);
    const { user, system } = process.cpuUsage(before);
    if (round < warmUpCount) continue;
    cpu.push(cases.length / ((user + system) / 1e6));
    wall.push(cases.length / ((performance.now() - startMs) / 1_000));
  }
  if (!Number.isFinite(sum)) throw new Error("a result is no number");
  return { perSecond: median(cpu), bestPerSecond: Math.max(...cpu), wallPerSecond: median(wall) };
}

/** The least share of a case's area inside, over the drawings: from random places, each asked exactly. */
function drawnShare({ area }: Case, index: number): number {
  const places = sampleArea(area, drawCount, seededRng(`bench/assess/draws/${index}`));
  const shares = grounds.map((ground) => {
    let inside = 0;
    for (let at = 0; at < places.length; at += 2) {
      if (ground.contains(places[at] as number, places[at + 1] as number)) inside++;
    }
    return inside / drawCount;
  });
  return Math.min(...shares);
}

const checked = across.slice(0, checkedCount);
const drawnShares = checked.map(drawnShare);

/** Largest and mean deviation from the draws. */
function errorsOf(result: (one: Case) => number): { worst: number; mean: number } {
  const errors = checked.map((one, index) =>
    Math.abs(result(one) - (drawnShares[index] as number)),
  );
  return {
    worst: Math.max(...errors),
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  };
}

const record = ({ built }: Case) =>
  assessIncident(built.incident, built.samples, article, agreement)?.probability ?? 0;
const mass = ({ built }: Case) =>
  Math.min(...grounds.map((ground) => breachMass(predicate, ground, built.samples).least));
const place = ({ area }: Case) => Math.min(...grounds.map((ground) => shareInGround(ground, area)));

const ways = [
  [
    "assess",
    record,
    "incidents/s on one core: the whole assessment as the pipeline makes it, trace and all",
  ],
  [
    "assess mass",
    mass,
    "incidents/s on one core: breach probability over place, time, kind and weapon only",
  ],
  ["assess place", place, "areas/s on one core: share of the area in the zone only"],
] as const;
for (const [name, work, unit] of ways) {
  const { perSecond, bestPerSecond, wallPerSecond } = rateOf(work);
  const { worst, mean } = errorsOf(work);
  printLine({
    name,
    value: perSecond,
    unit,
    against: `floor ${floorPerSecond}/s; error against ${drawCount} draws for each of ${checkedCount}, at most 0.005`,
    ratio: perSecond / floorPerSecond,
    error: worst,
    detail: {
      meanError: Number(mean.toPrecision(2)),
      acrossRatio: across.length / cases.length,
      drawingsOfTheLine: grounds.length,
      bestPerSecond: Math.round(bestPerSecond),
      wallPerSecond: Math.round(wallPerSecond),
    },
  });
}
