import { compassPoints, lonLat, type Observation, observationKinds } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  countWord,
  distanceText,
  kindName,
  observationSentence,
  spanText,
} from "./observation-sentence.ts";

const atMs = Date.UTC(2026, 2, 10, 12, 41);
const seen: Observation = {
  schema: "observation/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: atMs + 60_000,
  source: "post-9",
  sourceId: "1",
  span: { fromMs: atMs, toMs: atMs, precision: "minute" },
  observer: { kind: "person" },
  observerPosition: { place: "OP 9" },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 2, max: 2 },
  distance: { minM: 2_000, maxM: 4_000 },
  direction: { form: "single", points: ["SSE"] },
};
const timezone = "Europe/Kyiv";
/** Members to set otherwise; `undefined` leaves one out. */
type Change = { readonly [Key in keyof Observation]?: Observation[Key] | undefined };
const sentence = (change: Change) =>
  observationSentence({ ...seen, ...change } as Observation, { timezone });
const tail = (change: Change) =>
  sentence(change).replace("At OP 9, on 10 March 2026 at 14:41 (12:41 UTC), an observer ", "");

describe("observationSentence", () => {
  test("[WAT-050] position, time, observer, verb, number, kind, nature, distance, direction", () => {
    expect(sentence({})).toBe(
      "At OP 9, on 10 March 2026 at 14:41 (12:41 UTC), an observer heard two undetermined explosions, 2 to 4 km south-south-east.",
    );
  });

  test.each<{ change: Change; says: string }>([
    {
      change: { count: { qualifier: "exactly", min: 1, max: 1 }, nature: "impact" },
      says: "heard one impact explosion, 2 to 4 km south-south-east.",
    },
    {
      change: { count: { qualifier: "about", min: 120 }, kind: "burst", nature: undefined },
      says: "heard about 120 bursts, 2 to 4 km south-south-east.",
    },
    {
      change: { count: { qualifier: "at-least", min: 1 } },
      says: "heard at least one undetermined explosion, 2 to 4 km south-south-east.",
    },
    {
      change: { count: { qualifier: "range", min: 3, max: 12 } },
      says: "heard three to 12 undetermined explosions, 2 to 4 km south-south-east.",
    },
    {
      change: { count: { qualifier: "uncounted" }, kind: "shot-or-burst", nature: undefined },
      says: "heard shots and bursts, 2 to 4 km south-south-east.",
    },
    {
      change: {
        kind: "nothing",
        count: { qualifier: "exactly", min: 0, max: 0 },
        means: ["heard", "saw"],
        nature: undefined,
        distance: undefined,
        direction: undefined,
      },
      says: "heard or saw nothing.",
    },
    {
      change: { means: ["heard", "saw"] },
      says: "heard and saw two undetermined explosions, 2 to 4 km south-south-east.",
    },
    {
      change: { direction: { form: "list", points: ["N", "NNE", "E"] } },
      says: "heard two undetermined explosions, 2 to 4 km north, north-north-east and east.",
    },
    {
      change: { direction: { form: "range-ends", points: ["W", "NE"] } },
      says: "heard two undetermined explosions, 2 to 4 km at directions ranging from west to north-east.",
    },
    {
      change: { direction: { form: "sector", points: ["S"] } },
      says: "heard two undetermined explosions, 2 to 4 km at southerly directions.",
    },
    {
      change: { direction: { form: "bearing", bearingDeg: 77, standardDeviationDeg: 3.5 } },
      says: "heard two undetermined explosions, 2 to 4 km on bearing 077° ± 3.5°.",
    },
    {
      change: { distance: { minM: 300, maxM: 300 }, direction: undefined },
      says: "heard two undetermined explosions, 300 m.",
    },
    {
      change: {
        weapons: [{ class: "small-arms" }],
        kind: "burst",
        nature: undefined,
        distance: undefined,
      },
      says: "heard two bursts, south-south-east, said to be of small arms.",
    },
    {
      change: { assessedAs: "outgoing mortar rounds (82mm)", nature: "outgoing" },
      says: "heard two outgoing explosions, 2 to 4 km south-south-east, assessed by the observer as outgoing mortar rounds (82mm).",
    },
    {
      change: {
        kind: "projectile-in-flight",
        means: ["saw"],
        nature: undefined,
        movement: { from: ["E"], to: ["W"] },
      },
      says: "saw two projectiles in flight, 2 to 4 km south-south-east, moving from east to west.",
    },
    {
      change: { insideDisengagementArea: "Gorse" },
      says: "heard two undetermined explosions, 2 to 4 km south-south-east, inside the Gorse disengagement area.",
    },
  ])("$says", ({ change, says }) => {
    expect(tail(change)).toBe(says);
  });

  test.each<{ observerPosition: Observation["observerPosition"]; says: string }>([
    {
      observerPosition: {
        place: "Birch",
        control: "GC",
        referenceTown: "Elm",
        referenceM: 57_000,
        referenceDirection: "NE",
      },
      says: "At Birch (government-controlled, 57 km north-east of Elm), ",
    },
    {
      observerPosition: { place: "Birch", offsetM: 1_500, offsetDirection: "NE" },
      says: "1.5 km north-east of Birch, ",
    },
    { observerPosition: { place: "Birch", offsetDirection: "W" }, says: "West of Birch, " },
    { observerPosition: { position: lonLat(-30.03, 0.09) }, says: "At 0.0900° N 30.0300° W, " },
    {
      observerPosition: { referenceTown: "Elm", referenceM: 12_000, referenceDirection: "S" },
      says: "At a place 12 km south of Elm, ",
    },
    { observerPosition: undefined, says: "On 10 March 2026 at 14:41 " },
  ])("position: $says", ({ observerPosition, says }) => {
    expect(sentence({ observerPosition })).toContain(says);
    expect(sentence({ observerPosition }).startsWith(says)).toBe(true);
  });

  const hour = 3_600_000;
  const midnight = Date.UTC(2026, 2, 9, 22);
  test.each<{ span: Observation["span"]; says: string }>([
    {
      span: { fromMs: atMs, toMs: atMs + 120_000, precision: "minute" },
      says: "on 10 March 2026 between 14:41 and 14:43 (12:41 to 12:43 UTC)",
    },
    {
      span: { fromMs: midnight - hour, toMs: midnight + hour, precision: "minute" },
      says: "between 23:00 on 9 March 2026 and 01:00 on 10 March 2026 (21:00 to 23:00 UTC)",
    },
    {
      span: { fromMs: midnight - 6 * hour, toMs: midnight, precision: "evening" },
      says: "on the evening of 9 March 2026",
    },
    {
      span: { fromMs: midnight - 2 * hour, toMs: midnight + 6 * hour, precision: "night" },
      says: "on the night of 9 March 2026 to 10 March 2026",
    },
    {
      span: { fromMs: midnight - 24 * hour, toMs: midnight, precision: "day" },
      says: "on 9 March 2026",
    },
  ])("time: $says", ({ span, says }) => {
    expect(spanText({ span }, { timezone })).toBe(says);
  });

  test("an instrument is named, a person is not", () => {
    expect(
      sentence({ observer: { kind: "camera", sensorId: "C 14" }, means: ["recorded"] }),
    ).toContain("camera C 14 recorded two");
    expect(sentence({ observer: { kind: "person", id: "m-12" } })).not.toContain("m-12");
  });

  test("every kind has names", () => {
    for (const kind of observationKinds) {
      expect(kindName(kind, true)).not.toBe("");
      expect(sentence({ kind })).toMatch(/^At OP 9, .*\.$/);
    }
  });

  test("every point of the compass has a word", () => {
    for (const point of compassPoints) {
      expect(sentence({ direction: { form: "single", points: [point] } })).not.toContain(
        "undefined",
      );
    }
  });
});

test.each([
  [0, "no"],
  [9, "nine"],
  [10, "10"],
  [6_400, "6\u2009400"],
  [1_234_567, "1\u2009234\u2009567"],
])("the number %i is written %s", (value, says) => {
  expect(countWord(value)).toBe(says);
});

test.each([
  [600, 4_000, "0.6 to 4 km"],
  [200, 300, "200 to 300 m"],
  [5_000, 5_000, "5 km"],
])("%i to %i m is written %s", (minM, maxM, says) => {
  expect(distanceText(minM, maxM)).toBe(says);
});
