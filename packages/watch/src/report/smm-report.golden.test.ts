import { existsSync, readFileSync } from "node:fs";
import { parseAgreement, parseDeployment, prepareAgreement } from "@truceline/agreement";
import { Gazetteer } from "@truceline/geo";
import { RowDecoder, readCsv, readPublishedTotals, smmMapping } from "@truceline/interop";
import {
  type Denial,
  derivedId,
  languages,
  lonLat,
  type Observation,
  observationRecord,
  reportingPeriod,
  type SilenceWindow,
  seededRng,
} from "@truceline/model";
import { type DailyReport, renderMarkdown } from "@truceline/reporting";
import { beforeAll, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { stored } from "../../testing/mid-ocean.ts";
import { createProcessor } from "../processor/processor.ts";
import { editEntry } from "../store/edit-entry.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { createViews } from "../views/views.ts";
import { assembleReport } from "./assemble-report.ts";

// One period of the OSCE mission, from the facts typed out of its own report: observations, limits on
// movement and local ceasefires as records of the desk where the columns allow.

const root = new URL("../../../../", import.meta.url);
const scenario = new URL("scenarios/minsk-2015/", root);
const read = (path: URL) => readFileSync(path, "utf8");
const rowsOf = (name: string) =>
  readCsv(read(new URL(`fixtures/smm/${name}.csv`, root)), { name }).rows.map(({ cells }) => cells);
const reportId = "smm-2018-09-21";
const period = "2018-09-21";
const nowMs = Date.parse("2018-09-22T09:00+03:00");
const { fromMs, toMs } = reportingPeriod(period, "19:30", "Europe/Kyiv");
const hourMs = 3_600_000;
const envelope = { origin: "observed" as const, recordedAtMs: toMs, version: 1, by: "typist" };

function observations(): Observation[] {
  const decoder = new RowDecoder(smmMapping, { name: "o.csv", origin: "observed" });
  const text = read(new URL("fixtures/smm/observations.csv", root));
  return readCsv(text, { name: "o.csv" })
    .rows.filter(({ cells }) => {
      const id = cells["report_id"] ?? "";
      return id.startsWith("smm-2018-09-") && id <= reportId;
    })
    .map((row) =>
      observationRecord.parse({
        ...decoder.decode(row).record,
        id: derivedId("smm-golden", row.row),
        recordedAtMs: toMs + hourMs,
      }),
    );
}

/** Restrictions as the report's summary names them: places, and no hours. */
function denials(): Denial[] {
  return rowsOf("movement")
    .filter((cells) => cells["report_id"] === reportId)
    .map((cells, index): Denial => {
      const name = (cells["place"] ?? "").replace(/^near /, "");
      const isArea = cells["place_kind"] === "disengagement_area";
      const zoneId = `da-${name.replace(" disengagement area", "").toLowerCase().replaceAll(" ", "-")}`;
      return {
        schema: "denial/1",
        id: derivedId("smm-golden", "denial", index),
        ...envelope,
        kind: "regular",
        span: { fromMs, toMs },
        place: isArea ? { zoneId } : { name },
        result: cells["remark"] ?? "",
      };
    });
}

function windows(): SilenceWindow[] {
  return rowsOf("other")
    .filter(
      (cells) =>
        cells["report_id"] === reportId && cells["category"] === "local_ceasefire_for_repairs",
    )
    .map((cells, index): SilenceWindow => {
      const name = (cells["place"] ?? "").replace(/^near /, "");
      return {
        schema: "silence-window/1",
        id: derivedId("smm-golden", "window", index),
        ...envelope,
        name,
        purpose: cells["fact"] ?? "",
        place: { name },
        // Its hours were not in the part of the report that could be read.
        span: { fromMs, toMs },
        guarantees: [
          { party: "a", atMs: fromMs, by: "joint centre" },
          { party: "b", atMs: fromMs, by: "joint centre" },
        ],
        state: "arranged",
      };
    });
}

function gazetteer(): Gazetteer {
  const text = read(new URL("scenarios/gazetteer.csv", root));
  return new Gazetteer(
    readCsv(text, { name: "gazetteer.csv" }).rows.map(({ cells }) => ({
      id: cells["id"] ?? "",
      kind: cells["kind"] ?? "",
      names: {
        en: cells["en"] ?? "",
        uk: cells["uk"] ?? "",
        ru: cells["ru"] ?? "",
        fr: cells["fr"] ?? "",
      },
      position: lonLat(Number(cells["lon"]), Number(cells["lat"])),
    })),
  );
}

let report: DailyReport;

beforeAll(async () => {
  const { compiled } = parseAgreement({
    path: "agreement.yaml",
    text: read(new URL("agreement.yaml", scenario)),
    readFile: (name) =>
      existsSync(new URL(name, scenario)) ? read(new URL(name, scenario)) : undefined,
  });
  const { deployment } = parseDeployment({
    path: "deployment.yaml",
    text: read(new URL("deployment.yaml", scenario)),
  });
  if (compiled === undefined || deployment === undefined) throw new Error("the scenario is faulty");
  const agreement = prepareAgreement(compiled);
  const store = new MemoryStore(seededRng("smm-golden"));
  await store.append(observations().map((one) => stored(one)));
  await store.commitEdits([
    ...denials().map((one) => editEntry("denial", one)),
    ...windows().map((one) => editEntry("silence-window", one)),
  ]);
  const clock = { nowMs: () => nowMs };
  const places = gazetteer();
  const options = { store, agreement, deployment, origin: "observed" as const, clock, places };
  await createProcessor(options).catchUp();
  const totals = readPublishedTotals(read(new URL("fixtures/smm/totals.csv", root)), {
    name: "totals.csv",
  }).totals;
  report = await assembleReport(
    { ...options, views: createViews(options) },
    { kind: "daily", from: period, to: period, level: "internal", number: "543/2018", totals },
  );
}, 300_000);

test.each(languages)(
  "[REP-028] the mission's own period of 21 September 2018, in %s",
  (language) => {
    expectGolden(
      new URL(`../../fixtures/smm-2018-09-21.${language}.md`, import.meta.url),
      renderMarkdown(report, language),
    );
  },
);

test("[REP-028] its figures, counted by hand from the facts", () => {
  const value = (key: string) => report.figures.find((one) => one.key === key)?.value;
  // 45 + 1 + 6 + 2 at the filtration station and Avdiivka, 4 at Hnutove.
  expect(value("fire/whole/explosions")).toBe(58);
  expect(value("fire/whole/all")).toBe(181);
  expect(value("movement/regular")).toBe(5);
  expect(value("windows/all")).toBe(3);
  const areas = report.sections.find(({ key }) => key === "areas");
  expect(areas?.parts.map(({ key }) => key)).toEqual([
    "areas/da-stanytsia-luhanska",
    "areas/da-zolote",
    "areas/da-petrivske",
  ]);
  for (const { blocks } of areas?.parts ?? []) {
    expect(JSON.stringify(blocks)).toContain("report.areas.denied");
  }
  const explosions = report.published?.find(
    ({ region, countKind, reportId: of }) =>
      of === reportId && region === "Donetsk" && countKind === "explosions",
  );
  expect(explosions).toMatchObject({ published: { count: 115 }, notEntered: 57 });
});
