import type { ObservationDraft, ObservationKind } from "@truceline/model";
import { placeValues, startOf } from "./observer-words.ts";
import { withoutDirectionMarks } from "./place-words.ts";
import { readAssessed, type WeaponNamed, weaponsText } from "./weapon-words.ts";
import type { Words } from "./words.ts";

/** `acc` after a verb, `nom` standing alone. */
export type NounCase = "acc" | "nom";

/** Kinds of fire whose weapon is said with the noun: "bursts of small-arms fire". */
const firedKinds: ReadonlySet<ObservationKind> = new Set<ObservationKind>([
  "burst",
  "shot",
  "shot-or-burst",
  "salvo",
  "tracer-round",
  "tracer-burst",
  "tracer-episode",
]);

/** "about 20 bursts of small-arms fire", "two undetermined explosions": what there was, and how many. */
export function eventText(words: Words, observation: ObservationDraft, form: NounCase): string {
  const { kind, count, nature, weapons, assessedAs, calibresMm } = observation;
  const { qualifier, min, max } = count;
  const figure = qualifier === "range" ? (max ?? min) : (min ?? max);
  const isCounted = qualifier !== "uncounted" && figure !== undefined;
  const noun = words.say(`kind.${kind}`, {
    // "A number of" goes with the same form as five in every language.
    n: isCounted ? figure : 5,
    form: "counted",
    as: form,
  });
  const natured =
    nature === undefined || assessedAs !== undefined
      ? noun
      : words.say(`nature.${nature}`, { noun });
  const armed =
    weapons !== undefined && assessedAs === undefined && firedKinds.has(kind)
      ? words.say("weapon.fire", {
          noun: natured,
          weapons: weaponsText(words, { weapons, calibresMm }, "fire"),
        })
      : natured;
  if (!isCounted)
    return words.say("count.uncounted", { noun: armed, as: form, starts: startOf(armed) });
  if (qualifier === "range" && min !== undefined && max !== undefined && min !== max) {
    return words.say("count.range", {
      min: words.figure(min),
      max: words.figure(max),
      noun: armed,
    });
  }
  const key = qualifier === "range" ? "exactly" : qualifier;
  return words.say(`count.${key}`, { figure: words.figure(figure), noun: armed });
}

/** Which way what was seen moved; empty where nobody said. */
export function movingText(words: Words, { movement, statement }: ObservationDraft): string {
  const path = movement === undefined ? "" : movementText(words, movement, statement);
  return path === "" ? "" : words.say("movement.moving", { path });
}

/** Where the event lay by agreed areas, and whether in an exercise; each part a phrase. */
export function circumstances(
  words: Words,
  { insideDisengagementArea, exercise }: ObservationDraft,
): string[] {
  const inside =
    insideDisengagementArea === undefined
      ? []
      : [words.say("event.inside", placeValues(words, words.place(insideDisengagementArea)))];
  const drill = exercise === undefined ? [] : [words.say("event.exercise", { zone: exercise })];
  return [...inside, ...drill];
}

/** What is said of a weapon that nobody made an assessment of, where the noun does not say it. */
export function weaponNote(words: Words, observation: ObservationDraft): string {
  const { kind, weapons, assessedAs } = observation;
  if (weapons === undefined || assessedAs !== undefined || firedKinds.has(kind)) return "";
  return words.say("weapon.given", { weapons: weaponsText(words, observation, "name") });
}

/**
 * "assessed as outgoing rounds of mortar (82 mm)"; free words of the observer stay in
 * quotation marks; empty where the observer made nothing of it.
 */
