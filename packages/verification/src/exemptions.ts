import type {
  CompiledArticle,
  CompiledExemption,
  PermitRule,
  PreparedAgreement,
} from "@truceline/agreement";
import type { Assessment, Incident, JointSamples } from "@truceline/model";
import { breachMass, type RulePredicate } from "./breach-mass.ts";
import { figure, rounded } from "./figure.ts";
import { timeTest } from "./rule-time.ts";
import type { TestedGround } from "./share-in-ground.ts";
import { step } from "./trace-text.ts";

const HOUR_MS = 3_600_000;
const everywhere: TestedGround = { contains: () => true, shareOf: () => 1 };

/** What may take an incident out of an article: an exemption of it, or an article that permits. */
export interface Excuse {
  readonly factor: "exemption" | "permission";
  readonly predicate: RulePredicate;
  readonly zone: string | null;
  /** Begins and ends the sentence of the trace, the figure between them. */
  readonly before: string;
  readonly after: string;
}

/**
 * The exemptions of an article and the permissions that touch what it forbids. What an act was for, and
 * whether it was told beforehand, stands in no observation; so these change no figure: people look.
 */
export function excusesOf(
  article: CompiledArticle,
  predicate: RulePredicate,
  { compiled }: PreparedAgreement,
): readonly Excuse[] {
  const exemptions = (compiled.exemptions ?? [])
    .filter((exemption) => exemption.article === article.id)
    .map((exemption): Excuse => {
      const kinds = exemption.kinds === null ? predicate.kinds : new Set(exemption.kinds);
      const time = timeTest(exemption.time, compiled.timezone);
      return {
        factor: "exemption",
        predicate: { ...predicate, kinds, time },
        zone: exemption.zone,
        before: `It may fall under exemption ${exemption.id} (${exemption.for}; ${exemption.by.join(", ")})`,
        after: afterExemption(exemption),
      };
    });
  const permissions = compiled.articles.flatMap(({ id, rule }): Excuse[] => {
    if (rule.kind !== "permit" || !rule.kinds.some((kind) => predicate.kinds.has(kind))) return [];
    const time = timeTest(rule.time, compiled.timezone);
    return [
      {
        factor: "permission",
        predicate: { ...predicate, kinds: new Set(rule.kinds), weapons: rule.weapons, time },
        zone: rule.zone,
        before: `Article ${id} may permit it (${rule.activity}; ${rule.by.join(", ")})`,
        after: afterPermission(rule),
      },
    ];
  });
  return [...exemptions, ...permissions];
}

function afterExemption({ notify }: CompiledExemption): string {
  const told =
    notify === null
      ? ""
      : ` Only if it was told ${hours(notify.beforeMs)} before to ${notify.to.join(", ")}.`;
  return `Its purpose cannot be seen: people decide.${told}`;
}

function afterPermission({ when }: PermitRule): string {
  const text = when?.["en"] ?? Object.values(when ?? {})[0];
  return text === undefined ? "People decide." : `The condition is for people to tell: ${text}`;
}

function hours(durationMs: number): string {
  const count = Math.round((durationMs / HOUR_MS) * 100) / 100;
  return `${count} h`;
}

/** One sentence for each excuse that the incident's place, time and kind leave open. */
export function excuseSteps(
  excuses: readonly Excuse[],
  { span }: Pick<Incident, "span">,
  samples: JointSamples,
  prepared: PreparedAgreement,
): readonly Assessment["trace"][number][] {
  return excuses.flatMap(({ factor, predicate, zone, before, after }) => {
    const ground = zone === null ? everywhere : prepared.zoneArea(zone, span.fromMs);
    const most = rounded(breachMass(predicate, ground, samples).most);
    if (most === 0) return [];
    const where = zone === null ? "" : ` in ${zone}`;
    return [
      step(
        factor,
        `${before}: its place${where}, time and kind agree up to ${figure(most)}. ${after}`,
        most,
      ),
    ];
  });
}
