import {
  canonicalBytes,
  canonicalJson,
  lonLat,
  seededRng,
  sha256,
  sha256Hex,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { watchErrors } from "../errors.ts";
import type { RecordKind } from "../ports/store.ts";
import { type AdmitContext, admit, messageByteCountMax } from "./admit.ts";

const text = new TextEncoder();
const receivedAtMs = Date.UTC(2026, 2, 10, 12, 1);
const heard = {
  schema: "observation/1",
  origin: "observed",
  source: "post-7",
  sourceId: "n-1",
  span: { fromMs: receivedAtMs - 60_000, toMs: receivedAtMs - 60_000, precision: "minute" },
  observer: { kind: "person", id: "m-12" },
  observerPosition: { position: [-30.1, 0.2] },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 2, max: 2 },
  distance: { minM: 2_000, maxM: 4_000 },
  direction: { form: "single", points: ["SSE"] },
};
const camera = {
  schema: "sensor-state/1",
  origin: "observed",
  source: "mast-1",
  sourceId: "s-1",
  sensorId: "cam-1",
  fromMs: receivedAtMs - 1_000,
  state: "down",
};
const said = {
  schema: "claim/1",
  origin: "observed",
  source: "news",
  sourceId: "c-1",
  grade: { source: "F", information: "6" },
  span: { fromMs: receivedAtMs - 9e7, toMs: receivedAtMs - 8e7, precision: "day" },
  place: "Mid Island",
  types: [],
};

const context = (change: Partial<AdmitContext> = {}): AdmitContext => ({
  origin: "observed",
  receivedAtMs,
  sender: "device-1",
  rng: seededRng("admit"),
  box: { westDeg: -31, southDeg: -1, eastDeg: -29, northDeg: 1 },
  ...change,
});
const places = {
  find: (name: string) => (name === "Mid Island" ? [{ position: lonLat(-30, 0.5) }] : []),
};
const bytesOf = (value: unknown) =>
  value instanceof Uint8Array
    ? value
    : text.encode(typeof value === "string" ? value : JSON.stringify(value));
const admitted = (value: unknown, kind: RecordKind = "observation", change = {}) => {
  const outcome = admit(bytesOf(value), kind, context(change));
  if (outcome.status !== "admitted") throw new Error(JSON.stringify(outcome.quarantine.faults));
  return outcome.entry;
};
const refusal = (value: unknown, kind: RecordKind = "observation", change = {}) => {
  const outcome = admit(bytesOf(value), kind, context(change));
  if (outcome.status !== "refused") throw new Error("it was admitted");
  return outcome.quarantine;
};

