import {
  type Assessment,
  type ClauseState,
  type CoverageCell,
  canonicalBytes,
  canonicalJson,
  type Incident,
} from "@truceline/model";
import type { RecordEntry } from "../ports/store.ts";

const hourMs = 3_600_000;

type Derived = Incident | Assessment | ClauseState | CoverageCell;

/** The content of a derived record: all but version and when it was worked out. */
export function contentOf(record: Derived): string {
  const { version: _version, recordedAtMs: _at, ...content } = record;
  return canonicalJson(content);
}

/**
 * The record as the next version after the latest one, or undefined when nothing in it has changed.
 * `recordedAtMs` never goes back from version to version, so that each instant sees one of them.
 */
export function nextVersion<Kind extends Derived>(
  record: Kind,
  latest: Derived | undefined,
): Kind | undefined {
  if (latest === undefined) return { ...record, version: 1 };
  if (contentOf(record) === contentOf(latest)) return undefined;
  return {
    ...record,
    version: latest.version + 1,
    recordedAtMs: Math.max(record.recordedAtMs, latest.recordedAtMs),
  };
}

export function incidentEntry(incident: Incident): RecordEntry {
  const { span, firedFrom, effect } = incident;
  return {
    kind: "incident",
    ...identityOf(incident),
    fromMs: span.fromMs,
    toMs: span.toMs,
    position: (firedFrom ?? effect)?.median,
    subject: incident.sectorIds[0] ?? "",
  };
}

export function assessmentEntry(
  assessment: Assessment,
  { span, firedFrom, effect }: Incident,
): RecordEntry {
  return {
    kind: "assessment",
    ...identityOf(assessment),
    fromMs: span.fromMs,
    toMs: span.toMs,
    position: (firedFrom ?? effect)?.median,
    subject: assessment.articleId,
  };
}

/** Spans of cells and states end a millisecond early, so that they touch no neighbour. */
export function coverageCellEntry(
  cell: CoverageCell,
  position: RecordEntry["position"],
): RecordEntry {
  return {
    kind: "coverage-cell",
    ...identityOf(cell),
    fromMs: cell.hourFromMs,
    toMs: cell.hourFromMs + hourMs - 1,
    position,
    subject: cell.articleId,
  };
}

export function clauseStateEntry(state: ClauseState): RecordEntry {
  return {
    kind: "clause-state",
    ...identityOf(state),
    fromMs: state.periodFromMs,
    toMs: state.periodToMs - 1,
    subject: state.articleId,
  };
}

function identityOf(
  record: Derived,
): Pick<RecordEntry, "id" | "version" | "origin" | "recordedAtMs" | "bytes"> {
  const { id, version, origin, recordedAtMs } = record;
  return { id, version, origin, recordedAtMs, bytes: canonicalBytes(record) };
}
