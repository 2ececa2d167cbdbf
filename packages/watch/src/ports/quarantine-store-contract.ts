import { derivedId } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { minuteMs, t0 } from "./contract-entries.ts";
import type { QuarantineInput, Store } from "./store.ts";

// The part of the `Store` contract about quarantine.

const text = new TextEncoder();

function refused(name: string, change: Partial<QuarantineInput> = {}): QuarantineInput {
  return {
    receivedAtMs: t0,
    sender: "device-1",
    origin: "observed",
    kind: "observation",
    code: "TL_WATCH_NOT_JSON",
    faults: [{ code: "TL_WATCH_NOT_JSON", message: "The text is not JSON.", path: "/span" }],
    bytes: text.encode(name),
    ...change,
  };
}

/** @param openStore gives an empty store each time, which is closed after the test */
export function quarantineStoreContract(openStore: () => Promise<Store>): void {
  describe("quarantine", () => {
    test("[WAT-021] what was refused is kept with its bytes and can be readmitted once", async () => {
      const store = await openStore();
      const input = refused("{ half a rec");
      const [id = ""] = await store.quarantine([input]);
      const kept = await store.getQuarantine(id);
      expect(kept).toMatchObject({
        id,
        state: "waiting",
        sender: input.sender,
        code: input.code,
        faults: input.faults,
        kind: input.kind,
        origin: input.origin,
        receivedAtMs: input.receivedAtMs,
      });
      expect(Uint8Array.from(kept?.bytes ?? [])).toEqual(input.bytes);
      expect(await store.getQuarantine(derivedId("none"))).toBeUndefined();

      const recordId = derivedId("corrected");
      expect(await store.markReadmitted(id, recordId, t0 + 5 * minuteMs)).toBe(true);
      expect(await store.markReadmitted(id, recordId, t0 + 6 * minuteMs)).toBe(false);
      expect(await store.markReadmitted(derivedId("none"), recordId, t0)).toBe(false);
      expect(await store.getQuarantine(id)).toMatchObject({
        state: "readmitted",
        readmittedAs: recordId,
        readmittedAtMs: t0 + 5 * minuteMs,
      });
      expect((await store.counts()).quarantineWaiting).toBe(0);
    });

    test("[WAT-021] the same refused message sent again is kept once", async () => {
      const store = await openStore();
      const [one] = await store.quarantine([refused("x")]);
      const [same, other, elsewhere] = await store.quarantine([
        refused("x", { receivedAtMs: t0 + minuteMs }),
        refused("y"),
        refused("x", { sender: "device-2" }),
      ]);
      expect(same).toBe(one);
      expect(new Set([one, other, elsewhere]).size).toBe(3);
    });

    test("it is listed by time, in pages, by state and as it was known", async () => {
      const store = await openStore();
      const inputs = Array.from({ length: 7 }, (_, index) =>
        refused(`r${index}`, { receivedAtMs: t0 + ((index * 3) % 7) * minuteMs }),
      );
      await store.quarantine([...inputs, refused("drill", { origin: "exercise" })]);
      const seen: number[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < 5; page++) {
        const answer = await store.listQuarantine({ origin: "observed", limit: 3, cursor });
        seen.push(...answer.items.map(({ receivedAtMs }) => (receivedAtMs - t0) / minuteMs));
        if (answer.next === null) break;
        cursor = answer.next;
      }
      expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);

      const first = (await store.listQuarantine({ origin: "observed", limit: 1 })).items[0];
      await store.markReadmitted(first?.id ?? "", derivedId("r"), t0 + 30 * minuteMs);
      const states = async (knownAtMs?: number) =>
        (await store.listQuarantine({ origin: "observed", limit: 10, knownAtMs })).items.map(
          ({ state }) => state,
        );
      expect(await states(t0 + minuteMs)).toEqual(["waiting", "waiting"]);
      expect((await states())[0]).toBe("readmitted");
      const waiting = { origin: "observed", limit: 10, state: "waiting" } as const;
      expect((await store.listQuarantine(waiting)).items).toHaveLength(6);
      expect((await store.counts("observed")).quarantineWaiting).toBe(6);
      expect((await store.counts("exercise")).quarantineWaiting).toBe(1);
    });
  });
}
