import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { derivedId, observationRecord } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { FirmsReader, heatObservation, readCsv } from "../index.ts";

const file = new URL(
  "../../../../../shared/data/events/firms-viirs-nrt-2026-06-24..27.csv.gz",
  import.meta.url,
);
const isThere = existsSync(file);
if (!isThere) console.log("skipped: the folder of shared data is not there");

describe.skipIf(!isThere)("heat detections of four days", () => {
  const text = isThere ? gunzipSync(readFileSync(file)).toString("utf8") : "";

  test("[INT-245] each of the 5,731 rows is read; times are those that others worked out", () => {
    const reader = new FirmsReader("firms.csv");
    const pixels = [...reader.push(text), ...reader.finish()];
    expect(reader.takeFaults()).toEqual([]);
    expect(pixels).toHaveLength(5_731);
    const { rows } = readCsv(text, { name: "firms.csv" });
    expect(pixels.map(({ atMs }) => atMs)).toEqual(
      rows.map(({ cells }) => {
        const stated = cells["detection_time_utc"] ?? "";
        return Date.parse(stated.replace(" UTC", "Z").replace(" ", "T"));
      }),
    );
    const count = (level: string) => pixels.filter((one) => one.confidence === level).length;
    expect([count("low"), count("nominal"), count("high")]).toEqual([564, 4_850, 317]);
  });

  test("[INT-247] each becomes a valid observation of its own", () => {
    const reader = new FirmsReader("firms.csv");
    const drafts = [...reader.push(text), ...reader.finish()].map((pixel) =>
      heatObservation(pixel, { origin: "observed" }),
    );
    expect(new Set(drafts.map(({ sourceId }) => sourceId)).size).toBe(5_731);
    for (const draft of drafts) {
      const whole = { ...draft, id: derivedId(draft.source, draft.sourceId), recordedAtMs: 0 };
      if (!observationRecord.check(whole)) expect(observationRecord.faults(whole)).toEqual([]);
    }
  });
});
