import { Gazetteer } from "@truceline/geo";
import { type Claim, claimRecord, derivedId, seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { agreement, deployment } from "../../testing/mid-ocean-room.ts";
import { hourMs, noonMs } from "../../testing/times.ts";
import { admit } from "../admit/admit.ts";
import { assembleReport } from "../report/assemble-report.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { ClaimsOver } from "./claims-over.ts";
import { createViews } from "./views.ts";

const claim = (sourceId: string, change: Partial<Claim> = {}): Claim =>
  claimRecord.parse({
    schema: "claim/1",
    id: derivedId("test-claim", sourceId),
    origin: "exercise",
    recordedAtMs: noonMs,
    source: "feed/alerts",
    sourceId,
    grade: { source: "F", information: "6" },
    span: { fromMs: noonMs, toMs: noonMs, precision: "minute" },
    types: ["Gale"],
    ...change,
  });
const about = (kind: "ends" | "replaces", ...sourceIds: string[]) => ({
  about: { kind, sourceIds },
});

test("[INT-301] what its own source took back or replaced is over, in all its parts", () => {
  const over = new ClaimsOver();
  expect(over.isOver(claim("A-1 k"))).toBe(false);
  expect(over.note(claim("A-2 k", about("replaces", "A-1 k")))).toBe(false);
  expect(over.note(claim("A-3 k", about("ends", "A-2 k")))).toBe(true);
  expect(
    ["A-1 k", "A-1 k/2", "A-2 k", "A-3 k", "A-1", "A-1 kk"].map((id) => over.isOver(claim(id))),
  ).toEqual([true, true, true, false, false, false]);
  expect(over.isOver(claim("A-1 k", { source: "feed/others" }))).toBe(false);
});

test("[INT-301] a report counts claims that stand", async () => {
  const countOf = async (claims: readonly Claim[]) => {
    const store = new MemoryStore(seededRng("store"));
    for (const record of claims) {
      const admission = admit(new TextEncoder().encode(JSON.stringify(record)), "claim", {
        origin: record.origin,
        receivedAtMs: record.recordedAtMs,
        sender: "test",
        rng: seededRng(record.sourceId),
      });
      if (admission.status === "refused") throw new Error("a claim was refused");
      await store.append([admission.entry]);
    }
    const clock = { nowMs: () => noonMs + 72 * hourMs };
    const options = { store, agreement, deployment, origin: "exercise" as const, clock };
    const room = { ...options, places: new Gazetteer([]), views: createViews(options) };
    const day = "2026-03-10";
    const report = await assembleReport(room, {
      kind: "daily",
      from: day,
      to: day,
      level: "internal",
    });
    return [report.claims.count, report.claims.storedCount];
  };
  const said = [claim("A-1 k"), claim("A-1 k/2"), claim("B-1 k")];
  expect(await countOf(said)).toEqual([3, 3]);
  expect(await countOf([...said, claim("A-2 k", about("replaces", "A-1 k"))])).toEqual([2, 2]);
  expect(await countOf([...said, claim("A-2 k", about("ends", "A-1 k"))])).toEqual([1, 1]);
});
