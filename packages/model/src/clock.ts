/** The instant as the caller knows it: the wall clock live, a made-up one in an exercise or replay. */
export interface Clock {
  nowMs(): number;
}
