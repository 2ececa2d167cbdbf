import { canonicalBytes, derivedId, type Origin } from "@truceline/model";
import type { InputEntry } from "./store.ts";

// What the parts of the `Store` contract are asked with.

export const t0: number = Date.UTC(2026, 2, 10, 12);
export const minuteMs = 60_000;
export const observed = { kind: "observation", origin: "observed" } as const;

/** An observation entry; only what the store reads is meaningful. */
export function entry(
  key: string,
  change: Partial<InputEntry> & { content?: string } = {},
): InputEntry {
  const { content = key, ...rest } = change;
  const fromMs = rest.fromMs ?? t0;
  const merged = {
    kind: "observation" as const,
    id: derivedId("contract", key, content),
    version: 1,
    origin: "observed" as Origin,
    recordedAtMs: t0 + minuteMs,
    fromMs,
    toMs: fromMs,
    position: [-30, 0] as const,
    subject: "",
    source: "contract",
    sourceId: key,
    contentSha256: hashOf(content),
    ...rest,
  };
  return { ...merged, bytes: rest.bytes ?? canonicalBytes({ key, content }) };
}

/** 32 bytes that differ where the texts differ. */
export function hashOf(content: string): Uint8Array {
  const digits = derivedId("contract-hash", content).replaceAll("-", "");
  return Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(digits.slice((index % 16) * 2, (index % 16) * 2 + 2), 16),
  );
}
