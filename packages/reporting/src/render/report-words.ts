import {
  type Language,
  localDate,
  type Observation,
  type ObservationDraft,
} from "@truceline/model";
import type { ReleasedObservation } from "@truceline/release";
import {
  createWording,
  isMessageKey,
  type MessageKey,
  type MessageValues,
  type PlaceWord,
  type Wording,
} from "@truceline/wording";
import type { DailyReport, Figure, Sentence } from "../daily/daily-report.ts";
import type { PlainValue, ReportValue, ReportValues } from "../daily/report-value.ts";
import { plainLine } from "./plain-line.ts";

export type LocalTexts = Readonly<Record<string, string>>;

/** The words of a report in one language: values become text here and nowhere else. */
export class ReportWords {
  readonly report: DailyReport;
  readonly language: Language;
  readonly wording: Wording;
  readonly #figures: ReadonlyMap<string, Figure>;
  readonly #observations: ReadonlyMap<string, DailyReport["observations"][number]>;
  readonly #rows = new Map<string, ReturnType<Wording["observationRow"]>>();

  constructor(report: DailyReport, language: Language) {
    this.report = report;
    this.language = language;
    this.#figures = new Map(report.figures.map((figure) => [figure.key, figure]));
    this.#observations = new Map(report.observations.map((one) => [one.id, one]));
    this.wording = createWording(language, {
      timezone: report.agreement.timezone,
      placeName: (name) => this.#placeWord(name),
    });
  }

