import type {
  Casualty,
  Correction,
  Denial,
  Holding,
  Inspection,
  Origin,
  SilenceWindow,
  SiteVisit,
} from "@truceline/model";
import type { RecordKind, Store } from "../ports/store.ts";
import { type RecordOfKind, readRecord } from "../store/read-record.ts";

/** Records of one kind in one report at most: a report is read by people. */
export const deskRecordMax = 5_000;
/** A correction may be about what was reported so long ago. */
const correctedWithinMs = 60 * 86_400_000;

export interface DeskRecords {
  readonly denials: readonly Denial[];
  readonly casualties: readonly Casualty[];
  readonly inspections: readonly Inspection[];
  readonly siteVisits: readonly SiteVisit[];
  readonly holdings: readonly Holding[];
  readonly windows: readonly SilenceWindow[];
}

interface DeskQuery {
  readonly origin: Origin;
  readonly knownAtMs: number | undefined;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What people wrote that touches a span, newest versions as known at an instant. */
export async function deskRecords(store: Store, query: DeskQuery): Promise<DeskRecords> {
  const all = async <Kind extends RecordKind>(kind: Kind, more: Partial<DeskQuery> = {}) => {
    const found: RecordOfKind[Kind][] = [];
    for await (const record of store.stream({ ...query, ...more, kind })) {
      if (found.length >= deskRecordMax) break;
      found.push(readRecord(kind, record));
    }
    return found;
  };
  return {
    denials: await all("denial"),
    casualties: await all("casualty"),
    inspections: await all("inspection"),
    // What was declared, and what was asked for, holds until it is done.
    siteVisits: await all("site-visit", { fromMs: 0 }),
    holdings: await all("holding", { fromMs: 0 }),
    windows: await all("silence-window"),
  };
}

/** Corrections received in a span, of what was observed up to sixty days before it. */
export async function correctionsReceived(
  store: Store,
  { fromMs, toMs, ...query }: DeskQuery,
): Promise<Correction[]> {
  const found: Correction[] = [];
  const span = { fromMs: fromMs - correctedWithinMs, toMs };
  for await (const record of store.stream({ ...query, ...span, kind: "correction" })) {
    if (record.recordedAtMs < fromMs || record.recordedAtMs >= toMs) continue;
    if (found.length >= deskRecordMax) break;
    found.push(readRecord("correction", record));
  }
  return found;
}
