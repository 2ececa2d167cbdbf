import { observationRecord } from "@truceline/model";
import type { ExerciseMessage, ExerciseWorld } from "@truceline/simulation";
import { describe, expect, test } from "vitest";
import { ExerciseFeed } from "./exercise-feed.ts";
import { feedContract } from "./feed-contract.ts";

const fromMs = 1_767_225_600_000;
const heard = (receivedAtMs: number): ExerciseMessage => ({
  receivedAtMs,
  kind: "observation",
  record: {
    schema: "observation/1",
    origin: "exercise",
    source: "exercise/p1",
    sourceId: String(receivedAtMs),
    span: { fromMs: receivedAtMs - 1000, toMs: receivedAtMs, precision: "exact" },
    observer: { kind: "person" },
    means: ["heard"],
    kind: "explosion",
    count: { qualifier: "exactly", min: 1 },
  },
});
/** A world of one message every five minutes. */
const world = {
  messagesBetween: (from: number, to: number) => {
    const messages: ExerciseMessage[] = [];
    for (let atMs = Math.ceil(from / 300_000) * 300_000; atMs < to; atMs += 300_000)
      messages.push(heard(atMs));
    return messages;
  },
  statesAt: () => [],
} as unknown as ExerciseWorld;

const open = (nowMs: () => number) =>
  new ExerciseFeed({ world, fromMs, opening: true, wallClock: { nowMs } });

feedContract("exercise", async () => open(() => fromMs + 3_600_000));

describe("ExerciseFeed", () => {
  test("[FED-003] what lies before now is told without waiting, each at its own instant", async () => {
    const feed = open(() => fromMs + 3_600_000);
    const stop = new AbortController();
    const first = await feed.next(stop.signal);
    expect(first?.receivedAtMs).toBe(fromMs);
    expect(feed.nowMs()).toBe(fromMs);
    for (let index = 1; index < 12; index++) await feed.next(stop.signal);
    expect(feed.nowMs()).toBe(fromMs + 11 * 300_000);
  });

  test("its bytes are a valid observation but for what the receiver sets", async () => {
    const message = await open(() => fromMs + 3_600_000).next(new AbortController().signal);
    const record = JSON.parse(new TextDecoder().decode(message?.bytes)) as object;
    expect(
      observationRecord.faults({
        ...record,
        id: "018f0000-0000-7000-8000-000000000001",
        recordedAtMs: 0,
      }),
    ).toEqual([]);
  });

  test("[FED-002] one that has caught up waits for the wall clock and can be stopped", async () => {
    const feed = open(() => fromMs);
    const stop = new AbortController();
    const waiting = feed.next(stop.signal);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(feed.nowMs()).toBe(fromMs);
  });
});
