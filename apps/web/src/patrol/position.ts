import { lonLat } from "@truceline/model";
import { createStore, type Store } from "../state/store.ts";
import type { Fix } from "./draft.ts";

export type PositionState =
  | { readonly is: "asking" }
  | { readonly is: "known"; readonly fix: Fix }
  /** Refused by the person, or the device has none: the place is then said by name. */
  | { readonly is: "none"; readonly why: "refused" | "unavailable" };

/** An old fix is a place where the patrol was, not where it is. */
export const fixAgeMaxMs = 5 * 60_000;
/** Fixes worse than this say nothing that a place's name does not say better. */
const accuracyMaxM = 2_000;

/** Follows the device's position while the form is open. Never asked of anybody but the device. */
export function followPosition(geolocation: Geolocation | undefined): {
  readonly position: Store<PositionState>;
  stop(): void;
} {
  if (geolocation === undefined) {
    return { position: createStore<PositionState>({ is: "none", why: "unavailable" }), stop() {} };
  }
  const position = createStore<PositionState>({ is: "asking" });
  const id = geolocation.watchPosition(
    ({ coords, timestamp }) => {
      if (!(coords.accuracy <= accuracyMaxM)) return;
      const { longitude, latitude, accuracy } = coords;
      const fix: Fix = {
        position: lonLat(longitude, latitude),
        accuracyM: accuracy,
        atMs: timestamp,
      };
      position.set({ is: "known", fix });
    },
    ({ code }) => {
      // A fix once known stays, with its age; a lost signal is no reason to forget it.
      if (position.get().is === "known") return;
      position.set({ is: "none", why: code === 1 ? "refused" : "unavailable" });
    },
    { enableHighAccuracy: true, maximumAge: 30_000, timeout: 60_000 },
  );
  return { position, stop: () => geolocation.clearWatch(id) };
}
