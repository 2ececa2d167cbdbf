import {
  fireKinds,
  type ObservationDraft,
  type ViolationColumn,
  violationColumns,
} from "@truceline/model";
import { assessedText, bearingValues, movementText } from "./event-words.ts";
import { capital } from "./observation-sentence.ts";
import { ofPlace, positionValues } from "./observer-words.ts";
import type { PlaceWord } from "./place-words.ts";
import { readAssessed, weaponsText } from "./weapon-words.ts";
import type { Words } from "./words.ts";

/** One observation in the mission's columns. */
export interface ObservationRow extends Readonly<Record<ViolationColumn, string>> {
  /** Cells that hold no statement of the observer: not known, or not applicable to this kind. */
  readonly defaults: readonly ViolationColumn[];
}

/** How a row is made. */
export interface RowOptions {
  /** Tells where the mission's own people or devices were. Only inside the mission. Default false. */
  readonly position?: boolean | undefined;
}

/** Kinds of fire that have a nature: where it came from or what it did. */
const naturedKinds: ReadonlySet<string> = new Set([
  "explosion",
  "explosion-or-burst",
  "salvo",
  "violation-unspecified",
]);

/** An observation as a row of the table of violations; unknown cells are N/K, meaningless ones N/A. */
export function observationRow(
  words: Words,
  observation: ObservationDraft,
  { position = false }: RowOptions,
): ObservationRow {
  const notKnown = words.say("cell.not-known");
  const notApplicable = words.say("cell.not-applicable");
  const { kind } = observation;
  const said: Readonly<Record<ViolationColumn, string | undefined>> = {
    position: position ? positionCell(words, observation) : words.say("cell.withheld"),
    eventLocation: locationCell(words, observation),
    means: capital(
      words.list(
        [...new Set(observation.means)].map((means) => words.say("means.cell", { means })),
      ),
    ),
    number: numberCell(words, observation),
    observation: capital(nounCell(words, observation)),
    description: descriptionCell(words, observation),
    weapon: weaponCell(words, observation),
    dateTime: capital(words.spanCell(observation.span)),
  };
  const isNothing = kind === "nothing";
  const missing: Partial<Record<ViolationColumn, string>> = {
    eventLocation: isNothing ? notApplicable : notKnown,
    description: naturedKinds.has(kind) ? notKnown : notApplicable,
    weapon: fireKinds.has(kind) ? notKnown : notApplicable,
  };
  const defaults = violationColumns.filter((column) => said[column] === undefined);
  const cell = (column: ViolationColumn) => said[column] ?? missing[column] ?? notKnown;
  return {
    position: cell("position"),
    eventLocation: cell("eventLocation"),
    means: cell("means"),
    number: cell("number"),
    observation: cell("observation"),
    description: cell("description"),
    weapon: cell("weapon"),
    dateTime: cell("dateTime"),
    defaults,
  };
}

function positionCell(words: Words, { observer, observerPosition }: ObservationDraft) {
  const { place, position, offsetM, offsetDirection } = observerPosition ?? {};
  const { referenceTown, referenceM, referenceDirection, control } = observerPosition ?? {};
  const from = (
    distanceM: number | undefined,
    direction: typeof offsetDirection,
    of: string,
  ): string => {
    if (distanceM === undefined && direction === undefined) return words.placeCell(words.place(of));
    const town = ofPlace(words, of);
    const distance = distanceM === undefined ? undefined : words.distance(distanceM);
    const way = direction === undefined ? undefined : words.direction(direction, "short");
    if (distance !== undefined && way !== undefined) {
      return words.say("cell.from", { distance, direction: way, town });
    }
    if (distance !== undefined) return words.say("cell.from-distance", { distance, town });
    return words.say("cell.from-direction", { direction: way ?? "", town });
  };
  const named =
    place !== undefined
      ? from(offsetM, offsetDirection, place)
      : position === undefined
        ? undefined
        : words.say("place.cell-position", positionValues(words, position));
  const reference =
    referenceTown === undefined ? undefined : from(referenceM, referenceDirection, referenceTown);
  const text = named ?? reference;
  if (text === undefined) return undefined;
  const about = [
    control === undefined ? undefined : words.say("place.control", { control }),
    named === undefined ? undefined : reference,
  ].filter((one) => one !== undefined);
  const where =
    about.length === 0
      ? text
      : words.say("place.bracket", {
          place: text,
          about: about.reduce((first, next) => words.say("list.more", { first, next })),
        });
  return observer.kind === "camera" ? words.say("place.cell-camera", { place: where }) : where;
}

