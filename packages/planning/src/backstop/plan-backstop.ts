import type { Position } from "@truceline/geo";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { Driving } from "../patrols/ground.ts";
import type { Light, RangeEnd } from "../patrols/road-speeds.ts";
import type { MinuteTable } from "../patrols/travel-minutes.ts";
import { type Aircraft, checkAir, flightMinutes, flyableRatio } from "./air-reach.ts";
import type {
  BackstopPlan,
  Exposure,
  HelpTime,
  MinutesRange,
  PostTimes,
  SectorTimes,
} from "./backstop-answer.ts";
import type { BackstopBase, BackstopProblem, ProtectedPost } from "./backstop-problem.ts";

const postCountMax = 2_000;
const baseCountMax = 200;
const lights = ["day", "night"] as const;

/**
 * How long help takes to reach the mission's own people, and how long they take to surgery or away: by
 * road from each base, by air within range, limits and light. Protection of the mission only: it knows
 * bases, posts and hospitals, and nothing else. Ranges are true extremes: all times fall with speed and
 * rise with readiness, so the ends lie at the ends of all inputs.
 *
 * @throws PlanningError `TL_PLAN_BACKSTOP`, `TL_PLAN_ROADS`, `TL_PLAN_SPEED`
 */
export function planBackstop(problem: BackstopProblem): BackstopPlan {
  const { bases, posts, aircraft, weather, ground } = problem;
  checkAir(aircraft, weather);
  if (posts.length === 0 || posts.length > postCountMax || bases.length > baseCountMax) {
    throw new PlanningError("TL_PLAN_BACKSTOP", {
      postCount: posts.length,
      postCountMax,
      baseCount: bases.length,
      baseCountMax,
    });
  }
  const times = new HelpTimes(problem);
  const byPost = posts.map((post, index) => times.ofPost(post, index));
  const exposure = exposures(problem, byPost);
  const sectors = [...new Set(posts.map(({ sector }) => sector))].map((sector) => {
    const own = byPost.filter((post) => post.sector === sector);
    return {
      sector,
      people: sumRanged(own.map(({ people }) => people)),
      postCount: own.length,
      worst: worstOf(own),
      exposure: exposures(problem, own),
    };
  });
  const flyable = aircraft.flatMap((one) =>
    lights.map((light) => ({
      aircraft: one.id,
      light,
      ratio: flyableRatio(one, weather, light),
    })),
  );
  return {
    ground: ground.told,
    posts: byPost,
    sectors,
    exposure,
    flyable,
    sentences: sentencesOf(problem, byPost),
  };
}

/** Driving and flying times of all bases and posts, at each end, by day and by night. */
class HelpTimes {
  readonly #problem: BackstopProblem;
  readonly #tables: Readonly<Record<Light, Readonly<Record<RangeEnd, MinuteTable>>>>;

  constructor(problem: BackstopProblem) {
    this.#problem = problem;
    const { bases, posts, ground } = problem;
    const driving = new Driving(
      ground,
      [...bases, ...posts].map(({ position }) => position),
    );
    const of = (light: Light) => ({
      slow: driving.minutes(light, "slow"),
      value: driving.minutes(light, "value"),
      fast: driving.minutes(light, "fast"),
    });
    this.#tables = { day: of("day"), night: of("night") };
  }

