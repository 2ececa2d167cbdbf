import { home } from "../state/address.ts";
import { go } from "../state/navigate.ts";

/** Into the past at an instant; at or after now it is live again. */
export function goTo(atMs: number, nowMs: number): void {
  go({ knownAtMs: atMs >= nowMs ? home.knownAtMs : Math.round(atMs) });
}
