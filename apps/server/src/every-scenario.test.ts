import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ExerciseWorld } from "@truceline/simulation";
import { expect, test } from "vitest";
import { loadAgreement, loadDeployment } from "./agreement-files.ts";
import { readGazetteer } from "./read-gazetteer.ts";
import { scenariosBeside } from "./scenario-index.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const names = readdirSync(`${root}scenarios`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const languages = ["en", "uk", "ru", "fr"];

test("[SRV-090] every folder of scenarios is offered, by a title of its own", () => {
  const offered = scenariosBeside(`${root}scenarios/ukraine-2025`);
  expect(offered.map(({ id }) => id).sort()).toEqual([...names].sort());
  expect(offered.filter(({ id, title }) => title === id)).toEqual([]);
  expect(new Set(offered.map(({ title }) => title)).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(10);
});

test.each(names)(
  "[SRV-090] %s opens: agreement, deployment, places and six hours of exercise",
  (name) => {
    const path = `scenarios/${name}`;
    // What has a fault is not loaded: both throw with every fault.
    const { agreement, files } = loadAgreement(path, root);
    const deployment = loadDeployment(files, undefined, root);
    expect([agreement.id, deployment.id]).toEqual([name, name]);
    expect(languages.filter((language) => !Object.hasOwn(agreement.title, language))).toEqual([]);
    const untold = agreement.articles.filter(({ text }) => languages.some((one) => !text[one]));
    expect(untold.map(({ id }) => id)).toEqual([]);
    expect(agreement.articles.filter(({ source }) => source === undefined)).toEqual([]);
    expect(readFileSync(`${root}${path}/README.md`, "utf8")).toContain(name);
    expect(existsSync(`${root}${path}/deployment.yaml`)).toBe(true);

    const atMs =
      Math.min(agreement.inForce.toMs ?? Number.POSITIVE_INFINITY, Date.UTC(2026, 2, 1)) -
      6 * 3_600_000;
    const world = new ExerciseWorld({
      agreement,
      deployment,
      seed: "every-scenario",
      hotspotCount: 10,
      chanceOf: () => 0.5,
      rangeOfM: () => 5_000,
    });
    const messages = world.messagesBetween(atMs, atMs + 6 * 3_600_000);
    expect(messages.length > 0).toBe(deployment.posts.length > 0);
    expect(world.truthBetween(atMs, atMs + 6 * 3_600_000).length).toBeGreaterThan(0);
    const anywhere = agreement.lines[0]?.versions[0]?.coordinates[0] ?? [0, 0];
    expect(readGazetteer(files.folder).nearest(anywhere, 100_000)).toBeDefined();
  },
);