  ofPost(post: ProtectedPost, index: number): PostTimes {
    const { bases } = this.#problem;
    const column = bases.length + index;
    const cutOffFrom = bases
      .filter((_, base) => !Number.isFinite(this.#tables.day.value[base]?.[column]))
      .map(({ id }) => id);
    const both = (make: (light: Light) => readonly HelpTime[]) => lights.flatMap(make);
    return {
      post: post.id,
      sector: post.sector,
      people: post.people,
      reaction: both((light) => [
        firstOf(light, "road", this.#reactionByRoad(column, light)),
        firstOf(light, "air", this.#reactionByAir(post, light)),
      ]),
      surgery: both((light) => [
        firstOf(light, "road", this.#surgeryByRoad(column, light)),
        firstOf(light, "air", this.#surgeryByAir(post, light)),
      ]),
      leaving: both((light) => [firstOf(light, "road", this.#leaving(column, light))]),
      cutOffFrom,
    };
  }

  #drive(from: number, to: number, light: Light, end: RangeEnd): number {
    return this.#tables[light][end][from]?.[to] ?? Number.POSITIVE_INFINITY;
  }

  #reactionByRoad(column: number, light: Light): readonly Way[] {
    return this.#problem.bases.flatMap(({ id, quickReactionMin }, base) => {
      if (quickReactionMin === null) return [];
      const minutes = (end: RangeEnd) =>
        later(quickReactionMin[light], end) + this.#drive(base, column, light, end);
      return [wayOf(id, minutes)];
    });
  }

  /** The nearest ambulance, loading, the nearest hospital: each pair is one way. */
  #surgeryByRoad(column: number, light: Light): readonly Way[] {
    const { bases, loadingMin } = this.#problem;
    return bases.flatMap(({ id, ambulanceMin }, from) => {
      if (ambulanceMin === null) return [];
      const minutes = (end: RangeEnd) => {
        const onward = bases.flatMap(({ isHospital }, to) =>
          isHospital ? [this.#drive(column, to, light, end)] : [],
        );
        const out = later(ambulanceMin[light], end) + this.#drive(from, column, light, end);
        return out + later(loadingMin, end) + Math.min(Number.POSITIVE_INFINITY, ...onward);
      };
      return [wayOf(id, minutes)];
    });
  }

  #leaving(column: number, light: Light): readonly Way[] {
    return this.#problem.bases.flatMap(({ id, isAssembly }, to) =>
      isAssembly ? [wayOf(id, (end) => this.#drive(column, to, light, end))] : [],
    );
  }

  #reactionByAir(post: ProtectedPost, light: Light): readonly Way[] {
    return this.#problem.aircraft.map((one) => {
      const home = this.#positionOf(one);
      return wayOf(one.id, (end) => flightMinutes(one, home, [post.position], home, light, end));
    });
  }

  #surgeryByAir(post: ProtectedPost, light: Light): readonly Way[] {
    const hospitals = this.#problem.bases.filter(({ isHospital }) => isHospital);
    return this.#problem.aircraft.map((one) => {
      const home = this.#positionOf(one);
      return wayOf(one.id, (end) =>
        Math.min(
          Number.POSITIVE_INFINITY,
          ...hospitals.map(({ position }) =>
            flightMinutes(one, home, [post.position, position], home, light, end),
          ),
        ),
      );
    });
  }

  #positionOf({ id, base }: Aircraft): Position {
    const found = this.#problem.bases.find((entry) => entry.id === base);
    if (found === undefined) throw new PlanningError("TL_PLAN_BACKSTOP", { aircraft: id, base });
    return found.position;
  }
}

/** Readiness and loading: the fast end is the least. */
function later({ value, low, high }: Ranged, end: RangeEnd): number {
  return end === "slow" ? high : end === "fast" ? low : value;
}

interface Way {
  readonly by: string;
  readonly slow: number;
  readonly value: number;
  readonly fast: number;
}

function wayOf(by: string, minutes: (end: RangeEnd) => number): Way {
  return { by, slow: minutes("slow"), value: minutes("value"), fast: minutes("fast") };
}

