import { buildIncident } from "@truceline/fusion";
import { type LonLat, lonLat, type Observation } from "@truceline/model";
import type { SectorHour } from "@truceline/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourMs, minuteMs, noonMs, silenceWindow } from "../testing/desk-records.ts";
import { midOcean, observation } from "../testing/mid-ocean.ts";
import { type SilenceWindowInput, silenceWindowStanding, windowInForce } from "./silence-window.ts";
import { type WindowEvent, windowEvent } from "./window-events.ts";
import { windowPlace } from "./window-place.ts";

const agreement = midOcean();
const startMs = noonMs + hourMs;
const endMs = startMs + hourMs;

/** Coverage of so many minutes from the window's start, one cell. */
function minutes(ratios: readonly number[]): readonly SectorHour[] {
  return ratios.map((ratio, index) => ({
    fromMs: startMs + index * minuteMs,
    toMs: startMs + (index + 1) * minuteMs,
    ratios: [ratio],
    losses: ratio < 1 ? [{ reason: "denied", lossRatio: 1 - ratio, sensorIds: ["Patrol 6"] }] : [],
  }));
}
function event(minutesIn: number, probability: number, sourceCount = 2): WindowEvent {
  const incidentId = observation(`${minutesIn}`).id;
  return {
    incidentId,
    recordedAtMs: endMs,
    atMs: startMs + minutesIn * minuteMs,
    probability,
    sourceCount,
  };
}
const standing = (change: Partial<SilenceWindowInput> = {}) =>
  silenceWindowStanding({
    window: silenceWindow(),
    agreement,
    origin: "exercise",
    nowMs: endMs,
    minutes: minutes(Array.from({ length: 60 }, () => 0.9)),
    events: [],
    ...change,
  });
const half = minutes(Array.from({ length: 60 }, (_, index) => (index < 30 ? 1 : 0)));

describe("a window of silence", () => {
  test("[DSK-020] it is met where coverage over its minutes reaches what is asked and nothing happened", () => {
    const met = standing();
    expect(met).toMatchObject({
      state: "met",
      minutes: "s".repeat(60),
      seenMinuteCount: 60,
      eventCount: 0,
      coverageRatio: 0.9,
      requirementRatio: 0.8,
    });
    // ½χ²₀.₉₅(2)/E over an hour at 0.9: 2.9957/0.9.
    expect(met.upperCount).toBeCloseTo(3.3286, 3);
  });

  test("[DSK-020] unseen minutes leave it undetermined, with the reason", () => {
    const found = standing({ minutes: half });
    expect(found).toMatchObject({
      state: "undetermined",
      minutes: "s".repeat(30) + "u".repeat(30),
      seenMinuteCount: 30,
      coverageRatio: 0.5,
    });
    expect(found.reasons[0]).toMatch(/^Access denied: Patrol 6\. Alone it takes 50 %\./);
    expect(
      standing({ minutes: half, window: silenceWindow({ requirementRatio: 0.5 }) }).state,
    ).toBe("met");
    expect(standing({ minutes: [] })).toMatchObject({ state: "undetermined", upperCount: null });
  });

  test("[DSK-021] an event that meets the standard breaks it, at once; one that does not leaves it open", () => {
    const strip = `${"s".repeat(10)}e${"s".repeat(49)}`;
    expect(standing({ events: [event(10, 0.95)] })).toMatchObject({
      state: "breached",
      minutes: strip,
      eventCount: 1,
      seenMinuteCount: 60,
    });
    const early = { nowMs: startMs + 20 * minuteMs, minutes: minutes(Array(20).fill(0.9)) };
    expect(standing({ ...early, events: [event(10, 0.95)] }).state).toBe("breached");
    expect(standing(early)).toMatchObject({
      state: "running",
      minutes: "s".repeat(20) + ".".repeat(40),
    });
    // One source where two are asked; or more likely than not but not enough.
    for (const open of [event(10, 0.95, 1), event(10, 0.7)]) {
      const found = standing({ events: [open] });
      expect(found).toMatchObject({ state: "undetermined", eventCount: 1 });
      expect(found.reasons).toContain("1 incident is open.");
    }
    expect(standing({ events: [event(10, 0.05)] })).toMatchObject({ state: "met", eventCount: 0 });
  });

  test("[DSK-022] without the guarantees of both it cannot start; cancelled or to come it has no state of a clause", () => {
    const [a, b] = silenceWindow().guarantees;
    if (a === undefined || b === undefined) throw new Error("no guarantees");
    const onlyA = standing({
      window: silenceWindow({ guarantees: [a] }),
      events: [event(10, 0.95)],
    });
    expect(onlyA).toMatchObject({
      state: "cannot-start",
      minutes: ".".repeat(60),
      reasons: ["No guarantee of b."],
      guarantees: [
        { party: "a", atMs: a.atMs },
        { party: "b", atMs: null },
      ],
    });
    const takenBack = { ...b, withdrawnAtMs: startMs - minuteMs };
    expect(standing({ window: silenceWindow({ guarantees: [a, takenBack] }) }).state).toBe(
      "cannot-start",
    );
    expect(standing({ window: silenceWindow({ state: "cancelled" }) }).state).toBe("cancelled");
    expect(standing({ nowMs: startMs - 1, minutes: [] }).state).toBe("to-come");
    // Late, it starts late; taken back within, it ends there.
    const late = { ...b, atMs: startMs + 10 * minuteMs };
    expect(
      standing({ window: silenceWindow({ guarantees: [a, late] }), events: [event(5, 0.95)] }),
    ).toMatchObject({
      state: "met",
      minutes: ".".repeat(10) + "s".repeat(50),
    });
    const ended = { ...b, withdrawnAtMs: startMs + 20 * minuteMs };
    expect(
      standing({ window: silenceWindow({ guarantees: [a, ended] }), events: [event(30, 0.95)] }),
    ).toMatchObject({
      state: "met",
      minutes: "s".repeat(20) + ".".repeat(40),
    });
    expect(windowInForce(silenceWindow(), ["a", "b", "c"])).toBeNull();
  });

  test("[DSK-023] exchanging the parties exchanges their letters and nothing else", () => {
    const swap = (party: string) => (party === "a" ? "b" : party === "b" ? "a" : party);
    const guarantee = fc.record({
      party: fc.constantFrom("a", "b"),
      atMs: fc.integer({ min: -90, max: 90 }).map((one) => startMs + one * minuteMs),
      by: fc.constant("liaison"),
      withdrawnAtMs: fc.option(
        fc.integer({ min: -60, max: 90 }).map((one) => startMs + one * minuteMs),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(guarantee, { maxLength: 5 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 59 }),
            fc.double({ min: 0, max: 1, noNaN: true }),
            fc.integer({ min: 1, max: 3 }),
          ),
          { maxLength: 3 },
        ),
        fc.integer({ min: 0, max: 90 }),
        (given, ratios, happened, nowMinutes) => {
          const guarantees = given.map(({ withdrawnAtMs, ...one }) =>
            withdrawnAtMs === undefined ? one : { ...one, withdrawnAtMs },
          );
          const rest = {
            minutes: minutes(ratios),
            events: happened.map((one) => event(...one)),
            nowMs: startMs + nowMinutes * minuteMs,
          };
          const one = standing({ ...rest, window: silenceWindow({ guarantees }) });
          const other = standing({
            ...rest,
            window: silenceWindow({
              guarantees: guarantees.map((own) => ({ ...own, party: swap(own.party) })),
            }),
          });
          const back = {
            ...other,
            guarantees: other.guarantees
              .map((own) => ({ ...own, party: swap(own.party) }))
              .reverse(),
            reasons: other.reasons
              .map((text) =>
                text.replace(/of ([ab])\./, (_, party: string) => `of ${swap(party)}.`),
              )
              .sort(),
          };
          expect(back).toEqual({ ...one, reasons: [...one.reasons].sort() });
        },
      ),
    );
  });
});

