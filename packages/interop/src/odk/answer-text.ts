import { instantMs } from "../iso-instant.ts";
import type { Answer, OdkForm, OdkPlace, Question } from "./form.ts";

const textLengthMax = 100_000;
const placeCountMax = 10_000;

/** A question's answer from its text, or what is wrong with it. An empty text is no answer: ask before. */
export function readAnswer(
  form: OdkForm,
  question: Question,
  text: string,
): Answer | { readonly problem: string } {
  const { type } = question;
  if (text.length > textLengthMax) return { problem: `more than ${textLengthMax} characters` };
  switch (type) {
    case "text":
      return { type, text };
    case "integer":
      return /^-?\d{1,15}$/.test(text)
        ? { type, value: Number(text) + 0 }
        : { problem: "no whole number" };
    case "decimal": {
      const value = /^-?\d{1,15}(\.\d{1,20})?(E-?\d{1,2})?$/i.test(text) ? Number(text) + 0 : NaN;
      return Number.isFinite(value) ? { type, value } : { problem: "no number" };
    }
    case "date":
      return instantMs(`${text}T00:00:00Z`) === undefined || text.length !== 10
        ? { problem: "no date" }
        : { type, stated: text };
    case "time":
      return isTime(text) ? { type, stated: text } : { problem: "no time of day with offset" };
    case "date-time": {
      const atMs = instantMs(text);
      return atMs === undefined ? { problem: "no time with offset" } : { type, atMs, stated: text };
    }
    case "place": {
      const place = placeOf(text);
      return place === undefined ? { problem: "no place" } : { type, place };
    }
    case "places": {
      const parts = text.replace(/;\s*$/, "").split(";");
      if (parts.length > placeCountMax) return { problem: `more than ${placeCountMax} places` };
      const places = parts.map((part) => placeOf(part.trim()));
      return places.every((place) => place !== undefined)
        ? { type, places }
        : { problem: "no line of places" };
    }
    case "one-of":
      return isChoice(form, question, text)
        ? { type, choice: text }
        : { problem: "none of its choices" };
    case "some-of": {
      const choices = text.split(/\s+/).filter((choice) => choice !== "");
      return choices.length > 0 && choices.every((choice) => isChoice(form, question, choice))
        ? { type, choices }
        : { problem: "one of them is none of its choices" };
    }
    case "file":
      return isFileName(text) ? { type, fileName: text } : { problem: "no name of a file" };
  }
}

/** The text of an answer, as `readAnswer` reads it; undefined for a group or repeat. */
export function writeAnswer(answer: Answer): string | undefined {
  switch (answer.type) {
    case "text":
      return answer.text;
    case "integer":
    case "decimal":
      return String(answer.value);
    case "date":
    case "time":
    case "date-time":
      return answer.stated;
    case "place":
      return placeText(answer.place);
    case "places":
      return answer.places.map(placeText).join("; ");
    case "one-of":
      return answer.choice;
    case "some-of":
      return answer.choices.join(" ");
    case "file":
      return answer.fileName;
    default:
      return undefined;
  }
}

function isTime(text: string): boolean {
  const match = /^\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}(:?\d{2})?)?$/.exec(text);
  return (
    match !== null &&
    instantMs(`2026-03-01T${text}${match[2] === undefined ? "Z" : ""}`) !== undefined
  );
}

/** Latitude first, then longitude, height, accuracy; older phones leave out the last two. */
function placeOf(text: string): OdkPlace | undefined {
  const parts = text.split(" ");
  if (parts.length !== 2 && parts.length !== 4) return undefined;
  if (!parts.every((part) => /^-?\d{1,9}(\.\d{1,20})?(E-?\d{1,2})?$/i.test(part))) return undefined;
  const [latDeg = 91, lonDeg = 181, altitudeM = 0, accuracyM = 0] = parts.map(
    (part) => Number(part) + 0,
  );
  const isOnEarth = Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180;
  return isOnEarth && accuracyM >= 0 ? { latDeg, lonDeg, altitudeM, accuracyM } : undefined;
}

function placeText({ latDeg, lonDeg, altitudeM, accuracyM }: OdkPlace): string {
  return `${latDeg} ${lonDeg} ${altitudeM} ${accuracyM}`;
}

/** Lists that come in files of their own are not known here; of them any one word is taken. */
function isChoice(form: OdkForm, { list, statedType, columns }: Question, choice: string): boolean {
  if (/\s/.test(choice)) return false;
  const choices =
    list === undefined || !Object.hasOwn(form.lists, list) ? undefined : form.lists[list];
  if (choices === undefined) return list === undefined || /_from_file$/.test(statedType);
  if (choice === "other" && columns["or_other"] !== undefined) return true;
  return choices.some(({ name }) => name === choice);
}

/** A bare name: what could lead to another folder is none. */
function isFileName(text: string): boolean {
  return text.length <= 200 && /^[^/\\:*?"<>|\p{Cc}]+$/u.test(text) && !/^\.+$/.test(text);
}
