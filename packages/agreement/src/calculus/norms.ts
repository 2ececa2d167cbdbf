import type { BoundingBox } from "@truceline/geo";
import type { CompiledArticle } from "../compiled.ts";
import type { CompiledExemption, CompiledRule, RuleTime, TestedPlace } from "../compiled-rule.ts";
import { AgreementError } from "../errors.ts";
import type { PreparedAgreement, PreparedLineVersion } from "../prepared-agreement.ts";
import type { PreparedArea } from "../prepared-area.ts";
import { testedPlaceOf } from "./event.ts";
import { Grounds } from "./grounds.ts";
import { LocalClock } from "./local-clock.ts";
import { type PhaseBegin, phaseBegins } from "./phase-begins.ts";
import { RuleTimes } from "./rule-times.ts";

/** A rule other than a narrative one: it binds somebody at some time. */
export type BindingRule = Exclude<CompiledRule, { kind: "narrative" }>;

/** An exemption with its times. */
export interface NormExemption {
  readonly exemption: CompiledExemption;
  readonly times: RuleTimes;
}

/** Heights above ground: from the floor (included) to the ceiling (excluded). */
export interface HeightSpan {
  readonly floorM: number;
  readonly ceilingM: number;
}

/** An article's rule as the calculus asks it. */
export interface Norm {
  /** Number of the article in its document, from 0. */
  readonly index: number;
  /** The agreement that it stands in. */
  readonly home: Norms;
  readonly article: CompiledArticle;
  readonly rule: BindingRule;
  readonly tested: TestedPlace | null;
  readonly times: RuleTimes;
  readonly heights: HeightSpan;
  readonly exemptions: readonly NormExemption[];
}

/** Everywhere above ground. */
const allHeights: HeightSpan = {
  floorM: Number.NEGATIVE_INFINITY,
  ceilingM: Number.POSITIVE_INFINITY,
};

/** The norms of an agreement, with the earliest begins of its phases. Made once for each. */
export class Norms {
  readonly prepared: PreparedAgreement;
  readonly clock: LocalClock;
  readonly grounds: Grounds;
  /** Instants at which another drawing of a line comes into force. */
  readonly lineStarts: readonly number[];
  readonly phases: ReadonlyMap<string, PhaseBegin>;
  readonly all: readonly Norm[];
  readonly #byArticle: ReadonlyMap<string, Norm>;

  constructor(prepared: PreparedAgreement) {
    const { compiled } = prepared;
    this.prepared = prepared;
    this.clock = new LocalClock(compiled.timezone);
    this.grounds = new Grounds(prepared);
    this.phases = phaseBegins(compiled);
    const starts = compiled.lines.flatMap(({ versions }) =>
      versions.map(({ validFromMs }) => validFromMs),
    );
    this.lineStarts = [...new Set(starts)].sort((a, b) => a - b);
    const exemptionsOf = Map.groupBy(compiled.exemptions ?? [], ({ article }) => article);
    this.all = compiled.articles.flatMap((article, index): Norm[] => {
      const { rule } = article;
      if (rule.kind === "narrative") return [];
      return [
        {
          index,
          home: this,
          article,
          rule,
          tested: testedPlaceOf(rule),
          times: this.timesOf(rule.time),
          heights: this.heightsOf(zoneOf(rule)),
          exemptions: (exemptionsOf.get(article.id) ?? []).map((exemption) => ({
            exemption,
            times: this.timesOf(exemption.time),
          })),
        },
      ];
    });
    this.#byArticle = new Map(this.all.map((norm) => [norm.article.id, norm]));
  }

  /** Undefined for a narrative article. @throws AgreementError `TL_AGR_ARTICLE_ABSENT` */
  of(articleId: string): Norm | undefined {
    const norm = this.#byArticle.get(articleId);
    if (norm !== undefined) return norm;
    if (this.prepared.article(articleId).rule.kind === "narrative") return undefined;
    throw new AgreementError("TL_AGR_ARTICLE_ABSENT", { articleId });
  }

  /** Times of a rule whose phase begins at `beganAtMs`, at the earliest that it can unless said. */
  timesOf(time: RuleTime, beganAtMs?: number): RuleTimes {
    return new RuleTimes(
      time,
      this.prepared.compiled.inForce,
      this.clock,
      beganAtMs ?? this.earliestMs(time.phase),
    );
  }

  /** The earliest begin of a phase; infinite for one that never begins. */
  earliestMs(phase: string | undefined): number | undefined {
    if (phase === undefined) return undefined;
    return this.phases.get(phase)?.earliestMs ?? Number.POSITIVE_INFINITY;
  }

  /** Which drawing of each line is the main one at an instant, as a text to compare. */
  drawingsAt(atMs: number): string {
    return this.prepared.compiled.lines
      .map(({ id }) => this.prepared.mainLineVersionAt(id, atMs))
      .map((version) => (version === undefined ? "" : `${version.drawnBy}/${version.validFromMs}`))
      .join();
  }

  /** The ground of a norm; null where it names none, so that every place counts. */
  areaOf({ article }: Norm, atMs: number, version?: PreparedLineVersion): PreparedArea | null {
    // A drawing of another line says nothing of this ground.
    const isItsLine =
      version !== undefined && this.prepared.articleLine(article.id) === version.lineId;
    return this.prepared.articleArea(article.id, atMs, isItsLine ? version : undefined);
  }

  /** The box of a norm's ground where no line moves it; null where it is not known, or is all. */
  staticBoxOf({ rule }: Norm): BoundingBox | null {
    const zoneId = zoneOf(rule);
    return zoneId === null ? null : this.grounds.staticBox(zoneId);
  }

  /** The air over a zone; all of it where the zone gives no height, or none is named. */
  heightsOf(zoneId: string | null): HeightSpan {
    const zone = this.prepared.compiled.zones.find(({ id }) => id === zoneId);
    if (zone?.floorM === undefined && zone?.ceilingM === undefined) return allHeights;
    return {
      floorM: zone.floorM ?? allHeights.floorM,
      ceilingM: zone.ceilingM ?? allHeights.ceilingM,
    };
  }
}

/** The zone that a rule names; null for one without. */
export function zoneOf(rule: CompiledRule): string | null {
  return rule.kind === "narrative" || rule.kind === "withdraw" ? null : rule.zone;
}

const known = new WeakMap<PreparedAgreement, Norms>();

export function normsOf(prepared: PreparedAgreement): Norms {
  let norms = known.get(prepared);
  if (norms === undefined) {
    norms = new Norms(prepared);
    known.set(prepared, norms);
  }
  return norms;
}