function firstOf(light: Light, means: "road" | "air", ways: readonly Way[]): HelpTime {
  const sorted = [...ways].sort((a, b) => compare(a.value, b.value) || (a.by < b.by ? -1 : 1));
  const first = sorted.find(({ value }) => Number.isFinite(value));
  return {
    light,
    means,
    by: first?.by ?? null,
    minutes: leastOf(ways),
    withoutFirst: leastOf(ways.filter(({ by }) => by !== first?.by)),
  };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The least of several at each end: whoever is first there need not be the same at all ends. */
function leastOf(ways: readonly Way[]): MinutesRange {
  const least = (of: (way: Way) => number) => {
    const minutes = Math.min(Number.POSITIVE_INFINITY, ...ways.map(of));
    return Number.isFinite(minutes) ? minutes : null;
  };
  return {
    value: least(({ value }) => value),
    low: least(({ fast }) => fast),
    high: least(({ slow }) => slow),
  };
}

type EndOfRange = "value" | "low" | "high";

/** Minutes until the first help of these; infinite if there is none. */
function firstHelp(times: readonly HelpTime[], light: Light, withAir: boolean, end: EndOfRange) {
  return times
    .filter((time) => time.light === light && (withAir || time.means === "road"))
    .reduce(
      (least, { minutes }) => Math.min(least, minutes[end] ?? Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    );
}

function exposures(problem: BackstopProblem, posts: readonly PostTimes[]): readonly Exposure[] {
  const { reactionLimitMin, surgeryLimitMin, aircraft, weather } = problem;
  const kinds = [
    { kind: "reaction" as const, limitMin: reactionLimitMin },
    { kind: "surgery" as const, limitMin: surgeryLimitMin },
  ];
  return lights.flatMap((light) => {
    // Aircraft of one place share the weather: they fly together as the best of them may.
    const ratios = aircraft.map((one) => flyableRatio(one, weather, light));
    const best = (of: (ratio: Ranged) => number) => Math.max(0, ...ratios.map(of));
    const flyable = {
      value: best(({ value }) => value),
      low: best(({ low }) => low),
      high: best(({ high }) => high),
    };
    return kinds.map(({ kind, limitMin }): Exposure => {
      const beyond = (withAir: boolean): Ranged => {
        const count = (end: EndOfRange, people: (range: Ranged) => number) =>
          posts
            .filter((post) => firstHelp(post[kind], light, withAir, end) > limitMin)
            .reduce((sum, post) => sum + people(post.people), 0);
        return {
          value: count("value", ({ value }) => value),
          low: count("low", ({ low }) => low),
          high: count("high", ({ high }) => high),
        };
      };
      const withAir = beyond(true);
      const roadOnly = beyond(false);
      const mix = (share: number, flying: number, grounded: number) =>
        share * flying + (1 - share) * grounded;
      return {
        light,
        kind,
        limitMin,
        withAir,
        roadOnly,
        mean: {
          value: mix(flyable.value, withAir.value, roadOnly.value),
          low: mix(flyable.high, withAir.low, roadOnly.low),
          high: mix(flyable.low, withAir.high, roadOnly.high),
        },
      };
    });
  });
}

function worstOf(posts: readonly PostTimes[]): SectorTimes["worst"] {
  return lights.flatMap((light) =>
    (["reaction", "surgery"] as const).map((kind) => {
      let post: string | null = null;
      let most = Number.NEGATIVE_INFINITY;
      for (const one of posts) {
        const minutes = firstHelp(one[kind], light, true, "value");
        if (minutes <= most) continue;
        most = minutes;
        post = one.post;
      }
      const slowest = (end: EndOfRange) => {
        const minutes = Math.max(...posts.map((one) => firstHelp(one[kind], light, true, end)));
        return Number.isFinite(minutes) ? minutes : null;
      };
      const minutes = { value: slowest("value"), low: slowest("low"), high: slowest("high") };
      return { light, kind, minutes, post };
    }),
  );
}

function sumRanged(parts: readonly Ranged[]): Ranged {
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    low: parts.reduce((sum, { low }) => sum + low, 0),
    high: parts.reduce((sum, { high }) => sum + high, 0),
  };
}

function sentencesOf(problem: BackstopProblem, posts: readonly PostTimes[]): readonly string[] {
  const { ground, bases, weather, aircraft } = problem;
  const sentences = [...ground.told.sentences];
  const cutOff = posts.filter(({ cutOffFrom }) => cutOffFrom.length === bases.length);
  if (cutOff.length > 0) {
    const names = cutOff.slice(0, 10).map(({ post }) => post);
    const more = cutOff.length > 10 ? ` and ${cutOff.length - 10} more` : "";
    sentences.push(`No road leads from any base to ${names.join(", ")}${more}.`);
  }
  const without = (what: string, has: (base: BackstopBase) => boolean) => {
    if (!bases.some(has)) sentences.push(`No base has ${what}.`);
  };
  without("a quick reaction", ({ quickReactionMin }) => quickReactionMin !== null);
  without("an ambulance", ({ ambulanceMin }) => ambulanceMin !== null);
  without("surgery", ({ isHospital }) => isHospital);
  if (aircraft.length > 0 && weather.length === 0) {
    sentences.push("No weather is stated: how often aircraft fly is unknown, 0 to 1.");
  }
  return sentences;
}
