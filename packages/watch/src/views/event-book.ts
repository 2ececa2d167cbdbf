import type { Area, Assessment, Incident, LonLat, ObservationKind, Origin } from "@truceline/model";
import { kindName } from "@truceline/reporting";
import type { Store, StoredRecord } from "../ports/store.ts";
import { feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";

/** Incidents kept in memory; beyond them those that happened first are forgotten. */
export const eventCountMax = 30_000;

/** What the screens need of an incident; a fraction of its record. */
export interface IncidentDigest {
  readonly id: string;
  readonly version: number;
  readonly recordedAtMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isWithdrawn: boolean;
  readonly title: string;
  readonly sectorIds: readonly string[];
  /** Where it is drawn: the place fired from, else of effect; null when nothing places it. */
  readonly median: LonLat | null;
  readonly ellipse95: Area | undefined;
  readonly ellipse50: Area | undefined;
}

export interface AssessmentDigest {
  readonly id: string;
  readonly version: number;
  readonly recordedAtMs: number;
  readonly isWithdrawn: boolean;
  readonly incidentId: string;
  readonly articleId: string;
  readonly probability: number;
  /** How much more it may be: what the evidence leaves open about the place. */
  readonly openRatio: number;
  readonly outcome: Assessment["outcome"];
  readonly standardProbability: number;
  readonly sourceCount: number;
  readonly sourcesNeededCount: number;
}

/** An incident with its assessments, as both were known at one instant. */
export interface KnownEvent {
  readonly incident: IncidentDigest;
  readonly assessments: readonly AssessmentDigest[];
  /** When it was first known. */
  readonly firstKnownMs: number;
}

interface Held {
  readonly versions: IncidentDigest[];
  readonly assessments: Map<string, AssessmentDigest[]>;
}

export interface EventBookOptions {
  readonly store: Store;
  readonly origin: Origin;
  readonly agreementHash: string;
}

/**
 * Incidents from an instant on, with all versions of them and their assessments in short, so that any
 * known instant can be answered without reading the store again.
 */
export class EventBook {
  readonly fromMs: number;
  readonly #options: EventBookOptions;
  readonly #held = new Map<string, Held>();
  #seq = 0;
  #forgottenBeforeMs = Number.NEGATIVE_INFINITY;

  private constructor(options: EventBookOptions, fromMs: number) {
    this.#options = options;
    this.fromMs = fromMs;
  }

  /** Reads what the store has of incidents that end at `fromMs` or later and begin before `toMs`. */
  static async open(options: EventBookOptions, fromMs: number, toMs?: number): Promise<EventBook> {
    const book = new EventBook(options, fromMs);
    const { store, origin } = options;
    // What is committed meanwhile is read again from the feed; adding a version twice adds nothing.
    book.#seq = await store.headSeq();
    for (const kind of ["incident", "assessment"] as const) {
      for await (const record of store.stream({ kind, origin, fromMs, toMs })) {
        const versions = record.version > 1 ? await store.versions(kind, record.id) : [record];
        for (const version of versions) book.#add(version);
      }
    }
    return book;
  }

  /** Reads on to a number of the feed. */
  async readTo(seq: number): Promise<void> {
    const { store, origin } = this.#options;
    const query = { kinds: ["incident", "assessment"] as const, origin };
    for await (const page of feedPages(store, query, this.#seq, seq)) {
      for (const record of page.records) this.#add(record);
      this.#seq = page.reachedSeq;
    }
  }

  /** Nothing that ended before this instant can be answered. */
  get coversFromMs(): number {
    return Math.max(this.fromMs, this.#forgottenBeforeMs);
  }

  /** Standing incidents that touch `[fromMs, toMs)` as known at an instant, by time. */
  known(fromMs: number, toMs: number, knownAtMs: number): readonly KnownEvent[] {
    const events: KnownEvent[] = [];
    for (const { versions, assessments } of this.#held.values()) {
      const incident = latest(versions, knownAtMs);
      if (incident === undefined || incident.isWithdrawn) continue;
      if (incident.toMs < fromMs || incident.fromMs >= toMs) continue;
      const known: AssessmentDigest[] = [];
      for (const own of assessments.values()) {
        const assessment = latest(own, knownAtMs);
        if (assessment !== undefined && !assessment.isWithdrawn) known.push(assessment);
      }
      known.sort((a, b) => compareText(a.articleId, b.articleId));
      const firstKnownMs = Math.min(...versions.map(({ recordedAtMs }) => recordedAtMs));
      events.push({ incident, assessments: known, firstKnownMs });
    }
    return events.sort(
      (a, b) => a.incident.fromMs - b.incident.fromMs || compareText(a.incident.id, b.incident.id),
    );
  }

  #add(record: StoredRecord): void {
    if (record.toMs < this.fromMs) return;
    if (record.kind === "incident") {
      const { versions } = this.#heldOf(record.id);
      if (versions.every(({ version }) => version !== record.version)) {
        versions.push(digestOfIncident(readRecord("incident", record)));
      }
      if (this.#held.size > eventCountMax) this.#forgetOldest();
    } else if (record.kind === "assessment") {
      const assessment = readRecord("assessment", record);
      if (assessment.agreementHash !== this.#options.agreementHash) return;
      const { assessments } = this.#heldOf(assessment.incidentId);
      const own = assessments.get(assessment.articleId) ?? [];
      if (own.every(({ version }) => version !== record.version)) {
        own.push(digestOfAssessment(assessment));
      }
      assessments.set(assessment.articleId, own);
    }
  }

  #heldOf(id: string): Held {
    let held = this.#held.get(id);
    if (held === undefined) {
      held = { versions: [], assessments: new Map() };
      this.#held.set(id, held);
    }
    return held;
  }

  /** Lets a tenth go at once, so that this happens seldom. */
  #forgetOldest(): void {
    const endOf = ({ versions }: Held) => Math.max(...versions.map(({ toMs }) => toMs));
    const byEnd = [...this.#held].sort(([, a], [, b]) => endOf(a) - endOf(b));
    for (const [id, held] of byEnd.slice(0, Math.ceil(eventCountMax / 10))) {
      this.#forgottenBeforeMs = Math.max(this.#forgottenBeforeMs, endOf(held) + 1);
      this.#held.delete(id);
    }
  }
}

function latest<Digest extends { readonly version: number; readonly recordedAtMs: number }>(
  versions: readonly Digest[],
  knownAtMs: number,
): Digest | undefined {
  let found: Digest | undefined;
  for (const digest of versions) {
    if (digest.recordedAtMs > knownAtMs) continue;
    if (found === undefined || digest.version > found.version) found = digest;
  }
  return found;
}

function digestOfIncident(incident: Incident): IncidentDigest {
  const place = incident.firedFrom ?? incident.effect;
  return {
    id: incident.id,
    version: incident.version,
    recordedAtMs: incident.recordedAtMs,
    fromMs: incident.span.fromMs,
    toMs: incident.span.toMs,
    isWithdrawn: incident.withdrawn !== undefined,
    title: titleOf(incident),
    sectorIds: incident.sectorIds,
    median: place?.median ?? null,
    ellipse95: place?.ellipse95,
    ellipse50: place?.ellipse50,
  };
}

function digestOfAssessment(assessment: Assessment): AssessmentDigest {
  return {
    id: assessment.id,
    version: assessment.version,
    recordedAtMs: assessment.recordedAtMs,
    isWithdrawn: assessment.withdrawn !== undefined,
    incidentId: assessment.incidentId,
    articleId: assessment.articleId,
    probability: assessment.probability,
    openRatio: openRatioOf(assessment),
    outcome: assessment.outcome,
    standardProbability: assessment.standard.probability,
    sourceCount: assessment.independentSources,
    sourcesNeededCount: assessment.standard.independentSources,
  };
}

/** The largest share that any step of an assessment leaves open. */
export function openRatioOf({ trace }: Pick<Assessment, "trace">): number {
  return Math.max(
    0,
    ...trace.filter(({ factor }) => factor === "place-open").map(({ value }) => value ?? 0),
  );
}

/** What happened, in a few words: "2 explosions, undetermined", "4 bursts, small arms". No party. */
export function titleOf(
  incident: Pick<Incident, "kinds" | "natures" | "weapons" | "countText">,
): string {
  const kind: ObservationKind = incident.kinds[0]?.kind ?? "violation-unspecified";
  const count = incident.countText ?? "";
  const figure = count.replace("uncounted", "").trim();
  const isOne = figure === "1" || figure === "about 1" || figure === "at least 1";
  const what = capitalised(`${figure} ${kindName(kind, isOne)}`.trim());
  const weapon = incident.weapons[0];
  const nature = incident.natures[0]?.nature;
  const rest =
    weapon !== undefined && weapon.class !== "undetermined" && weapon.p >= 0.5
      ? weapon.class.replaceAll("-", " ")
      : nature !== undefined && naturedKinds.has(kind)
        ? nature.replaceAll("-", " ")
        : "";
  return rest === "" ? what : `${what}, ${rest}`;
}

/** Kinds of which it is worth saying whether they were outgoing, impacts, or undetermined. */
const naturedKinds: ReadonlySet<ObservationKind> = new Set([
  "explosion",
  "salvo",
  "explosion-or-burst",
]);

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
