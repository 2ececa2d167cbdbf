import { describe, expect, test } from "vitest";
import { WatchError } from "../errors.ts";
import { runSteps, type Sleep } from "./run-steps.ts";

const away = new WatchError("TL_WATCH_BUSY");
const pollMs = 700;

/** A loop over steps that were fixed beforehand; when they are used up it stops. */
function scripted(steps: readonly ("more" | "idle" | Error)[]) {
  const stopping = new AbortController();
  const waits: number[] = [];
  let taken = 0;
  const step = async () => {
    const now = steps[taken++];
    if (taken >= steps.length) stopping.abort();
    if (now instanceof Error) throw now;
    return now === "more";
  };
  const sleep: Sleep = async (ms) => void waits.push(ms);
  return { stopping, waits, step, sleep, takenCount: () => taken };
}

/** Waits until its signal ends it, whatever the time. */
const sleepForEver: Sleep = (_ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

describe("steps that go on", () => {
  test("[WAT-220] while there is more nobody waits, then as long as was said and no longer", async () => {
    const { step, sleep, stopping, waits } = scripted(["more", "more", "idle", "more", "idle"]);
    await runSteps({ step, sleep, pollMs }, stopping.signal);
    expect(waits).toEqual([pollMs]);
  });

  test("[WAT-220] a database that is away is asked again after each wait, and work goes on when it is back", async () => {
    const { step, sleep, stopping, waits, takenCount } = scripted([
      away,
      away,
      away,
      "more",
      "idle",
    ]);
    await runSteps({ step, sleep, pollMs }, stopping.signal);
    expect(waits).toEqual([pollMs, pollMs, pollMs]);
    expect(takenCount()).toBe(5);
  });

  test.each([
    ["a defect of ours", new Error("broken")],
    ["data that no wait mends", new WatchError("TL_WATCH_NOT_JSON")],
  ])("[WAT-220] %s ends it", async (_name, error) => {
    const { step, sleep, stopping, waits } = scripted(["more", error, "idle"]);
    await expect(runSteps({ step, sleep, pollMs }, stopping.signal)).rejects.toBe(error);
    expect(waits).toEqual([]);
  });

  test.each<[string, () => Promise<boolean>]>([
    ["nothing comes", async () => false],
    ["the database is away", () => Promise.reject(away)],
  ])("[WAT-220] a stop ends the wait in which %s", async (_name, step) => {
    const stopping = new AbortController();
    const running = runSteps({ step, sleep: sleepForEver, pollMs }, stopping.signal);
    setTimeout(() => stopping.abort(), 5);
    await running;
  });

  test("[WAT-220] the bell ends a wait, also where it rang while a step was at work", async () => {
    const stopping = new AbortController();
    const listeners = new Set<() => void>();
    const ring = () => {
      for (const listener of listeners) listener();
    };
    let stepCount = 0;
    const step = async () => {
      stepCount++;
      if (stepCount === 1) ring();
      if (stepCount === 2) setTimeout(ring, 5);
      if (stepCount === 3) stopping.abort();
      return false;
    };
    const onBell = (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    await runSteps({ step, sleep: sleepForEver, pollMs, onBell }, stopping.signal);
    expect([stepCount, listeners.size]).toEqual([3, 0]);
  });

  test("one that is stopped before it begins takes no step, and one that cannot wait says so", async () => {
    const { step, sleep, takenCount } = scripted(["more"]);
    await runSteps({ step, sleep, pollMs }, AbortSignal.abort());
    expect(takenCount()).toBe(0);
    await expect(
      runSteps({ step, sleep: undefined, pollMs }, new AbortController().signal),
    ).rejects.toMatchObject({ code: "TL_WATCH_NO_SLEEP" });
  });
});
