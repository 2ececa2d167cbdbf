/** What the door of observations refuses: what is wrong, the text, the code of the refusal. */
import { sampleObservation } from "./sample-observation.ts";

export const hour = 3_600_000;
export const now = Date.now();

export const refusedInput: readonly (readonly [string, string, string])[] = [
  ["malformed JSON", '{"schema":', "TL_WATCH_NOT_JSON"],
  [
    "a number that is not one",
    JSON.stringify(sampleObservation("nan")).replace("1000", "NaN"),
    "TL_WATCH_NOT_JSON",
  ],
  [
    "a quantity as text",
    JSON.stringify(sampleObservation("text", { distance: { minM: "NaN", maxM: 3000 } })),
    "TL_WATCH_NOT_A_NUMBER",
  ],
  [
    "kilometres under a key in metres",
    JSON.stringify(sampleObservation("unit", { distance: { minKm: 1, maxKm: 3 } })),
    "TL_WATCH_UNIT",
  ],
  [
    "a latitude out of range",
    JSON.stringify(sampleObservation("range", { observerPosition: { position: [-30, 95] } })),
    "TL_WATCH_POSITION_RANGE",
  ],
  [
    "exchanged coordinates",
    JSON.stringify(
      sampleObservation("swap", { observerPosition: { position: [0.0425, -30.022] } }),
    ),
    "TL_WATCH_SWAPPED",
  ],
  [
    "a ring that crosses itself",
    JSON.stringify(
      sampleObservation("bowtie", {
        area: {
          shape: "polygon",
          rings: [
            [
              [-30, 0],
              [-29.9, 0.1],
              [-29.9, 0],
              [-30, 0.1],
              [-30, 0],
            ],
          ],
        },
      }),
    ),
    "TL_WATCH_RING",
  ],
  [
    "a ring across the antimeridian",
    JSON.stringify(
      sampleObservation("anti", {
        area: {
          shape: "polygon",
          rings: [
            [
              [179, 0],
              [-179, 0],
              [-179, 1],
              [179, 1],
              [179, 0],
            ],
          ],
        },
      }),
    ),
    "TL_WATCH_RING",
  ],
  ["an unknown key", JSON.stringify(sampleObservation("key", { wind: 3 })), "TL_WATCH_UNKNOWN_KEY"],
  [
    "a clock an hour ahead",
    JSON.stringify(
      sampleObservation("ahead", {
        span: { fromMs: now + hour, toMs: now + hour, precision: "exact" },
      }),
    ),
    "TL_WATCH_CLOCK_AHEAD",
  ],
  [
    "a span that ends before it begins",
    JSON.stringify(
      sampleObservation("order", {
        span: { fromMs: now - hour, toMs: now - 2 * hour, precision: "exact" },
      }),
    ),
    "TL_WATCH_SPAN_ORDER",
  ],
  [
    "an exercise where the world is watched",
    JSON.stringify(sampleObservation("origin", { origin: "exercise" })),
    "TL_WATCH_ORIGIN",
  ],
  ["a key twice", '{"schema":"observation/1","schema":"observation/1"}', "TL_WATCH_DUPLICATE_KEY"],
];