describe("admit", () => {
  test("an observation becomes an entry with canonical bytes", () => {
    const bytes = bytesOf(heard);
    const entry = admitted(bytes);
    const stored = JSON.parse(new TextDecoder().decode(entry.bytes));
    expect(stored).toEqual({
      ...heard,
      id: entry.id,
      recordedAtMs: receivedAtMs,
      rawSha256: sha256Hex(bytes),
    });
    expect(entry.bytes).toEqual(canonicalBytes(stored));
    expect(entry).toMatchObject({
      kind: "observation",
      version: 1,
      origin: "observed",
      recordedAtMs: receivedAtMs,
      fromMs: heard.span.fromMs,
      toMs: heard.span.toMs,
      position: [expect.closeTo(-30.0891, 4), expect.closeTo(0.1736, 4)],
      subject: "m-12",
      source: "post-7",
      sourceId: "n-1",
    });
    expect(entry.contentSha256).toEqual(sha256(canonicalBytes(heard)));
  });

  test("[WAT-002] what the receiver sets is no part of the content, nor are order and blanks", () => {
    const one = admitted(heard);
    const reversed = Object.fromEntries(Object.entries(heard).reverse());
    const same = [
      { ...heard, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: 5, rawSha256: "x" },
      JSON.stringify(reversed, null, 2),
      `\ufeff${JSON.stringify(heard)}\n`,
      JSON.stringify(heard).replace('"source"', '"\\u0073ource"'),
      JSON.stringify(heard).replace("2000", "2.0e3"),
    ];
    for (const value of same) {
      const other = admitted(value, "observation", { receivedAtMs: receivedAtMs + 1_000 });
      expect(other.contentSha256).toEqual(one.contentSha256);
    }
    const changed = admitted({ ...heard, kind: "burst" });
    expect(changed.contentSha256).not.toEqual(one.contentSha256);
  });

  test("texts of any script, escapes and emoji keep their canonical form", () => {
    const remark = 'вибух "id":"x", \\ud83d\u{1f4a5} \u2028 \u007f "recordedAtMs":1,';
    const source = JSON.stringify({ ...heard, remark }).replaceAll(/[^\u0020-\u007e]/g, escaped);
    const entry = admitted(source);
    const stored = JSON.parse(new TextDecoder().decode(entry.bytes));
    expect(stored.remark).toBe(remark);
    expect(new TextDecoder().decode(entry.bytes)).toBe(canonicalJson(stored));
    expect(entry.contentSha256).toEqual(sha256(canonicalBytes({ ...heard, remark })));
  });

  test("sensor states and claims have their own subject and place", () => {
    const state = admitted(camera, "sensor-state");
    expect(state).toMatchObject({ subject: "cam-1", fromMs: camera.fromMs, toMs: camera.fromMs });
    expect(state.position).toBeUndefined();
    expect(admitted(said, "claim", { places }).position).toEqual([-30, 0.5]);
    expect(admitted(said, "claim").position).toBeUndefined();
  });

  test("an observation without coordinates is found at its place, or nowhere", () => {
    const observerPosition = { place: "Mid Island" };
    const distance = { minM: 0, maxM: 1 };
    const value = { ...heard, observerPosition, distance, direction: undefined };
    expect(admitted(value, "observation", { places }).position).toEqual([-30, 0.5]);
    expect(admitted(value).position).toBeUndefined();
  });

  test("the place of an area stated is its middle", () => {
    const ring = [
      [-30, 0],
      [-29.8, 0],
      [-29.8, 0.1],
      [-30, 0],
    ];
    const entry = admitted({ ...heard, area: { shape: "polygon", rings: [ring] } });
    expect(entry.position?.[0]).toBeCloseTo(-29.86, 1);
    expect(entry.position?.[1]).toBeCloseTo(0.04, 1);
  });

  const span = (fromMs: number, toMs: number, precision = "exact") => ({
    ...heard,
    span: { fromMs, toMs, precision },
  });
  const { means: _means, ...withoutMeans } = heard;
  const square = (lons: number[][]) => ({ ...heard, area: { shape: "polygon", rings: [lons] } });

  test.each<{ title: string; value: unknown; code: keyof typeof watchErrors; path?: string }>([
    { title: "nothing", value: "", code: "TL_WATCH_NOT_JSON" },
    { title: "half a record", value: '{"schema":"obs', code: "TL_WATCH_NOT_JSON" },
    { title: "NaN unquoted", value: '{"a": NaN}', code: "TL_WATCH_NOT_JSON", path: "/a" },
    { title: "two values", value: "{}{}", code: "TL_WATCH_NOT_JSON" },
    {
      title: "bytes that are not UTF-8",
      value: Uint8Array.of(0x7b, 0xff),
      code: "TL_WATCH_NOT_UTF8",
    },
    { title: "a list", value: [heard], code: "TL_WATCH_SCHEMA" },
    { title: "null", value: "null", code: "TL_WATCH_SCHEMA" },
    { title: "a key too few", value: withoutMeans, code: "TL_WATCH_SCHEMA" },
    {
      title: "another schema",
      value: { ...heard, schema: "observation/9" },
      code: "TL_WATCH_SCHEMA",
      path: "/schema",
    },
    {
      title: "a word that is none of the list",
      value: { ...heard, kind: "boom" },
      code: "TL_WATCH_SCHEMA",
      path: "/kind",
    },
    { title: "an unknown key", value: { ...heard, colour: "red" }, code: "TL_WATCH_UNKNOWN_KEY" },
    {
      title: "an unknown key inside",
      value: { ...heard, count: { ...heard.count, most: 3 } },
      code: "TL_WATCH_UNKNOWN_KEY",
      path: "/count",
    },
    {
      title: "kilometres",
      value: { ...heard, distance: { minKm: 2, maxKm: 4 } },
      code: "TL_WATCH_UNIT",
      path: "/distance",
    },
    {
      title: "a number with its unit",
      value: { ...heard, distance: { minM: "2 km", maxM: 4 } },
      code: "TL_WATCH_UNIT",
      path: "/distance/minM",
    },
    {
      title: "seconds",
      value: span(receivedAtMs / 1000, receivedAtMs / 1000),
      code: "TL_WATCH_UNIT",
      path: "/span/fromMs",
    },
    {
      title: "microseconds",
      value: span(receivedAtMs * 1000, receivedAtMs * 1000),
      code: "TL_WATCH_UNIT",
      path: "/span/fromMs",
    },
    {
      title: "NaN as text",
      value: { ...heard, distance: { minM: "NaN", maxM: 4 } },
      code: "TL_WATCH_NOT_A_NUMBER",
      path: "/distance/minM",
    },
    {
      title: "a number as text",
      value: { ...heard, distance: { minM: "2000", maxM: 4 } },
      code: "TL_WATCH_NOT_A_NUMBER",
      path: "/distance/minM",
    },
    {
      title: "a number too large for a double",
      value: JSON.stringify(heard).replace("2000", "1e999"),
      code: "TL_WATCH_NOT_A_NUMBER",
      path: "/distance/minM",
    },
    {
      title: "a position of three numbers",
      value: { ...heard, observerPosition: { position: [-30, 0.1, 2] } },
      code: "TL_WATCH_SCHEMA",
      path: "/observerPosition/position/2",
    },
    {
      title: "a latitude beyond the pole",
      value: { ...heard, observerPosition: { position: [-30, 91] } },
      code: "TL_WATCH_POSITION_RANGE",
      path: "/observerPosition/position/1",
    },
    {
      title: "a longitude beyond the antimeridian",
      value: { ...heard, area: { shape: "circle", centre: [181, 0], radiusM: 5 } },
      code: "TL_WATCH_POSITION_RANGE",
      path: "/area/centre/0",
    },
    {
      title: "exchanged coordinates",
      value: { ...heard, observerPosition: { position: [0.2, -30.1] } },
      code: "TL_WATCH_SWAPPED",
      path: "/observerPosition/position",
    },
    {
      title: "an open ring",
      value: square([
        [-30, 0],
        [-29, 0],
        [-29, 1],
        [-30, 1],
      ]),
      code: "TL_WATCH_RING",
      path: "/area/rings/0",
    },
    {
      title: "a ring that crosses itself",
      value: square([
        [-30, 0],
        [-29, 1],
        [-29, 0],
        [-30, 1],
        [-30, 0],
      ]),
      code: "TL_WATCH_RING",
    },
    {
      title: "a ring over the antimeridian",
      value: square([
        [179, 0],
        [-179, 0],
        [-179, 1],
        [179, 0],
      ]),
      code: "TL_WATCH_RING",
    },
    {
      title: "a cell that is none",
      value: { ...heard, area: { shape: "cell", cell: "000000000000000" } },
      code: "TL_WATCH_AREA",
      path: "/area",
    },
    {
      title: "an end before the beginning",
      value: span(receivedAtMs - 10, receivedAtMs - 20),
      code: "TL_WATCH_SPAN_ORDER",
      path: "/span",
    },
    {
      title: "a distance the wrong way round",
      value: { ...heard, distance: { minM: 4, maxM: 2 } },
      code: "TL_WATCH_SPAN_ORDER",
      path: "/distance",
    },
    {
      title: "a count the wrong way round",
      value: { ...heard, count: { qualifier: "range", min: 4, max: 2 } },
      code: "TL_WATCH_SPAN_ORDER",
      path: "/count",
    },
    {
      title: "a clock an hour ahead",
      value: span(receivedAtMs + 3_600_000, receivedAtMs + 3_600_000),
      code: "TL_WATCH_CLOCK_AHEAD",
      path: "/span/fromMs",
    },
    {
      title: "another origin",
      value: { ...heard, origin: "exercise" },
      code: "TL_WATCH_ORIGIN",
      path: "/origin",
    },
    { title: "no origin", value: { ...heard, origin: undefined }, code: "TL_WATCH_SCHEMA" },
    {
      title: "a key twice",
      value: JSON.stringify(heard).replace("{", '{"kind":"shot",'),
      code: "TL_WATCH_DUPLICATE_KEY",
      path: "/kind",
    },
    {
      title: "a key twice, once in escapes",
      value: JSON.stringify(heard).replace("{", '{"k\\u0069nd":"shot",'),
      code: "TL_WATCH_DUPLICATE_KEY",
      path: "/kind",
    },
    {
      title: "half a character",
      value: JSON.stringify({ ...heard, remark: "x" }).replace('"x"', '"\\ud83d"'),
      code: "TL_WATCH_SURROGATE",
    },
    { title: "too deep", value: "[".repeat(50) + "]".repeat(50), code: "TL_WATCH_TOO_DEEP" },
    {
      title: "too large",
      value: JSON.stringify({ ...heard, remark: "x".repeat(messageByteCountMax) }),
      code: "TL_WATCH_TOO_LARGE",
    },
  ])("[WAT-001] $title is refused as $code", ({ value, code, path }) => {
    const bytes = bytesOf(value);
    const { faults, ...rest } = refusal(bytes);
    expect(rest).toEqual({
      receivedAtMs,
      sender: "device-1",
      origin: "observed",
      kind: "observation",
      code,
      bytes,
    });
    expect(faults.length).toBeGreaterThan(0);
    const leading = faults.find((one) => one.code === code);
    expect(leading?.message).toContain(watchErrors[code].message);
    if (path !== undefined) expect(faults.map((one) => one.path)).toContain(path);
  });

  test("[WAT-003] each instance takes its own origin only", () => {
    for (const origin of ["observed", "exercise", "simulated"] as const) {
      for (const sent of ["observed", "exercise", "simulated"] as const) {
        const { status } = admit(
          bytesOf({ ...heard, origin: sent }),
          "observation",
          context({ origin }),
        );
        expect(status).toBe(sent === origin ? "admitted" : "refused");
      }
    }
  });

  test("[WAT-004] exchanged coordinates are told from far ones by the box", () => {
    const at = (position: number[]) => ({ ...heard, observerPosition: { position } });
    expect(refusal(at([0.2, -30.1])).code).toBe("TL_WATCH_SWAPPED");
    expect(admitted(at([0.2, -30.1]), "observation", { box: undefined })).toBeDefined();
    expect(admitted(at([100, 50]))).toBeDefined();
    expect(admitted(at([-30.9, 0.9]))).toBeDefined();
  });

  test.each([
    { title: "14 minutes ahead", aheadMs: 14 * 60_000, isIn: true },
    { title: "16 minutes ahead", aheadMs: 16 * 60_000, isIn: false },
    { title: "a month behind", aheadMs: -31 * 86_400_000, isIn: true },
    { title: "ten years behind", aheadMs: -3_650 * 86_400_000, isIn: true },
  ])("[WAT-005] a clock $title", ({ aheadMs, isIn }) => {
    const atMs = receivedAtMs + aheadMs;
    const { status } = admit(bytesOf(span(atMs, atMs)), "observation", context());
    expect(status).toBe(isIn ? "admitted" : "refused");
    const state = admit(bytesOf({ ...camera, fromMs: atMs }), "sensor-state", context());
    expect(state.status).toBe(isIn ? "admitted" : "refused");
  });

  test("a day that is not over yet may be reported", () => {
    const today = span(receivedAtMs - 43_200_000, receivedAtMs + 43_200_000, "day");
    expect(admitted(today).toMs).toBe(receivedAtMs + 43_200_000);
  });

  test("[WAT-006] the same key in two objects is no double", () => {
    const twice = { ...heard, observer: { kind: "person", id: "kind" }, remark: 'a "kind": b' };
    expect(admitted(twice)).toBeDefined();
  });

  test("records that are worked out here are not taken from outside", () => {
    expect(refusal(heard, "incident").code).toBe("TL_WATCH_KIND");
  });

  test("a record sent as another kind is refused", () => {
    expect(refusal(camera, "observation").code).not.toBe("");
    expect(refusal(heard, "claim").faults.length).toBeGreaterThan(0);
  });

  test("the place of a fault in the text is told", () => {
    const { faults } = refusal('{"schema": "observation/1",\n "kind" "shot"}');
    expect(faults[0]?.message).toContain("line 2, column 9");
  });

  test("faults of a union are those of the branch that was meant", () => {
    const direction = { form: "bearing", bearingDeg: 400, standardDeviationDeg: 3 };
    expect(refusal({ ...heard, direction }).faults.map(({ path }) => path)).toEqual([
      "/direction/bearingDeg",
    ]);
    const area = { shape: "circle", centre: [-30, 0], radiusKm: 3 };
    const paths = refusal({ ...heard, area }).faults.map(({ code, path }) => `${code} ${path}`);
    // The key in another unit, and the key in metres that is then missing.
    expect(paths).toEqual(["TL_WATCH_UNIT /area", "TL_WATCH_SCHEMA /area"]);
  });
});

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
