import {
  type CompiledAgreement,
  type CompiledArticle,
  type CompiledLine,
  type CompiledRule,
  type CompiledZone,
  notAssessedReason,
  testedPlaceOf,
  type WeaponSelector,
} from "@truceline/agreement";
import { boundBy, type Condition, type Ground, recipientsOf, type Statement } from "./statement.ts";

/** A rule that somebody is bound by. */
type BindingRule = Exclude<CompiledRule, { kind: "narrative" }>;

/** The meaning of an article. Nothing is read but the compiled form, and of that not the text. */
export function stateArticle(compiled: CompiledAgreement, article: CompiledArticle): Statement {
  const { rule } = article;
  const conditions = rule.kind === "narrative" ? [] : conditionsOfRule(compiled, article, rule);
  const grounds = conditions.flatMap((condition) =>
    condition.because === "place" ? [condition.ground] : [],
  );
  const named = conditions.flatMap((condition) =>
    condition.because === "exempt" && condition.zone !== null ? [condition.zone] : [],
  );
  const own = "zone" in rule && rule.zone !== null ? zonesOf(compiled, [rule.zone]) : [];
  const zones = withExcepted(compiled, [
    ...grounds.flatMap((ground) => (ground.by === "zone" ? [ground.zone] : [])),
    ...own,
    ...named,
  ]);
  return {
    index: compiled.articles.indexOf(article),
    article,
    rule,
    notAssessed: notAssessedReason(rule),
    conditions,
    zones,
    lines: linesOf(compiled, rule, zones),
    recipients: rule.kind === "notify" ? recipientsOf(compiled, rule.to) : [],
    parties: [...compiled.parties, ...(compiled.thirdParties ?? [])],
    sectors: compiled.sectors,
  };
}

function conditionsOfRule(
  compiled: CompiledAgreement,
  article: CompiledArticle,
  rule: BindingRule,
): readonly Condition[] {
  const bound = boundBy(compiled, rule.by);
  const phase = compiled.phases?.find(({ id }) => id === rule.time.phase);
  const ground = groundOf(compiled, rule);
  const zone = ground?.by === "zone" ? ground.zone : undefined;
  const tested = testedPlaceOf(rule);
  const kinds = rule.kind === "access" ? (["access-denied"] as const) : kindsOf(rule);
  const isPlaced = ground !== null && tested !== null && zone?.build.by !== "everywhere";
  return [
    ...(kinds === null ? [] : [{ because: "kind" as const, kinds }]),
    ...weaponConditions("weapons" in rule ? rule.weapons : null),
    {
      because: "subject",
      bound,
      free: compiled.parties.filter(({ id }) => !rule.by.includes(id)),
    },
    ...(phase === undefined
      ? []
      : [{ because: "phase" as const, phase, waits: rule.time.waits === true }]),
    { because: "time", time: rule.time },
    ...(isPlaced || (zone?.except ?? []).length > 0
      ? [{ because: "place" as const, tested: tested ?? "present", ground: ground as Ground }]
      : []),
    ...(zone?.floorM === undefined && zone?.ceilingM === undefined
      ? []
      : [{ because: "height" as const, zone, floorM: zone.floorM, ceilingM: zone.ceilingM }]),
    ...(rule.kind === "limit"
      ? [{ because: "count" as const, of: rule.of, atMost: rule.atMost }]
      : []),
    ...(compiled.exemptions ?? [])
      .filter((exemption) => exemption.article === article.id)
      .map((exemption) => ({
        because: "exempt" as const,
        exemption,
        by: boundBy(compiled, exemption.by),
        zone: zonesOf(compiled, [exemption.zone])[0] ?? null,
        to: recipientsOf(compiled, exemption.notify?.to ?? []),
      })),
  ];
}

function kindsOf(rule: BindingRule) {
  return "kinds" in rule ? rule.kinds : null;
}

function weaponConditions(weapons: WeaponSelector | null): readonly Condition[] {
  if (weapons === null) return [];
  const { classes, calibreMinMm, calibreMaxMm, rangeMinM, rangeMaxM } = weapons;
  return [
    { because: "weapon", classes, rangeMinM, rangeMaxM },
    ...(calibreMinMm === undefined && calibreMaxMm === undefined
      ? []
      : [{ because: "calibre" as const, minMm: calibreMinMm, maxMm: calibreMaxMm }]),
  ];
}

/** Where the rule applies; null for one that names no ground. */
function groundOf(compiled: CompiledAgreement, rule: BindingRule): Ground | null {
  if (rule.kind === "withdraw") {
    const line = compiled.lines.find(({ id }) => id === rule.line);
    return line === undefined ? null : { by: "distance", line, beyondM: rule.beyondM };
  }
  const [zone] = zonesOf(compiled, [rule.zone]);
  return zone === undefined ? null : { by: "zone", zone };
}

function zonesOf(
  compiled: CompiledAgreement,
  ids: readonly (string | null)[],
): readonly CompiledZone[] {
  return ids.flatMap((id) => compiled.zones.filter((zone) => zone.id === id));
}

/** The zones, each once, and those that they leave out, however deep. */
function withExcepted(
  compiled: CompiledAgreement,
  zones: readonly CompiledZone[],
): readonly CompiledZone[] {
  const found = new Set(zones);
  // A set gives what was added while it is walked as well.
  for (const zone of found) {
    for (const other of zonesOf(compiled, zone.except ?? [])) found.add(other);
  }
  return [...found];
}

function linesOf(
  compiled: CompiledAgreement,
  rule: CompiledRule,
  zones: readonly CompiledZone[],
): readonly CompiledLine[] {
  const ids = new Set<string | null>();
  if (rule.kind === "withdraw" || rule.kind === "freeze") ids.add(rule.line);
  for (const { build } of zones) {
    if (build.by === "band") ids.add(build.line);
    if (build.by === "sector") {
      const sector = compiled.sectors.find(({ id }) => id === build.sector);
      if (sector?.build.by === "along") ids.add(sector.build.line);
    }
  }
  return compiled.lines.filter(({ id }) => ids.has(id));
}
