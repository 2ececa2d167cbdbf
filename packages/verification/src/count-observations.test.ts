import { type Observation, observationKinds } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CountOptions,
  countObservations,
  reportDateOf,
  SmmCounter,
  smmFamilyOf,
} from "./count-observations.ts";

const noon = Date.parse("2026-03-10T12:00Z");
const options: CountOptions = { timezone: "Europe/Kyiv", regionOf: () => "north" };

const seen = (more: Partial<Observation> = {}): Observation => ({
  schema: "observation/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: noon,
  source: "patrol",
  sourceId: "1",
  span: { fromMs: noon, toMs: noon, precision: "minute" },
  observer: { kind: "patrol" },
  means: ["heard"],
  kind: "explosion",
  count: { qualifier: "exactly", min: 3, max: 3 },
  ...more,
});
const statement = (more: NonNullable<Observation["statement"]>) => more;
const count = (...observations: Observation[]) => countObservations("smm", observations, options);

describe("rule smm on observations", () => {
  test.each([
    ["exactly", { qualifier: "exactly", min: 3 }, { count: 3, atLeast: false, about: false }],
    ["about", { qualifier: "about", min: 20 }, { count: 20, atLeast: false, about: true }],
    ["at least", { qualifier: "at-least", min: 20 }, { count: 20, atLeast: true }],
    [
      "a range counts its lower end",
      { qualifier: "range", min: 5, max: 9 },
      { count: 5, atLeast: true },
    ],
    ["no number", { qualifier: "uncounted" }, { count: 0, atLeast: true, uncountedCount: 1 }],
  ] as const)("[VER-012] %s", (_, given, expected) => {
    expect(count(seen({ count: given }))).toEqual([expect.objectContaining(expected)]);
  });

  test("[VER-012] a row that is a part of another's count is left out", () => {
    const part = seen({ statement: statement({ reportId: "r", partOfNo: 1 }) });
    expect(count(seen(), part)).toEqual([
      expect.objectContaining({ count: 3, observationCount: 2, includedElsewhereCount: 1 }),
    ]);
  });

  test("[VER-012] nothing seen or heard is a row with 0, not the absence of a row", () => {
    const [row, ...others] = count(
      seen({ kind: "nothing", count: { qualifier: "exactly", min: 0 } }),
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({ count: 0, observationCount: 1, atLeast: false });
  });

  test("[VER-012] what is not fire is passed over", () => {
    expect(count(seen({ kind: "vehicle" }), seen({ kind: "construction" }))).toEqual([]);
  });

  test("[VER-012] an exercise outside the zone is counted and marked lawful", () => {
    const rows = count(
      seen(),
      seen({ exercise: "outside-security-zone", count: { qualifier: "exactly", min: 40 } }),
      seen({ exercise: "inside-security-zone", count: { qualifier: "exactly", min: 5 } }),
      seen({ nature: "controlled-detonation", count: { qualifier: "exactly", min: 2 } }),
    );
    expect(rows).toEqual([expect.objectContaining({ count: 50, countWithoutLawful: 8 })]);
  });

  test("the same fire seen and heard is counted in both", () => {
    expect(count(seen(), seen({ means: ["saw"] }))[0]?.count).toBe(6);
  });

  test.each([
    ["explosion", "explosions"],
    ["shot-or-burst", "bursts-and-shots"],
    ["tracer-burst", "in-flight"],
    ["illumination-flare", "other"],
    ["persons", undefined],
  ] as const)("%s stands under %s", (kind, family) => expect(smmFamilyOf(kind)).toBe(family));

  test("[VER-013] each heading adds up to the row, the regions to the whole", () => {
    const arbObservation = fc
      .record({
        kind: fc.constantFrom(...observationKinds),
        min: fc.nat({ max: 50 }),
        hour: fc.nat({ max: 100 }),
        region: fc.constantFrom("north", "south"),
      })
      .map(({ kind, min, hour, region }) => {
        const atMs = noon + hour * 3_600_000;
        return seen({
          kind,
          count: { qualifier: "exactly", min },
          span: { fromMs: atMs, toMs: atMs, precision: "minute" },
          remark: region,
        });
      });
    const byRemark = { ...options, regionOf: ({ remark = "" }: Observation) => remark };
    fc.assert(
      fc.property(fc.array(arbObservation, { maxLength: 30 }), (list) => {
        const rows = countObservations("smm", list, byRemark);
        for (const { count: whole, byFamily } of rows) {
          expect(Object.values(byFamily).reduce((sum, part) => sum + part, 0)).toBe(whole);
        }
        const total = rows.reduce((sum, row) => sum + row.count, 0);
        const expected = list
          .filter(({ kind }) => smmFamilyOf(kind) !== undefined)
          .reduce((sum, { count: { min = 0 } }) => sum + min, 0);
        expect(total).toBe(expected);
        expect(countObservations("smm", [...list].reverse(), byRemark)).toEqual(rows);
      }),
    );
  });
});

describe("the reporting period of an observation", () => {
  test.each([
    ["before the cut-off", "2026-03-10T17:29:59.999Z", "2026-03-10"],
    ["at the cut-off", "2026-03-10T17:30Z", "2026-03-11"],
    ["after local midnight", "2026-03-10T22:30Z", "2026-03-11"],
    ["in summer, an hour earlier in UTC", "2026-07-01T16:30Z", "2026-07-02"],
  ])("[VER-014] %s", (_, at, expected) => {
    const atMs = Date.parse(at);
    const observation = seen({ span: { fromMs: atMs, toMs: atMs, precision: "exact" } });
    expect(reportDateOf(observation, options)).toBe(expected);
    expect(count(observation)[0]?.period).toBe(expected);
  });

  test("[VER-014] an evening that begins before its report's period belongs to that report", () => {
    const observation = seen({
      span: {
        fromMs: Date.parse("2026-03-09T16:00Z"),
        toMs: Date.parse("2026-03-10T04:00Z"),
        precision: "evening-and-night",
      },
      statement: statement({
        reportId: "r",
        period: {
          fromMs: Date.parse("2026-03-09T17:30Z"),
          toMs: Date.parse("2026-03-10T17:30Z"),
          precision: "reporting-period",
        },
      }),
    });
    expect(count(observation)[0]).toMatchObject({ period: "2026-03-10", unsurePeriodCount: 0 });
  });

  test("[VER-014] a span over a cut-off is marked", () => {
    const observation = seen({
      span: { fromMs: noon, toMs: noon + 86_400_000, precision: "day" },
    });
    expect(count(observation)[0]).toMatchObject({ period: "2026-03-10", unsurePeriodCount: 1 });
  });
});

test.each(["incident", "acled", "ucdp", "my-own"])(
  "rule %s needs more than observations",
  (rule) => {
    expect(() => countObservations(rule, [seen()], options)).toThrow(
      expect.objectContaining({ code: "TL_VERIFICATION_COUNTING_RULE" }),
    );
  },
);

test("[VER-015] observations of different origin are never counted together", () => {
  expect(() => count(seen(), seen({ origin: "observed" }))).toThrow(
    expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
  );
});

test("[VER-012] one after the other gives the same rows, on days when the clock changes too", () => {
  const options = { timezone: "Europe/Kyiv", cutOff: "03:30", regionOf: () => "all" };
  const hourMs = 3_600_000;
  // Around the last Sundays of March and October 2018.
  const starts = [Date.UTC(2018, 2, 23), Date.UTC(2018, 9, 26)];
  const instants = starts.flatMap((fromMs) =>
    Array.from({ length: 96 * 3 }, (_, index) => fromMs + (index * hourMs) / 3),
  );
  const counter = new SmmCounter(options);
  const wanted = new Map<string, number>();
  for (const atMs of instants) {
    const one = seen({
      count: { qualifier: "exactly", min: 1 },
      span: { fromMs: atMs, toMs: atMs, precision: "minute" },
    });
    counter.add(one);
    const period = reportDateOf(one, options);
    wanted.set(period, (wanted.get(period) ?? 0) + 1);
  }
  expect(new Map(counter.rows().map((row) => [row.period, row.count]))).toEqual(wanted);
});
