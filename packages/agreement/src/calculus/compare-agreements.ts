import { type AssessedRule, isAssessed } from "../compiled-rule.ts";
import type { PreparedAgreement } from "../prepared-agreement.ts";
import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";
import { type EventAnswer, findEvent } from "./find-event.ts";
import { type Norm, type NormExemption, type Norms, normsOf } from "./norms.ts";
import { kindsOfRule } from "./weapon-match.ts";

/** In which respect what an article forbids became more or less. */
export type ChangedIn =
  | "article"
  | "place"
  | "time"
  | "kind"
  | "weapon"
  | "subject"
  | "count"
  | "height"
  | "exemption";

export type ChangeKind =
  | "forbidden"
  | "permitted"
  | "wider"
  | "narrower"
  | "earlier"
  | "later"
  | "longer"
  | "shorter"
  /** Another standard of evidence: no event shows it, the numbers do. */
  | "standard"
  /** The words or what no event can test changed, or the search had to stop. */
  | "undecided";

/** One change of meaning from an old agreement to a new one. */
export interface MeaningChange {
  readonly kind: ChangeKind;
  readonly in: ChangedIn;
  /** The article in the new agreement, else the one that is gone; with its number in its document. */
  readonly article: string;
  readonly index: number;
  readonly document: "new" | "old";
  /** Breaches the one agreement and not the other; null where no event can show the change. */
  readonly event: CalculusEvent | null;
}

/**
 * What changed in meaning between two agreements, article by article: by what their rules forbid, not by
 * their text. An article is compared with the one of the same id and kind, else with one of the same
 * kind that is left over. An event of a change breaches some article of the one agreement and none of
 * the other, so what moved from one article to another is no change.
 *
 * Complete where the search of events is (see `findEvent`): an article whose scope grew or shrank in a
 * way that some event shows is named, in each respect in which it did.
 */
export function compareAgreements(
  before: PreparedAgreement,
  after: PreparedAgreement,
): readonly MeaningChange[] {
  const [old, next] = [normsOf(before), normsOf(after)];
  const [oldRules, nextRules] = [old, next].map(assessed) as [readonly Norm[], readonly Norm[]];
  const pairs = paired(oldRules, nextRules);
  const changes: MeaningChange[] = [];
  for (const norm of nextRules) {
    const counterpart = pairs.get(norm);
    if (counterpart === undefined) {
      changes.push(...whole(norm, oldRules, "forbidden", "new"));
      continue;
    }
    changes.push(...grown(norm, counterpart, oldRules, "new"));
    changes.push(
      ...grown(counterpart, norm, nextRules, "old").map((change) => ({
        ...change,
        ...named(norm, "new"),
      })),
    );
    changes.push(...exemptionChanges(norm, counterpart));
    if (!sameStandard(norm, counterpart)) {
      changes.push({ kind: "standard", in: "article", ...named(norm, "new"), event: null });
    }
  }
  const kept = new Set(pairs.values());
  for (const norm of oldRules) {
    if (!kept.has(norm)) changes.push(...whole(norm, nextRules, "permitted", "old"));
  }
  return [...changes.filter((change) => isShown(before, after, change)), ...untestable(old, next)];
}

function assessed(norms: Norms): readonly Norm[] {
  return norms.all.filter(({ rule }) => isAssessed(rule));
}

function named({ article, index }: Norm, document: "new" | "old") {
  return { article: article.id, index, document } as const;
}

function paired(old: readonly Norm[], next: readonly Norm[]): ReadonlyMap<Norm, Norm> {
  const pairs = new Map<Norm, Norm>();
  const left = new Set(old);
  const pair = (isMatch: (a: Norm, b: Norm) => boolean) => {
    for (const norm of next) {
      if (pairs.has(norm)) continue;
      const match = [...left].find((other) => isMatch(norm, other));
      if (match === undefined) continue;
      pairs.set(norm, match);
      left.delete(match);
    }
  };
  const isSameId = (a: Norm, b: Norm) => a.article.id === b.article.id;
  pair((a, b) => isSameId(a, b) && a.rule.kind === b.rule.kind && isAboutTheSame(a, b));
  pair(isAlike);
  return pairs;
}

