import type { PreparedAgreement } from "@truceline/agreement";
import { buildIncident, closedGroups, isEvent, type PlaceFinder } from "@truceline/fusion";
import {
  type Assessment,
  derivedId,
  type Incident,
  type JointSamples,
  type Observation,
  type Origin,
} from "@truceline/model";
import { assessIncident } from "@truceline/verification";
import type { RecordEntry, Store, StoredRecord, Vicinity } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import type { BoundedCache } from "./bounded-cache.ts";
import { assessmentEntry, incidentEntry, nextVersion } from "./derived-entry.ts";

export interface FuseStage {
  readonly store: Store;
  readonly agreement: PreparedAgreement;
  readonly origin: Origin;
  readonly places: PlaceFinder | undefined;
  readonly observations: BoundedCache<string, Observation>;
  /** Most observations looked at for one batch. */
  readonly vicinityCountMax: number;
  /** Each new observation is a group by itself, whatever lies near it. */
  readonly standsAlone?: boolean | undefined;
}

export interface FusedBatch {
  readonly entries: readonly RecordEntry[];
  /** When the incidents that changed began, before and after: the periods to look at again. */
  readonly touchedMs: readonly number[];
}

/**
 * What some new observations change: incidents and their assessments, as the next versions of what is
 * stored. Only groups that the new ones touch are worked out; nothing is written here.
 *
 * @param batch new observations, in order of `seq`; those after the last of them are not looked at
 * @throws FusionError `TL_FUSION_VICINITY_LIMIT`
 */
export async function fuseBatch(
  stage: FuseStage,
  batch: readonly StoredRecord[],
): Promise<FusedBatch> {
  const last = batch.at(-1);
  if (last === undefined) return { entries: [], touchedMs: [] };
  const { store, origin, agreement, places } = stage;
  const read = (record: StoredRecord): Observation => {
    const known = stage.observations.get(record.id);
    if (known !== undefined) return known;
    const observation = readRecord("observation", record);
    stage.observations.set(record.id, observation);
    return observation;
  };
  const added = batch.map(read);
  const near = async (vicinities: readonly Vicinity[]): Promise<readonly Observation[]> => {
    const records = await store.observationsNear(origin, vicinities, stage.vicinityCountMax + 1);
    return records.filter(({ seq }) => seq <= last.seq).map(read);
  };
  const options = { ...agreement.compiled.association, places };
  const groups =
    stage.standsAlone === true
      ? added.filter(isEvent).map((observation) => [observation])
      : (await closedGroups(added, near, options, stage.vicinityCountMax)).groups;

  const heldBy = await store.incidentsOf(groups.flat().map(({ id }) => id));
  const earlier = await latestIncidents(store, new Set(heldBy.values()));
  const addedIds = new Set(added.map(({ id }) => id));
  const knownAtMs = Math.max(...added.map(({ recordedAtMs }) => recordedAtMs));

  /** Incidents that stand after this batch, and which of them changed. */
  const standing = new Map<string, readonly string[]>();
  const built: ReturnType<typeof buildIncident>[] = [];
  for (const group of groups) {
    const unchanged = group.some(({ id }) => addedIds.has(id))
      ? undefined
      : sameMembers(group, heldBy, earlier);
    if (unchanged !== undefined) {
      standing.set(unchanged.id, unchanged.observationIds);
      continue;
    }
    const one = buildIncident(group, {
      places,
      sectorOf: (position) => agreement.sectorOf(position, group[0]?.span.fromMs),
    });
    built.push(one);
    standing.set(one.incident.id, one.incident.observationIds);
  }

  // Also what was withdrawn before and comes back under its old id.
  const fresh = built.map(({ incident }) => incident.id).filter((id) => !earlier.has(id));
  for (const [id, incident] of await latestIncidents(store, new Set(fresh))) {
    earlier.set(id, incident);
  }

  const entries: RecordEntry[] = [];
  const changed: { readonly incident: Incident; readonly samples: JointSamples }[] = [];
  for (const { incident, samples } of built) {
    const next = nextVersion(incident, earlier.get(incident.id));
    if (next === undefined) continue;
    entries.push(incidentEntry(next));
    changed.push({ incident: next, samples });
  }
  const withdrawn: Incident[] = [];
  for (const incident of earlier.values()) {
    if (standing.has(incident.id) || incident.withdrawn !== undefined) continue;
    const mergedInto = holderOfMost(incident, standing);
    const next = {
      ...incident,
      version: incident.version + 1,
      recordedAtMs: Math.max(incident.recordedAtMs, knownAtMs),
      withdrawn: mergedInto === undefined ? {} : { mergedInto },
    };
    withdrawn.push(next);
    entries.push(incidentEntry(next));
  }
  entries.push(...(await assessmentEntries(stage, changed, withdrawn)));
  const touchedMs = changed.flatMap(({ incident }) => {
    const before = earlier.get(incident.id);
    return before === undefined
      ? [incident.span.fromMs]
      : [incident.span.fromMs, before.span.fromMs];
  });
  return { entries, touchedMs: [...touchedMs, ...withdrawn.map(({ span }) => span.fromMs)] };
}

