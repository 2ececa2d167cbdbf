import { isAssessed, type PreparedAgreement } from "@truceline/agreement";
import {
  type AssociationOptions,
  buildIncident,
  closedGroups,
  isEvent,
  originEvidence,
  type PlaceFinder,
  vicinityOf,
} from "@truceline/fusion";
import {
  type Assessment,
  derivedId,
  type Incident,
  type JointSamples,
  type Observation,
} from "@truceline/model";
import { assessIncident, type MoreEvidence, reachesOf } from "@truceline/verification";
import type { RecordEntry, Store, StoredRecord, Vicinity } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";
import { assessmentEntry, incidentEntry, nextVersion } from "./derived-entry.ts";
import {
  type ObservationReader,
  readObservation,
  type StandingChange,
  standingChange,
} from "./standing-change.ts";

export interface FuseStage extends ObservationReader {
  readonly agreement: PreparedAgreement;
  readonly places: PlaceFinder | undefined;
  /** Most observations looked at for one batch. */
  readonly vicinityCountMax: number;
  /** False: no device has measured anything so far, so nothing need be looked for far off. */
  readonly hasReadings?: boolean | undefined;
  /** Each new observation is a group by itself, whatever lies near it. */
  readonly standsAlone?: boolean | undefined;
}

/** An incident as it is now, with what it was built from. */
interface ChangedIncident {
  readonly incident: Incident;
  readonly samples: JointSamples;
  readonly group: readonly Observation[];
}

export interface FusedBatch {
  readonly entries: readonly RecordEntry[];
  /** When the incidents that changed began, before and after: the periods to look at again. */
  readonly touchedMs: readonly number[];
}

/**
 * What some input changes: incidents and their assessments, as the next versions of what is stored.
 * Only groups that new observations touch are worked out, and those that withdrawn ones leave behind;
 * nothing is written here.
 *
 * @param batch new observations and corrections, in order of `seq`; what is stored after the last of
 *   them is not looked at
 * @throws FusionError `TL_FUSION_VICINITY_LIMIT`
 */
export async function fuseBatch(
  stage: FuseStage,
  batch: readonly StoredRecord[],
): Promise<FusedBatch> {
  const last = batch.at(-1);
  if (last === undefined) return { entries: [], touchedMs: [] };
  const { store, agreement, places } = stage;
  const change = await standingChange(stage, batch);
  const { added, removed, correctedMs } = change;
  if (added.length === 0 && removed.length === 0) return { entries: [], touchedMs: [] };
  const { groups, bereft } = await groupsTouched(stage, change, last.seq);

  const heldIds = [...groups.flat(), ...removed].map(({ id }) => id);
  const heldBy = await store.incidentsOf(heldIds);
  const earlier = await latestIncidents(store, new Set(heldBy.values()));
  const addedIds = new Set(added.map(({ id }) => id));
  const knownAtMs = Math.max(correctedMs, ...added.map(({ recordedAtMs }) => recordedAtMs));

  /** Incidents that stand after this batch, and which of them changed. */
  const standing = new Map<string, readonly string[]>();
  const built: (ReturnType<typeof buildIncident> & { readonly group: readonly Observation[] })[] =
    [];
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
    // What a correction leaves behind is known from its receipt on.
    const isBereft = group.some(({ id }) => bereft.has(id));
    const knownMs = isBereft ? correctedMs : one.incident.recordedAtMs;
    const recordedAtMs = Math.max(one.incident.recordedAtMs, knownMs);
    built.push({ ...one, group, incident: { ...one.incident, recordedAtMs } });
    standing.set(one.incident.id, one.incident.observationIds);
  }

  // Also what was withdrawn before and comes back under its old id.
  const fresh = built.map(({ incident }) => incident.id).filter((id) => !earlier.has(id));
  for (const [id, incident] of await latestIncidents(store, new Set(fresh))) {
    earlier.set(id, incident);
  }

  const entries: RecordEntry[] = [];
  const changed: ChangedIncident[] = [];
  for (const { incident, samples, group } of built) {
    const next = nextVersion(incident, earlier.get(incident.id));
    if (next === undefined) continue;
    entries.push(incidentEntry(next));
    changed.push({ incident: next, samples, group });
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

/**
 * The groups that the change may have made others, each whole.
 *
 * A pointer depends on an observation's links alone (`closedGroups`). Taking some away can change the
 * pointers of what is linked to them, and of nothing else; what is linked to them lies in their
 * vicinity. So whatever changed is among the groups that these neighbours touch, when they are taken
 * as new themselves: a tree that holds none of them, nor a link of one, has the pointers it had, and
 * nothing that pointed into it was taken away.
 */
async function groupsTouched(
  stage: FuseStage,
  { added, removed }: StandingChange,
  untilSeq: number,
): Promise<{ readonly groups: readonly Observation[][]; readonly bereft: ReadonlySet<string> }> {
  const { store, origin, agreement, places, vicinityCountMax, hasReadings } = stage;
  const near = async (vicinities: readonly Vicinity[]): Promise<readonly Observation[]> => {
    const limit = vicinityCountMax + 1;
    const records = await store.observationsNear(origin, vicinities, limit, untilSeq);
    return records.map((record) => readObservation(stage, record));
  };
  if (stage.standsAlone === true) {
    const groups = await leftAlone(stage, removed);
    const bereft = new Set(groups.flat().map(({ id }) => id));
    return {
      groups: [...groups, ...added.filter(isEvent).map((observation) => [observation])],
      bereft,
    };
  }
  const options: AssociationOptions = { ...agreement.compiled.association, places, hasReadings };
  const vicinities = removed
    .map((observation) => vicinityOf(observation, options))
    .filter((vicinity) => vicinity !== null);
  const neighbours = vicinities.length === 0 ? [] : await near(vicinities);
  const seeds = new Map([...added, ...neighbours].map((one) => [one.id, one]));
  const { groups } = await closedGroups([...seeds.values()], near, options, vicinityCountMax);
  return { groups, bereft: new Set(neighbours.map(({ id }) => id)) };
}

/** Too much lies near: what is left of the incidents that lost an observation stays together. */
async function leftAlone(
  stage: FuseStage,
  removed: readonly Observation[],
): Promise<readonly Observation[][]> {
  const { store } = stage;
  const gone = new Set(removed.map(({ id }) => id));
  const heldBy = await store.incidentsOf([...gone]);
  const groups: Observation[][] = [];
  for (const incident of (await latestIncidents(store, new Set(heldBy.values()))).values()) {
    const left = incident.observationIds.filter((id) => !gone.has(id));
    if (left.length === 0) continue;
    const records = await store.getMany("observation", left);
    groups.push(records.map((record) => readObservation(stage, record)));
  }
  return groups;
}

/** Assessments of changed incidents under each article; those that no longer bear are withdrawn. */
async function assessmentEntries(
  { store, agreement, places }: FuseStage,
  changed: readonly ChangedIncident[],
  withdrawn: readonly Incident[],
): Promise<readonly RecordEntry[]> {
  const articles = agreement.compiled.articles.filter(({ rule }) => isAssessed(rule));
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
  for (const { incident, samples, group } of changed) {
    const isDirected = group.some((one) => (one.arrivedFrom ?? one.movement) !== undefined);
    const more: MoreEvidence | null = isDirected
      ? (grounds) => originEvidence(group, samples, grounds, reachesOf, places)
      : null;
    for (const article of articles) {
      const assessment = assessIncident(incident, samples, article, agreement, group, more);
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