  /** A message of the report; a key of another version, that no catalogue has, is shown as it is. */
  say(key: string, values: ReportValues = {}): string {
    if (!isMessageKey(key)) return `[${plainLine(key)}]`;
    const texts: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) this.#fill(texts, name, value);
    return plainLine(this.wording.message(key, texts));
  }

  /** A message with texts that are ready. */
  sayPlain(key: MessageKey, values: MessageValues = {}): string {
    return plainLine(this.wording.message(key, values));
  }

  sentence({ messageKey, values }: Pick<Sentence, "messageKey" | "values">): string {
    return this.say(messageKey, values);
  }

  /** The text in the reader's language, else in English, else in any. */
  local(text: LocalTexts): string {
    return plainLine(text[this.language] ?? text["en"] ?? Object.values(text)[0] ?? "");
  }

  /** "10 March 2026, 14:52 (12:52 UTC)". */
  instant(atMs: number): string {
    const { timezone } = this.report.agreement;
    return `${this.wording.date(localDate(atMs, timezone))}, ${this.wording.time(atMs, { utc: true })}`;
  }

  text(value: ReportValue): string {
    if (typeof value === "number") return this.wording.number(value);
    if (typeof value === "string") return plainLine(value);
    if (value.is === "list") return this.wording.list(value.items.map((item) => this.text(item)));
    return plainLine(this.#plain(value));
  }

  #plain(value: Exclude<PlainValue, number | string>): string {
    const { wording } = this;
    switch (value.is) {
      case "figure":
        return this.#figureText(value.key);
      case "count": {
        const { value: n, bound } = this.#stated(value.figure);
        return n === null ? this.say("report.no-entry") : this.#counted(value.of, n, bound);
      }
      case "counted":
        return this.#counted(value.of, value.count, "exactly");
      case "percent":
        return this.#percent(value.ratio);
      case "decimal":
        return wording.number(Number(value.value.toFixed(value.digits)), value.digits);
      case "day":
        return wording.date(value.date);
      case "instant":
        return this.instant(value.atMs);
      case "span":
        return wording.spanCell({ fromMs: value.fromMs, toMs: value.toMs, precision: "minute" });
      case "place":
        return wording.place(value.name).text;
      case "name":
        return this.local(value.text);
      case "word":
        return this.say(value.key);
      case "quote":
      case "code":
        return value.text;
      case "standing":
        return this.say(`report.state.${value.state}`);
      case "loss":
        return this.sayPlain("report.loss", {
          reason: this.say(`report.loss.${value.reason}`),
          share: this.#percent(value.ratio),
        });
      case "observations":
        return this.#observationSentence(value.ids);
      case "column":
        return this.#column(value.id, value.of);
      case "weapon":
        return this.#weapon(value);
      case "unknown":
        return "–";
    }
  }

  #fill(texts: Record<string, string | number>, name: string, value: ReportValue): void {
    // A code to select by.
    if (typeof value === "string") {
      texts[name] = value;
      return;
    }
    if (typeof value === "number") {
      texts[name] = value;
      texts[`${name}Text`] = this.wording.number(value);
      return;
    }
    const text = this.text(value);
    texts[name] = text;
    texts[`${name}Text`] = text;
  }

  #counted(of: string, n: number, bound: string): string {
    const values = { n, nText: this.wording.number(n), bound };
    // At least none: somebody heard fire and nobody could count it.
    const key = `report.count.${of}${n === 0 && bound === "atLeast" ? "-uncounted" : ""}`;
    return isMessageKey(key) ? this.sayPlain(key, values) : values.nText;
  }

  /** A figure, or what it was before: `fire/north/all@previous`, `…@week`. */
  #stated(key: string): { value: number | null; bound: "exactly" | "atLeast" | "about" } {
    const [name = "", of] = key.split("@");
    const figure = this.#figures.get(name);
    if (figure === undefined) return { value: null, bound: "exactly" };
    if (of === undefined) {
      const bound = figure.atLeast ? "atLeast" : figure.about ? "about" : "exactly";
      return { value: figure.value, bound };
    }
    const stated = of === "week" ? figure.week : figure.previous;
    return {
      value: stated?.value ?? null,
      bound: stated?.atLeast === true ? "atLeast" : "exactly",
    };
  }

  #figureText(key: string): string {
    const { value, bound } = this.#stated(key);
    if (value === null) return this.say("report.no-entry");
    const text = this.wording.number(value);
    return bound === "atLeast" ? `≥\u202f${text}` : bound === "about" ? `≈\u202f${text}` : text;
  }

  #percent(ratio: number): string {
    const whole = (n: number) => `${this.wording.number(n, 0)}\u202f%`;
    if (ratio > 0 && ratio < 0.01)
      return this.sayPlain("report.percent-less", { percent: whole(1) });
    return whole(Math.floor(ratio * 100 + 1e-9));
  }

  #weapon(value: Extract<PlainValue, { is: "weapon" }>): string {
    const { class: weaponClass, statedAs, calibreMm, count } = value;
    const named = { class: weaponClass as never, ...(statedAs === undefined ? {} : { statedAs }) };
    const text = this.wording.weapons([named], calibreMm === undefined ? [] : [calibreMm]);
    return count === undefined || count === 0 ? text : `${this.wording.number(count)} × ${text}`;
  }

  #observationSentence(ids: readonly string[]): string {
    const told = ids.flatMap((id) => this.#observations.get(id) ?? []);
    const [first] = told;
    if (first === undefined) return this.say("report.unknown");
    const position = this.report.level === "internal";
    const drafts = told.map(({ observation }) => draftOf(observation));
    const text = this.wording.statementSentence(drafts, { position, utc: true });
    if (first.observation.schema === "observation/1") return text;
    const place = this.#releasedPlace(first);
    return place === undefined
      ? text
      : this.sayPlain(place.key, { ...place.values, sentence: text });
  }

  #releasedPlace({ observation, near }: DailyReport["observations"][number]) {
    if (observation.schema !== "released-observation/1" || observation.place === null) return;
    if ("followsAtMs" in observation.place) {
      const at = this.instant(observation.place.followsAtMs);
      return { key: "report.place-follows", cell: "report.cell.follows", values: { at } } as const;
    }
    if (near === undefined) return;
    const areaText = this.wording.number(Math.round(observation.place.cellAreaM2 / 1e6));
    const values = { place: this.wording.place(near).text, areaText };
    return { key: "report.near", cell: "report.cell.near", values } as const;
  }

  #column(id: string, of: Extract<PlainValue, { is: "column" }>["of"]): string {
    const told = this.#observations.get(id);
    if (told === undefined) return this.say("report.unknown");
    const place = of === "eventLocation" ? this.#releasedPlace(told) : undefined;
    if (place !== undefined) return this.sayPlain(place.cell, place.values);
    const row =
      this.#rows.get(id) ??
      this.wording.observationRow(draftOf(told.observation), {
        position: this.report.level === "internal",
      });
    this.#rows.set(id, row);
    return row[of];
  }

  #placeWord(name: string): PlaceWord {
    const { names } = this.report;
    const known = Object.hasOwn(names, name) ? names[name] : undefined;
    if (known === undefined) return { text: plainLine(name), is: "point", isFallback: false };
    return {
      text: this.local(known.text),
      is: known.is,
      isFallback: known.text[this.language] === undefined,
    };
  }
}

/** What wording needs of an observation; a released one has nobody who observed. */
function draftOf(observation: Observation | ReleasedObservation): ObservationDraft {
  if (observation.schema === "observation/1") return observation;
  const { span, means, kind, nature, count, weaponClasses, calibresMm, exercise } = observation;
  return {
    span,
    observer: { kind: "not-stated" },
    means,
    kind,
    ...(nature === undefined ? {} : { nature }),
    count,
    ...(weaponClasses === undefined || weaponClasses.length === 0
      ? {}
      : { weapons: weaponClasses.map((one) => ({ class: one })) }),
    ...(calibresMm === undefined ? {} : { calibresMm }),
    ...(exercise === undefined ? {} : { exercise }),
  };
}
