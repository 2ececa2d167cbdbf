import {
  type AssessedRule,
  type CompiledArticle,
  isAssessed,
  type PreparedAgreement,
  type PreparedArea,
  type PreparedLineVersion,
} from "@truceline/agreement";
import { type Assessment, derivedIdsAfter, type Incident, type Origin } from "@truceline/model";
import type { RulePredicate } from "./breach-mass.ts";
import { type Excuse, excusesOf } from "./exemptions.ts";
import { linesInForce } from "./lines-in-force.ts";
import { type Narrowing, narrowingOf } from "./narrowing.ts";
import { predicateOf } from "./rule-predicate.ts";
import type { TestedGround } from "./share-in-ground.ts";
import { TraceText } from "./trace-text.ts";

/** The ground of a rule under one drawing of its line. */
export interface GroundUnderLine {
  /** Undefined where no line matters. */
  readonly version: PreparedLineVersion | undefined;
  readonly ground: TestedGround;
  /** How a trace goes on after the share that lies in it. */
  readonly placeText: string;
}

const none: readonly PreparedLineVersion[] = [];
// Without a line nothing can be said of the place: everything else is asked of everywhere.
const everywhere: GroundUnderLine = {
  version: undefined,
  ground: { contains: () => true, shareOf: () => 1 },
  placeText: "",
};

/** All of an article that is the same for each incident, worked out once. */
export class ArticleTest {
  readonly article: CompiledArticle;
  readonly rule: AssessedRule;
  readonly predicate: RulePredicate;
  /** The line whose drawings decide the ground; null where none does. */
  readonly lineId: string | null;
  /** The line whose sides tell who fired; null where the rule is not about fire, or no line is the one. */
  readonly sideLineId: string | null;
  /** As assessments carry it. */
  readonly standard: Assessment["standard"];
  readonly text: TraceText;
  /** Height, number and subject, where the article asks for any of them. */
  readonly narrowing: Narrowing | null;
  /** What may take an incident out of the article. */
  readonly excuses: readonly Excuse[];
  readonly #prepared: PreparedAgreement;
  readonly #ids = new Map<Origin, (...parts: readonly string[]) => string>();
  #versions: readonly PreparedLineVersion[] | undefined;
  #grounds: readonly GroundUnderLine[] = [];

  constructor(
    article: CompiledArticle,
    rule: AssessedRule,
    predicate: RulePredicate,
    prepared: PreparedAgreement,
  ) {
    this.article = article;
    this.rule = rule;
    this.predicate = predicate;
    this.lineId = prepared.articleLine(article.id);
    this.#prepared = prepared;
    const [only, other] = prepared.compiled.lines;
    const isOfFire = rule.kind !== "access" && rule.tested !== "landedAt";
    const soleLineId = other === undefined ? (only?.id ?? null) : null;
    this.sideLineId = isOfFire ? (this.lineId ?? soleLineId) : null;
    this.text = new TraceText(article, rule);
    const { probability, independentSources } = article.standard;
    this.standard = { probability, independentSources };
    this.narrowing = narrowingOf(rule, prepared);
    this.excuses = excusesOf(article, predicate, prepared);
  }

  /** Versions in force at any instant of the span; none where no line decides the ground. */
  versionsAt({ fromMs, toMs }: Incident["span"]): readonly PreparedLineVersion[] {
    return this.lineId === null ? none : linesInForce(this.#prepared, this.lineId, fromMs, toMs);
  }

  /** The ground under each version; one that is everywhere where a line is asked for and none is there. */
  groundsUnder(
    versions: readonly PreparedLineVersion[],
    fromMs: number,
  ): readonly GroundUnderLine[] {
    // The list is the same one as long as the versions are in force, and so is their ground.
    if (this.#versions !== versions) {
      this.#grounds = this.#groundsUnder(versions, fromMs);
      this.#versions = versions;
    }
    return this.#grounds;
  }

  #groundsUnder(versions: readonly PreparedLineVersion[], fromMs: number): GroundUnderLine[] {
    if (this.lineId !== null && versions.length === 0) return [everywhere];
    const under = (version: PreparedLineVersion | undefined): GroundUnderLine[] => {
      const ground: PreparedArea | null = this.#prepared.articleArea(
        this.article.id,
        fromMs,
        version,
      );
      return ground === null ? [] : [{ version, ground, placeText: this.text.placeText(version) }];
    };
    return this.lineId === null ? under(undefined) : versions.flatMap(under);
  }

  /** Versions of the line that tells sides. */
  sideVersions(
    { fromMs, toMs }: Incident["span"],
    own: readonly PreparedLineVersion[],
  ): readonly PreparedLineVersion[] {
    const { sideLineId } = this;
    if (sideLineId === null) return none;
    return sideLineId === this.lineId
      ? own
      : linesInForce(this.#prepared, sideLineId, fromMs, toMs);
  }

  /** The id of an incident's assessment under this article. */
  idOf({ id, origin }: Pick<Incident, "id" | "origin">): string {
    let idsOfOrigin = this.#ids.get(origin);
    if (idsOfOrigin === undefined) {
      idsOfOrigin = derivedIdsAfter("assessment", origin, this.#prepared.compiled.hash);
      this.#ids.set(origin, idsOfOrigin);
    }
    return idsOfOrigin(id, this.article.id);
  }
}

const tests = new WeakMap<PreparedAgreement, Map<CompiledArticle, ArticleTest>>();

/** What an article asks of incidents; null for those that observations cannot show to be broken. Made once. */
export function articleTest(
  article: CompiledArticle,
  prepared: PreparedAgreement,
): ArticleTest | null {
  let byArticle = tests.get(prepared);
  if (byArticle === undefined) {
    byArticle = new Map();
    tests.set(prepared, byArticle);
  }
  const known = byArticle.get(article);
  if (known !== undefined) return known;
  const { rule } = article;
  const predicate = predicateOf(article, prepared);
  if (!isAssessed(rule) || predicate === null) return null;
  const made = new ArticleTest(article, rule, predicate, prepared);
  byArticle.set(article, made);
  return made;
}
