import { describe, expect, test } from "vitest";
import { readFeedsDocument } from "./feeds-document.ts";

const read = (text: string) =>
  readFeedsDocument({
    path: "/mission/feeds.yaml",
    shownPath: "feeds.yaml",
    text,
    sensorIds: ["s1", "s2"],
  });

const patrol = "018f0000-0000-7000-8000-000000000009";

describe("readFeedsDocument", () => {
  test("[FED-046] every setting is read, files from beside it", () => {
    const { specs, faults } = read(`truceline: feeds/1
feeds:
  - id: harbour
    url: ais+tcp://192.0.2.7:4001
    sensors: [s1]
    stations: { R-12: s2 }
    heartbeat: PT30S
    clock: 5s
    quota: { perSecond: 20, burst: 100 }
    receiver: { lonDeg: -30.5, latDeg: 0.25 }
  - { id: clients, url: "cot+tcp://:8087", patrols: { ANDROID-1: ${patrol} } }
  - { id: table, url: "csv+dir:///in", mapping: ./own.yaml, secretFile: secret.txt }
`);
    expect(faults).toEqual([]);
    expect(specs).toMatchObject([
      {
        id: "harbour",
        // A station that is said to be a sensor is heard over the feed.
        sensors: ["s1", "s2"],
        sensorByStation: { "R-12": "s2" },
        heartbeatMs: 30_000,
        clockToleranceMs: 5_000,
        quota: { perSecond: 20, burstCount: 100 },
        receiver: [-30.5, 0.25],
      },
      { id: "clients", patrolByUid: { "ANDROID-1": patrol } },
      { id: "table", mapping: "/mission/own.yaml", secretFile: "/mission/secret.txt" },
    ]);
  });

  test.each([
    ["an unknown key", "- { id: a, url: ais+push://a, speed: 5 }", 3],
    ["a wrong address", "- { id: a, url: ais+tcp://a }", 3],
    ["a sensor that is not there", "- { id: a, url: ais+push://a, sensors: [s9] }", 3],
    [
      "a station of a sensor that is not there",
      "- { id: a, url: ais+push://a, stations: { x: s9 } }",
      3,
    ],
    ["a patrol by its name", "- { id: a, url: cot+push://a, patrols: { ANDROID-1: Patrol 6 } }", 3],
    [
      "a patrol of another format than clients speak",
      `- { id: a, url: gpx+push://a, patrols: { ANDROID-1: ${patrol} } }`,
      3,
    ],
    [
      "one patrol of two devices",
      `- { id: a, url: cot+push://a, patrols: { ANDROID-1: ${patrol}, ANDROID-2: ${patrol} } }`,
      3,
    ],
    ["a duration that is none", "- { id: a, url: ais+push://a, heartbeat: soon }", 3],
    [
      "two of one name",
      "- { id: a, url: ais+push://a }\n  - { id: a, url: ais+push://b }",
      undefined,
    ],
  ])("[FED-047] %s is refused with its line", (_title, entry, line) => {
    const { specs, faults } = read(`truceline: feeds/1\nfeeds:\n  ${entry}\n`);
    expect(specs).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({
      file: "feeds.yaml",
      ...(line === undefined ? {} : { line }),
    });
  });
});
