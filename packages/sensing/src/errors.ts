import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const sensingErrors = {
  TL_SENSING_MEANS_UNKNOWN: {
    fault: "data",
    message: "A sensor names a means that the catalogue does not hold.",
    hint: "Use one of the means listed in the details, or add an entry to the catalogue.",
  },
  TL_SENSING_POST_UNKNOWN: {
    fault: "data",
    message: "A sensor stands on a post that the deployment does not hold.",
    hint: "Add the post to the deployment or correct the sensor's `post`.",
  },
  TL_SENSING_ID_TWICE: {
    fault: "data",
    message: "Two sensors or two posts of the deployment have the same id.",
    hint: "Give each its own id; states and losses are named by it.",
  },
  TL_SENSING_CATALOGUE: {
    fault: "data",
    message: "The catalogue of means does not fit its schema or contradicts itself.",
    hint: "Each fault names the entry; a kind may stand in one group of an entry only.",
  },
  TL_SENSING_CURVE: {
    fault: "data",
    message: "A detection curve is not one.",
    hint: "Ranges must rise, chances lie within 0 and 1, and scale and shape be above 0.",
  },
  TL_SENSING_STATES: {
    fault: "data",
    message: "The states of a common cause do not have probabilities that add up to 1.",
    hint: "Give every state a probability of 0 to 1 and let them add up to 1.",
  },
  TL_SENSING_STATE_LIMIT: {
    fault: "caller",
    message: "The common causes together have more combinations of states than allowed.",
    hint: "Give fewer causes, or join those that come and go together.",
  },
  TL_SENSING_WEATHER_UNKNOWN: {
    fault: "data",
    message: "A weather state has no factor in the catalogue.",
    hint: "Use the weather states of the catalogue, or give every means a factor for the new one.",
  },
  TL_SENSING_ELEMENTS: {
    fault: "data",
    message: "Orbital elements are not those of a low orbit, or cannot be read.",
    hint: "Copy both lines whole, 69 characters each; the details say what is wrong with them.",
  },
  TL_SENSING_ORBIT_LOST: {
    fault: "data",
    message: "Orbital elements give no orbit at the time asked about.",
    hint: "The satellite has come down by then, or its elements are too far away in time: take newer ones.",
  },
  TL_SENSING_PASSES: {
    fault: "caller",
    message: "A question about satellite passes is out of range.",
    hint: "Ask for up to 400 days, a place in degrees, and a means or orbits that are there.",
  },
  TL_SENSING_CLIMATE: {
    fault: "caller",
    message: "A climate was asked for at a latitude or in a month that does not exist.",
    hint: "Give the month as 1 to 12 and the latitude as -90 to 90 degrees.",
  },
  TL_SENSING_WEATHER_SERIES: {
    fault: "data",
    message: "A series of weather is out of order.",
    hint: "Give its pieces in order of time, each with its end after its beginning, none overlapping.",
  },
  TL_SENSING_QUERY: {
    fault: "caller",
    message: "A question about coverage is out of range.",
    hint: "Ask for at least one kind and one group, and for a span of up to one hour.",
  },
  TL_SENSING_QUANTILE: {
    fault: "caller",
    message: "A bound was asked for a count, exposure or confidence that is out of range.",
    hint: "Counts are whole and not negative, exposures not negative, confidence within 0 and 1.",
  },
  TL_SENSING_NO_CONVERGENCE: {
    fault: "bug",
    message: "A numerical method did not settle within its limit of steps.",
  },
} as const satisfies Record<`TL_SENSING_${string}`, ErrorEntry>;

export type SensingErrorCode = keyof typeof sensingErrors;

export class SensingError extends TrucelineError<SensingErrorCode> {
  constructor(code: SensingErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, sensingErrors[code], details, options);
  }
}
