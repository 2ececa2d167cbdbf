import { describe, expect, test } from "vitest";
import type { FeedsError } from "./errors.ts";
import { durationMs } from "./feed-options.ts";
import { parseFeedUrl } from "./feed-url.ts";

describe("parseFeedUrl", () => {
  test.each([
    ["ais+tcp://192.0.2.7:4001", { kind: "tcp-client", host: "192.0.2.7", port: 4001 }],
    ["ais+tcp://[2001:db8::7]:4001", { kind: "tcp-client", host: "2001:db8::7", port: 4001 }],
    ["ais+tcp://:4001", { kind: "tcp-listener", host: "127.0.0.1", port: 4001 }],
    ["ais+tcp://:4001?bind=0.0.0.0", { kind: "tcp-listener", host: "0.0.0.0", port: 4001 }],
    ["ais+udp://:10110", { kind: "udp", host: "127.0.0.1", port: 10110, group: undefined }],
    [
      "ais+udp://0.0.0.0:6969?group=239.2.3.1",
      { kind: "udp", host: "0.0.0.0", port: 6969, group: "239.2.3.1" },
    ],
    ["sbs+file:///var/log/a%20b", { kind: "file", path: "/var/log/a b", from: "beginning" }],
    ["sbs+file:///dev/ttyUSB0?from=end", { kind: "file", path: "/dev/ttyUSB0", from: "end" }],
    ["csv+dir:///in?mapping=viina&keep=yes", { kind: "dir", path: "/in", takenFiles: "remember" }],
    [
      "csv+https://host.example/a?key={secret}#every=5m&mapping=viina",
      { kind: "poll", url: "https://host.example/a?key={secret}", everyMs: 300_000 },
    ],
    ["ais+push://harbour", { kind: "push" }],
    [
      "ais+mqtt://broker/receivers/+/ais?version=5&qos=0&user=u",
      {
        kind: "mqtt",
        protocol: "mqtt",
        host: "broker",
        port: 1883,
        topic: "receivers/+/ais",
        version: 5,
        qos: 0,
        user: "u",
      },
    ],
  ])("[FED-040] %s", (url, way) => {
    expect(parseFeedUrl(url).way).toEqual(way);
  });

  test("[FED-040] what a feeds file says goes before what the address says", () => {
    const spec = parseFeedUrl(
      "ais+udp://:10110?id=one&sensors=s1,s2&heartbeat=30s&quota=5&clock=2s&receiver=-30.5,0.25",
    );
    expect(spec).toMatchObject({
      id: "one",
      sensors: ["s1", "s2"],
      heartbeatMs: 30_000,
      quota: { perSecond: 5, burstCount: 50 },
      clockToleranceMs: 2_000,
      receiver: [-30.5, 0.25],
    });
    const other = parseFeedUrl("ais+udp://:10110?id=one", { id: "two", sensors: ["s3"] });
    expect(other).toMatchObject({ id: "two", sensors: ["s3"], heartbeatMs: 60_000 });
    const mapped = parseFeedUrl("stations+udp://:1", {
      sensors: ["s3"],
      sensorByStation: { "ST-1": "s4", "ST-2": "s3" },
    });
    expect(mapped.sensors).toEqual(["s3", "s4"]);
    expect(parseFeedUrl("ais+tcp://host.example:4001/").id).toBe("ais-tcp-host-example-4001");
  });

  test.each([
    ["ais+udp://:1", 60_000],
    ["ais+tcp://:1", 600_000],
    ["ais+tcp://host:1", 600_000],
    ["sbs+file:///a", 600_000],
    ["stations+push://a", 600_000],
    ["stations+mqtt://b/t", 600_000],
    ["stations+mqtts://b/t", 600_000],
    ["ais+dir:///a", undefined],
    ["ais+https://h/a", undefined],
    ["cap+tcp://:1", undefined],
    ["cap+mqtt://b/t", undefined],
    ["cap+mqtt://b/t?heartbeat=2m", 120_000],
    ["cap+https://h/a#every=1m&heartbeat=2m", 120_000],
  ])("[FED-016] %s is silent after %s ms", (url, ms) => {
    expect(parseFeedUrl(url).heartbeatMs).toBe(ms);
  });

  test.each([
    ["cap+https://h/a#heartbeat=30s", "`heartbeat` is not longer than `every`"],
    ["cap+https://h/a#every=5m&heartbeat=5m", "`heartbeat` is not longer than `every`"],
    ["host:4001", "it is not FORMAT+WAY"],
    ["nmea+tcp://host:1", "`nmea` is no format"],
    ["ais+serial:///dev/tty", "`serial` is no way"],
    ["ais+tcp://host", "it is not HOST:PORT"],
    ["ais+tcp://host:99999", "it is not HOST:PORT"],
    ["ais+file://etc/passwd", "the path is not whole"],
    ["ais+file:///a%zz", "the path has a broken %"],
    ["csv+dir:///in", "a table needs a mapping"],
    ["ais+mqtt://u:secret@broker/topic", "a password does not belong into an address"],
    ["ais+mqtt://broker", "it names no topic"],
    ["ais+udp://:1?speed=5", "`speed` is no option"],
    ["ais+udp://:1?id=a&id=b", "`id` stands there twice"],
    ["ais+udp://:1?heartbeat=soon", "`heartbeat` is no duration"],
    ["ais+udp://:1?quota=0", "`quota` is no number"],
    ["ais+udp://:1?receiver=200,0", "`receiver` is no place"],
    ["ais+udp://:1?id=A B", "is no id"],
    ["csv+https://#mapping=viina", "it names no server"],
  ])("[FED-041] %s is refused, and it is said why", (url, why) => {
    expect(() => parseFeedUrl(url)).toThrow(
      expect.objectContaining({
        code: "TL_FEEDS_URL",
        faults: [expect.objectContaining({ message: expect.stringContaining(why) as string })],
      }),
    );
  });

  test.each([
    "ais+mqtt://u:HU/SH@broker/topic",
    "ais+mqtt://u:HU?SH@broker/topic",
    "ais+mqtt://u:HU?x=SH@broker/topic",
    "ais+mqtt://u:HU#SH@broker/topic",
    "ais+mqtt://u:HU@SH@broker/topic",
    "ais+tcp://u:HUSH@host:1",
    "ais+tcp://host:1?password=HUSH",
    "ais+tcp://host:1?token=HUSH#foo=1",
    "ais+tcp://host:1?HUSH",
    "ais+tcp://host:1#token=HUSH",
    "ais+tcp://HU/SH@host:1",
    "ais+https://u:HU/SH@host/a",
    "ais+https://host/a?x=1#token=HUSH",
    "nmea+tcp://u:HUSH@host:1",
    "serial://u:HUSH@host:1?x=HUSH",
    "cap+https://host/a?key=HUSH#speed=5",
  ])("[FED-105] what is secret in the refused address %s is not repeated", (url) => {
    expect.assertions(2);
    try {
      parseFeedUrl(url);
    } catch (error) {
      expect(error).toMatchObject({ code: "TL_FEEDS_URL" });
      expect(JSON.stringify((error as FeedsError).faults)).not.toMatch(/HU|SH/);
    }
  });

  test.each([
    ["ais+tcp://192.0.2.7:4001?heartbeat=30s&sensors=a,b", undefined],
    ["stations+mqtts://broker/stations/#?version=5", undefined],
    ["sbs+file:///var/log/a@b?from=end", undefined],
    ["ais+mqtt://broker/t?user=HUSH&qos=0", "ais+mqtt://broker/t?user=…&qos=0"],
    [
      "cap+https://host/c?apikey=HUSH&a=b=HUSH&HUSH#every=5m",
      "cap+https://host/c?apikey=…&a=…&…#every=5m",
    ],
    ["cap+http://host/c#every=5m", undefined],
    ["ais+mqtt://u:12/HUSH@broker/t", "ais+mqtt://…@broker/t"],
  ])("[FED-105] the address %s is shown without what is secret", (url, shown = url) => {
    const spec = parseFeedUrl(url);
    expect(spec.url).toBe(shown);
    expect(JSON.stringify([spec.id, spec.url])).not.toMatch(/hush/i);
  });
});

test.each([
  ["30s", 30_000],
  ["1.5s", 1_500],
  ["500ms", 500],
  ["5m", 300_000],
  ["2h", 7_200_000],
  ["PT30S", 30_000],
  ["PT1H30M", 5_400_000],
  ["0s", undefined],
  ["PT", undefined],
  ["30", undefined],
])("[FED-040] the duration %s is %s ms", (given, ms) => {
  expect(durationMs(given)).toBe(ms);
});
