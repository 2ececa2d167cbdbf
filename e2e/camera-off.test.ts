import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

const agreement = "fixtures/agreements/mid-ocean";
/** The one cell of the fixture that its sensors just cover, as the deployment's head says. */
const cell = "867c65047ffffff";
const data = temporaryDataDir();
let server: ServerProcess;
let device: string;
let person: string;

beforeAll(async () => {
  server = await startServerProcess({ args: [agreement], dataDir: data.dir });
  device = deviceToken(data.dir);
  person = deviceToken(data.dir, "reader", "analyst");
}, 120_000);
afterAll(async () => {
  await server.stop();
  data.remove();
});

const hourMs = 3_600_000;
/** Noon of yesterday, UTC: day over the fixture, and wholly in the past. */
const hourFromMs = Math.floor(Date.now() / (24 * hourMs)) * 24 * hourMs - 12 * hourMs;

async function tell(
  states: readonly { sensorId: string; state: string; fromMs: number }[],
): Promise<void> {
  const lines = states.map(({ sensorId, state, fromMs }) =>
    JSON.stringify({
      schema: "sensor-state/1",
      origin: "observed",
      source: sensorId,
      sourceId: `${state}-${fromMs}`,
      sensorId,
      state,
      fromMs,
      reason: state === "down" ? "no power" : "works",
    }),
  );
  const response = await fetch(`${server.address}/api/v1/sensor-states`, {
    method: "POST",
    headers: { authorization: `Bearer ${device}`, "content-type": "application/x-ndjson" },
    body: lines.join("\n"),
  });
  expect((await response.text()).match(/"status":"stored"/g)?.length).toBe(states.length);
}

const ask = async <Answer>(path: string): Promise<Answer> => {
  const response = await fetch(`${server.address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${person}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
};

async function coverageOfCell(): Promise<{
  readonly ratio: number;
  readonly requirementRatio: number;
}> {
  const { cells } = await ask<{ cells: { cell: string }[] }>("/ground");
  const { ratios, requirementRatio } = await ask<{ ratios: number[]; requirementRatio: number }>(
    `/coverage?article=1&hour=${hourFromMs}`,
  );
  return { ratio: ratios[cells.findIndex((one) => one.cell === cell)] ?? -1, requirementRatio };
}

test("[VER-023] a camera that goes down takes its cell from seen enough to undetermined, and the reason names it", async () => {
  const { sensors } = parse(readFileSync(`${agreement}/deployment.yaml`, "utf8")) as {
    sensors: { id: string }[];
  };
  expect((await coverageOfCell()).ratio).toBe(0);
  await tell(sensors.map(({ id }) => ({ sensorId: id, state: "up", fromMs: hourFromMs - hourMs })));
  const up = await coverageOfCell();
  expect(up.ratio).toBeGreaterThanOrEqual(up.requirementRatio);

  await tell([{ sensorId: "c-3", state: "down", fromMs: hourFromMs }]);
  const down = await coverageOfCell();
  expect(down.ratio).toBeLessThan(down.requirementRatio);
  const board = () =>
    ask<{ cells: ({ articleId: string; state: string; losses: { text: string }[] } | null)[] }>(
      "/clauses?period=yesterday",
    );
  const reasons = async () =>
    (await board()).cells.flatMap((one) =>
      one?.articleId === "1" ? one.losses.map((loss) => loss.text) : [],
    );
  await expect
    .poll(reasons, { timeout: 30_000, interval: 500 })
    .toContainEqual(expect.stringMatching(/^Down: c-3/));
  const states = (await board()).cells.flatMap((one) => (one?.articleId === "1" ? one.state : []));
  expect(states).not.toContain("met");
}, 90_000);
