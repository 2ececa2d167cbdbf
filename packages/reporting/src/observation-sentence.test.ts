import { type Observation, observationKinds } from "@truceline/model";
import { expect, test } from "vitest";
import { distanceText, kindName, observationSentence, spanText } from "./observation-sentence.ts";

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

test("[WAT-050] time, position, observer, verb, number, kind, nature, distance, direction", () => {
  expect(observationSentence(seen, { timezone })).toBe(
    "At 14:41 (12:41 UTC) on 10 March 2026, while at OP 9, the mission heard two undetermined explosions, 2 to 4\u2009km south-south-east.",
  );
});

test("an instrument is named, a person is not", () => {
  const by = (observer: Observation["observer"]) =>
    observationSentence({ ...seen, observer, means: ["recorded"] }, { timezone });
  expect(by({ kind: "camera", id: "cam-4" })).toContain(
    "the mission camera cam-4 at OP 9 recorded",
  );
  expect(by({ kind: "person", id: "J. Doe" })).not.toContain("Doe");
});

test("spans, distances and kinds stand alone too", () => {
  expect(spanText(seen, { timezone })).toBe("at 14:41 (12:41 UTC) on 10 March 2026");
  expect(distanceText(300, 300)).toBe("300\u2009m");
  expect(distanceText(600, 4_000)).toBe("0.6 to 4\u2009km");
  for (const kind of observationKinds) {
    expect(kindName(kind, true)).not.toBe("");
    expect(kindName(kind, false)).not.toBe("");
  }
});
