import type { CompiledArticle, PreparedAgreement, PreparedLineVersion } from "@truceline/agreement";
import { type Assessment, derivedId, type Incident, type JointSamples } from "@truceline/model";
import { type BreachMass, breachMass, type RulePredicate } from "./breach-mass.ts";
import { linesInForce } from "./lines-in-force.ts";
import { type AssessableRule, predicateOf } from "./rule-predicate.ts";
import { responsibilityBySide } from "./side-of-line.ts";
import { outcomeOf } from "./standard.ts";
import { isMeant } from "./weapon-facts.ts";

/** Sources named in a sentence; more are counted only. */
const SOURCE_NAME_COUNT_MAX = 6;
const TEXT_LENGTH_MAX = 4_000;

/** The mass under one drawing of the line; `version` undefined where no line matters. */
interface MassUnderLine {
  readonly version: PreparedLineVersion | undefined;
  readonly mass: BreachMass;
}

/**
 * Assesses one incident under one article: was it broken, by anybody; and apart from that, who, if
 * the rule's evidence bears anyone.
 *
 * Shape: an assessment of version 1, its figures rounded to 1e-4; null where the article does not
 * concern the incident at all: narrative articles, other kinds of event, a place or time surely
 * outside, and, for rules about weapons, events of which nobody said a weapon.
 * The probability is the least under all line versions in force that matter, and each is given.
 * The id depends on incident, article and agreement alone.
 * @param samples the incident's own, from `buildIncident` or `drawSamples`
 */
export function assessIncident(
  incident: Incident,
  samples: JointSamples,
  article: CompiledArticle,
  prepared: PreparedAgreement,
): Assessment | null {
  const { rule } = article;
  const predicate = predicateOf(article, prepared);
  if (rule.kind === "narrative" || predicate === null) return null;
  if (!isConcerned(predicate, samples)) return null;
  const lineId = prepared.articleLine(article.id);
  const versions =
    lineId === null ? [] : linesInForce(prepared, lineId, incident.span.fromMs, incident.span.toMs);
  const masses = massesUnder(article, prepared, predicate, samples, incident, lineId, versions);
  const most = rounded(Math.max(0, ...masses.map(({ mass }) => mass.most)));
  const isLineMissing = lineId !== null && versions.length === 0;
  if (most === 0) return null;
  const probability = rounded(Math.min(...masses.map(({ mass }) => mass.least)));
  const groupCount = incident.independentGroups.length;
  const outcome = outcomeOf(article.standard, probability, most, groupCount);
  const side =
    outcome === "no-breach" || !testsFire(rule)
      ? null
      : sideOf(prepared, lineId, versions, samples, incident);
  const trace = isLineMissing ? [] : masses.flatMap((under) => placeSteps(rule, under, samples));
  const [first] = masses;
  if (isLineMissing)
    trace.push(step("place", `No version of the line ${lineId} was in force yet.`));
  if (first !== undefined) trace.push(...otherSteps(rule, first.mass, incident));
  trace.push(step("joint", jointText(probability, most), probability));
  trace.push(step("sources", sourceText(incident, article), groupCount));
  trace.push(step("standard", standardText(article, probability, most, groupCount, outcome)));
  if (side !== null) trace.push(step("responsibility", side.text));
  return {
    schema: "assessment/1",
    id: derivedId("assessment", incident.origin, prepared.compiled.hash, incident.id, article.id),
    version: 1,
    origin: incident.origin,
    recordedAtMs: incident.recordedAtMs,
    incidentId: incident.id,
    atMs: incident.span.fromMs,
    articleId: article.id,
    agreementHash: prepared.compiled.hash,
    sectorIds: [...incident.sectorIds],
    probability,
    standard: { ...article.standard },
    independentSources: groupCount,
    outcome,
    underLines: masses.flatMap(({ version, mass }) =>
      version === undefined
        ? []
        : [
            {
              line: version.lineId,
              drawnBy: version.drawnBy,
              validFromMs: version.validFromMs,
              probability: rounded(mass.least),
              outcome: outcomeOf(
                article.standard,
                rounded(mass.least),
                rounded(mass.most),
                groupCount,
              ),
            },
          ],
    ),
    responsibility: side?.responsibility ?? null,
    trace,
  };
}

/** Says the incident anything about what the rule is about? */
function isConcerned({ kinds, weapons }: RulePredicate, { what }: JointSamples): boolean {
  return what.some(
    ({ p, kind, weapon, calibreMm }) =>
      p > 0 &&
      kinds.has(kind) &&
      (weapons === null ||
        isMeant(weapons, weapon, calibreMm) === "yes" ||
        (weapon !== "undetermined" && isMeant(weapons, weapon, calibreMm) === "unknown")),
  );
}

function massesUnder(
  { id }: CompiledArticle,
  prepared: PreparedAgreement,
  predicate: RulePredicate,
  samples: JointSamples,
  { span }: Incident,
  lineId: string | null,
  versions: readonly PreparedLineVersion[],
): MassUnderLine[] {
  if (lineId !== null && versions.length === 0) {
    // Without a line nothing can be said of the place: everything else is asked of everywhere.
    const everywhere = { contains: () => true, shareOf: () => 1 };
    const mass = breachMass(predicate, everywhere, samples);
    const place = { least: 0, most: 1 };
    return [{ version: undefined, mass: { ...mass, place, least: 0 } }];
  }
  const drawn = lineId === null ? [undefined] : versions;
  return drawn.flatMap((version) => {
    const ground = prepared.articleArea(id, span.fromMs, version);
    return ground === null ? [] : [{ version, mass: breachMass(predicate, ground, samples) }];
  });
}

