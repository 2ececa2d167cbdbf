import type { Observation } from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import {
  type LineContext,
  type LineNote,
  type LineWord,
  type Slot,
  usualOrder,
} from "./line-types.ts";
import { nothingMeans, oneByDefault, usualMeans } from "./observation-defaults.ts";
import type { Carried, Draft, ObservationFault, ObservationPart } from "./observation-part.ts";
import { type Item, plainAsCount, plainAsDistance } from "./read-items.ts";
import { clockOf, isBareClock, spanOf, type TimeParts } from "./read-time.ts";
import type { Concept } from "./words/concept.ts";

/** Puts the pieces between two commas together. */
export class ObservationReader {
  readonly #context: LineContext;
  readonly #items: readonly Item[];
  readonly #index: number;
  readonly #carried: Carried;
  readonly #draft: Draft = {};
  readonly #words: LineWord[] = [];
  readonly #notes: LineNote[] = [];
  readonly #filled = new Map<Slot, Item>();
  readonly #time: { -readonly [Key in keyof TimeParts]: TimeParts[Key] } = {};
  #isPart = false;
  #partOfNo: number | undefined;
  #inSequence: boolean | undefined;
  #fault: ObservationFault | undefined;

  constructor(items: readonly Item[], index: number, carried: Carried, context: LineContext) {
    this.#items = items;
    this.#index = index;
    this.#carried = carried;
    this.#context = context;
  }