function locationCell(words: Words, { distance, direction, area }: ObservationDraft) {
  const far = distance === undefined ? undefined : words.distance(distance.minM, distance.maxM);
  const way = directionCell(words, direction);
  if (far !== undefined && way !== undefined) {
    return words.say("cell.where", { distance: far, direction: way });
  }
  return far ?? way ?? (area === undefined ? undefined : words.say("cell.area-given"));
}

function directionCell(words: Words, direction: ObservationDraft["direction"]) {
  if (direction === undefined) return undefined;
  if (direction.form === "bearing") {
    return words.say("direction.cell-bearing", bearingValues(words, direction));
  }
  const points = direction.points.map((point) => words.direction(point, "short"));
  const joined = () => points.reduce((first, next) => words.say("list.more", { first, next }));
  switch (direction.form) {
    case "range-ends":
      return points.length < 2
        ? joined()
        : words.say("direction.cell-range", { from: points[0] ?? "", to: points.at(-1) ?? "" });
    case "sector":
      return words.say("direction.cell-sector", { points: joined() });
    default:
      return joined();
  }
}

/** "3", "about 80", "at least 5", "5 to 6"; not known where nobody counted. */
function numberCell(words: Words, { kind, count }: ObservationDraft): string | undefined {
  const { qualifier, min, max } = count;
  if (kind === "nothing") return words.number(0);
  const figure = min ?? max;
  if (qualifier === "uncounted" || figure === undefined) return undefined;
  if (qualifier === "range" && max !== undefined && max !== figure) {
    return words.say("number.range", { min: words.number(figure), max: words.number(max) });
  }
  if (qualifier === "about" || qualifier === "at-least") {
    return words.say(`number.${qualifier}`, { figure: words.number(figure) });
  }
  return words.number(figure);
}

function nounCell(words: Words, { kind, count }: ObservationDraft): string {
  const figure = count.qualifier === "range" ? (count.max ?? count.min) : (count.min ?? count.max);
  const isCounted = count.qualifier !== "uncounted" && figure !== undefined;
  return words.say(`kind.${kind}`, {
    n: figure ?? 2,
    // Without the figure beside it, "21 explosion" of some languages would stand alone: a plural does not.
    form: isCounted && figure === 1 ? "counted" : "some",
    as: "nom",
  });
}

function descriptionCell(words: Words, observation: ObservationDraft): string | undefined {
  const { nature, movement, assessedAs, insideDisengagementArea, exercise } = observation;
  const path = movement === undefined ? "" : movementText(words, movement, observation.statement);
  const assessed = assessedAs === undefined ? undefined : readAssessed(assessedAs);
  const parts = [
    nature === undefined || assessed?.nature === nature
      ? undefined
      : words.say("nature.cell", { nature }),
    path === "" ? undefined : words.say("cell.moving", { path }),
    assessedText(words, observation) || undefined,
    insideDisengagementArea === undefined
      ? undefined
      : insideCell(words, words.place(insideDisengagementArea)),
    exercise === undefined ? undefined : words.say("cell.exercise", { zone: exercise }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return capital(parts.reduce((first, next) => words.say("list.cell", { first, next })));
}

function weaponCell(words: Words, observation: ObservationDraft): string | undefined {
  const text = weaponsText(words, observation, "name");
  return text === "" ? undefined : capital(text);
}

/** "inside Gorse disengagement area": a zone of the agreement says itself what it is. */
function insideCell(words: Words, place: PlaceWord): string {
  return words.say("cell.inside", { is: place.is, place: words.placeCell(place) });
}
