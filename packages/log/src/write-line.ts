import { canonicalJson, type ObservationDraft, type TimeSpan } from "@truceline/model";
import { LogError } from "./errors.ts";
import { type LineContext, lineLengthMax } from "./line-types.ts";
import { dayAfter, nothingMeans } from "./observation-defaults.ts";
import { directionWord, movementWord } from "./read-direction.ts";
import { readLine } from "./read-line.ts";
import { distanceWord } from "./read-quantity.ts";
import { clockOf, dayOf, instantWord, spanOf } from "./read-time.ts";
import { quoted } from "./split-line.ts";
import { concepts, lexiconOf } from "./words/lexicon.ts";

/**
 * The line that reads back as these observations, in the words of the context's language.
 *
 * Not in the line but in the context: `observer` and `observerPosition` (the post), the statement's
 * report, title, reference, period, basis, statement number and number of the first observation, and
 * what `@1` and `photo1` stand for; `lineContextOf` takes them from the observations.
 * The line is read back before it is returned, so nothing is lost unnoticed.
 *
 * @throws LogError `TL_LOG_NOT_WRITABLE` with a `faults` list of the keys that a line cannot hold.
 * @example writeLine(readLine("2140 heard 3 expl 2-4 NE", c).observations, c) // "2140 heard 3 expl 2-4 NE"
 */
export function writeLine(observations: readonly ObservationDraft[], context: LineContext): string {
  const writer = new LineWriter(context);
  const line = observations.map((_, index) => writer.write(observations, index)).join(", ");
  const reading = readLine(line, context);
  const lost = observations.flatMap((one, index) => lostKeys(one, reading.observations[index]));
  if (line.length > lineLengthMax) lost.push("the line is longer than 2,000 characters");
  if (lost.length > 0 || reading.observations.length !== observations.length) {
    const faults = [...new Set(lost)].map((path) => ({
      code: "TL_LOG_NOT_WRITABLE",
      message: "a line cannot hold this",
      path,
    }));
    throw new LogError("TL_LOG_NOT_WRITABLE", { faults, line });
  }
  return line;
}

function lostKeys(wanted: ObservationDraft, got: ObservationDraft | undefined): string[] {
  const keys = [
    ...new Set([...Object.keys(wanted), ...Object.keys(got ?? {})]),
  ] as (keyof ObservationDraft)[];
  const text = (value: unknown) => (value === undefined ? "" : canonicalJson(value));
  return keys.filter((key) => text(wanted[key]) !== text(got?.[key])).map((key) => `/${key}`);
}

/**
 * A context with all that a line of these observations does not say: their post and statement, the
 * places and photographs they point to. Day and means stay those of `base`.
 */
export function lineContextOf(
  observations: readonly ObservationDraft[],
  base: LineContext,
): LineContext {
  const [first] = observations;
  if (first === undefined) return base;
  const places = distinct(observations.flatMap(({ area }) => (area === undefined ? [] : [area])));
  const media = distinct(observations.flatMap((one) => one.media ?? []));
  const { observationNo, inSequence, partOfNo, ...statement } = first.statement ?? {};
  const ownName = first.statement?.reportId.startsWith("log/") === true;
  return {
    ...base,
    post: {
      observer: first.observer,
      ...(first.observerPosition === undefined ? {} : { position: first.observerPosition }),
    },
    statement:
      first.statement === undefined || (ownName && observationNo === 1)
        ? undefined
        : {
            ...statement,
            reportId: first.statement.reportId,
            ...(observationNo === undefined ? {} : { firstObservationNo: observationNo }),
          },
    places,
    media,
  };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()];
}

class LineWriter {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  write(observations: readonly ObservationDraft[], index: number): string {
    const one = observations[index];
    const before = observations[index - 1];
    if (one === undefined) return "";
    const { language } = this.#context;
    const isSameTime =
      before !== undefined && canonicalJson(before.span) === canonicalJson(one.span);
    const carriedMeans = before?.kind === "nothing" ? undefined : before?.means;
    const isSameMeans =
      carriedMeans !== undefined &&
      one.kind !== "nothing" &&
      canonicalJson(carriedMeans) === canonicalJson(one.means);
    const parts: (string | undefined)[] = [
      isSameTime ? undefined : this.#time(one.span, before),
      isSameMeans || this.#isUsualNothing(one) ? undefined : this.#list("means", one.means),
      isNoCount(one) ? undefined : this.#count(one.count),
      this.#word("kind", one.kind),
      one.nature === undefined ? undefined : this.#word("nature", one.nature),
      ...(one.weapons ?? []).map((weapon) => this.#weapon(weapon)),
      one.calibresMm === undefined ? undefined : `${one.calibresMm.join("/")}mm`,
      one.distance === undefined ? undefined : distanceWord(one.distance),
      one.direction === undefined ? undefined : directionWord(one.direction, language),
      one.movement === undefined ? undefined : this.#movement(one.movement),
      one.assessedAs === undefined ? undefined : `=${quoted(one.assessedAs)}`,
      one.insideDisengagementArea === undefined
        ? undefined
        : this.#zone(one.insideDisengagementArea),
      one.exercise === undefined ? undefined : this.#word("exercise", one.exercise),
      this.#part(one, observations.slice(0, index)),
      one.statement?.inSequence === undefined
        ? undefined
        : this.#word("sequence", one.statement.inSequence ? "yes" : "no"),
      one.area === undefined ? undefined : this.#numbered("@", this.#context.places, one.area),
      ...(one.media ?? []).map((photo) => this.#numbered("photo", this.#context.media, photo)),
      one.remark === undefined ? undefined : quoted(one.remark),
    ];
    return parts.filter((part) => part !== undefined && part !== "").join(" ");
  }

  #word(slot: Parameters<ReturnType<typeof lexiconOf>["wordFor"]>[0], value: string): string {
    return lexiconOf(this.#context.language).wordFor(slot, value) ?? value;
  }

  /** Nothing alone says what it was watched with. */
  #isUsualNothing({ kind, means }: ObservationDraft): boolean {
    return (
      kind === "nothing" && canonicalJson(means) === canonicalJson(nothingMeans(this.#context))
    );
  }

  #list(slot: "means", values: readonly string[]): string {
    return values.map((value) => this.#word(slot, value)).join("+");
  }

  #count({ qualifier, min, max }: ObservationDraft["count"]): string {
    switch (qualifier) {
      case "uncounted":
        return this.#word("uncounted", "uncounted");
      case "range":
        return `${min}-${max}`;
      case "about":
        return `~${min}`;
      case "at-least":
        return `>=${min}`;
      default:
        return String(min);
    }
  }

  #weapon(weapon: NonNullable<ObservationDraft["weapons"]>[number]): string {
    const { class: weaponClass, statedAs } = weapon;
    const words = concepts.filter(
      ([slot, value]) => slot === "weapon" && value.startsWith(`${weaponClass}/`),
    );
    const own = words.find(([, value]) => value === `${weaponClass}/${statedAs}`);
    if (own !== undefined) return this.#word("weapon", own[1]);
    const any = this.#word("weapon", words[0]?.[1] ?? "").replaceAll(/\s+/g, "-");
    return `${any}:${quoted(statedAs ?? "")}`;
  }