export function assessedText(
  words: Words,
  observation: Pick<ObservationDraft, "count" | "weapons" | "calibresMm" | "assessedAs">,
): string {
  const { assessedAs } = observation;
  if (assessedAs === undefined) return "";
  const read = readAssessed(assessedAs);
  if (read === undefined) {
    return words.say("assessed.stated", { text: withoutDirectionMarks(assessedAs) });
  }
  const n = observation.count.max ?? observation.count.min ?? 2;
  const nature = read.nature ?? "none";
  if (read.weapons.length === 0) return words.say("assessed.as", { nature, n });
  const { calibresMm } = observation;
  const named = bestNamed(read.weapons, observation.weapons);
  const form = read.nature === undefined ? "fire" : "of";
  const weapons = weaponsText(words, { weapons: named, calibresMm }, form);
  return words.say("assessed.as-of", { nature, n, weapons });
}

/** The weapons as typed, where the assessment names as many: they keep the model's own spelling. */
function bestNamed(
  read: readonly WeaponNamed[],
  typed: readonly WeaponNamed[] | undefined,
): readonly WeaponNamed[] {
  return typed?.length === read.length ? typed : read;
}

/** "from west to east", each path once, or one after the other where the order was kept. */
export function movementText(
  words: Words,
  { from, to }: NonNullable<ObservationDraft["movement"]>,
  statement: ObservationDraft["statement"],
): string {
  const paths = Array.from({ length: Math.max(from.length, to.length) }, (_, index) => {
    const [start, end] = [from[index], to[index]];
    if (start !== undefined && end !== undefined) {
      return words.say("movement.pair", {
        start: words.direction(start, "start"),
        end: words.direction(end, "end"),
      });
    }
    if (start !== undefined) return words.direction(start, "start");
    return end === undefined ? "" : words.direction(end, "end");
  }).filter((path) => path !== "");
  if (statement?.inSequence === true && paths.length > 1) {
    return paths.reduce((first, next) => words.say("movement.then", { first, next }));
  }
  return words.list([...new Set(paths)]);
}

/** Distance and direction from the observer; empty where neither was told. */
export function whereText(
  words: Words,
  { distance, direction }: Pick<ObservationDraft, "distance" | "direction">,
  isPlaced: boolean,
): string {
  if (distance?.maxM === 0) return words.say("where.here");
  const far = distance === undefined ? undefined : words.distance(distance.minM, distance.maxM);
  const way = direction === undefined ? undefined : directionsText(words, direction);
  if (way === undefined) {
    if (far === undefined) return "";
    return words.say(isPlaced ? "where.distance" : "where.distance-own", { distance: far });
  }
  const where =
    far !== undefined
      ? words.say("where.both", { distance: far, direction: way })
      : isBare(direction)
        ? words.say("where.direction", { direction: way })
        : way;
  return isPlaced ? where : words.say("where.of-own", { where });
}

const isBare = (direction: ObservationDraft["direction"]) =>
  direction?.form === "single" || direction?.form === "list";

/** "north-east", "north-east and south", "at directions ranging from west to north". */
export function directionsText(
  words: Words,
  direction: NonNullable<ObservationDraft["direction"]>,
): string {
  switch (direction.form) {
    case "bearing":
      return words.say("direction.bearing", bearingValues(words, direction));
    case "range-ends": {
      const [from = "N"] = direction.points;
      const to = direction.points.at(-1) ?? from;
      if (direction.points.length < 2) return words.direction(from, "toward");
      return words.say("direction.range", {
        from: words.direction(from, "bound"),
        to: words.direction(to, "bound"),
      });
    }
    case "sector":
      return words.say("direction.sector", {
        several: direction.points.length > 1 ? "yes" : "no",
        vague: words.list(direction.points.map((point) => words.direction(point, "vague"))),
      });
    default:
      return words.list(direction.points.map((point) => words.direction(point, "toward")));
  }
}

/** A bearing in three digits, as it is spoken, and its standard deviation. */
export function bearingValues(
  words: Words,
  { bearingDeg, standardDeviationDeg }: { bearingDeg: number; standardDeviationDeg: number },
) {
  return {
    bearing: String(Math.round(bearingDeg) % 360).padStart(3, "0"),
    deviation: words.number(standardDeviationDeg, 1),
  };
}
