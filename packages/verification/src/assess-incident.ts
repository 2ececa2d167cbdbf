import type { CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import type { Assessment, Incident, JointSamples, Observation } from "@truceline/model";
import { type ArticleTest, articleTest, type GroundUnderLine } from "./article-test.ts";
import { type BreachMass, breachMass, type RulePredicate } from "./breach-mass.ts";
import { excuseSteps } from "./exemptions.ts";
import { rounded } from "./figure.ts";
import { gradeStep, narrow } from "./narrowing.ts";
import { type MoreEvidence, responsibilityByAll, responsibilityBySide } from "./side-of-line.ts";
import { gradedGroups } from "./sighting.ts";
import { outcomeOf } from "./standard.ts";
import { step } from "./trace-text.ts";
import { isMeant } from "./weapon-facts.ts";

/**
 * Assesses one incident under one article: was it broken, by anybody; and apart from that, who, if
 * the rule's evidence bears anyone.
 *
 * Shape: an assessment of version 1, its figures rounded to 1e-4; null where the article does not
 * concern the incident at all: narrative articles, other kinds of event, a place or time surely
 * outside, and, for rules about weapons, events of which nobody said a weapon.
 * The probability is the least under all line versions in force that matter, and each is given.
 * The id depends on incident, article and agreement alone. Parts that are equal in many records may be
 * one object in all of them; nobody changes a record.
 *
 * Height, number and grade of the sources stand in the observations alone: where these are not given,
 * what a rule asks of them stays open, and no source counts as graded. A sighting of fewer than a limit
 * allows is kept as no breach: together with others it may be one. What may fall under an exemption or
 * a permission says so in its trace.
 *
 * @param samples the incident's own, from `buildIncident` or `drawSamples`
 * @param observations the incident's own, where they are at hand
 * @param more further evidence on who did it, beside the place of fire
 */
export function assessIncident(
  incident: Incident,
  samples: JointSamples,
  article: CompiledArticle,
  prepared: PreparedAgreement,
  observations: readonly Observation[] | null = null,
  more: MoreEvidence | null = null,
): Assessment | null {
  const test = articleTest(article, prepared);
  if (test === null || !isConcerned(test.predicate, samples)) return null;
  const { span } = incident;
  const { standard } = article;
  const versions = test.versionsAt(span);
  const grounds = test.groundsUnder(versions, span.fromMs);
  const isLineMissing = test.lineId !== null && versions.length === 0;
  const masses: BreachMass[] = [];
  let most = 0;
  let probability = 1;
  let isConcerning = false;
  const narrowed =
    test.narrowing === null
      ? null
      : narrow(test.narrowing, test.rule, test.predicate.kinds, observations);
  for (const { ground } of grounds) {
    const whole = breachMass(test.predicate, ground, samples);
    isConcerning ||= rounded(whole.most) > 0;
    const mass =
      narrowed === null
        ? whole
        : { ...whole, least: whole.least * narrowed.least, most: whole.most * narrowed.most };
    masses.push(isLineMissing ? ofNoPlace(mass) : mass);
    most = Math.max(most, rounded(mass.most));
    probability = Math.min(probability, isLineMissing ? 0 : rounded(mass.least));
  }
  if (!isConcerning || (most === 0 && test.rule.kind !== "limit")) return null;
  const { grade } = standard;
  const groups =
    grade === undefined ? incident.independentGroups : gradedGroups(grade, observations ?? []);
  const groupCount = groups.length;
  const outcome = outcomeOf(standard, probability, most, groupCount);
  const side =
    outcome === "no-breach" || test.sideLineId === null
      ? null
      : more === null
        ? responsibilityBySide(
            prepared,
            test.sideLineId,
            test.sideVersions(span, versions),
            samples,
          )
        : responsibilityByAll(
            prepared,
            test.sideLineId,
            test.sideVersions(span, versions),
            samples,
            more,
          );
  const trace: Assessment["trace"] = [];
  if (isLineMissing) {
    trace.push(step("place", `No version of the line ${test.lineId} was in force yet.`));
  } else {
    for (let index = 0; index < grounds.length; index++) {
      const { placeText } = grounds[index] as GroundUnderLine;
      test.text.addPlace(trace, (masses[index] as BreachMass).place, placeText, samples);
    }
  }
  test.text.addOthers(trace, masses[0] as BreachMass, span);
  if (narrowed !== null) trace.push(...narrowed.steps);
  if (grade !== undefined) {
    trace.push(gradeStep(grade, groupCount, incident.independentGroups.length));
  }
  test.text.addResult(trace, probability, most, groups, outcome);
  if (test.excuses.length > 0)
    trace.push(...excuseSteps(test.excuses, incident, samples, prepared));
  if (side !== null) trace.push(step("responsibility", side.text));
  return {
    schema: "assessment/1",
    id: test.idOf(incident),
    version: 1,
    origin: incident.origin,
    recordedAtMs: incident.recordedAtMs,
    incidentId: incident.id,
    atMs: span.fromMs,
    articleId: article.id,
    agreementHash: prepared.compiled.hash,
    sectorIds: incident.sectorIds,
    probability,
    standard: test.standard,
    independentSources: groupCount,
    outcome,
    underLines: underLines(test, grounds, masses, groupCount),
    responsibility: side?.responsibility ?? null,
    trace,
  };
}

/** Says the incident anything about what the rule is about? */
function isConcerned({ kinds, weapons }: RulePredicate, { what }: JointSamples): boolean {
  for (const { p, kind, weapon, calibreMm } of what) {
    if (p <= 0 || !kinds.has(kind)) continue;
    if (weapons === null) return true;
    const answer = isMeant(weapons, weapon, calibreMm);
    if (answer === "yes" || (answer === "unknown" && weapon !== "undetermined")) return true;
  }
  return false;
}

/** The mass where nothing can be said of the place. */
function ofNoPlace(mass: BreachMass): BreachMass {
  return { ...mass, place: { least: 0, most: 1 }, least: 0 };
}

function underLines(
  { article: { standard } }: ArticleTest,
  grounds: readonly GroundUnderLine[],
  masses: readonly BreachMass[],
  groupCount: number,
): Assessment["underLines"] {
  const under: Assessment["underLines"] = [];
  for (let index = 0; index < grounds.length; index++) {
    const { version } = grounds[index] as GroundUnderLine;
    if (version === undefined) continue;
    const mass = masses[index] as BreachMass;
    const probability = rounded(mass.least);
    under.push({
      line: version.lineId,
      drawnBy: version.drawnBy,
      validFromMs: version.validFromMs,
      probability,
      outcome: outcomeOf(standard, probability, rounded(mass.most), groupCount),
    });
  }
  return under;
}
