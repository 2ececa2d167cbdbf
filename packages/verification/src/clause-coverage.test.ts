import type { CompiledArticle } from "@truceline/agreement";
import { cellAt, cellCentre, destination } from "@truceline/geo";
import type { Deployment, SensorState } from "@truceline/model";
import { prepareCoverage, statedUptimes } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { clauseState } from "./clause-state.ts";
import { clauseSentence, lossText } from "./clause-words.ts";
import { coverageQuestionOf } from "./coverage-question.ts";

/** From what cameras said of themselves to the state of a clause, without a shortcut. */
const hourMs = 3_600_000;
const midnight = Date.parse("2025-03-01T00:00Z");
const cell = cellAt(-30, 0, 7);
const centre = cellCentre(cell);

const article: CompiledArticle = {
  id: "1",
  text: { en: "No fire." },
  rule: {
    kind: "prohibit",
    activity: "fire",
    kinds: ["explosion", "muzzle-flash"],
    weapons: null,
    by: ["a", "b"],
    tested: "firedFrom",
    zone: "band",
    time: { fromMs: 0 },
  },
  standard: { probability: 0.9, independentSources: 2 },
  coverageRatio: 0.7,
  persistence: { is: "impulse" },
  count: "smm",
};

const deployment: Deployment = {
  schema: "deployment/1",
  id: "mid-ocean",
  posts: [
    { id: "east", kind: "mast", position: destination(centre, 90, 800) },
    { id: "west", kind: "mast", position: destination(centre, 270, 800) },
  ],
  sensors: [
    { id: "cam-east", means: "camera", post: "east" },
    { id: "cam-west", means: "camera", post: "west" },
  ],
};

const stated = (sensorId: string, fromMs: number, state: SensorState["state"]): SensorState => ({
  schema: "sensor-state/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: fromMs,
  source: "health",
  sourceId: `${sensorId} ${fromMs}`,
  sensorId,
  fromMs,
  state,
});
const bothUp = [stated("cam-east", 0, "up"), stated("cam-west", 0, "up")];

function stateWith(states: readonly SensorState[]) {
  const question = coverageQuestionOf(article);
  if (question === null) throw new Error("the article is not narrative");
  const engine = prepareCoverage({ deployment, cells: [cell], timezone: "Etc/UTC" });
  const uptimes = statedUptimes(states);
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const result = engine.hour({ hourFromMs: midnight + hour * hourMs, uptimes, ...question });
    const { fromMs, toMs, ratios } = result;
    return { fromMs, toMs, ratios, losses: result.losses([0]) };
  });
  return clauseState({
    origin: "exercise",
    article,
    sectorId: "s1",
    timezone: "Etc/UTC",
    inForce: { fromMs: 0 },
    periodFromMs: midnight,
    periodToMs: midnight + 24 * hourMs,
    assessments: [],
    cellCount: 1,
    hours,
  });
}

describe("a camera turned off", () => {
  test("[VER-023] while both cameras work the clause is met", () => {
    expect(stateWith(bothUp)).toMatchObject({ state: "met", assessedCount: 0 });
  });

  test("[VER-023] without one of them it is undetermined, and the camera is named first", () => {
    const met = stateWith(bothUp);
    const state = stateWith([...bothUp, stated("cam-west", midnight + 6 * hourMs, "down")]);
    expect(state.state).toBe("undetermined");
    expect(state.losses[0]).toMatchObject({ reason: "down", sensorIds: ["cam-west"] });
    const lost = met.coverageByHour.slice(6).reduce((sum, ratio) => sum + ratio, 0) / 24;
    expect(state.losses[0]?.lossRatio).toBeCloseTo(lost, 3);
    expect(state.coverageByHour.slice(6)).toEqual(Array(18).fill(0));
    expect(state.freeToAvoidRatio).toBe(0.75);
    expect(state.bound?.upperPerDay).toBeGreaterThan(3 * (met.bound?.upperPerDay ?? 0));
    expect(clauseSentence(state)).toMatch(/^We cannot say that Article 1 was kept here\./);
    expect(lossText(state.losses[0] as (typeof state.losses)[number])).toMatch(/^Down: cam-west\./);
  });

  test("[VER-023] repaired within the hour, the clause is met again", () => {
    const states = [
      ...bothUp,
      stated("cam-west", midnight + 6 * hourMs, "down"),
      stated("cam-west", midnight + 6.5 * hourMs, "up"),
    ];
    expect(stateWith(states).state).toBe("met");
  });

  test("[VER-023] of cameras that said nothing, nothing is known", () => {
    const state = stateWith([stated("cam-east", 0, "up")]);
    expect(state).toMatchObject({ state: "undetermined", coverageRatio: 0, bound: null });
    expect(state.losses[0]).toMatchObject({ reason: "not-received", sensorIds: ["cam-west"] });
  });
});
