import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type StationChange, StationWatch } from "./station-watch.ts";

const t0 = 1_767_225_600_000;
const minuteMs = 60_000;
const here = lonLat(-30, 0);
const there = lonLat(-30.1, 0);

/** Messages each minute; gives what was told, with the minute. */
function tell(
  messages: readonly { offsetMs?: number; at?: typeof here; channel?: string; key?: string }[],
  deployedAt?: typeof here,
): readonly (StationChange & { readonly minute: number })[] {
  const watch = new StationWatch({ clockToleranceMs: 5_000, repeatCount: 5 });
  return messages.flatMap(({ offsetMs, at, channel = "one", key }, minute) => {
    const atMs = t0 + minute * minuteMs;
    const station = {
      id: "s1",
      ...(offsetMs === undefined ? {} : { statedAtMs: atMs + offsetMs }),
      ...(at === undefined ? {} : { position: at }),
      measures: key !== undefined,
    };
    const changes = watch.hear(station, atMs, channel, key ?? "", deployedAt);
    return changes.map((change) => ({ ...change, minute }));
  });
}
const times = <Value>(count: number, value: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => value(index));

describe("StationWatch", () => {
  test("[FED-030] a clock that jumps is told by how much, and that it is right again", () => {
    const told = tell([
      ...times(20, () => ({ offsetMs: -200 })),
      ...times(20, () => ({ offsetMs: 3_600_000 })),
      ...times(20, () => ({ offsetMs: -100 })),
    ]);
    expect(told.map(({ problem, reason }) => [problem, reason])).toEqual([
      ["clock", "its clock jumped by 3600 s"],
      ["clock", undefined],
    ]);
    // After five of nine, so that one late message is no jump.
    expect(told[0]?.minute).toBe(24);
  });

  test("[FED-030] a clock that drifts is told before it is off by more than allowed", () => {
    // Half a second a minute: 30 s an hour.
    const told = tell(times(120, (minute) => ({ offsetMs: -100 + minute * 500 })));
    const [first] = told;
    expect(first?.reason).toBe("its clock drifts by 30.0 s an hour and is 5.4 s off");
    expect(first?.minute).toBeLessThan(20);
    expect(told).toHaveLength(1);
  });

  test("[FED-030] a slow drift is told by its rate", () => {
    const told = tell(times(90, (minute) => ({ offsetMs: minute * 100 })));
    expect(told[0]?.reason).toBe("its clock drifts by 6.0 s an hour");
    expect(told[0]?.minute).toBeLessThan(50);
  });

  test.each([
    { title: "delays that come and go", offset: (minute: number) => -((minute * 7) % 5) * 900 },
    { title: "single late messages", offset: (minute: number) => (minute % 6 === 0 ? -60_000 : 0) },
    { title: "a clock a little off", offset: () => 4_000 },
  ])("[FED-030] $title are no wrong clock", ({ offset }) => {
    expect(tell(times(120, (minute) => ({ offsetMs: offset(minute) })))).toEqual([]);
  });

  test("[FED-030] one that is off from the beginning is told by how much", () => {
    expect(tell(times(6, () => ({ offsetMs: 42_000 })))[0]?.reason).toBe(
      "its clock is 42.0 s ahead",
    );
    expect(tell(times(6, () => ({ offsetMs: -42_000 })))[0]?.reason).toBe(
      "its clock is 42.0 s behind, or its messages come so late",
    );
  });

  test("[FED-085] a station that says another place than the deployment is told at its first message, by how far", () => {
    const deployed = lonLat(-30, 2);
    const far = tell([{ at: here }, { at: here }, ...times(3, () => ({ at: deployed }))], deployed);
    expect(far).toEqual([
      {
        ...{ stationId: "s1", problem: "moved", minute: 0, factorRatio: 0 },
        reason: expect.stringMatching(/^it stands 22[12]\.\d km from where the deployment has it$/),
      },
      { stationId: "s1", problem: "moved", minute: 4, reason: undefined },
    ]);
    // A kilometre off, its view of the line is not all wrong; five hundred metres are how places are noted.
    const near = tell([{ at: lonLat(-30.01, 2) }], deployed);
    expect(near.map(({ reason, factorRatio }) => [reason, factorRatio])).toEqual([
      ["it stands 1.1 km from where the deployment has it", undefined],
    ]);
    expect(tell([{ at: lonLat(-30.004, 2) }], deployed)).toEqual([]);
  });

  test("[FED-085] one wrong place among right ones is no move, and one that goes further is told again", () => {
    const messages = [...times(5, () => ({ at: here })), { at: there }, { at: here }];
    expect(tell([...messages, ...times(5, () => ({ at: here }))], here)).toEqual([]);
    const going = [
      ...times(4, () => ({ at: lonLat(-30.02, 0) })),
      ...times(4, () => ({ at: there })),
    ];
    expect(tell(going, here).map(({ minute, factorRatio }) => [minute, factorRatio])).toEqual([
      [0, undefined],
      [4, 0],
    ]);
  });

  test("[FED-031] a station that stands elsewhere is told at its third message, without the place", () => {
    const told = tell([
      ...times(5, () => ({ at: here })),
      ...times(9, () => ({ at: there })),
      ...times(4, () => ({ at: here })),
    ]);
    expect(told.map(({ minute, problem, reason }) => [minute, problem, reason])).toEqual([
      [7, "moved", "it stands 11.1 km from where it was, without notice"],
      [16, "moved", undefined],
    ]);
  });

  test("[FED-031] one that wanders within what a receiver errs has not moved", () => {
    const near = lonLat(-30.001, 0.001);
    expect(tell(times(20, (minute) => ({ at: minute % 2 === 0 ? here : near })))).toEqual([]);
  });

  test("[FED-032] two that use one name at two places are told as two", () => {
    const told = tell(times(12, (minute) => ({ at: minute % 2 === 0 ? here : there })));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ problem: "twins", minute: 3 });
    expect(told[0]?.reason).toMatch(/^two stations use this name, /);
  });

  test("[FED-032] two that take turns over two connections are told, one that reconnects is not", () => {
    const twins = tell(
      times(8, (index) => ({ key: `k${index}`, channel: index % 2 === 0 ? "a" : "b" })),
    );
    expect(twins[0]?.reason).toBe("two stations use this name, each over its own connection");
    const reconnects = times(12, (index) => ({ key: `k${index}`, channel: index < 6 ? "a" : "b" }));
    expect(tell(reconnects)).toEqual([]);
    expect(tell(times(12, (index) => ({ key: `k${index}`, channel: `c${index}` })))).toEqual([]);
  });

  test("[FED-033] a station that repeats itself is told, and that it has something new", () => {
    const told = tell([...times(8, () => ({ key: "same" })), { key: "new" }]);
    expect(told.map(({ minute, reason }) => [minute, reason])).toEqual([
      [4, "it has said the same 5 times in a row"],
      [8, undefined],
    ]);
  });

  test("[FED-034] ever-new names are remembered up to the bound", () => {
    const watch = new StationWatch({ stationCountMax: 100 });
    for (let index = 0; index < 10_000; index++) {
      watch.hear({ id: `s${index}`, statedAtMs: t0 }, t0, "one", "");
    }
    expect(watch.stationCount).toBe(100);
  });
});
