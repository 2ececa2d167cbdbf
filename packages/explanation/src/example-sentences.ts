import { type CompiledAgreement, testedPlaceOf } from "@truceline/agreement";
import type { ExamplePlace } from "./example-places.ts";
import type { Edge, Example, Examples, NoExamples } from "./examples.ts";
import { zoneText } from "./named-things.ts";
import type { Speech } from "./speech.ts";
import type { Condition, Statement } from "./statement.ts";
import { authorText, nameOf } from "./tell-ground.ts";

/** One sentence and the event it tells of; of an edge two, the first in breach, the second not. */
export interface ToldExample {
  readonly is: "breach" | "no-breach" | "edge";
  /** The condition whose edge it is; null for the others. */
  readonly edgeOf: Condition["because"] | null;
  readonly text: string;
  readonly events: readonly Example[];
}

/** Decimals of a degree: about a metre, a tenth of the step across an edge. */
const positionDecimals = 5;

/** The examples of an article as sentences. */
export function exampleSentences(
  { met, notMet, edges }: Examples,
  statement: Statement,
  compiled: CompiledAgreement,
  speech: Speech,
): readonly ToldExample[] {
  const teller = new ExampleTeller(statement, compiled, speech);
  return [met, ...notMet]
    .map((example): ToldExample => {
      const text = teller.clear(example);
      const is = example.isMet ? "breach" : "no-breach";
      return { is, edgeOf: null, text, events: [example] };
    })
    .concat(
      edges.map((edge): ToldExample => {
        const { of, inside, outside } = edge;
        return { is: "edge", edgeOf: of, text: teller.edge(edge), events: [inside, outside] };
      }),
    );
}

/** The sentence that says why there are no examples. */
export function noExamplesSentence(why: NoExamples, speech: Speech): string {
  return speech.sentence(why === "not-found" ? "example.not-found" : "example.none");
}

class ExampleTeller {
  readonly #statement: Statement;
  readonly #compiled: CompiledAgreement;
  readonly #speech: Speech;

  constructor(statement: Statement, compiled: CompiledAgreement, speech: Speech) {
    this.#statement = statement;
    this.#compiled = compiled;
    this.#speech = speech;
  }

  clear(example: Example): string {
    const { event, place, isMet } = example;
    const speech = this.#speech;
    const rule = this.#statement.rule.kind;
    const values = {
      what: this.#what(example),
      whose: speech.say("event.whose", { party: this.#party(event.by) }),
      when: this.#when(example),
    };
    const told =
      place === null
        ? speech.say("event.told-nowhere", values)
        : speech.say("event.told", {
            ...values,
            place: this.#height(example, this.#full(place, event.atMs)),
          });
    return isMet
      ? speech.sentence("example.yes", { rule, event: told })
      : speech.sentence("example.no", { rule, event: told, reason: this.#reason(example) });
  }

  /** Of the two events only what they differ in. */
  edge({ of, inside, outside }: Edge): string {
    return this.#speech.sentence("example.edge", {
      rule: this.#statement.rule.kind,
      inside: this.#differing(of, inside),
      outside: this.#differing(of, outside),
    });
  }

  #differing(of: Condition["because"], example: Example): string {
    const { event, place } = example;
    if (of === "time" || of === "phase") return this.#when(example);
    if (of === "place" && place !== null) return this.#place(place);
    if (of === "height") return this.#speech.height(event.altitudeM ?? 0);
    return this.#what(example);
  }

  #what({ event }: Example): string {
    const { kind, count, weapon, calibreMm, rangeM, purpose } = event;
    const speech = this.#speech;
    let what = speech.wording.count(count, kind);
    if (weapon !== null) {
      const calibres = calibreMm === null ? undefined : [calibreMm];
      const weapons = speech.wording.weapons([{ class: weapon }], calibres);
      what = speech.say("event.with", { what, weapons });
    }
    if (rangeM !== undefined && rangeM !== null) {
      what = speech.say("event.range", { what, distance: speech.distance(rangeM) });
    }
    if (purpose === null) return what;
    return speech.say("event.purpose", { what, purpose: speech.quoted(purpose) });
  }

  #when({ event: { atMs } }: Example): string {
    return this.#speech.wording.span({ fromMs: atMs, toMs: atMs, precision: "minute" });
  }

  #party(id: string): string {
    return nameOf(id, this.#statement.parties, this.#speech);
  }

  #reason({ because, event }: Example): string {
    // Of a clear example that is no breach the calculus names a condition, never these three.
    if (because === "all" || because === "permitted" || because === "not-testable") return because;
    return this.#speech.say(`reason.${because}`, { party: this.#party(event.by) });
  }

  #height({ event: { altitudeM } }: Example, place: string): string {
    if (altitudeM === null) return place;
    return this.#speech.say("event.height", { place, height: this.#speech.height(altitudeM) });
  }

  /** A place, and from which drawing of the line where several are in force. */
  #full(place: ExamplePlace, atMs: number): string {
    const text = this.#place(place);
    const { told } = place;
    if (told.by !== "line") return text;
    const line = this.#compiled.lines.find(({ id }) => id === told.line);
    const authors = new Set(
      line?.versions.flatMap(({ validFromMs, drawnBy }) => (validFromMs <= atMs ? [drawnBy] : [])),
    );
    if (authors.size < 2) return text;
    return this.#speech.say("event.version", {
      place: text,
      author: authorText(told.version.drawnBy, this.#statement.parties, this.#speech),
      date: this.#speech.wording.date(told.version.validFromMs),
    });
  }

  #place({ position, told }: ExamplePlace): string {
    const speech = this.#speech;
    const tested = testedPlaceOf(this.#statement.rule) ?? "present";
    const values = { tested, position: speech.position(position, positionDecimals) };
    if (told.by === "position") return speech.say("event.at", values);
    if (told.by === "line") {
      const line = this.#compiled.lines.find(({ id }) => id === told.line);
      return speech.say("event.by-line", {
        ...values,
        distance: speech.distance(told.distanceM),
        line: line === undefined ? speech.quoted(told.line) : speech.name(line.name),
        party: this.#party(told.party),
      });
    }
    const zone = this.#compiled.zones.find(({ id }) => id === told.zone);
    const inZone = {
      ...values,
      side: told.side,
      zone: zone === undefined ? speech.quoted(told.zone) : zoneText(zone, speech),
    };
    if (told.distanceM === null) return speech.say("event.in-zone", inZone);
    return speech.say("event.by-zone", { ...inZone, distance: speech.distance(told.distanceM) });
  }
}
