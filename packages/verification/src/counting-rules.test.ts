import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type CountingList,
  countAcled,
  countIncidents,
  countSmm,
  countUcdp,
} from "./counting-rules.ts";

interface OracleCase extends CountingList {
  readonly id: string;
  readonly expected: {
    smm: { byReportDay: Record<string, unknown>; total: number };
    perIncident: number;
    acled: { events: number; keys: string[][] };
    ucdp: { events: number; incidents: string[]; low: number; best: number; high: number };
  };
}
const oracle = JSON.parse(
  readFileSync(new URL("../../../fixtures/oracles/14-counting.json", import.meta.url), "utf8"),
) as { cases: OracleCase[] };

describe("oracle family 14", () => {
  test("[VER-010] the file holds lists", () => expect(oracle.cases.length).toBeGreaterThan(10));

  test.each(oracle.cases.map((list) => [list.id, list] as const))(
    "[VER-010] %s: smm, incident, acled, ucdp",
    (_, list) => {
      const smm = countSmm(list);
      expect(Object.fromEntries(smm.byReportDay)).toEqual(list.expected.smm.byReportDay);
      expect(smm.total).toBe(list.expected.smm.total);
      expect(countIncidents(list)).toBe(list.expected.perIncident);
      expect(countAcled(list)).toEqual(list.expected.acled);
      expect(countUcdp(list)).toEqual(list.expected.ucdp);
    },
  );
});

test("[VER-011] exchanging the two actors changes no count", () => {
  const other: Record<string, string> = { side_a: "side_b", side_b: "side_a" };
  const exchange = (name: string) => other[name] ?? name;
  for (const list of oracle.cases) {
    const exchanged: CountingList = {
      ...list,
      incidents: list.incidents.map((incident) => ({
        ...incident,
        actor1: exchange(incident.actor1),
        actor2: exchange(incident.actor2),
      })),
      dyadYearDeathsBefore: list.dyadYearDeathsBefore.map((entry) => ({
        ...entry,
        dyad: [exchange(entry.dyad[0]), exchange(entry.dyad[1])] as const,
      })),
    };
    expect(countUcdp(exchanged)).toEqual(countUcdp(list));
    expect(countAcled(exchanged).events).toBe(countAcled(list).events);
    expect(countSmm(exchanged)).toEqual(countSmm(list));
  }
});

test.each([
  [23, 0],
  [24, 1],
])("[VER-010] ucdp: %d deaths before and one more make %d events", (before, events) => {
  const atMs = Date.parse("2026-03-10T12:00Z");
  const list: CountingList = {
    timezone: "Europe/Kyiv",
    incidents: [
      {
        id: "i1",
        atMs,
        place: "mid-ocean",
        actor1: "b",
        actor2: "a",
        deaths: { low: 1, best: 1, high: 1 },
        lawful: "none",
      },
    ],
    observations: [{ incident: "i1", atMs, kind: "explosion", count: 1, atLeast: false }],
    dyadYearDeathsBefore: [{ dyad: ["a", "b"], year: 2026, deathsBest: before }],
  };
  expect(countUcdp(list).events).toBe(events);
});
