import type { EditKind } from "@truceline/model";
import { canonicalBytes, type DeskPlace, sha256 } from "@truceline/model";
import type { EditEntry } from "../ports/store.ts";
import type { RecordOfKind } from "./read-record.ts";

type Listed = Pick<EditEntry, "fromMs" | "toMs" | "position" | "subject">;

/**
 * One version of a record that people write, as the store takes it. Its content is the record without
 * `recordedAtMs`: the same person who writes the same again has written a duplicate.
 *
 * @param asWritten what was sent, where the receiver added more to the record than its time of receipt
 */
export function editEntry<Kind extends EditKind>(
  kind: Kind,
  record: RecordOfKind[Kind],
  asWritten: object = record,
): EditEntry {
  const { id, version, origin, recordedAtMs } = record;
  const { recordedAtMs: _at, ...content } = asWritten as { recordedAtMs?: number };
  return {
    kind,
    id,
    version,
    origin,
    recordedAtMs,
    ...listedUnder[kind](record),
    bytes: canonicalBytes(record),
    contentSha256: sha256(canonicalBytes(content)),
  };
}

/** When it was, where it was and under which name lists find it. */
const listedUnder: { readonly [Kind in EditKind]: (record: RecordOfKind[Kind]) => Listed } = {
  "log-entry": ({ observations, shiftFromMs, post }) => ({
    fromMs: least(observations.map(({ span }) => span.fromMs)) ?? shiftFromMs,
    toMs: most(observations.map(({ span }) => span.toMs)) ?? shiftFromMs,
    position: post.position,
    subject: post.name ?? "",
  }),
  patrol: ({ plan, stops, name }) => ({
    ...plan,
    position: stops.find(({ place }) => place.position !== undefined)?.place.position,
    subject: name,
  }),
  denial: ({ span, place, patrolId }) => ({
    ...span,
    position: place.position,
    subject: patrolId ?? place.name ?? "",
  }),
  call: ({ atMs, party }) => ({ fromMs: atMs, toMs: atMs, subject: party }),
  "silence-window": ({ span, place }) => ({ ...span, position: place.position, subject: "" }),
  "watch-note": ({ atMs }) => ({ fromMs: atMs, toMs: atMs, subject: "" }),
  handover: ({ shift }) => ({ ...shift, subject: "" }),
  holding: ({ declaredAtMs, site }) => ({
    fromMs: declaredAtMs,
    toMs: declaredAtMs,
    position: site.position,
    subject: nameOf(site),
  }),
  inspection: ({ span, place }) => ({ ...span, position: place.position, subject: nameOf(place) }),
  "site-visit": ({ requestedAtMs, dueMs, planned, done, place }) => {
    const named = [requestedAtMs, dueMs, planned?.toMs, done?.toMs];
    return {
      fromMs: requestedAtMs,
      toMs: most(named.filter((atMs) => atMs !== undefined)) ?? requestedAtMs,
      position: place.position,
      subject: nameOf(place),
    };
  },
  casualty: ({ span, place }) => ({
    ...span,
    position: place.position,
    subject: place.name ?? "",
  }),
  // Its periods are local days; the days of UTC of these names are near enough to be found by.
  "issued-report": ({ periods }) => ({
    fromMs: Date.parse(periods.from),
    toMs: Date.parse(periods.to),
    subject: "",
  }),
  deployment: ({ deployment, recordedAtMs }) => ({
    fromMs: deployment.validFromMs ?? recordedAtMs,
    toMs: deployment.validFromMs ?? recordedAtMs,
    subject: deployment.id,
  }),
};

function nameOf({ siteId, zoneId, name }: DeskPlace): string {
  return siteId ?? zoneId ?? name ?? "";
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}

function most(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}
