import type { AssessedRule, CompiledZone, PreparedAgreement } from "@truceline/agreement";
import type { Assessment, Observation } from "@truceline/model";
import type { Mass } from "./place-mass.ts";
import { countSeen, isAtHeight } from "./sighting.ts";
import { step } from "./trace-text.ts";
import type { Answer } from "./weapon-facts.ts";

/** The air that a rule is about, in metres above ground. */
export interface Heights {
  readonly floorM: number;
  readonly ceilingM: number;
}

/** What a rule asks beside place, time and kind; nothing of it for most rules. */
export interface Narrowing {
  /** Null where every height counts. */
  readonly heights: Heights | null;
  /** Ids of those bound where not every party is; null otherwise. */
  readonly boundOnly: readonly string[] | null;
  /** All the ground is held by those bound, and the rule is about what stands there. */
  readonly isOwnGround: boolean;
}

/** What an article asks of an incident beside place, time and kind; null for nothing. */
export function narrowingOf(rule: AssessedRule, { compiled }: PreparedAgreement): Narrowing | null {
  const zoneId = rule.kind === "withdraw" ? null : rule.zone;
  const zone = compiled.zones.find(({ id }) => id === zoneId);
  const heights = heightsOf(zone);
  const isForAll = compiled.parties.every(({ id }) => rule.by.includes(id));
  if (heights === null && isForAll && rule.kind !== "limit") return null;
  return {
    heights,
    boundOnly: isForAll ? null : rule.by,
    isOwnGround: isAboutWhatStands(rule) && isHeldBy(zone, rule.by),
  };
}

/** Things that stay where they are, not flights and not shots. */
function isAboutWhatStands(rule: AssessedRule): boolean {
  if (rule.kind === "limit") return true;
  return (
    rule.kind === "prohibit" &&
    rule.tested === "present" &&
    rule.kinds.every((kind) => standingKinds.has(kind))
  );
}

const standingKinds: ReadonlySet<Observation["kind"]> = new Set([
  "persons",
  "vehicle",
  "weapon-present",
  "construction",
  "mine",
]);

/** A strip along a line that lies on the sides of these parties only. */
function isHeldBy(zone: CompiledZone | undefined, parties: readonly string[]): boolean {
  if (zone?.build.by !== "band") return false;
  const sides = Object.entries(zone.build.distanceM).filter(([, distanceM]) => distanceM > 0);
  return sides.length > 0 && sides.every(([party]) => parties.includes(party));
}

/** The air over a zone; null where it is all of it. */
export function heightsOf(zone: CompiledZone | undefined): Heights | null {
  if (zone?.floorM === undefined && zone?.ceilingM === undefined) return null;
  return { floorM: zone.floorM ?? 0, ceilingM: zone.ceilingM ?? Number.POSITIVE_INFINITY };
}

/** A sighting of fewer than a limit allows: no breach by itself, and yet to be counted with others. */
export interface Narrowed extends Mass {
  readonly steps: readonly Assessment["trace"][number][];
}

/**
 * How much of the mass that place, time and kind leave stands after height, number and subject: shares
 * 0 or 1 at either end. Who it was is not guessed: where not every party is bound, it stays open, but for
 * what stands on ground that those bound hold by the line itself, as missions report it.
 * @param observations the incident's own; null where they are not at hand: height and number are open
 */
export function narrow(
  { heights, boundOnly, isOwnGround }: Narrowing,
  rule: AssessedRule,
  kinds: ReadonlySet<Observation["kind"]>,
  observations: readonly Observation[] | null,
): Narrowed {
  const steps: Assessment["trace"][number][] = [];
  let least = 1;
  let most = 1;
  const take = (mass: Mass) => {
    least *= mass.least;
    most *= mass.most;
  };
  if (heights !== null) {
    const answer = observations === null ? "unknown" : isAtHeight(kinds, heights, observations);
    const mass = massOf(answer);
    steps.push(step("height", `${heightText(heights)} ${heightAnswers[answer]}`, mass.least));
    take(mass);
  }
  if (rule.kind === "limit") {
    const count = observations === null ? null : countSeen(rule, observations);
    const seen = count ?? { least: 1, most: Number.POSITIVE_INFINITY };
    const mass = {
      least: seen.least > rule.atMost ? 1 : 0,
      most: seen.most > rule.atMost ? 1 : 0,
    };
    const text = `Seen at once: ${countText(seen)}; the article allows ${rule.atMost} ${rule.of} of each side it binds.`;
    // The value is what a sum over sightings goes by; without one there is no upper end.
    steps.push(step("count", text, Number.isFinite(seen.most) ? seen.most : undefined));
    take(mass);
  }
  if (boundOnly !== null && isOwnGround) {
    const text = `The article binds ${boundOnly.join(", ")} only, and its ground is what ${boundOnly.join(", ")} ${boundOnly.length === 1 ? "holds" : "hold"} by the line: what stands there counts as theirs.`;
    steps.push(step("subject", text, 1));
  } else if (boundOnly !== null) {
    const text = `The article binds ${boundOnly.join(", ")} only. Who it was is not told by what was observed.`;
    steps.push(step("subject", text, 0));
    take({ least: 0, most: 1 });
  }
  return { least, most, steps };
}

function massOf(answer: Answer): Mass {
  return { least: answer === "yes" ? 1 : 0, most: answer === "no" ? 0 : 1 };
}

const heightAnswers: Readonly<Record<Answer, string>> = {
  yes: "It was in it.",
  no: "It was not in it.",
  unknown: "How high it was is not known.",
};

function heightText({ floorM, ceilingM }: Heights): string {
  if (floorM === 0) return `The rule holds below ${ceilingM} m above ground.`;
  const upTo = Number.isFinite(ceilingM) ? ` up to ${ceilingM} m` : "";
  return `The rule holds from ${floorM} m${upTo} above ground.`;
}

function countText({ least, most }: { readonly least: number; readonly most: number }): string {
  if (least === most) return `${least}`;
  return Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`;
}

/** How many sources of how many have the grade that the article asks for. */
export function gradeStep(grade: string, graded: number, all: number): Assessment["trace"][number] {
  return step(
    "grade",
    `${graded} of ${all} sources are graded ${grade} or better: these count.`,
    graded,
  );
}