/** What shows the one may show the other, at the same place; else the article was written anew. */
function isAboutTheSame(a: Norm, b: Norm): boolean {
  const kinds = kindsOfRule(b.rule);
  return a.tested === b.tested && kindsOfRule(a.rule).some((kind) => kinds.includes(kind));
}

/** Of one kind and about the same: what has another number or id may still be the same article. */
function isAlike(a: Norm, b: Norm): boolean {
  if (a.rule.kind !== b.rule.kind || a.tested !== b.tested) return false;
  const kinds = (norm: Norm) => ("kinds" in norm.rule ? norm.rule.kinds.join() : "");
  const weapons = (norm: Norm) =>
    "weapons" in norm.rule ? JSON.stringify(norm.rule.weapons?.classes ?? null) : "";
  return kinds(a) === kinds(b) && weapons(a) === weapons(b);
}

/** An article that stands in one agreement only. */
function whole(
  norm: Norm,
  others: readonly Norm[],
  kind: "forbidden" | "permitted",
  document: "new" | "old",
): readonly MeaningChange[] {
  const found = findEvent({ all: [norm], none: others });
  return toldAs(found, kind, "article", norm, document);
}

function toldAs(
  found: EventAnswer,
  kind: ChangeKind,
  respect: ChangedIn,
  norm: Norm,
  document: "new" | "old",
): readonly MeaningChange[] {
  if (found.answer === "none") return [];
  const change = { in: respect, ...named(norm, document) };
  return found.answer === "found"
    ? [{ ...change, kind, event: found.event }]
    : [{ ...change, kind: "undecided", event: null }];
}

const respects = ["place", "time", "kind", "weapon", "subject", "count", "height"] as const;
type Respect = (typeof respects)[number];

/**
 * In which respects a rule reaches beyond its counterpart, each with an event that nothing in the other
 * agreement forbids. One respect at a time: like the counterpart in all others.
 */
function grown(
  norm: Norm,
  counterpart: Norm,
  others: readonly Norm[],
  document: "new" | "old",
): readonly MeaningChange[] {
  const isMore = document === "new";
  const changes = respects.flatMap((respect) => {
    const hybrid = likeIn(respect, counterpart, norm);
    if (hybrid === null) return [];
    const found = findEvent({ all: [hybrid, norm], none: others });
    const kind = kindOf(respect, found, counterpart, isMore);
    return toldAs(found, kind, respect, norm, document);
  });
  if (changes.length > 0) return changes;
  // Only several respects together tell the two apart.
  const found = findEvent({ all: [norm], none: others });
  return toldAs(found, isMore ? "forbidden" : "permitted", "article", norm, document);
}

function kindOf(
  respect: Respect,
  found: EventAnswer,
  counterpart: Norm,
  isMore: boolean,
): ChangeKind {
  if (respect === "place" || respect === "height") return isMore ? "wider" : "narrower";
  if (respect !== "time") return isMore ? "forbidden" : "permitted";
  const isBefore = found.answer === "found" && found.event.atMs < counterpart.times.fromMs;
  if (isBefore) return isMore ? "earlier" : "later";
  return isMore ? "longer" : "shorter";
}

/** The one rule, with the other's in one respect; null where the two do not differ in it. */
function likeIn(respect: Respect, base: Norm, other: Norm): Norm | null {
  const [rule, from] = [base.rule as AssessedRule, other.rule as AssessedRule];
  switch (respect) {
    case "place": {
      const place =
        from.kind === "withdraw" ? { beyondM: from.beyondM, line: from.line } : { zone: from.zone };
      const tested = "tested" in from ? { tested: from.tested } : {};
      return {
        ...base,
        home: other.home,
        tested: other.tested,
        rule: { ...rule, ...place, ...tested } as AssessedRule,
      };
    }
    case "time":
      return { ...base, times: other.times };
    case "kind":
      return "kinds" in rule && "kinds" in from && rule.kinds.join() !== from.kinds.join()
        ? { ...base, rule: { ...rule, kinds: from.kinds } }
        : null;
    case "weapon":
      return "weapons" in rule &&
        "weapons" in from &&
        JSON.stringify(rule.weapons) !== JSON.stringify(from.weapons)
        ? { ...base, rule: { ...rule, weapons: from.weapons } as AssessedRule }
        : null;
    case "subject":
      return rule.by.join() === from.by.join()
        ? null
        : { ...base, rule: { ...rule, by: from.by } as AssessedRule };
    case "count":
      return rule.kind === "limit" && from.kind === "limit" && rule.atMost !== from.atMost
        ? { ...base, rule: { ...rule, atMost: from.atMost } }
        : null;
    case "height":
      return base.heights.floorM === other.heights.floorM &&
        base.heights.ceilingM === other.heights.ceilingM
        ? null
        : { ...base, heights: other.heights };
  }
}

