import type { LimitRule, WeaponSelector } from "@truceline/agreement";
import { independentGroupsOf, type Observation, type ObservationKind } from "@truceline/model";
import { type Answer, isMeant } from "./weapon-facts.ts";

/** How many there were: at least so many, at most so many; infinite where nobody can say. */
export interface CountBounds {
  readonly least: number;
  readonly most: number;
}

/** "About" is taken to be right within this share. Ours: declared, not measured. */
const ABOUT_RATIO = 0.2;

/**
 * How many of what a limit counts its observers saw at once, whichever of them saw the same things: at
 * least the most that any one of them is sure of, at most all of them together. What a class or calibre
 * leaves open counts towards the most only. Null where nobody saw anything of the kind.
 */
export function countSeen(
  { kinds, weapons }: Pick<LimitRule, "kinds" | "weapons">,
  observations: readonly Observation[],
): CountBounds | null {
  let least = 0;
  let most = 0;
  let isSeen = false;
  for (const observation of observations) {
    if (!kinds.includes(observation.kind)) continue;
    const meant = areMeant(observation, weapons);
    if (meant === "no") continue;
    isSeen = true;
    const said = saidCount(observation.count);
    if (meant === "yes") least = Math.max(least, said.least);
    most += said.most;
  }
  return isSeen ? { least, most } : null;
}

function saidCount({ qualifier, min, max }: Observation["count"]): CountBounds {
  const stated = min ?? max;
  switch (qualifier) {
    case "exactly":
      return { least: stated ?? 1, most: max ?? stated ?? Number.POSITIVE_INFINITY };
    case "about":
      return stated === undefined
        ? { least: 1, most: Number.POSITIVE_INFINITY }
        : {
            least: Math.max(1, Math.floor(stated * (1 - ABOUT_RATIO))),
            most: Math.ceil((max ?? stated) * (1 + ABOUT_RATIO)),
          };
    case "at-least":
      return { least: stated ?? 1, most: Number.POSITIVE_INFINITY };
    case "range":
      return { least: min ?? 1, most: max ?? Number.POSITIVE_INFINITY };
    case "uncounted":
      return { least: 1, most: Number.POSITIVE_INFINITY };
  }
}

/** Several classes given together without a split are meant for sure only where each of them is. */
function areMeant({ weapons, calibresMm }: Observation, selector: WeaponSelector | null): Answer {
  if (selector === null) return "yes";
  const classes = weapons?.map((weapon) => weapon.class) ?? ["undetermined" as const];
  const answers = classes.flatMap((own) =>
    (calibresMm ?? [null]).map((calibreMm) => isMeant(selector, own, calibreMm)),
  );
  if (answers.every((answer) => answer === "no")) return "no";
  return answers.every((answer) => answer === "yes") ? "yes" : "unknown";
}

/** Things that fly: of all others the height above ground is nothing. */
const flyingKinds: ReadonlySet<ObservationKind> = new Set([
  "aircraft",
  "uncrewed-aircraft",
  "projectile-in-flight",
]);

/**
 * Was it between a floor (included) and a ceiling (not)? What does not fly is on the ground. Of what
 * flies, yes or no only where every observer of it who gave a height says the same.
 */
export function isAtHeight(
  kinds: ReadonlySet<ObservationKind>,
  { floorM, ceilingM }: { readonly floorM: number; readonly ceilingM: number },
  observations: readonly Observation[],
): Answer {
  if (![...kinds].some((kind) => flyingKinds.has(kind))) return floorM > 0 ? "no" : "yes";
  const answers = observations.flatMap(({ kind, height }): Answer[] => {
    if (!kinds.has(kind) || !flyingKinds.has(kind)) return [];
    if (height === undefined) return ["unknown"];
    if (height.minM >= floorM && height.maxM < ceilingM) return ["yes"];
    return height.maxM < floorM || height.minM >= ceilingM ? ["no"] : ["unknown"];
  });
  const told = answers.filter((answer) => answer !== "unknown");
  const [first] = told;
  return first !== undefined && told.every((answer) => answer === first) ? first : "unknown";
}

/** Independent groups of which some source is graded at least so reliable; `A` is best. */
export function gradedGroups(
  grade: string,
  observations: readonly Observation[],
): readonly string[] {
  const graded = observations.filter(({ observer }) => {
    const own = observer.grade?.source;
    return own !== undefined && own <= grade;
  });
  return graded.length === 0 ? [] : independentGroupsOf(graded);
}
