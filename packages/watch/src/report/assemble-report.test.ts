import { Gazetteer } from "@truceline/geo";
import {
  type Casualty,
  type Denial,
  derivedId,
  type Inspection,
  languages,
  lonLat,
  type Observation,
  type ReleaseLevel,
} from "@truceline/model";
import {
  DailyReportSchema,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
} from "@truceline/reporting";
import { Compile } from "typebox/compile";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { denial } from "../../../desk/testing/desk-records.ts";
import { correction, observation, sensorState, stored, storeOf } from "../../testing/mid-ocean.ts";
import { deployment, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import { assembleReport, type ReportRequest } from "./assemble-report.ts";

const places = new Gazetteer([
  {
    id: "birch",
    kind: "city",
    names: { en: "Birch", uk: "Береза" },
    position: lonLat(-30.06, 0.12),
  },
  { id: "elm", kind: "city", names: { en: "Elm" }, position: lonLat(-29.94, -0.1) },
]);
const planted = "PLANTED-4711";
const mark = (change: Partial<Observation> = {}): Partial<Observation> => ({
  observer: { kind: "person", id: planted, mastId: planted },
  observerPosition: { position: lonLat(-30.031234, 0.091234), place: planted },
  remark: `we stand at ${planted}`,
  assessedAs: planted,
  ...change,
});
const observations = [
  observation("1", mark()),
  observation("2", mark({ kind: "burst", count: { qualifier: "at-least", min: 11 } })),
  observation(
    "3",
    mark({ kind: "weapon-present", weapons: [{ class: "mlrs", statedAs: planted }] }),
  ),
  observation("4", mark({ kind: "mine" })),
  observation("withdrawn", mark({ count: { qualifier: "exactly", min: 90 } })),
  observation("yesterday", { ...mark(), atMs: noonMs - 24 * hourMs }),
];
const envelope = { origin: "exercise" as const, recordedAtMs: noonMs, version: 1, by: planted };
const span = { fromMs: noonMs, toMs: noonMs + hourMs };
const place = { name: planted, position: lonLat(-30.031234, 0.091234) };
const stopped: Denial = denial({
  place,
  span,
  by: planted,
  statedBy: planted,
  reasonGiven: planted,
});
const looked: Inspection = {
  schema: "inspection/1",
  id: derivedId("report-test", "inspection"),
  ...envelope,
  of: "storage-site",
  place,
  span,
  access: "refused",
  refusedBecause: planted,
  seen: [],
  remarks: [planted],
};
const hurt: Casualty = {
  schema: "casualty/1",
  id: derivedId("report-test", "casualty"),
  ...envelope,
  span,
  place,
  killedCount: 0,
  injuredCount: 2,
  who: "civilians",
  corroboration: "corroborated",
  sources: [{ text: planted, atMs: noonMs }],
};

async function room(nowMs: number) {
  const store = await storeOf([
    ...deployment.sensors.map(({ id }) => sensorState(id, noonMs - 60 * hourMs)),
    ...observations,
    correction("c", ["withdrawn"], { reason: planted }),
  ]);
  await store.commitEdits([
    editEntry("denial", stopped),
    editEntry("inspection", looked),
    editEntry("casualty", hurt),
  ]);
  const { options, work, views } = midOceanRoom(nowMs, { places });
  await work(store);
  return { ...options, places, store, views: views(store) };
}

const request = (level: ReleaseLevel): ReportRequest => ({
  kind: "daily",
  from: "2026-03-10",
  to: "2026-03-10",
  level,
});
const everyFormat = (report: Awaited<ReturnType<typeof assembleReport>>) =>
  languages.flatMap((language) => [
    renderMarkdown(report, language),
    renderHtml(report, language),
    renderCsv(report, language),
    renderJson(report),
  ]);
const late = noonMs + 72 * hourMs;

describe("inside", () => {
  test("[WAT-080] a report holds what stands, with its comparisons, from one reading of the store", async () => {
    const report = await assembleReport(await room(late), request("internal"));
    expect(Compile(DailyReportSchema).Errors(report)).toEqual([]);
    const figure = (key: string) => report.figures.find((one) => one.key === key);
    // One explosion and at least 11 bursts; the withdrawn 90 no longer count.
    expect(figure("fire/whole/all")).toMatchObject({
      value: 12,
      atLeast: true,
      previous: { value: 1, atLeast: false },
    });
    expect(figure("movement/all")).toMatchObject({ value: 1 });
    expect(figure("casualties/injured")).toMatchObject({ value: 2, rule: "persons" });
    expect(report.map?.cells.length).toBeGreaterThan(10);
    expect(report.sections.find(({ key }) => key === "unseen")?.blocks.length).toBeGreaterThan(2);
    expect(JSON.stringify(report)).toContain(planted);
  });

  test("[WAT-080] as it was known earlier: the observation that was withdrawn since still counts", async () => {
    const before = noonMs + 10 * minuteMs;
    const report = await assembleReport(await room(late), {
      ...request("internal"),
      knownAtMs: before,
    });
    expect(report.figures.find(({ key }) => key === "fire/whole/all")?.value).toBe(102);
    expect(report.knownAtMs).toBe(before);
  });

  test.each(["internal", "parties", "public"] as const)(
    "[WAT-083] at level %s only what was refused in the period is counted, to its end",
    async (level) => {
      const source = await room(late);
      // The report's period ends at the cut-off; those before and after it are of other reports.
      const { fromMs, toMs } = await assembleReport(source, request(level));
      const input = (receivedAtMs: number, code: string) => ({
        receivedAtMs,
        sender: "test",
        origin: "exercise" as const,
        kind: "observation" as const,
        code,
        faults: [{ code, message: "unreadable" }],
        bytes: new TextEncoder().encode(`${code} ${receivedAtMs}`),
      });
      await source.store.quarantine([
        input(fromMs - 1, "TL_BEFORE"),
        input(fromMs, "TL_FIRST"),
        input(toMs - 1, "TL_LAST"),
        input(toMs, "TL_AFTER"),
      ]);
      const { quarantine } = await assembleReport(source, request(level));
      expect(quarantine).toMatchObject({ waitingCount: 2, readmittedCount: 0 });
      if (level === "internal") {
        expect(quarantine.byCode.map(({ code }) => code).toSorted()).toEqual([
          "TL_FIRST",
          "TL_LAST",
        ]);
      }
    },
  );

  test("[WAT-081] a theme keeps its own records, and an unknown one is refused", async () => {
    const source = await room(late);
    const themed = (is: "sector" | "article" | "disengagement-area", id: string) =>
      assembleReport(source, { ...request("internal"), kind: "thematic", theme: { is, id } });
    const north = await themed("sector", "north");
    const south = await themed("sector", "south");
    const totalOf = (report: typeof north) =>
      report.figures.find(({ key }) => key === "fire/whole/all")?.value;
    expect(totalOf(north)).toBe(12);
    expect(totalOf(south)).toBeNull();
    expect(new Set(north.clauses.map(({ sectorId }) => sectorId))).toEqual(new Set(["north"]));
    const article = await themed("article", "2");
    expect(new Set(article.clauses.map(({ articleId }) => articleId))).toEqual(new Set(["2"]));
    await expect(themed("sector", "nowhere")).rejects.toMatchObject({
      code: "TL_WATCH_REPORT_THEME",
    });
  });

  test("[WAT-081] a week holds its seven periods, each in the table", async () => {
    const report = await assembleReport(await room(late), {
      ...request("internal"),
      kind: "weekly",
      from: "2026-03-04",
    });
    expect(report.figures.find(({ key }) => key === "fire/whole/all")?.value).toBe(13);
    const rows = report.sections
      .find(({ key }) => key === "violations")
      ?.blocks.flatMap((block) => (block.is === "table" ? block.rows : []));
    expect(rows?.filter(({ key }) => key.startsWith("violations/period/"))).toHaveLength(7);
  });
});

describe("[WAT-082] outside", () => {
  test.each(["parties", "public"] as const)(
    "at level %s nothing of the mission's own people is in any byte of any format",
    async (level) => {
      const report = await assembleReport(await room(late), request(level));
      expect(Compile(DailyReportSchema).Errors(report)).toEqual([]);
      // The counts are those of inside; the records behind them are not told.
      expect(report.figures.find(({ key }) => key === "fire/whole/all")?.value).toBe(12);
      expect(report.observations.length).toBeGreaterThanOrEqual(2);
      for (const text of everyFormat(report)) {
        expect(text).not.toContain(planted);
        expect(text).not.toContain("op-1");
        for (const { id } of [stopped, looked, hurt]) expect(text).not.toContain(id);
        expect(text).not.toMatch(/30[.,]03123|0[.,]09123/);
      }
      expect(report.working).toBeNull();
      expect(report.published).toBeNull();
      for (const { observation: told } of report.observations) {
        expect(told.schema).toBe("released-observation/1");
        expect(told.kind).not.toBe("weapon-present");
      }
    },
  );

  test.each(languages)(
    "[REP-014] an exercise day as the parties read it, in %s",
    async (language) => {
      expectGolden(
        new URL(`../../fixtures/exercise-day.${language}.md`, import.meta.url),
        renderMarkdown(await assembleReport(await room(late), request("parties")), language),
      );
    },
  );

  test("at public nothing is told before the agreement's delay has passed", async () => {
    const report = await assembleReport(await room(noonMs + 8 * hourMs), request("public"));
    expect(report.observations).toEqual([]);
    expect(report.observationsWithheldCount).toBeGreaterThan(0);
    expect(report.map?.areas).toEqual([]);
  });

  test.each(["parties", "public"] as const)(
    "at level %s the coverage of a day that has just ended follows later",
    async (level) => {
      const source = await room(noonMs + 8 * hourMs);
      // A gap is open: it may not be told which.
      await source.store.append([stored(sensorState("op-1-ear", noonMs + 7 * hourMs, "down"))]);
      const report = await assembleReport(source, request(level));
      const unseen = report.sections.find(({ key }) => key === "unseen");
      expect(JSON.stringify(unseen)).toContain("report.unseen.follows");
      expect(report.clauses).toEqual([]);
      expect(report.map?.cells ?? []).toEqual([]);
      for (const text of everyFormat(report)) expect(text).not.toMatch(/"coverageRatio":0\.\d/);
    },
  );

  test("at parties a place of fire is told after 30 minutes, as a cell of at least 1 km", async () => {
    const young = await assembleReport(await room(noonMs + 20 * minuteMs), request("parties"));
    const placesOf = (report: typeof young) =>
      report.observations.flatMap(({ observation: told }) =>
        told.schema === "released-observation/1" ? [told.place] : [],
      );
    expect(placesOf(young).length).toBeGreaterThan(0);
    for (const told of placesOf(young)) expect(told).not.toHaveProperty("cell");
    const old = await assembleReport(await room(noonMs + 40 * minuteMs), request("parties"));
    expect(placesOf(old).some((told) => told !== null && "cell" in told)).toBe(true);
  });
});
