import type { AssessedRule, CompiledArticle, PreparedLineVersion } from "@truceline/agreement";
import type { Assessment, AssessmentOutcome, Incident, JointSamples } from "@truceline/model";
import type { BreachMass } from "./breach-mass.ts";
import { figure, rounded } from "./figure.ts";
import type { Mass } from "./place-mass.ts";

type TraceStep = Assessment["trace"][number];

/** Sources named in a sentence; more are counted only. */
const SOURCE_NAME_COUNT_MAX = 6;
const TEXT_LENGTH_MAX = 4_000;
/** A mass this small is none: figures have three digits. */
const OPEN_MIN = 5e-4;

const ends = {
  firedFrom: "the place of fire",
  landedAt: "the place of effect",
  present: "its place",
};

/** A step of the trace; texts made of names are cut to what a record holds. */
export function step(factor: string, text: string, value?: number): TraceStep {
  const clipped = text.length <= TEXT_LENGTH_MAX ? text : text.slice(0, TEXT_LENGTH_MAX);
  return value === undefined
    ? { factor, text: clipped }
    : { factor, text: clipped, value: rounded(value) };
}

/** The sentences of one article's traces: what never changes in them is put together once. */
export class TraceText {
  readonly #article: CompiledArticle;
  readonly #placeText: string;
  readonly #isAboutWeapons: boolean;
  readonly #sourcesText: string;
  readonly #standardText: string;
  readonly #breachText: string;
  // Steps that are the same for most incidents are kept: what a sentence says depends on its value.
  #time: TraceStep | undefined;
  #timeValue = Number.NaN;
  #kind: TraceStep | undefined;
  #kindValue = Number.NaN;

  constructor(article: CompiledArticle, rule: AssessedRule) {
    const { probability, independentSources } = article.standard;
    const where =
      rule.kind === "withdraw"
        ? `nearer than ${rule.beyondM / 1_000} km to ${rule.line}`
        : `in ${rule.zone}`;
    this.#article = article;
    this.#placeText = ` of ${ends[rule.kind === "access" ? "present" : rule.tested]} lies ${where}`;
    this.#isAboutWeapons = rule.kind !== "access" && rule.weapons !== null;
    this.#sourcesText = ` of ${independentSources}: `;
    this.#standardText = `The article asks ${figure(probability)} from ${independentSources} independent ${nameOfSources(independentSources)}.`;
    this.#breachText = `${this.#standardText} Both are there: breach.`;
  }

  /** What follows the figure where it was, under a drawing of the line. */
  placeText(version: PreparedLineVersion | undefined): string {
    return version === undefined
      ? `${this.#placeText}.`
      : `${this.#placeText} by the line of ${version.drawnBy}.`;
  }

  /** Where it was, under one drawing of the line: `placeText` is its own. */
  addPlace(trace: TraceStep[], place: Mass, placeText: string, samples: JointSamples): void {
    const { least, most } = place;
    trace.push(step("place", figure(least) + placeText, least));
    if (most - least <= OPEN_MIN) return;
    trace.push(
      step(
        "place-open",
        isPlaced(samples)
          ? `Another ${figure(most - least)} is open: that end of the shot is not known, and the weapon could reach both inside and outside.`
          : "Nothing says where it was: all of it is open.",
        most - least,
      ),
    );
  }

  /** When it was and what, each alone. */
  addOthers(trace: TraceStep[], mass: BreachMass, span: Incident["span"]): void {
    trace.push(span.fromMs === span.toMs ? instantStep(mass.time) : this.#timeStep(mass.time));
    trace.push(this.#kindStep(mass.kind));
    if (!this.#isAboutWeapons) return;
    const { least, most } = mass.weapon;
    const open =
      most - least > OPEN_MIN
        ? `; for another ${figure(most - least)} class or calibre is not known`
        : "";
    trace.push(
      step("class", `A weapon the rule names with probability ${figure(least)}${open}.`, least),
    );
  }

  #timeStep(share: number): TraceStep {
    if (this.#time === undefined || this.#timeValue !== share) {
      this.#time = step("time", `The rule holds in ${figure(share)} of the time span.`, share);
      this.#timeValue = share;
    }
    return this.#time;
  }

  #kindStep(share: number): TraceStep {
    if (this.#kind === undefined || this.#kindValue !== share) {
      const text = `Of a kind the rule names with probability ${figure(share)}.`;
      this.#kind = step("kind", text, share);
      this.#kindValue = share;
    }
    return this.#kind;
  }

  /** All together, whose word it is, and what the standard says to that. */
  addResult(
    trace: TraceStep[],
    least: number,
    most: number,
    groups: readonly string[],
    outcome: AssessmentOutcome,
  ): void {
    trace.push(step("joint", jointText(least, most), least));
    trace.push(step("sources", this.#sourceText(groups), groups.length));
    trace.push(step("standard", this.#outcomeText(least, most, groups.length, outcome)));
  }

  #sourceText(groups: readonly string[]): string {
    const count = groups.length;
    const more = count - SOURCE_NAME_COUNT_MAX;
    const named = count === 1 ? groups[0] : groups.slice(0, SOURCE_NAME_COUNT_MAX).join(", ");
    const rest = more > 0 ? ` and ${more} more` : "";
    return `${count} independent ${nameOfSources(count)}${this.#sourcesText}${named}${rest}.`;
  }

  #outcomeText(
    least: number,
    most: number,
    groupCount: number,
    outcome: AssessmentOutcome,
  ): string {
    if (outcome === "breach") return this.#breachText;
    const { probability, independentSources } = this.#article.standard;
    if (outcome === "no-breach") {
      return `${this.#standardText} At most ${figure(most)} speaks for it, no more than ${figure(1 - probability)}: no breach.`;
    }
    const isUnlikely = least < probability;
    const isFew = groupCount < independentSources;
    const short = isUnlikely
      ? `the probability is ${figure(least)}, ${figure(probability - least)} short`
      : "";
    const few = isFew ? `${groupCount} ${nameOfSources(groupCount)} of ${independentSources}` : "";
    const both = isUnlikely && isFew ? "; " : "";
    return `${this.#standardText} Missing: ${short}${both}${few}. Undetermined.`;
  }
}

function instantStep(share: number): TraceStep {
  return step("time", `The rule ${share > 0 ? "holds" : "does not hold"} at that instant.`, share);
}

function jointText(least: number, most: number): string {
  const open = most - least > OPEN_MIN ? `; with what is open, at most ${figure(most)}` : "";
  return `Place, time and what it was together: broken by somebody with probability ${figure(least)}${open}.`;
}

function isPlaced({ firedFrom, effect }: JointSamples): boolean {
  const isNumber = (value: number) => !Number.isNaN(value);
  return firedFrom.some(isNumber) || effect.some(isNumber);
}

function nameOfSources(count: number): string {
  return count === 1 ? "source" : "sources";
}
