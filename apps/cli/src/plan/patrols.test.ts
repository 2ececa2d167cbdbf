import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BackstopAnswer, PatrolsPlan, RotationAnswer } from "@truceline/planning";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addPlan } from "../verbs/plan.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const agreement = "fixtures/agreements/mid-ocean";
const folder = mkdtempSync(join(tmpdir(), "truceline-patrols-"));

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addPlan(program, terminal, (result) => {
    code = result;
  });
  await program.parseAsync(["plan", agreement, ...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
const faultsOf = async (...args: readonly string[]) => {
  const thrown = await run(...args).then(
    () => undefined,
    (error: { faults?: readonly { code: string; line?: number; message: string }[] }) => error,
  );
  return thrown?.faults ?? [];
};
/** A document of the fixtures with a text in it changed, beside the roads. */
function changed(name: string, from: string, to: string): string {
  const text = readFileSync(join(root, "fixtures/plan", name), "utf8");
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  const path = join(folder, `${Math.abs(hash(from + to))}-${name}`);
  writeFileSync(
    join(folder, "roads.geojson"),
    readFileSync(join(root, "fixtures/plan/roads.geojson")),
  );
  writeFileSync(path, text.replace(from, to));
  return path;
}
const hash = (text: string) =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

describe("plan --patrols", () => {
  test("[PLN-078] routes, timetable with drawn days, visits and lanes, as text and as JSON", async () => {
    const { code, text } = await run("--patrols", "fixtures/plan/patrols.yaml");
    expect(code).toBe(0);
    expect(text).toContain("The roads are in 2 parts that do not meet");
    expect(text).toContain("No road leads to island-store from birch-base, elm-base.");
    expect(text).toMatch(/Routes of a day: worth .*\(within .* % of the best possible\)/);
    expect(text).toMatch(/detection guaranteed 0\.\d{3}/);
    expect(text).toMatch(/by linear programme \(.*\): at least/);
    expect(text).toContain("Day 2 as drawn (seed 1):");
    expect(text).toMatch(/island-store: 0 visits, .*no road leads there/);
    expect(text).toContain("northern-lane (sea)");
    const { patrols } = JSON.parse(
      (await run("--patrols", "fixtures/plan/patrols.yaml", "--json")).text,
    ) as {
      patrols: PatrolsPlan;
    };
    const { timetable } = patrols;
    expect(timetable?.guaranteed.value).toBeLessThanOrEqual((timetable?.bound ?? 0) + 1e-9);
    expect(timetable?.byProgramme?.status).toBe("optimal");
    // Both methods bound one value.
    expect(timetable?.byWeights.guaranteed).toBeLessThanOrEqual(
      (timetable?.byProgramme?.bound ?? 0) + 1e-6,
    );
    expect(timetable?.byWeights.bound).toBeGreaterThanOrEqual(
      (timetable?.byProgramme?.guaranteed ?? 1) - 1e-6,
    );
    expect(timetable?.fixed.guaranteed).toBe(0);
    expect(timetable?.bySide.map(({ side }) => side)).toEqual(["a", "b"]);
  });

  test("[PLN-078] same document, same plan; another seed, other days, same guarantee", async () => {
    const ask = async (path: string) =>
      (JSON.parse((await run("--patrols", path, "--json")).text) as { patrols: PatrolsPlan })
        .patrols;
    const first = await ask("fixtures/plan/patrols.yaml");
    expect(await ask("fixtures/plan/patrols.yaml")).toEqual(first);
    const other = await ask(changed("patrols.yaml", 'seed: "1"', 'seed: "2"'));
    expect(other.days).not.toEqual(first.days);
    expect(other.timetable).toEqual(first.timetable);
  });

  test("[PLN-078] without roads it goes along the line and says so", async () => {
    const { text } = await run("--patrols", changed("patrols.yaml", "roads: roads.geojson\n", ""));
    expect(text).toContain("Roads: none given");
    expect(text).toContain("No roads are given: driving goes along the line");
  });

  test.each([
    {
      title: "another agreement",
      from: "agreement: mid-ocean",
      to: "agreement: elsewhere",
      code: "TL_PLAN_NAME",
    },
    {
      title: "a base that is not there",
      from: "base: elm-base, cars: 2",
      to: "base: oak-base, cars: 2",
      code: "TL_PLAN_NAME",
    },
    {
      title: "two places of one name",
      from: "id: south-ford",
      to: "id: north-ford",
      code: "TL_PLAN_NAME",
    },
    {
      title: "a reversed range",
      from: "low: 0.6, high: 0.9",
      to: "low: 0.9, high: 0.6",
      code: "TL_PLAN_RANGE",
    },
    {
      title: "a slot that does not divide the day",
      from: "slotMinutes: 60",
      to: "slotMinutes: 50",
      code: "TL_PLAN_PATROL",
    },
    {
      title: "a chance above 1",
      from: "day: { value: 0.8, low: 0.6, high: 0.9 }",
      to: "day: 8",
      code: "TL_AGR_NUMBER_RANGE",
    },
    {
      title: "a misspelt key",
      from: "lookMinutes: 20",
      to: "lookMinute: 20",
      code: "TL_AGR_KEY_UNKNOWN",
    },
    {
      title: "a place that is none",
      from: "position: [-30.0, 0.1], worth: 3",
      to: "position: [-30.0, 95], worth: 3",
      code: "TL_AGR_POSITION_SWAPPED",
    },
  ])("[PLN-079] $title is refused with its line", async ({ from, to, code }) => {
    const faults = await faultsOf("--patrols", changed("patrols.yaml", from, to));
    expect(faults.map((fault) => fault.code)).toContain(code);
    expect(faults.every(({ line }) => (line ?? 0) > 0)).toBe(true);
  });

  test("[PLN-079] roads that are none are refused with their place in the file", async () => {
    const path = changed("patrols.yaml", "roads: roads.geojson", "roads: wrong.geojson");
    writeFileSync(
      join(folder, "wrong.geojson"),
      JSON.stringify({ type: "Point", coordinates: [0, 0] }),
    );
    expect((await faultsOf("--patrols", path))[0]).toMatchObject({ code: "TL_PLAN_ROADS" });
  });
});

describe("plan --rotation", () => {
  test("[PLN-078] months, tours, a withdrawal and a roster, as text and as JSON", async () => {
    const { code, text } = await run("--rotation", "fixtures/plan/rotation.yaml");
    expect(code).toBe(0);
    expect(text).toContain("If albatross withdraws by 2027-01-01, known on 2026-11-01:");
    expect(text).toContain("Roster of the post: every shift is manned.");
    const { rotation } = JSON.parse(
      (await run("--rotation", "fixtures/plan/rotation.yaml", "--json")).text,
    ) as {
      rotation: RotationAnswer;
    };
    expect(rotation.rotation?.shortfall).toBeGreaterThanOrEqual(rotation.rotation?.bound ?? 1);
    expect(rotation.rotation?.status).not.toBe("open");
    expect(rotation.roster?.status).toBe("met");
  });

  test("[PLN-078] what cannot be met names what is in conflict", async () => {
    const path = changed("rotation.yaml", "people: 800", "people: 1500");
    const { text } = await run("--rotation", path);
    expect(text).toMatch(/It cannot be met: at least [\d,]+ person-months/);
    expect(text).toContain("These cannot all hold");
  });

  test.each([
    {
      title: "a tour that is reversed",
      from: "{ from: 4, to: 6 }, rest: 12",
      to: "{ from: 6, to: 4 }, rest: 12",
      code: "TL_PLAN_ROTATION",
    },
    {
      title: "a withdrawal of nobody",
      from: "contributor: albatross",
      to: "contributor: auk",
      code: "TL_PLAN_NAME",
    },
    {
      title: "somebody away who is not there",
      from: "person: 12",
      to: "person: 13",
      code: "TL_PLAN_ROTATION",
    },
    {
      title: "months out of order",
      from: "{ from: 4, people: 800 }",
      to: "{ from: 1, people: 800 }",
      code: "TL_PLAN_ROTATION",
    },
    {
      title: "a negative strength",
      from: "people: 400",
      to: "people: -400",
      code: "TL_AGR_NUMBER_RANGE",
    },
  ])("[PLN-079] $title is refused with its line", async ({ from, to, code }) => {
    const faults = await faultsOf("--rotation", changed("rotation.yaml", from, to));
    expect(faults.map((fault) => fault.code)).toContain(code);
    expect(faults.every(({ line }) => (line ?? 0) > 0)).toBe(true);
  });
});

describe("plan --backstop", () => {
  test("[PLN-078] times, people beyond the limits and cut-off posts, as text and as JSON", async () => {
    const { code, text } = await run("--backstop", "fixtures/plan/backstop.yaml");
    expect(code).toBe(0);
    expect(text).toContain("No road leads from any base to op-island.");
    expect(text).toMatch(/Sector north: 14 people/);
    expect(text).toMatch(/helicopter by day: 0\.700/);
    const { backstop } = JSON.parse(
      (await run("--backstop", "fixtures/plan/backstop.yaml", "--json")).text,
    ) as {
      backstop: BackstopAnswer;
    };
    expect(backstop.postsFrom).toBe("file");
    expect(backstop.sectors.map(({ sector }) => sector)).toEqual(["north", "south"]);
  });

  test("[PLN-078] without posts of its own those of the deployment are taken", async () => {
    const text = readFileSync(join(root, "fixtures/plan/backstop.yaml"), "utf8");
    const path = join(folder, "no-posts.yaml");
    writeFileSync(path, text.replace(/posts:\n( {2}- .*\n)+/, ""));
    const written = await run("--backstop", path, "--json");
    const { backstop } = JSON.parse(written.text) as { backstop: BackstopAnswer };
    expect(backstop.postsFrom).toBe("deployment");
    expect(backstop.posts.map(({ post }) => post)).toContain("op-1");
  });

  test.each([
    {
      title: "an aircraft without its base",
      from: "base: birch-base",
      to: "base: oak-base",
      code: "TL_PLAN_NAME",
    },
    {
      title: "weather that does not sum to 1",
      from: "value: 0.7, low: 0.55",
      to: "value: 0.6, low: 0.55",
      code: "TL_PLAN_BACKSTOP",
    },
    {
      title: "no limits",
      from: "limits: { reactionMinutes: 60, surgeryMinutes: 120 }",
      to: "",
      code: "TL_AGR_KEY_MISSING",
    },
  ])("[PLN-079] $title is refused with its line", async ({ from, to, code }) => {
    const faults = await faultsOf("--backstop", changed("backstop.yaml", from, to));
    expect(faults.map((fault) => fault.code)).toContain(code);
    expect(faults.every(({ line }) => (line ?? 0) > 0)).toBe(true);
  });
});
