import { canonicalBytes, derivedId, type Origin, seededRng } from "@truceline/model";
import {
  type EditEntry,
  type EditOutcome,
  type InputEntry,
  MemoryStore,
  type RecordQuery,
  type Store,
} from "@truceline/watch";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { makeEntry, makeIncident } from "../testing/make-entry.ts";
import { openStore } from "./postgres-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const t0 = Date.UTC(2026, 2, 10, 12);
const hourMs = 3_600_000;

/** Few values, so that keys meet, spans touch and sides coincide. */
const arbAtMs = fc.integer({ min: -40, max: 40 }).map((hours) => t0 + hours * hourMs);
const arbSpanMs = fc.constantFrom(0, 30_000, 60_000, hourMs, 5 * hourMs, 26 * hourMs, 90 * hourMs);
const arbDegree = fc.integer({ min: -3, max: 3 });
const arbKnownMs = fc.integer({ min: 0, max: 12 }).map((minutes) => t0 + minutes * 60_000);
const arbOrigin = fc.constantFrom<Origin>("observed", "exercise");
const arbPosition = fc.option(fc.tuple(arbDegree, arbDegree), { nil: undefined });
const arbSubject = fc.constantFrom("", "cam-1", "cam-2");

const arbInput: fc.Arbitrary<InputEntry> = fc
  .record({
    key: fc.integer({ min: 0, max: 14 }),
    content: fc.constantFrom("one", "two"),
    kind: fc.constantFrom("observation" as const, "sensor-state" as const),
    origin: arbOrigin,
    source: fc.constantFrom("post-1", "post-2"),
    fromMs: arbAtMs,
    spanMs: arbSpanMs,
    recordedAtMs: arbKnownMs,
    position: arbPosition,
    subject: arbSubject,
  })
  .map(({ key, content, spanMs, ...rest }) => {
    const { kind, origin, source, fromMs } = rest;
    const id = derivedId(key, content, kind, origin, source);
    return makeEntry(`k${key}`, { ...rest, id, content, toMs: fromMs + spanMs });
  });

/** Withdraws some of the keys above, of one source. */
const arbCorrection: fc.Arbitrary<InputEntry> = fc
  .record({
    key: fc.integer({ min: 0, max: 5 }),
    origin: arbOrigin,
    source: fc.constantFrom("post-1", "post-2"),
    withdraws: fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 4 }),
    recordedAtMs: arbKnownMs,
  })
  .map(({ key, withdraws, ...rest }) => {
    const { origin, source } = rest;
    const id = derivedId("correction", key, origin, source);
    const content = withdraws.map((one) => `k${one}`);
    const entry = makeEntry(`x${key}`, {
      ...rest,
      kind: "correction",
      id,
      content: content.join(),
      fromMs: t0,
      toMs: t0,
      position: undefined,
      subject: "",
    });
    return { ...entry, bytes: canonicalBytes({ source, withdraws: content }) };
  });

const arbEdit: fc.Arbitrary<EditEntry> = fc
  .record({
    name: fc.integer({ min: 0, max: 3 }),
    version: fc.integer({ min: 1, max: 3 }),
    content: fc.constantFrom("one", "two"),
    kind: fc.constantFrom("patrol" as const, "denial" as const),
    origin: fc.constantFrom<Origin>("observed", "observed", "exercise"),
    recordedAtMs: arbKnownMs,
    fromMs: arbAtMs,
    spanMs: arbSpanMs,
    position: arbPosition,
    subject: arbSubject,
  })
  .map(({ name, content, spanMs, ...rest }) => {
    const id = derivedId("edit", name);
    const { contentSha256 } = makeEntry("edit", { content });
    const bytes = canonicalBytes({ id, content, version: rest.version });
    return { ...rest, id, toMs: rest.fromMs + spanMs, bytes, contentSha256 };
  });

interface DerivedStep {
  readonly name: string;
  readonly observationKeys: readonly number[];
  readonly withdrawn: boolean;
  readonly fromMs: number;
  readonly recordedAtMs: number;
  readonly position: readonly [number, number] | undefined;
  readonly subject: string;
}

const arbDerived: fc.Arbitrary<DerivedStep> = fc.record({
  name: fc.constantFrom("x", "y", "z"),
  observationKeys: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
  withdrawn: fc.boolean(),
  fromMs: arbAtMs,
  recordedAtMs: arbKnownMs,
  position: arbPosition,
  subject: arbSubject,
});

type Step =
  | { readonly do: "append"; readonly entries: readonly InputEntry[] }
  | { readonly do: "edit"; readonly edits: readonly EditEntry[] }
  | { readonly do: "derive"; readonly records: readonly DerivedStep[] };

const arbSteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("append" as const),
      entries: fc.array(
        fc.oneof({ arbitrary: arbInput, weight: 4 }, { arbitrary: arbCorrection, weight: 1 }),
        { minLength: 1, maxLength: 12 },
      ),
    }),
    fc.record({
      do: fc.constant("edit" as const),
      edits: fc.array(arbEdit, { minLength: 1, maxLength: 8 }),
    }),
    fc.record({
      do: fc.constant("derive" as const),
      // The pipeline writes one version of an incident a commit.
      records: fc.uniqueArray(arbDerived, {
        minLength: 1,
        maxLength: 3,
        selector: ({ name }) => name,
      }),
    }),
  ),
  { minLength: 1, maxLength: 8 },
);

