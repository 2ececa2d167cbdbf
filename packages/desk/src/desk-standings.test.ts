import {
  type Casualty,
  derivedId,
  type Holding,
  type Inspection,
  lonLat,
  type SiteVisit,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { hourMs, minuteMs, noonMs } from "../testing/desk-records.ts";
import { midOcean, observation } from "../testing/mid-ocean.ts";
import { areasStanding } from "./area-standing.ts";
import { casualtyTotals, corroborationOrder, raisesCorroboration } from "./casualty-standing.ts";
import { checklistItems, checklistsFor, fivePrinciples, sevenPillars } from "./checklists.ts";
import { handoverLines, type OpenMatters } from "./handover-items.ts";
import { holdingStanding } from "./holding-standing.ts";
import { isSiteVisitStep, siteVisitsStanding } from "./site-visit-standing.ts";

const envelope = { origin: "exercise" as const, recordedAtMs: noonMs, version: 1, by: "desk" };
const holding: Holding = {
  schema: "holding/1",
  id: derivedId("holding", 1),
  ...envelope,
  site: { name: "Depot" },
  party: "a",
  declaredAtMs: noonMs,
  weapons: [
    { class: "artillery", calibreMm: 122, count: 6 },
    { class: "mortar", calibreMm: 120, count: 4 },
  ],
};
function inspection(change: Partial<Inspection> = {}): Inspection {
  return {
    schema: "inspection/1",
    id: derivedId("inspection", JSON.stringify(change)),
    ...envelope,
    of: "storage-site",
    place: { name: "Depot" },
    span: { fromMs: noonMs, toMs: noonMs + hourMs },
    access: "full",
    seen: [],
    remarks: [],
    ...change,
  };
}
const countsOf = (...inspections: Inspection[]) => {
  const { declaredCount, seenCount, missingCount, notVerifiedCount, surplusCount, refusedCount } =
    holdingStanding(holding, inspections);
  return [declaredCount, seenCount, missingCount, notVerifiedCount, surplusCount, refusedCount];
};

describe("storage", () => {
  const guns = { class: "artillery" as const, calibreMm: 122, count: 4 };
  const mortars = { class: "mortar" as const, count: 5 };
  test("[DSK-034] declared, seen, missing, not verified, beyond what was declared, refused", () => {
    expect(countsOf()).toEqual([10, 0, 0, 10, 0, 0]);
    expect(countsOf(inspection({ seen: [guns] }))).toEqual([10, 4, 6, 0, 0, 0]);
    // A mortar without a calibre may be one of 120 mm; the fifth was not declared.
    expect(countsOf(inspection({ seen: [guns, mortars] }))).toEqual([10, 8, 2, 0, 1, 0]);
    expect(countsOf(inspection({ seen: [guns], access: "partial" }))).toEqual([10, 4, 0, 6, 0, 0]);
    const refused = inspection({
      access: "refused",
      span: { fromMs: noonMs + 9, toMs: noonMs + 9 },
    });
    expect(countsOf(inspection({ seen: [guns] }), refused)).toEqual([10, 4, 6, 0, 0, 1]);
    expect(countsOf(refused)).toEqual([10, 0, 0, 10, 0, 1]);
    expect(countsOf(inspection({ seen: [{ ...guns, calibreMm: 152 }] }))).toEqual([
      10, 0, 10, 0, 4, 0,
    ]);
  });

  test("[DSK-034] only looks of its own site count, the last that showed anything, none withdrawn", () => {
    const none = [10, 0, 0, 10, 0, 0];
    expect(countsOf(inspection({ seen: [guns], place: { name: "Elsewhere" } }))).toEqual(none);
    expect(countsOf(inspection({ seen: [guns], withdrawn: true }))).toEqual(none);
    expect(countsOf(inspection({ seen: [guns], of: "other" }))).toEqual(none);
    const later = inspection({
      seen: [{ ...guns, count: 6 }],
      span: { fromMs: noonMs + hourMs, toMs: noonMs + hourMs },
    });
    expect(countsOf(later, inspection({ seen: [guns] }))).toEqual([10, 6, 4, 0, 0, 0]);
    expect(
      countsOf(inspection({ seen: [guns], place: { name: "Elsewhere" }, holdingId: holding.id })),
    ).toEqual([10, 4, 6, 0, 0, 0]);
  });
});

describe("disengagement areas", () => {
  const agreement = midOcean();
  const { westDeg, eastDeg, southDeg, northDeg } = agreement.zoneArea("gorse", noonMs).box;
  const middle = lonLat((westDeg + eastDeg) / 2, (southDeg + northDeg) / 2);
  const at = (position: typeof middle) => ({
    shape: "circle" as const,
    centre: position,
    radiusM: 50,
  });
  test("[DSK-035] one by one, with what was seen inside by the larger part of its area", () => {
    const found = areasStanding(
      agreement,
      [
        observation("1", { area: at(middle) }),
        observation("2", { area: at(middle), kind: "persons" }),
        observation("3", { area: at(middle), kind: "weapon-present" }),
        observation("4", { area: at(lonLat(-29, 1)) }),
        observation("5", {
          area: at(lonLat(-29, 1)),
          insideDisengagementArea: "gorse",
          kind: "construction",
        }),
        observation("6", { area: at(middle), kind: "nothing" }),
      ],
      [
        inspection({ of: "disengagement-area", place: { zoneId: "gorse" } }),
        inspection({ of: "disengagement-area", place: { zoneId: "gorse" }, access: "refused" }),
        inspection({ of: "disengagement-area", place: { zoneId: "other" } }),
      ],
    );
    expect(found).toMatchObject([
      {
        zoneId: "gorse",
        fireCount: 1,
        personsCount: 1,
        weaponCount: 1,
        otherCount: 1,
        refusedCount: 1,
        lastLookMs: noonMs + hourMs,
      },
    ]);
    expect(found[0]?.inspections).toHaveLength(2);
  });
});

describe("visits", () => {
  function visit(name: string, change: Partial<SiteVisit> = {}): SiteVisit {
    return {
      schema: "site-visit/1",
      id: derivedId("visit", name),
      ...envelope,
      place: { name },
      purpose: "Survey",
      state: "requested",
      requestedAtMs: noonMs,
      checklist: [],
      ...change,
    };
  }
  test("[DSK-036] backlog first, the oldest first; what is done ages no more", () => {
    const rows = siteVisitsStanding(
      [
        visit("done", { state: "done", done: { fromMs: noonMs, toMs: noonMs + hourMs } }),
        visit("on time", { dueMs: noonMs + 9 * hourMs }),
        visit("late", { dueMs: noonMs + hourMs }),
        visit("blocked", { state: "blocked", requestedAtMs: noonMs - hourMs }),
        visit("cancelled", { state: "cancelled", dueMs: noonMs }),
      ],
      noonMs + 4 * hourMs,
    );
    expect(
      rows.map(({ visit: { place }, isBacklog, isOpen, ageMs, backlogMs }) => [
        place.name,
        isBacklog,
        isOpen,
        ageMs / hourMs,
        backlogMs / hourMs,
      ]),
    ).toEqual([
      ["blocked", true, true, 5, 5],
      ["late", true, true, 4, 3],
      ["on time", false, true, 4, 0],
      ["cancelled", false, false, 4, 0],
      ["done", false, false, 1, 0],
    ]);
  });

  test.each([
    [undefined, "requested", true],
    [undefined, "done", false],
    ["requested", "granted", true],
    ["requested", "done", false],
    ["granted", "done", true],
    ["granted", "blocked", true],
    ["blocked", "granted", true],
    ["done", "requested", false],
    ["done", "done", true],
  ] as const)("[DSK-037] from %s to %s: %s", (from, to, isAllowed) => {
    expect(isSiteVisitStep(from, to)).toBe(isAllowed);
  });

  test("[DSK-038] a nuclear plant brings the IAEA's seven pillars, Zaporizhzhia its five principles too", () => {
    const plant = (id: string) => checklistsFor({ id, kind: "nuclear-plant" });
    expect(plant("rivne-npp")).toEqual([sevenPillars]);
    expect(plant("zaporizhzhia-npp")).toEqual([sevenPillars, fivePrinciples]);
    expect(checklistsFor({ id: "port-odesa", kind: "port" })).toEqual([]);
    const items = checklistItems(plant("zaporizhzhia-npp"));
    expect(items).toHaveLength(12);
    expect(new Set(items.map(({ item }) => item)).size).toBe(12);
    expect(items.every(({ state }) => state === "not-asked")).toBe(true);
    for (const { source } of plant("zaporizhzhia-npp")) expect(source).toMatch(/20\d\d$/);
  });
});

test("[DSK-039] casualties are counted by how far they are borne out, and each says what would raise it", () => {
  const casualty = (
    corroboration: Casualty["corroboration"],
    change: Partial<Casualty> = {},
  ): Casualty => ({
    schema: "casualty/1",
    id: derivedId("casualty", corroboration),
    ...envelope,
    span: { fromMs: noonMs, toMs: noonMs },
    place: { name: "Birch" },
    killedCount: 1,
    injuredCount: 2,
    who: "civilians",
    corroboration,
    sources: [],
    ...change,
  });
  const totals = casualtyTotals([
    casualty("reported"),
    casualty("reported"),
    casualty("confirmed"),
    casualty("confirmed", { withdrawn: true }),
  ]);
  expect([...totals]).toEqual([
    ["reported", { killedCount: 2, injuredCount: 4 }],
    ["confirmed", { killedCount: 1, injuredCount: 2 }],
  ]);
  for (const corroboration of corroborationOrder) {
    const text = raisesCorroboration(casualty(corroboration));
    expect(text === null).toBe(corroboration === "confirmed");
  }
});

test("[DSK-040] the handover holds what is open and nothing else, by clock", () => {
  const at = (minutes: number) => noonMs + minutes * minuteMs;
  const clock = { dueMs: null, overdueMs: 0, callCount: 0, clearance: "cleared by both" };
  const open: OpenMatters = {
    patrols: [
      { id: "p1", name: "Patrol 1", state: "back", ...clock },
      { id: "p2", name: "Patrol 2", state: "out", ...clock, dueMs: at(40) },
      {
        id: "p6",
        name: "Patrol 6",
        state: "out",
        ...clock,
        dueMs: at(-11),
        overdueMs: 11 * minuteMs,
        callCount: 2,
      },
      {
        id: "p4",
        name: "Patrol 4",
        state: "planned",
        ...clock,
        dueMs: at(30),
        clearance: "a not yet",
      },
    ],
    calls: [
      { id: "c1", party: "b", about: "hotline", dueMs: at(5), overdue: false, answered: false },
      { id: "c2", party: "a", about: "route", dueMs: at(1), overdue: false, answered: true },
    ],
    sensors: [
      { id: "c-14", state: "down", sinceMs: at(-60), reason: "no power" },
      { id: "c-15", state: "up", sinceMs: at(-60), reason: null },
    ],
    windows: [
      { id: "w1", name: "Water main", fromMs: at(20), toMs: at(80), state: "cannot-start" },
      { id: "w2", name: "Harvest", fromMs: at(-90), toMs: at(-30), state: "met" },
    ],
    notes: [{ id: "n1", text: "Fuel for the generator", dueMs: at(120) }],
    visits: [
      {
        id: "v1",
        placeName: "Plant",
        state: "blocked",
        dueMs: null,
        backlog: true,
        blockedBecause: "mines",
      },
      {
        id: "v2",
        placeName: "Port",
        state: "done",
        dueMs: at(0),
        backlog: false,
        blockedBecause: null,
      },
    ],
    quarantineCount: 3,
    partyName: (party) => `Party ${party.toUpperCase()}`,
    timeText: (atMs) => new Date(atMs).toISOString().slice(11, 16),
  };
  expect(handoverLines(open).map(({ text, is, ref }) => `${is} ${ref ?? "-"}: ${text}`)).toEqual([
    "patrol p6: Patrol 6 is overdue, called twice",
    "call c1: Party B has not answered: hotline",
    "window w1: Water main, 12:20 to 13:20: cannot start",
    "patrol p4: Patrol 4 leaves at 12:30, a not yet",
    "patrol p2: Patrol 2 is out",
    "note n1: Fuel for the generator",
    "sensor -: c-14 down since 11:00: no power",
    "visit v1: Visit to Plant blocked: mines, backlog",
    "quarantine -: 3 messages wait in quarantine",
  ]);
});
