import {
  type Correction,
  canonicalJson,
  type Observation,
  type SensorState,
} from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  correction,
  midOcean,
  observation,
  sensorState,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import { agreement, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import type { RecordKind, Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { createProcessor } from "./processor.ts";
import type { ProcessorLimits } from "./processor-options.ts";

type LogRecord = Observation | SensorState | Correction;
const derivedKinds: readonly RecordKind[] = [
  "incident",
  "assessment",
  "coverage-cell",
  "clause-state",
];
const posts = ["op-1", "op-2", "op-3", "op-4"] as const;
const points = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"] as const;
const kinds = [
  "explosion",
  "burst",
  "shot",
  "uncrewed-aircraft",
  "weapon-present",
  "nothing",
] as const;

/**
 * Some observations, near each other in time, some states, and some corrections of what is there and
 * of what is not; received some time after.
 */
const arbLog = fc
  .tuple(
    fc.array(
      fc.record({
        post: fc.constantFrom(...posts),
        atMin: fc.nat({ max: 40 }),
        lateMin: fc.nat({ max: 30 }),
        point: fc.constantFrom(...points),
        kind: fc.constantFrom(...kinds),
        farM: fc.integer({ min: 500, max: 8_000 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    fc.array(
      fc.record({
        sensorId: fc.constantFrom("op-1-ear", "op-2-ear", "op-3-ear", "c-1"),
        atMin: fc.integer({ min: -120, max: 40 }),
        state: fc.constantFrom("up" as const, "down" as const),
      }),
      { maxLength: 6 },
    ),
    fc.array(
      fc.record({
        post: fc.constantFrom(...posts),
        keys: fc.uniqueArray(fc.nat({ max: 15 }), { minLength: 1, maxLength: 4 }),
        lateMin: fc.nat({ max: 60 }),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([seen, states, corrections]): LogRecord[] => [
    ...seen.map(({ post, atMin, lateMin, point, kind, farM }, index) =>
      observation(`k${index}`, {
        post,
        kind,
        atMs: noonMs + atMin * minuteMs,
        recordedAtMs: noonMs + (atMin + 1 + lateMin) * minuteMs,
        distance: { minM: farM / 2, maxM: farM },
        direction: { form: "single", points: [point] },
      }),
    ),
    ...states.map(({ sensorId, atMin, state }) =>
      sensorState(sensorId, noonMs + atMin * minuteMs, state),
    ),
    ...corrections.map(({ post, keys, lateMin }, index) =>
      correction(
        `x${index}`,
        // Mostly what the post sent itself.
        keys.map((key) => `k${seen[key]?.post === post ? key : (key + index) % 15}`),
        { source: post, recordedAtMs: noonMs + lateMin * minuteMs },
      ),
    ),
  ]);

const distinctStates = (log: readonly LogRecord[]) => [
  ...new Map(log.map((record) => [`${record.source}/${record.sourceId}`, record])).values(),
];

/** The same records as they might have come as well. */
const inAnotherOrder = (records: readonly LogRecord[], seed: number): LogRecord[] =>
  records
    .map((record, index) => ({ record, key: Math.sin(seed + index * 12.9898) * 43_758.5453 }))
    .sort((a, b) => (a.key % 1) - (b.key % 1))
    .map(({ record }) => record);

async function worked(
  records: readonly LogRecord[],
  limits: Partial<ProcessorLimits> = {},
): Promise<Store> {
  const store = await storeOf(records);
  await midOceanRoom(noonMs + 90 * minuteMs, { limits }).work(store);
  return store;
}

/** Everything derived that stands, but for versions and when it was worked out. */
async function derivedOf(store: Store, knownAtMs?: number): Promise<string[]> {
  const found: string[] = [];
  for (const kind of derivedKinds) {
    for await (const held of store.stream({ kind, origin: "exercise", knownAtMs })) {
      const record = readRecord(kind, held) as { version?: number; withdrawn?: unknown };
      if (record.withdrawn !== undefined) continue;
      const {
        version: _version,
        recordedAtMs: _at,
        ...content
      } = record as Record<string, unknown>;
      // A cell that came to nothing says the same as one that was never written.
      if (kind === "coverage-cell" && content["coverageRatio"] === 0) continue;
      found.push(canonicalJson(content));
    }
  }
  return found.sort();
}

test("[WAT-045] the order of arrival changes nothing in the end", async () => {
  await fc.assert(
    fc.asyncProperty(arbLog, fc.integer(), async (log, seed) => {
      const records = distinctStates(log);
      const shuffled = inAnotherOrder(records, seed);
      expect(await derivedOf(await worked(shuffled))).toEqual(
        await derivedOf(await worked(records)),
      );
    }),
    { numRuns: 6 },
  );
}, 120_000);

/** The log as if what was withdrawn had never been sent, and nobody had had to correct it. */
function asNeverSent(records: readonly LogRecord[]): LogRecord[] {
  const corrections = records.filter((record) => record.schema === "correction/1");
  return records.filter(
    (record) =>
      record.schema !== "correction/1" &&
      !corrections.some(
        ({ source, withdraws }) =>
          record.schema === "observation/1" &&
          source === record.source &&
          withdraws.includes(record.sourceId),
      ),
  );
}

test("[WAT-072] with a correction, all is as if what it withdraws had never been sent", async () => {
  let withdrawnCount = 0;
  await fc.assert(
    fc.asyncProperty(arbLog, fc.integer(), async (log, seed) => {
      const records = distinctStates(log);
      const shuffled = inAnotherOrder(records, seed);
      const standing = asNeverSent(records);
      const corrections = records.filter(({ schema }) => schema === "correction/1");
      withdrawnCount += records.length - corrections.length - standing.length;
      const limits = { batchCountMax: 1 + (Math.abs(seed) % 5) };
      expect(await derivedOf(await worked(shuffled, limits))).toEqual(
        await derivedOf(await worked(standing)),
      );
    }),
    { numRuns: 20 },
  );
  expect(withdrawnCount).toBeGreaterThan(0);
}, 240_000);

test("[WAT-045] the size of batches changes nothing in the end", async () => {
  await fc.assert(
    fc.asyncProperty(arbLog, fc.integer({ min: 1, max: 4 }), async (log, batchCountMax) => {
      const records = distinctStates(log);
      const whole = await derivedOf(await worked(records, { batchSpanMs: 24 * hourMs }));
      expect(await derivedOf(await worked(records, { batchCountMax }))).toEqual(whole);
    }),
    { numRuns: 5 },
  );
}, 120_000);

test("[WAT-042] stopping after any step and going on with another process changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(arbLog, fc.array(fc.integer({ min: 0, max: 3 })), async (log, stops) => {
      const records = distinctStates(log);
      const store = await storeOf([]);
      const { options } = midOceanRoom(noonMs + 90 * minuteMs);
      const make = () => createProcessor({ ...options, store, limits: { batchCountMax: 3 } });
      let next = 0;
      for (const steps of stops) {
        await store.append(records.slice(next, next + 4).map(stored));
        next += 4;
        const processor = make();
        for (let step = 0; step < steps; step++) await processor.step();
      }
      await store.append(records.slice(next).map(stored));
      await make().catchUp();
      expect(await derivedOf(store)).toEqual(await derivedOf(await worked(records)));
    }),
    { numRuns: 6 },
  );
}, 120_000);

test("[WAT-046] at each instant the incidents are those of what had been received", async () => {
  await fc.assert(
    fc.asyncProperty(arbLog, fc.integer({ min: 0, max: 80 }), async (log, knownMin) => {
      // In order of receipt, as a live room gets them; one batch an instant.
      const records = distinctStates(log).sort((a, b) => a.recordedAtMs - b.recordedAtMs);
      const knownAtMs = noonMs + knownMin * minuteMs;
      const store = await worked(records, { batchSpanMs: 0 });
      const then = await worked(records.filter(({ recordedAtMs }) => recordedAtMs <= knownAtMs));
      const incidentsOf = (all: readonly string[]) =>
        all.filter(
          (text) =>
            text.includes('"schema":"incident/1"') || text.includes('"schema":"assessment/1"'),
        );
      expect(incidentsOf(await derivedOf(store, knownAtMs))).toEqual(
        incidentsOf(await derivedOf(then)),
      );
    }),
    { numRuns: 6 },
  );
}, 120_000);

/** The other party's name in every place it is named. */
const exchanged = (text: string) =>
  text.replaceAll(/("?)\b([ab])\b\1(?=[\s,:\]}"]|$)/g, (match, _quote, name: string) =>
    match.replace(name, name === "a" ? "b" : "a"),
  );

test("[WAT-047] exchanging the parties exchanges every result and changes no figure", async () => {
  const mirrored = midOcean(exchanged);
  const records = [
    observation("1"),
    observation("2", {
      post: "op-2",
      distance: { minM: 5_000, maxM: 9_000 },
      direction: { form: "single", points: ["NNW"] },
    }),
    observation("3", {
      post: "op-3",
      atMs: noonMs + 10 * minuteMs,
      kind: "burst",
      nature: undefined,
    }),
    observation("4", {
      post: "op-4",
      atMs: noonMs + 15 * minuteMs,
      kind: "weapon-present",
      nature: undefined,
      weapons: [{ class: "artillery" }],
      calibresMm: [122],
    }),
    ...["op-1-ear", "op-2-ear", "c-3"].map((id) => sensorState(id, noonMs - 4 * hourMs)),
  ];
  const run = async (prepared: typeof agreement) => {
    const store = await storeOf(records);
    await midOceanRoom(noonMs + 60 * minuteMs, { agreement: prepared }).work(store);
    return neutral(await derivedOf(store));
  };
  const [plain, swapped] = [await run(agreement), await run(mirrored)];
  expect(plain.length).toBeGreaterThan(20);
  expect(swapped).not.toEqual(plain);
  expect(swapped.map(exchangedJson).sort()).toEqual(plain.map(sortedLists).sort());
});

/** Ids and hashes follow from the agreement's text; all else must be the same. */
function neutral(records: readonly string[]): string[] {
  return records.map((record) => {
    const { id: _id, agreementHash: _hash, ...rest } = JSON.parse(record);
    return canonicalJson(rest);
  });
}

function exchangedJson(record: string): string {
  return sortedLists(
    record
      .replaceAll(
        /"(drawnBy|hypothesis)":"([ab])"/g,
        (_, key: string, name: string) => `"${key}":"${name === "a" ? "b" : "a"}"`,
      )
      .replaceAll(
        /\b(of|side of) ([ab])\b/g,
        (_, of: string, name: string) => `${of} ${name === "a" ? "b" : "a"}`,
      ),
  );
}

/** Lists that go by the letter of a party, in one order. */
function sortedLists(record: string): string {
  const value = JSON.parse(record);
  for (const step of value.trace ?? []) {
    step.text = step.text
      .split(/, and |; | with /)
      .sort()
      .join("; ");
  }
  for (const list of [
    value.underLines,
    value.trace,
    value.responsibility?.posterior,
    value.responsibility?.prior,
  ]) {
    list?.sort((one: object, other: object) =>
      canonicalJson(one) < canonicalJson(other) ? -1 : 1,
    );
  }
  return canonicalJson(value);
}
