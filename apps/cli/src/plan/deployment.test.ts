import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadAgreement, loadDeployment } from "@truceline/server";
import { afterAll, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { planDeploymentCommand } from "./deployment-command.ts";
import { asksForDeployment, type DeploymentOptions } from "./deployment-options.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const path = "fixtures/agreements/mid-ocean";
const loaded = loadAgreement(path, root);
const { files } = loaded;
const folder = mkdtempSync(join(tmpdir(), "truceline-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(options: DeploymentOptions) {
  const terminal = quietTerminal(root);
  await planDeploymentCommand(loaded, options, terminal);
  return terminal;
}

describe("truceline plan AGREEMENT --people", () => {
  test("[PLN-040] writes a deployment that watch and check read, GeoJSON, tables and a brief", async () => {
    const out = join(folder, "plan");
    const { written } = await run({ people: "400", quick: true, out });
    expect(written[0]).toMatch(/^\d{3} people in theatre with technical monitoring: mean 0\.\d\d/);
    const deployment = loadDeployment(files, join(out, "deployment.yaml"), root);
    expect(deployment.posts.length).toBeGreaterThan(2);
    const features = JSON.parse(readFileSync(join(out, "posts.geojson"), "utf8"));
    expect(features.features).toHaveLength(deployment.posts.length);
    const table = readFileSync(join(out, "posts.csv"), "utf8").trim().split(/\r?\n/);
    expect(table).toHaveLength(deployment.posts.length + 1);
    expect(readFileSync(join(out, "brief.html"), "utf8")).toContain('<p class="headline">');
    expect(readFileSync(join(out, "brief.pdf"), "latin1").startsWith("%PDF-1.7")).toBe(true);
  });

  test("[PLN-042] --json: the same seed, the same plan", async () => {
    const options = { people: "300", quick: true, json: true, seed: "5", withoutSensors: true };
    const [one, other] = [await run(options), await run(options)];
    expect(one.written).toEqual(other.written);
    expect(JSON.parse(one.written[0] ?? "")).toMatchObject({
      form: "deployment-plan/1",
      seed: 5,
      withTechnicalMonitoring: false,
    });
  });

  test("[PLN-083] [PLN-084] tells what the sides have, and what cannot survive a loss", async () => {
    const { written } = await run({
      people: "500",
      quick: true,
      fair: "0.9",
      minimum: "0.9@night",
      surviveAnySite: true,
    });
    expect(written[0]).toMatch(/^Sides: a 0\.\d{3}, b 0\.\d{3}; the lower has/m);
    expect(written[0]).toContain("Not to be had together: no cell-hour below 0.9 by night;");
  });

  test.each([
    { options: { people: "many" } },
    { options: { people: "-5" } },
    { options: { budget: "1e99" } },
    { options: { people: "10", seed: "1.5" } },
    { options: { people: "10", atMost: ["camera"] } },
    { options: { people: "10", minimum: "2" } },
    { options: { people: "10", minimum: "0.5@dusk" } },
    { options: { people: "10", minimum: "0.5:nowhere" } },
    { options: { people: "10", fair: "1.5" } },
    { options: { people: "10", surviveAnySite: true } },
    { options: { people: "10", minimum: "0.1", surviveAnySite: true, surviveAnySector: true } },
    { options: { people: "10", manned: "8-18" } },
    { options: { people: "10", on: "2026-02-31" } },
    { options: { frontier: true, sizes: "5,x" } },
    { options: { frontier: "gold" } },
    { options: { frontier: "money", sums: "1e8,x" } },
    { options: { frontier: true, sums: "1e8" } },
    // The fixture has no contributor to take a number from.
    { options: {} },
  ])("[PLN-047] refused: $options", async ({ options }) => {
    await expect(run(options)).rejects.toMatchObject({ code: "TL_CLI_USAGE" });
  });

  test("what asks for a deployment", () => {
    expect(asksForDeployment({})).toBe(false);
    expect(asksForDeployment({ frontier: true })).toBe(true);
    expect(asksForDeployment({ people: "5" })).toBe(true);
  });
});

describe("truceline plan AGREEMENT --terrain", () => {
  /** A tile of 3 arc seconds: rows of hills from west to east, 200 m high. */
  const tile = (name: string) => {
    const posts = 1201;
    const bytes = new DataView(new ArrayBuffer(posts * posts * 2));
    for (let row = 0; row < posts; row++) {
      const heightM = Math.round(100 + 100 * Math.sin(row / 8));
      for (let col = 0; col < posts; col++) bytes.setInt16((row * posts + col) * 2, heightM);
    }
    const into = join(folder, "heights");
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, name), new Uint8Array(bytes.buffer));
    return into;
  };

  test("[PLN-080] plans on the heights given, tells whose they are, and sees less over hills", async () => {
    const ask = { people: "400", quick: true, json: true, withoutSensors: true };
    const hills = tile("N00W030.hgt");
    const flat = JSON.parse((await run(ask)).written[0] ?? "");
    const hilly = JSON.parse((await run({ ...ask, terrain: [hills] })).written[0] ?? "");
    expect(flat.ground.terrainSource).toBe("flat: no terrain given");
    expect(hilly.ground.terrainSource).toContain("N00W030.hgt");
    expect(hilly.mean).toBeLessThan(flat.mean);
    expect(hilly.bySite.some((own: { hiddenRatio: number }) => own.hiddenRatio > 0)).toBe(true);
    expect(hilly.notes.join(" ")).toContain("Heights of the ground: ");
    expect(flat.notes.join(" ")).toContain("Ground is flat");
  });

  test("[PLN-080] a file that is not there, or none of heights, is refused by name", async () => {
    await expect(run({ people: "10", terrain: ["nowhere.hgt"] })).rejects.toMatchObject({
      code: "TL_TERRAIN_MISSING",
    });
    await expect(run({ people: "10", terrain: ["README.md"] })).rejects.toMatchObject({
      code: "TL_TERRAIN_FORMAT",
    });
  });
});

describe("truceline plan AGREEMENT --frontier", () => {
  test("[PLN-048] goes on from the points that a folder holds already", async () => {
    const out = join(folder, "frontier");
    const options = { frontier: true, sizes: "100,400", samples: "4", out, seed: "2" };
    const first = await run(options);
    const lines = () =>
      readFileSync(join(out, "frontier-points.ndjson"), "utf8").trim().split("\n");
    expect(lines()).toHaveLength(4);
    const html = readFileSync(join(out, "frontier.html"), "utf8");
    const second = await run(options);
    expect(lines()).toHaveLength(4);
    expect(second.said.join("\n")).toContain("4 points are in");
    expect(second.written).toEqual(first.written);
    expect(readFileSync(join(out, "frontier.html"), "utf8")).toBe(html);
    // Money beside it: what is known of the people stays, and the grid is kept as well.
    const both = { ...options, frontier: "both", sums: "1e7,1e8" };
    const grid = await run(both);
    expect(lines()).toHaveLength(4 + 12);
    expect(grid.written[0]).toMatch(/^people at most +10 +100$/m);
    expect(grid.written[0]).toMatch(/^ +any +0\.\d\d/m);
    expect((await run(both)).written).toEqual(grid.written);
    // Another seed is another question: nothing is taken over.
    await run({ ...options, seed: "3" });
    expect(lines()).toHaveLength(4 + 12 + 4);
    expect(existsSync(join(out, "frontier.csv"))).toBe(true);
    // Twenty plans are searched: 13 s on a busy machine of two cores.
  }, 120_000);
});