function testsFire(rule: AssessableRule): boolean {
  return rule.kind !== "access" && rule.tested !== "landedAt";
}

function sideOf(
  prepared: PreparedAgreement,
  articleLine: string | null,
  articleVersions: readonly PreparedLineVersion[],
  samples: JointSamples,
  incident: Incident,
) {
  if (articleLine !== null) {
    return responsibilityBySide(prepared, articleLine, articleVersions, samples);
  }
  const [only, other] = prepared.compiled.lines;
  if (only === undefined || other !== undefined) return null;
  const versions = linesInForce(prepared, only.id, incident.span.fromMs, incident.span.toMs);
  return responsibilityBySide(prepared, only.id, versions, samples);
}

// --- the trace ------------------------------------------------------------------------------

type TraceStep = Assessment["trace"][number];

function step(factor: string, text: string, value?: number): TraceStep {
  const clipped = text.length <= TEXT_LENGTH_MAX ? text : text.slice(0, TEXT_LENGTH_MAX);
  return value === undefined
    ? { factor, text: clipped }
    : { factor, text: clipped, value: rounded(value) };
}

function isPlaced({ firedFrom, effect }: JointSamples): boolean {
  const isNumber = (value: number) => !Number.isNaN(value);
  return firedFrom.some(isNumber) || effect.some(isNumber);
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Three digits, but never rounded up to a certainty or down to none. */
function figure(value: number): string {
  if (value > 0 && value < 0.0005) return "less than 0.001";
  if (value < 1 && value >= 0.9995) return "more than 0.999";
  return value.toFixed(3);
}

function groundText(rule: AssessableRule): string {
  return rule.kind === "withdraw"
    ? `nearer than ${rule.beyondM / 1_000} km to ${rule.line}`
    : `in ${rule.zone}`;
}

function placeSteps(
  rule: AssessableRule,
  { version, mass }: MassUnderLine,
  samples: JointSamples,
): TraceStep[] {
  const { least, most } = mass.place;
  const tested = rule.kind === "access" ? "present" : rule.tested;
  const end = {
    firedFrom: "the place of fire",
    landedAt: "the place of effect",
    present: "its place",
  };
  const line = version === undefined ? "" : ` by the line of ${version.drawnBy}`;
  const steps = [
    step("place", `${figure(least)} of ${end[tested]} lies ${groundText(rule)}${line}.`, least),
  ];
  if (most - least > 5e-4) {
    steps.push(
      step(
        "place-open",
        isPlaced(samples)
          ? `Another ${figure(most - least)} is open: that end of the shot is not known, and the weapon could reach both inside and outside.`
          : "Nothing says where it was: all of it is open.",
        most - least,
      ),
    );
  }
  return steps;
}

function otherSteps(rule: AssessableRule, mass: BreachMass, { span }: Incident): TraceStep[] {
  const when = span.fromMs === span.toMs ? "at that instant" : "of the time span";
  const steps = [
    step(
      "time",
      span.fromMs === span.toMs
        ? `The rule ${mass.time > 0 ? "holds" : "does not hold"} ${when}.`
        : `The rule holds in ${figure(mass.time)} ${when}.`,
      mass.time,
    ),
    step("kind", `Of a kind the rule names with probability ${figure(mass.kind)}.`, mass.kind),
  ];
  const isAboutWeapons =
    rule.kind === "withdraw" || (rule.kind === "prohibit" && rule.weapons !== null);
  if (isAboutWeapons) {
    const { least, most } = mass.weapon;
    const open =
      most - least > 5e-4
        ? `; for another ${figure(most - least)} class or calibre is not known`
        : "";
    steps.push(
      step("class", `A weapon the rule names with probability ${figure(least)}${open}.`, least),
    );
  }
  return steps;
}

function jointText(least: number, most: number): string {
  const open = most - least > 5e-4 ? `; with what is open, at most ${figure(most)}` : "";
  return `Place, time and what it was together: broken by somebody with probability ${figure(least)}${open}.`;
}

function sourceText({ independentGroups }: Incident, { standard }: CompiledArticle): string {
  const named = independentGroups.slice(0, SOURCE_NAME_COUNT_MAX).join(", ");
  const more = independentGroups.length - SOURCE_NAME_COUNT_MAX;
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${independentGroups.length} independent ${independentGroups.length === 1 ? "source" : "sources"} of ${standard.independentSources}: ${named}${rest}.`;
}

function standardText(
  { standard }: CompiledArticle,
  least: number,
  most: number,
  groupCount: number,
  outcome: Assessment["outcome"],
): string {
  const asked = `The article asks ${figure(standard.probability)} from ${standard.independentSources} independent ${standard.independentSources === 1 ? "source" : "sources"}.`;
  if (outcome === "breach") return `${asked} Both are there: breach.`;
  if (outcome === "no-breach") {
    return `${asked} At most ${figure(most)} speaks for it, no more than ${figure(1 - standard.probability)}: no breach.`;
  }
  const missing: string[] = [];
  if (least < standard.probability) {
    missing.push(
      `the probability is ${figure(least)}, ${figure(standard.probability - least)} short`,
    );
  }
  if (groupCount < standard.independentSources) {
    missing.push(
      `${groupCount} ${groupCount === 1 ? "source" : "sources"} of ${standard.independentSources}`,
    );
  }
  return `${asked} Missing: ${missing.join("; ")}. Undetermined.`;
}