/** Assessments of changed incidents under each article; those that no longer bear are withdrawn. */
async function assessmentEntries(
  { store, agreement }: FuseStage,
  changed: readonly { readonly incident: Incident; readonly samples: JointSamples }[],
  withdrawn: readonly Incident[],
): Promise<readonly RecordEntry[]> {
  const articles = agreement.compiled.articles.filter(({ rule }) => rule.kind !== "narrative");
  const ids = [...changed.map(({ incident }) => incident), ...withdrawn].flatMap((incident) =>
    articles.map((article) => assessmentIdOf(incident, article.id, agreement)),
  );
  const latest = new Map<string, Assessment>();
  for (const record of await store.getMany("assessment", ids)) {
    latest.set(record.id, readRecord("assessment", record));
  }
  const entries: RecordEntry[] = [];
  const put = (next: Assessment | undefined, incident: Incident) => {
    if (next !== undefined) entries.push(assessmentEntry(next, incident));
  };
  const withdraw = (incident: Incident, articleId: string) => {
    const stored = latest.get(assessmentIdOf(incident, articleId, agreement));
    if (stored === undefined || stored.withdrawn !== undefined) return;
    put(
      nextVersion({ ...stored, recordedAtMs: incident.recordedAtMs, withdrawn: {} }, stored),
      incident,
    );
  };
  for (const { incident, samples } of changed) {
    for (const article of articles) {
      const assessment = assessIncident(incident, samples, article, agreement);
      if (assessment === null) withdraw(incident, article.id);
      else put(nextVersion(assessment, latest.get(assessment.id)), incident);
    }
  }
  for (const incident of withdrawn) {
    for (const article of articles) withdraw(incident, article.id);
  }
  return entries;
}

/** The id that `assessIncident` gives: incident, article and agreement alone decide it. */
export function assessmentIdOf(
  incident: Pick<Incident, "id" | "origin">,
  articleId: string,
  { compiled }: PreparedAgreement,
): string {
  return derivedId("assessment", incident.origin, compiled.hash, incident.id, articleId);
}

async function latestIncidents(
  store: Store,
  ids: ReadonlySet<string>,
): Promise<Map<string, Incident>> {
  const records = await store.getMany("incident", [...ids]);
  return new Map(records.map((record) => [record.id, readRecord("incident", record)]));
}

/** The stored incident that holds exactly the observations of a group. */
function sameMembers(
  group: readonly Observation[],
  heldBy: ReadonlyMap<string, string>,
  earlier: ReadonlyMap<string, Incident>,
): Incident | undefined {
  const incident = earlier.get(heldBy.get(group[0]?.id ?? "") ?? "");
  if (incident === undefined || incident.observationIds.length !== group.length) return undefined;
  return group.every(({ id }) => heldBy.get(id) === incident.id) ? incident : undefined;
}

/** Which of the standing incidents took over most of a withdrawn one's observations. */
function holderOfMost(
  { observationIds }: Incident,
  standing: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  let best: string | undefined;
  let bestCount = 0;
  for (const [id, members] of standing) {
    const count = observationIds.filter((member) => members.includes(member)).length;
    if (count > bestCount || (count === bestCount && count > 0 && id < (best ?? ""))) {
      best = id;
      bestCount = count;
    }
  }
  return best;
}
