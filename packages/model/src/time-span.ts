import Type, { type Static } from "typebox";
import { AtMsSchema } from "./basics.ts";
import { ModelError } from "./errors.ts";

/** How a time was said. A word such as "evening" stays that word beside the hours it can mean. */
export const timePrecisions = [
  "exact",
  "minute",
  "early-morning",
  "morning",
  "afternoon",
  "evening",
  "night",
  "evening-and-night",
  "day",
  "reporting-period",
] as const;

/**
 * A span of time, `[fromMs, toMs]`; equal for an instant. `stated` keeps the words of the source
 * (local dates or clock times) where the span was worked out from them.
 */
export const TimeSpanSchema = Type.Object(
  {
    fromMs: AtMsSchema,
    toMs: AtMsSchema,
    precision: Type.Enum(timePrecisions),
    stated: Type.Optional(
      Type.Object(
        { from: Type.String({ maxLength: 40 }), to: Type.String({ maxLength: 40 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type TimeSpan = Readonly<Static<typeof TimeSpanSchema>>;
export type TimePrecision = TimeSpan["precision"];

/** @throws ModelError `TL_MODEL_SPAN_ORDER` when it ends before it begins. */
export function timeSpan(fromMs: number, toMs: number, precision: TimePrecision): TimeSpan {
  if (!(fromMs <= toMs)) throw new ModelError("TL_MODEL_SPAN_ORDER", { fromMs, toMs });
  return { fromMs, toMs, precision };
}
