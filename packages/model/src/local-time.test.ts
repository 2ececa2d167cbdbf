import { describe, expect, test } from "vitest";
import {
  localDate,
  localToMs,
  msToLocal,
  reportingDate,
  reportingPeriod,
  zoneOffsetMs,
} from "./local-time.ts";

const hourMs = 3_600_000;

describe("local time", () => {
  test.each([
    { local: "2015-02-15T00:00", zone: "Europe/Kyiv", utc: "2015-02-14T22:00:00Z" },
    { local: "2018-09-21", zone: "Europe/Kyiv", utc: "2018-09-20T21:00:00Z" },
    // 03:30 does not exist on the last Sunday of March; it means 04:30 summer time.
    { local: "2018-03-25T03:30", zone: "Europe/Kyiv", utc: "2018-03-25T01:30:00Z" },
    // 03:30 comes twice on the last Sunday of October; the first pass is summer time.
    { local: "2018-10-28T03:30", zone: "Europe/Kyiv", utc: "2018-10-28T00:30:00Z" },
    { local: "2026-01-01T00:00", zone: "Etc/UTC", utc: "2026-01-01T00:00:00Z" },
  ])("$local in $zone is $utc", ({ local, zone, utc }) => {
    expect(localToMs(local, zone)).toBe(Date.parse(utc));
  });

  test("the offset follows the season", () => {
    expect(zoneOffsetMs(Date.parse("2018-07-01T00:00:00Z"), "Europe/Kyiv")).toBe(3 * hourMs);
    expect(zoneOffsetMs(Date.parse("2018-01-01T00:00:00Z"), "Europe/Kyiv")).toBe(2 * hourMs);
    expect(zoneOffsetMs(-1, "Etc/UTC")).toBe(0);
  });

  test("an unknown zone is refused", () => {
    expect(() => zoneOffsetMs(0, "Europe/Nowhere")).toThrow(
      expect.objectContaining({ code: "TL_MODEL_TIMEZONE" }),
    );
    expect(() => localToMs("yesterday", "Europe/Kyiv")).toThrow(
      expect.objectContaining({ code: "TL_MODEL_TIMEZONE" }),
    );
  });

  test("[MOD-002] a reporting period is named by the day it ends on and runs from cut-off to cut-off", () => {
    const { fromMs, toMs } = reportingPeriod("2018-09-21", "19:30", "Europe/Kyiv");
    expect(msToLocal(fromMs, "Europe/Kyiv")).toBe("2018-09-20T19:30:00");
    expect(msToLocal(toMs, "Europe/Kyiv")).toBe("2018-09-21T19:30:00");
    expect(reportingDate(fromMs, "19:30", "Europe/Kyiv")).toBe("2018-09-21");
    expect(reportingDate(toMs - 1, "19:30", "Europe/Kyiv")).toBe("2018-09-21");
    expect(reportingDate(toMs, "19:30", "Europe/Kyiv")).toBe("2018-09-22");
    expect(localDate(toMs, "Europe/Kyiv")).toBe("2018-09-21");
  });

  test("[MOD-002] the day the clock goes forward has a period of 23 hours", () => {
    const { fromMs, toMs } = reportingPeriod("2018-03-25", "19:30", "Europe/Kyiv");
    expect((toMs - fromMs) / hourMs).toBe(23);
  });
});
