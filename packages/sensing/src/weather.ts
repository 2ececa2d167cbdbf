/** One state of the weather, the same over all the ground asked about. */
export interface WeatherState {
  readonly id: string;
  readonly probability: number;
}

/** What the weather does when nobody says: shares of hours, a common cause for all sensors. */
export interface Climate {
  readonly source: string;
  readonly states: readonly WeatherState[];
}

/** The state that loses nothing. */
export const CLEAR_WEATHER = "clear";

/**
 * Declared climate for a temperate plain, the same in every hour of the year. An agreement's own
 * figures, or the weather known for an hour, take its place.
 */
export const defaultClimate: Climate = {
  source: "assumed: temperate plain, shares of all hours of a year",
  states: [
    { id: CLEAR_WEATHER, probability: 0.8 },
    { id: "rain", probability: 0.1 },
    { id: "fog", probability: 0.04 },
    { id: "wind", probability: 0.06 },
  ],
};