describe("events in a window", () => {
  const window = silenceWindow();
  const place = windowPlace(window, agreement, ({ position }) => position);
  if (place === null) throw new Error("no place");
  const at = (position: LonLat, radiusM: number, change: Partial<Observation> = {}) => {
    const spanMs = startMs + 10 * minuteMs;
    const { incident, samples } = buildIncident([
      observation("1", {
        area: { shape: "circle", centre: position, radiusM },
        span: { fromMs: spanMs, toMs: spanMs, precision: "exact" },
        ...change,
      }),
    ]);
    return windowEvent(incident, samples, place, window.span)?.probability ?? 0;
  };

  test("[DSK-024] an event counts by the share of its area, time and kind that lies in the window", () => {
    expect(at(lonLat(-30, 0.05), 300)).toBe(1);
    expect(at(lonLat(-29.9, 0.05), 300)).toBe(0);
    // A circle of 4 km around one of 2 km: a quarter of it.
    expect(at(lonLat(-30, 0.05), 4_000)).toBeCloseTo(0.25, 1);
    const wide = {
      fromMs: startMs - hourMs,
      toMs: endMs + 2 * hourMs,
      precision: "evening" as const,
    };
    expect(at(lonLat(-30, 0.05), 300, { span: wide })).toBeCloseTo(0.25, 2);
    const before = { fromMs: startMs - 2, toMs: startMs - 1, precision: "exact" as const };
    expect(at(lonLat(-30, 0.05), 300, { span: before })).toBe(0);
    expect(at(lonLat(-30, 0.05), 300, { kind: "vehicle", nature: undefined } as never)).toBe(0);
    expect(at(lonLat(-30, 0.05), 300, { nature: "controlled-detonation" })).toBe(0);
    // Whether it was fired there or landed there: what was observed was there.
    expect(at(lonLat(-30, 0.05), 300, { nature: "undetermined" })).toBeCloseTo(1, 6);
    expect(at(lonLat(-30, 0.05), 300, { nature: "outgoing" })).toBe(1);
  });

  test("[DSK-024] its place is the zone it names, else a circle; without either nobody can say", () => {
    const zone = windowPlace(
      silenceWindow({ place: { zoneId: "gorse" } }),
      agreement,
      () => undefined,
    );
    expect(zone?.cells.length).toBeGreaterThanOrEqual(12);
    const own = agreement.zoneArea("gorse", startMs).box;
    expect(zone?.contains((own.westDeg + own.eastDeg) / 2, (own.southDeg + own.northDeg) / 2)).toBe(
      true,
    );
    expect(
      windowPlace(silenceWindow({ place: { name: "Nowhere" } }), agreement, () => undefined),
    ).toBeNull();
    expect(place.cells.length).toBeGreaterThanOrEqual(12);
    expect(place.contains(-30, 0.05 + 1.9 / 110.6)).toBe(true);
    expect(place.contains(-30, 0.05 + 2.1 / 110.6)).toBe(false);
  });
});