  #movement(movement: NonNullable<ObservationDraft["movement"]>): string {
    return movement.from.length + movement.to.length === 0
      ? this.#word("vertical", "vertical")
      : movementWord(movement, this.#context.language);
  }

  #zone(zone: string): string {
    const isKnown = this.#context.zones?.some(({ id }) => id === zone) === true;
    const name = isKnown && /^[\p{L}\d.-]+$/u.test(zone) ? zone : quoted(zone);
    return `${this.#word("inside", "inside")} ${name}`;
  }

  #part(one: ObservationDraft, before: readonly ObservationDraft[]): string | undefined {
    const partOfNo = one.statement?.partOfNo;
    if (partOfNo === undefined) return undefined;
    const whole = before.findLast(({ statement }) => statement?.partOfNo === undefined);
    return whole?.statement?.observationNo === partOfNo
      ? this.#word("part", "part")
      : `of#${partOfNo}`;
  }

  #numbered(sign: string, known: readonly unknown[] | undefined, value: unknown): string {
    const text = canonicalJson(value);
    const index = (known ?? []).findIndex((one) => canonicalJson(one) === text);
    return `${sign}${index + 1}`;
  }

  /** The shortest of several ways to write a span that reads back as it. */
  #time(span: TimeSpan, before: ObservationDraft | undefined): string {
    const { timezone, dayLocal } = this.#context;
    const context =
      before === undefined ? this.#context : { ...this.#context, previousToMs: before.span.toMs };
    const carriedDay = before === undefined ? dayLocal : dayAfter(before.span, timezone);
    const wanted = canonicalJson(span);
    for (const { day, time } of this.#ways(span)) {
      const days = day === "" ? undefined : dayOf(day, dayLocal);
      const clock = clockOf(time);
      if (days === "bad" || clock === "bad") continue;
      const daypart = clock === undefined ? span.precision : undefined;
      const result = spanOf({ day: days, clock, daypart }, carriedDay, context);
      if ("span" in result && canonicalJson(result.span) === wanted) return `${day} ${time}`.trim();
    }
    return instantWord(span);
  }

  /** Days and times that may mean a span, the shortest first. */
  *#ways({ stated, precision }: TimeSpan): Generator<{ day: string; time: string }> {
    if (stated === undefined) return;
    const [fromDay = "", fromClock = ""] = stated.from.split("T");
    const [toDay = "", toClock = ""] = stated.to.split("T");
    const first = clockWord(fromClock);
    const last = clockWord(toClock);
    const passes = ["", "B", "A"];
    const isInstant = toClock === fromClock && toDay === fromDay;
    const clocks = passes.flatMap((pass) =>
      isInstant ? [`${first}${pass}`] : passes.map((end) => `${first}${pass}-${last}${end}`),
    );
    const times = fromClock === "" ? [this.#word("daypart", precision)] : clocks;
    const short = (day: string) => `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}`;
    const days = ["", short(fromDay), short(toDay), fromDay, toDay];
    days.push(`${short(fromDay)}-${short(toDay)}`, `${fromDay}..${toDay}`);
    for (const day of days) for (const time of times) yield { day, time };
  }
}

/** "Nothing" is none of it without saying so. */
function isNoCount({ kind, count }: ObservationDraft): boolean {
  return kind === "nothing" && count.qualifier === "exactly" && count.min === 0;
}

/** `21:40+02:00` → `2140`; seconds stay with their colons. */
function clockWord(stated: string): string {
  const clock = stated.replace(/(Z|[+-]\d{2}:\d{2})$/, "");
  return clock.length === 5 ? clock.replace(":", "") : clock;
}
