import { canonicalBytes, derivedId, type Origin, sha256 } from "@truceline/model";
import type { InputEntry, RecordEntry } from "@truceline/watch";

const t0 = Date.UTC(2026, 2, 10, 12);
const text = new TextEncoder();

/** An observation entry named by its key; only what the store reads is meaningful. */
export function makeEntry(
  key: string,
  change: Partial<InputEntry> & { readonly content?: string } = {},
): InputEntry {
  const { content = key, ...rest } = change;
  const fromMs = rest.fromMs ?? t0;
  return {
    kind: "observation",
    id: derivedId("entry", key, content),
    version: 1,
    origin: "observed" as Origin,
    recordedAtMs: t0 + 60_000,
    fromMs,
    toMs: fromMs,
    position: [-30, 0],
    subject: "",
    source: "post-1",
    sourceId: key,
    contentSha256: sha256(text.encode(content)),
    bytes: canonicalBytes({ key, content }),
    ...rest,
  };
}

/** A version of an incident that holds the observations named. */
export function makeIncident(
  name: string,
  version: number,
  observationIds: readonly string[],
  change: Partial<RecordEntry> & { readonly withdrawn?: boolean } = {},
): RecordEntry {
  const { withdrawn = false, ...rest } = change;
  const id = derivedId("incident", name);
  return {
    kind: "incident",
    id,
    version,
    origin: "observed",
    recordedAtMs: t0 + version * 60_000,
    fromMs: t0,
    toMs: t0,
    position: [-30, 0],
    subject: "",
    bytes: canonicalBytes({ id, version, observationIds, ...(withdrawn ? { withdrawn: {} } : {}) }),
    ...rest,
  };
}