  read(): ObservationPart {
    for (const [at, item] of this.#items.entries()) {
      this.#take(item, at);
      if (this.#fault !== undefined) break;
    }
    const carried = this.#fault === undefined ? this.#complete() : this.#partly();
    return {
      draft: this.#draft,
      words: this.#words,
      carried,
      notes: this.#notes,
      isPart: this.#isPart,
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
      ...(this.#partOfNo === undefined ? {} : { partOfNo: this.#partOfNo }),
      ...(this.#inSequence === undefined ? {} : { inSequence: this.#inSequence }),
    };
  }

  #open(): readonly Slot[] {
    return usualOrder.filter((slot) => !this.#filled.has(slot) || slot === "weapon");
  }

  #wrong(code: LogErrorCode, item: Item, more: Partial<ObservationFault> = {}): void {
    this.#fault = { code, item, expected: this.#open(), unfinished: false, ...more };
  }

  /** Marks a slot as said; false, with a fault, if it was said before. */
  #fill(slot: Slot, item: Item, isList = false): boolean {
    const before = this.#filled.get(slot);
    if (before !== undefined && !isList) {
      this.#wrong("TL_LOG_WORD_TWICE", item);
      return false;
    }
    this.#filled.set(slot, item);
    if (this.#words.at(-1)?.from !== item.from || this.#words.at(-1)?.slot !== slot) {
      this.#words.push({ from: item.from, to: item.to, slot, observation: this.#index });
    }
    return true;
  }

  #take(item: Item, at: number): void {
    switch (item.is) {
      case "wrong": {
        this.#wrong(item.code, item, { unfinished: item.isOpen === true });
        return;
      }
      case "concept": {
        this.#takeConcept(item, item.concepts);
        return;
      }
      case "plain": {
        this.#takePlain(item, item.word, at);
        return;
      }
      case "count":
        if (this.#fill("number", item)) this.#draft.count = item.count;
        return;
      case "distance":
        if (this.#fill("distance", item)) this.#draft.distance = item.distance;
        return;
      case "calibres":
        if (this.#fill("calibre", item, true)) {
          this.#draft.calibresMm = [...(this.#draft.calibresMm ?? []), ...item.calibres];
        }
        return;
      case "direction":
        if (this.#fill("direction", item)) this.#draft.direction = item.direction;
        return;
      case "movement":
        if (this.#fill("movement", item, this.#draft.movement?.from.length !== 0)) {
          const { from = [], to = [] } = this.#draft.movement ?? {};
          const { movement } = item;
          this.#draft.movement = { from: [...from, ...movement.from], to: [...to, ...movement.to] };
        }
        return;
      case "clock":
        if (!this.#fill("time", item)) return;
        this.#time.clock = item.clock;
        if (item.day !== undefined) this.#time.day = item.day;
        return;
      case "day":
        if (this.#fill("day", item)) this.#time.day = item.day;
        return;
      case "daypart":
        if (this.#fill("time", item)) this.#time.daypart = item.daypart;
        return;
      case "instant":
        if (this.#fill("time", item)) this.#draft.span = item.span;
        return;
      default: {
        this.#takeOther(item);
        return;
      }
    }
  }

  #takeOther(item: Item): void {
    switch (item.is) {
      case "zone":
        if (this.#fill("zone", item)) this.#draft.insideDisengagementArea = item.zone;
        return;
      case "assessed":
        if (this.#fill("assessed", item)) this.#draft.assessedAs = item.text;
        return;
      case "remark":
        if (this.#fill("remark", item)) this.#draft.remark = item.text;
        return;
      case "stated-weapon": {
        this.#takeWeapon(item, item.concept, item.text);
        return;
      }
      case "place":
        if (this.#fill("place", item)) {
          const area = this.#context.places?.[item.index];
          if (area !== undefined) this.#draft.area = area;
        }
        return;
      case "media":
        if (this.#fill("media", item, true)) {
          const photo = this.#context.media?.[item.index];
          if (photo !== undefined) this.#draft.media = [...(this.#draft.media ?? []), photo];
        }
        return;
      case "joining":
        this.#words.push({
          from: item.from,
          to: item.to,
          slot: "joining",
          observation: this.#index,
        });
        return;
      case "part-of":
        if (this.#fill("part", item)) this.#partOfNo = item.no;
        return;
      default:
        return;
    }
  }

  #takeConcept(item: Item, concepts: readonly Concept[]): void {
    const concept = this.#fitting(concepts);
    const [slot, value] = concept;
    switch (slot) {
      case "means":
        if (this.#draft.means?.includes(value as never) === true) {
          this.#wrong("TL_LOG_WORD_TWICE", item);
          return;
        }
        if (this.#fill("means", item, true)) {
          this.#draft.means = [...(this.#draft.means ?? []), value as Observation["means"][number]];
        }
        return;
      case "kind": {
        if (!this.#fill("kind", item)) return;
        const [kind, means] = value.split(":");
        this.#draft.kind = kind as Observation["kind"];
        if (means !== undefined) {
          this.#draft.means = means.split("+") as Observation["means"];
          this.#filled.set("means", item);
        }
        return;
      }
      case "nature":
        if (this.#fill("nature", item)) {
          this.#draft.nature = value as NonNullable<Observation["nature"]>;
        }
        return;
      case "weapon": {
        this.#takeWeapon(item, concept, undefined);
        return;
      }
      case "uncounted":
        if (this.#fill("number", item)) this.#draft.count = { qualifier: "uncounted" };
        return;
      case "exercise":
        if (this.#fill("exercise", item)) {
          this.#draft.exercise = value as NonNullable<Observation["exercise"]>;
        }
        return;
      case "part":
        if (this.#fill("part", item)) this.#isPart = true;
        return;
      case "sequence":
        if (this.#fill("sequence", item)) this.#inSequence = value === "yes";
        return;
      case "vertical":
        if (this.#fill("movement", item)) this.#draft.movement = { from: [], to: [] };
        return;
      default: {
        this.#wrong("TL_LOG_WORD_UNKNOWN", item);
        return;
      }
    }
  }

  /** A word of several meanings takes the one whose place is still free: `uav` a kind, else a weapon. */
  #fitting(concepts: readonly Concept[]): Concept {
    const isFree = ([slot]: Concept) => {
      if (slot !== "kind") return !this.#filled.has(slot as Slot);
      return !this.#items.some(
        (item) =>
          item.is === "concept" && item.concepts !== concepts && item.concepts[0]?.[0] === "kind",
      );
    };
    return (concepts.length > 1 ? concepts.find(isFree) : undefined) ?? (concepts[0] as Concept);
  }

  #takeWeapon(item: Item, [, value]: Concept, stated: string | undefined): void {
    if (!this.#fill("weapon", item, true)) return;
    const [weaponClass, word = ""] = value.split("/");
    const statedAs = stated ?? word;
    const weapon = {
      class: weaponClass as NonNullable<Observation["weapons"]>[number]["class"],
      ...(statedAs === "" ? {} : { statedAs }),
    };
    this.#draft.weapons = [...(this.#draft.weapons ?? []), weapon];
  }

  /**
   * A number without a sign. Four figures at the beginning are a time. Of two, the first is the
   * number, the second the distance; one alone is the number before the kind, the distance after it.
   */
  #takePlain(item: Item, word: string, at: number): void {
    if (this.#isTime(word, at)) {
      const clock = clockOf(word);
      if (clock === "bad" || clock === undefined) {
        this.#wrong("TL_LOG_TIME", item);
        return;
      }
      if (this.#fill("time", item)) this.#time.clock = clock;
      return;
    }
    const others = this.#items.slice(at + 1).filter((later) => later.is === "plain");
    const isNumberFree = !this.#filled.has("number") && !this.#later("count", at);
    const isDistanceFree = !this.#filled.has("distance") && !this.#later("distance", at);
    const isAfterKind = this.#filled.has("kind");
    const isNumber =
      isNumberFree && (!isDistanceFree || others.length > 0 || !isAfterKind) && !word.includes(".");
    if (isNumber) {
      const count = plainAsCount(word);
      if (count === undefined) {
        this.#wrong("TL_LOG_NUMBER", item);
        return;
      }
      if (this.#fill("number", item)) this.#draft.count = count;
      return;
    }
    const distance = plainAsDistance(word);
    if (distance === undefined) {
      this.#wrong("TL_LOG_NUMBER", item);
      return;
    }
    if (this.#fill("distance", item)) this.#draft.distance = distance;
  }

  #later(is: "count" | "distance", at: number): boolean {
    return this.#items.slice(at + 1).some((item) => {
      if (item.is === is) return true;
      return (
        is === "count" &&
        item.is === "concept" &&
        item.concepts.some(([slot]) => slot === "uncounted")
      );
    });
  }

  #isTime(word: string, at: number): boolean {
    if (!isBareClock(word) || this.#filled.has("time")) return false;
    const before = this.#items.slice(0, at);
    if (!before.every((item) => item.is === "day" || item.is === "joining")) return false;
    if (this.#index === 0 || before.some((item) => item.is === "day")) return true;
    // After a comma, `1200 shots` is a number and `1200 heard …` or `1200 4 bursts` a time.
    const next = this.#items[at + 1];
    const isThing =
      next?.is === "concept" &&
      next.concepts.some(([slot]) => slot === "kind" || slot === "nature");
    return next !== undefined && !isThing;
  }

  /** The span, from what was said or from the observation before; what was carried. */
  #readSpan(): Slot[] {
    const { day, clock, daypart } = this.#time;
    if (this.#draft.span !== undefined) return [];
    if (day === undefined && clock === undefined && daypart === undefined) {
      if (this.#carried.span === undefined) return [];
      this.#draft.span = this.#carried.span;
      return ["day", "time"];
    }
    const previousToMs = this.#carried.span?.toMs ?? this.#context.previousToMs;
    const context = { ...this.#context, previousToMs };
    const result = spanOf(this.#time, this.#carried.dayLocal, context);
    const item = this.#filled.get("time") ?? this.#filled.get("day");
    if ("code" in result) {
      const where = result.at === "day" ? (this.#filled.get("day") ?? item) : item;
      const { suggestion } = result;
      if (where !== undefined) this.#wrong(result.code, where, { suggestion, expected: ["time"] });
      return [];
    }
    this.#draft.span = result.span;
    const { from = 0, to = 0 } = item ?? {};
    for (const code of result.notes) this.#notes.push({ code, from, to });
    return day === undefined ? ["day"] : [];
  }

  /** After a fault further on: the time if it stands before the fault. */
  #partly(): readonly Slot[] {
    const fault = this.#fault;
    const carried = this.#readSpan();
    if (fault !== undefined) this.#fault = fault;
    if (this.#draft.means === undefined && this.#carried.means !== undefined) {
      this.#draft.means = this.#carried.means;
      carried.push("means");
    }
    return carried;
  }

  #complete(): readonly Slot[] {
    const carried = this.#readSpan();
    if (this.#fault !== undefined) return carried;
    const { kind } = this.#draft;
    if (kind === "nothing") {
      this.#draft.count ??= { qualifier: "exactly", min: 0 };
      this.#draft.means ??= nothingMeans(this.#context);
    } else if (kind !== undefined && oneByDefault.has(kind)) {
      this.#draft.count ??= { qualifier: "exactly", min: 1 };
    }
    if (this.#draft.means === undefined) {
      const means = this.#carried.means ?? usualMeans(this.#context);
      if (means !== undefined) {
        this.#draft.means = means;
        carried.push("means");
      }
    }
    const { span, means, count } = this.#draft;
    const missing: Slot[] = [];
    if (span === undefined) missing.push("time");
    if (means === undefined) missing.push("means");
    if (count === undefined) missing.push("number");
    if (kind === undefined) missing.push("kind");
    if (missing.length > 0) {
      this.#fault = {
        code: "TL_LOG_INCOMPLETE",
        item: undefined,
        expected: missing,
        unfinished: true,
      };
    }
    this.#draft.observer = this.#context.post.observer;
    if (this.#context.post.position !== undefined) {
      this.#draft.observerPosition = this.#context.post.position;
    }
    return carried;
  }
}
