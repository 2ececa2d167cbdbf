import { derivedId, type LogEntry } from "@truceline/model";

/** A draft of the log for tests: one explosion heard a minute ago. */
export function draftEntry(name: string, nowMs: number): LogEntry {
  return {
    schema: "log-entry/1",
    id: derivedId(name),
    origin: "observed",
    version: 1,
    recordedAtMs: nowMs,
    by: "A. Observer",
    state: "draft",
    post: { name: "OP 1" },
    observers: ["m-12"],
    shiftFromMs: nowMs - 3_600_000,
    line: "",
    language: "en",
    observations: [
      {
        span: { fromMs: nowMs - 60_000, toMs: nowMs - 60_000, precision: "minute" },
        observer: { kind: "person", id: "m-12" },
        means: ["heard"],
        kind: "explosion",
        count: { qualifier: "uncounted" },
      },
    ],
  };
}
