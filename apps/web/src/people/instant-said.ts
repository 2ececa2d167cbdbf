import { clockMinutes, fullDate } from "../format/time.ts";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `10 March 2026, 14:52` by this machine's own zone: these are deeds of people, not of the line. */
export const instantSaid = (atMs: number): string =>
  `${fullDate(atMs, here)}, ${clockMinutes(atMs, here)}`;
