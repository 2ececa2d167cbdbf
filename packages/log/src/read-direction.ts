import type { CompassPoint, Language, Observation } from "@truceline/model";

import { arcOf, pointOf, pointWord } from "./words/directions.ts";

type Direction = NonNullable<Observation["direction"]>;
type Movement = NonNullable<Observation["movement"]>;

const bearingPattern =
  /^(\d{1,3}(?:[.,]\d{1,9})?)(?:°|deg)(?:±(\d{1,3}(?:[.,]\d{1,9})?)(?:°|deg)?)?$/i;
/** What a bearing read off a hand compass is worth where the line does not say. */
export const bearingDeviationDeg = 5;
const pointCountMax = 16;

/**
 * `NNE` single; `N/NE` list, `N/` a list of one; `N..E` ends of a range; `~S`, `southerly` the
 * middle of a vague arc; `123°±5` a bearing with its standard deviation.
 */
export function directionOf(word: string, language: Language): Direction | undefined {
  const bearing = bearingPattern.exec(word);
  if (bearing !== null) {
    const number = (text: string) => Number(text.replace(",", "."));
    const bearingDeg = number(bearing[1] ?? "0") % 360;
    const standardDeviationDeg =
      bearing[2] === undefined ? bearingDeviationDeg : number(bearing[2]);
    const isSound =
      number(bearing[1] ?? "0") <= 360 && standardDeviationDeg > 0 && standardDeviationDeg <= 180;
    return isSound ? { form: "bearing", bearingDeg, standardDeviationDeg } : undefined;
  }
  const arc = arcOf(word, language);
  if (arc !== undefined) return { form: "sector", points: [arc] };
  if (word.startsWith("~")) {
    const points = pointsOf(word.slice(1).split("/"), language);
    return points === undefined ? undefined : { form: "sector", points };
  }
  if (word.includes("..")) {
    const points = pointsOf(word.split("..").filter(Boolean), language);
    return points === undefined ? undefined : { form: "range-ends", points };
  }
  if (word.includes("/")) {
    const points = pointsOf(word.replace(/\/$/, "").split("/"), language);
    return points === undefined ? undefined : { form: "list", points };
  }
  const point = pointOf(word, language);
  return point === undefined ? undefined : { form: "single", points: [point] };
}

function pointsOf(words: readonly string[], language: Language): CompassPoint[] | undefined {
  const points: CompassPoint[] = [];
  for (const word of words) {
    const point = pointOf(word, language);
    if (point === undefined || points.length >= pointCountMax) return undefined;
    points.push(point);
  }
  return points.length === 0 ? undefined : points;
}

export function directionWord(direction: Direction, language: Language): string {
  if (direction.form === "bearing") {
    return `${direction.bearingDeg}°±${direction.standardDeviationDeg}`;
  }
  const words = direction.points.map((point) => pointWord(point, language));
  switch (direction.form) {
    case "sector":
      return `~${words.join("/")}`;
    case "range-ends":
      return words.length === 1 ? `${words[0]}..` : words.join("..");
    case "list":
      return words.length === 1 ? `${words[0]}/` : words.join("/");
    default:
      return words.join("/");
  }
}

/** `E>W`, `N>S/S>N`; one end may lack: `ESE>`. Undefined for any other word. */
export function movementOf(word: string, language: Language): Movement | undefined {
  if (!word.includes(">") || word.startsWith(">=")) return undefined;
  const from: CompassPoint[] = [];
  const to: CompassPoint[] = [];
  for (const pair of word.split("/")) {
    const ends = pair.split(">");
    if (ends.length !== 2 || pair === ">") return undefined;
    for (const [index, list] of [from, to].entries()) {
      const text = ends[index] ?? "";
      if (text === "") continue;
      const point = pointOf(text, language);
      if (point === undefined) return undefined;
      list.push(point);
    }
  }
  return { from, to };
}

export function movementWord({ from, to }: Movement, language: Language): string {
  const pairs = Array.from({ length: Math.max(from.length, to.length) }, (_, index) => {
    const [start, end] = [from[index], to[index]];
    const word = (point: CompassPoint | undefined) =>
      point === undefined ? "" : pointWord(point, language);
    return `${word(start)}>${word(end)}`;
  });
  return pairs.join("/");
}