const arbQuery: fc.Arbitrary<RecordQuery> = fc.record(
  {
    kind: fc.constantFrom(
      "observation" as const,
      "observation" as const,
      "sensor-state" as const,
      "incident" as const,
      "patrol" as const,
      "correction" as const,
    ),
    origin: arbOrigin,
    knownAtMs: arbKnownMs,
    fromMs: arbAtMs,
    toMs: arbAtMs,
    subject: arbSubject,
    source: fc.constantFrom("post-1", "post-2"),
    box: fc
      .tuple(arbDegree, arbDegree, arbDegree, arbDegree)
      .map(([westDeg, southDeg, width, height]) => ({
        westDeg,
        southDeg,
        eastDeg: westDeg + Math.abs(width),
        northDeg: southDeg + Math.abs(height),
      })),
  },
  { requiredKeys: ["kind", "origin"] },
);
/** Only observations can be asked for as standing. */
const arbQueryStanding = fc
  .tuple(arbQuery, fc.boolean())
  .map(([query, standing]) => (query.kind === "observation" ? { ...query, standing } : query));

const observationId = (key: number): string => derivedId("held", key);

/** Does the steps and writes down all that can be asked, so that two stores can be compared. */
async function transcript(
  store: Store,
  steps: readonly Step[],
  queries: readonly RecordQuery[],
): Promise<unknown> {
  const said: unknown[] = [];
  const versionOf = new Map<string, number>();
  let cursor = 0;
  for (const step of steps) {
    if (step.do === "append") {
      const outcomes = await store.append(step.entries);
      // Ids of quarantine entries are by chance; whether two are the same one is not.
      const conflicts = [
        ...new Set(outcomes.map((o) => (o.status === "conflict" ? o.quarantineId : ""))),
      ];
      said.push(
        outcomes.map((o) =>
          o.status === "conflict" ? { ...o, quarantineId: conflicts.indexOf(o.quarantineId) } : o,
        ),
      );
    } else if (step.do === "edit") {
      said.push((await store.commitEdits(step.edits)).map(plainOutcome));
    } else {
      const records = step.records.map(({ name, observationKeys, ...rest }) => {
        const version = (versionOf.get(name) ?? 0) + 1;
        versionOf.set(name, version);
        return makeIncident(name, version, observationKeys.map(observationId), {
          ...rest,
          toMs: rest.fromMs,
        });
      });
      cursor += 1;
      said.push(
        await store.commitDerived({ cursor: "c", fromSeq: cursor - 1, toSeq: cursor, records }),
      );
    }
  }
  const observations = await store.readFeed({
    afterSeq: 0,
    limit: 1_000,
    kinds: ["observation"],
  });
  const found = await store.correctionsOf(observations.map(({ id }) => id));
  said.push([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const source of ["post-1", "post-2"]) {
    const named = await store.observationsByKey("observed", source, ["k3", "k1", "k14", "k99"]);
    said.push(named.map(({ id }) => id));
  }
  const plain = (records: readonly { readonly bytes: Uint8Array }[]): unknown =>
    records.map(({ bytes, ...rest }) => {
      const { source: _s, sourceId: _i, contentSha256: _h, ...shown } = rest as Partial<InputEntry>;
      return { ...shown, bytes: Buffer.from(bytes).toString("utf8") };
    });
  said.push(plain(await store.readFeed({ afterSeq: 0, limit: 1_000 })));
  for (const query of queries) {
    const paged: { readonly bytes: Uint8Array }[] = [];
    let next: string | undefined;
    do {
      const page = await store.list(query, 3, next);
      paged.push(...page.items);
      next = page.next ?? undefined;
    } while (next !== undefined);
    said.push(plain(paged), await store.count(query));
    said.push(await store.countLate({ ...query, lateByMs: hourMs }));
  }
  const held = Array.from({ length: 7 }, (_, key) => observationId(key));
  said.push([...(await store.incidentsOf(held))].sort());
  const { byKind, quarantineWaiting } = await store.counts("observed");
  said.push(
    Object.entries(byKind)
      .filter(([, count]) => count > 0)
      .sort(),
    quarantineWaiting,
  );
  const here = { westDeg: -1, southDeg: -2, eastDeg: 2, northDeg: 1 };
  const vicinities = [
    { ...here, fromMs: t0, toMs: t0 + hourMs },
    { ...here, westDeg: -3, fromMs: t0 - 30 * hourMs, toMs: t0 - 20 * hourMs },
  ];
  said.push(plain(await store.observationsNear("observed", vicinities, 100)));
  for (const untilSeq of [1, 4, 9]) {
    said.push(plain(await store.observationsNear("observed", vicinities, 100, untilSeq)));
  }
  return said;
}

function plainOutcome(outcome: EditOutcome): unknown {
  if (outcome.status === "stored") return outcome;
  const { id, version, seq } = outcome.current ?? {};
  return { status: outcome.status, id, version, seq };
}

test("[STO-029] whatever is written, it answers as the store in memory does", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      arbSteps,
      fc.array(arbQueryStanding, { minLength: 1, maxLength: 6 }),
      async (steps, queries) => {
        run += 1;
        const store = await openStore({
          connection: database.connection,
          schema: `property_${run}`,
        });
        try {
          const found = await transcript(store, steps, queries);
          const expected = await transcript(
            new MemoryStore(seededRng("quarantine ids")),
            steps,
            queries,
          );
          expect(found).toEqual(expected);
        } finally {
          await store.close();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