/** What exemptions of an article take out that those of its counterpart do not, and the other way round. */
function exemptionChanges(norm: Norm, counterpart: Norm): readonly MeaningChange[] {
  const beyond = (one: Norm, other: Norm, kind: "forbidden" | "permitted") =>
    one.exemptions.flatMap((exemption): MeaningChange[] => {
      const same = other.exemptions.filter(
        (candidate) => candidate.exemption.for === exemption.exemption.for,
      );
      const found = findEvent({
        all: [norm, counterpart, asNorm(one, exemption)],
        none: same.map((candidate) => asNorm(other, candidate)),
      });
      if (found.answer === "none") return [];
      const change = { in: "exemption", ...named(norm, "new") } as const;
      if (found.answer === "undecided") return [{ ...change, kind: "undecided", event: null }];
      return [{ ...change, kind, event: { ...found.event, purpose: exemption.exemption.for } }];
    });
  return [...beyond(norm, counterpart, "permitted"), ...beyond(counterpart, norm, "forbidden")];
}

/** What an exemption takes out of its rule, as a rule of its own. */
function asNorm(norm: Norm, { exemption, times }: NormExemption): Norm {
  const rule = norm.rule as AssessedRule;
  return {
    ...norm,
    times,
    heights: norm.home.heightsOf(exemption.zone),
    exemptions: [],
    rule:
      rule.kind === "access"
        ? { ...rule, by: exemption.by, zone: exemption.zone ?? rule.zone, time: exemption.time }
        : {
            kind: "permit",
            activity: "",
            kinds: exemption.kinds ?? rule.kinds,
            weapons: null,
            by: exemption.by,
            zone: exemption.zone,
            time: exemption.time,
          },
  };
}

function sameStandard({ article: a }: Norm, { article: b }: Norm): boolean {
  return (
    a.standard.probability === b.standard.probability &&
    a.standard.independentSources === b.standard.independentSources &&
    a.standard.grade === b.standard.grade
  );
}

/** An event must be answered differently by the two agreements as wholes. */
function isShown(
  before: PreparedAgreement,
  after: PreparedAgreement,
  change: MeaningChange,
): boolean {
  const { event } = change;
  return event === null || isBreach(before, event) !== isBreach(after, event);
}

function isBreach(prepared: PreparedAgreement, event: CalculusEvent): boolean {
  return prepared.compiled.articles.some(({ id }) => breachOf(prepared, id, event).breached);
}

/** Articles that no event tests, where their rule or its text is another, or they came or went. */
function untestable(old: Norms, next: Norms): readonly MeaningChange[] {
  const list = ({ prepared }: Norms) =>
    prepared.compiled.articles.flatMap((article, index) =>
      isAssessed(article.rule) ? [] : [{ index, article, meaning: meaningOf(prepared, index) }],
    );
  const [before, after] = [list(old), list(next)];
  const changedFrom = (
    ones: ReturnType<typeof list>,
    others: ReturnType<typeof list>,
    document: "new" | "old",
  ) =>
    ones.flatMap(({ index, article, meaning }): MeaningChange[] => {
      const other = others.find((candidate) => candidate.article.id === article.id);
      const isKept = document === "old" ? other !== undefined : other?.meaning === meaning;
      if (isKept) return [];
      return [
        { kind: "undecided", in: "article", article: article.id, index, document, event: null },
      ];
    });
  return [...changedFrom(after, before, "new"), ...changedFrom(before, after, "old")];
}

/** A rule that no event tests, with its zone and, where it stands in words, its words. */
function meaningOf({ compiled }: PreparedAgreement, index: number): string {
  const article = compiled.articles[index];
  const rule = article?.rule;
  if (rule === undefined || rule.kind === "narrative") return JSON.stringify(article?.text ?? null);
  const zone = "zone" in rule ? compiled.zones.find(({ id }) => id === rule.zone) : undefined;
  return JSON.stringify([rule, zone?.build ?? null]);
}
