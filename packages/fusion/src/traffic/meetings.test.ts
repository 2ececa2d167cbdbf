import { expect, test } from "vitest";
import { Meetings } from "./meetings.ts";
import { defaultTrafficRules } from "./traffic-ground.ts";

test("[FUS-157] of more pairs than are kept the meetings let go are named, so that none is taken back", () => {
  const meetings = new Meetings({ ...defaultTrafficRules, meetingAfterMs: 0 });
  const vesselCount = 145;
  for (let index = 0; index < vesselCount; index++) {
    const name = `mmsi:${211_000_000 + index}`;
    const sample = { slot: 1, lonDeg: -30, latDeg: index * 1e-6, speedMps: 0, isInPort: false };
    meetings.update(name, name, [{ ...sample, reportId: name, knownAtMs: 0 }]);
  }
  const kept = meetings.drafts().map(({ key }) => key);
  const dropped = meetings.takeDropped().filter((key) => key.includes("|rendezvous|"));
  expect(kept).toHaveLength(10_000);
  expect(dropped).toHaveLength((vesselCount * (vesselCount - 1)) / 2 - 10_000);
  expect(new Set([...kept, ...dropped]).size).toBe(kept.length + dropped.length);
  expect(meetings.takeDropped()).toEqual([]);
});
