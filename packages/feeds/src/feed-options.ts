import { type LonLat, lonLat } from "@truceline/model";
import type { Quota } from "./token-bucket.ts";

/** What both an address and a feeds file may say of a feed. */
export interface FeedBasics {
  /** Silent for longer, the feed is dead. */
  readonly heartbeatMs?: number | undefined;
  /** Of each sender. */
  readonly quota?: Quota | undefined;
  readonly clockToleranceMs?: number | undefined;
  /** For formats that need one: name of a saved mapping, or a file. */
  readonly mapping?: string | undefined;
  /** For `odk`: file of the mission's own form. */
  readonly form?: string | undefined;
  /** Where the receiver stands. */
  readonly receiver?: LonLat | undefined;
}

/** What an address may say behind its `?`. */
export interface FeedOptions extends FeedBasics {
  readonly id?: string | undefined;
  readonly sensors?: readonly string[] | undefined;
  readonly bind?: string | undefined;
  readonly group?: string | undefined;
  readonly from?: "beginning" | "end" | undefined;
  readonly keepsFiles?: boolean | undefined;
  readonly everyMs?: number | undefined;
  readonly user?: string | undefined;
  readonly version?: 4 | 5 | undefined;
  readonly qos?: 0 | 1 | undefined;
}

type Wrong = (text: string) => never;
type Read = (text: string, name: string, wrong: Wrong) => Partial<FeedOptions>;

const duration =
  (key: "heartbeatMs" | "clockToleranceMs" | "everyMs"): Read =>
  (text, name, wrong) => ({
    [key]: durationMs(text) ?? wrong(`\`${name}\` is no duration: 30s, 5m, PT1H`),
  });
const text =
  (key: "id" | "mapping" | "form" | "bind" | "group" | "user"): Read =>
  (value) => ({ [key]: value });

const options: Readonly<Record<string, Read>> = {
  id: text("id"),
  mapping: text("mapping"),
  form: text("form"),
  bind: text("bind"),
  group: text("group"),
  user: text("user"),
  sensors: (value) => ({ sensors: value.split(",").filter((id) => id !== "") }),
  heartbeat: duration("heartbeatMs"),
  clock: duration("clockToleranceMs"),
  every: duration("everyMs"),
  quota: (value, _name, wrong) => ({
    quota: quotaOf(value) ?? wrong("`quota` is no number of messages a second above 0"),
  }),
  receiver: (value, _name, wrong) => ({
    receiver: placeOf(value) ?? wrong("`receiver` is no place: LON,LAT in degrees"),
  }),
  from: (value, _name, wrong) =>
    value === "beginning" || value === "end"
      ? { from: value }
      : wrong("`from` is neither beginning nor end"),
  keep: (value, _name, wrong) =>
    value === "yes" || value === "no"
      ? { keepsFiles: value === "yes" }
      : wrong("`keep` is yes or no"),
  version: (value, _name, wrong) =>
    value === "3.1.1" || value === "5"
      ? { version: value === "5" ? 5 : 4 }
      : wrong("`version` of MQTT is 3.1.1 or 5"),
  qos: (value, _name, wrong) =>
    value === "0" || value === "1" ? { qos: value === "1" ? 1 : 0 } : wrong("`qos` is 0 or 1"),
};

/** Whether an address may say it behind its `?`. */
export const isFeedOption = (name: string): boolean => Object.hasOwn(options, name);

/** Reads `name=value&name=value`; unknown names, and names given twice, are wrong. */
export function parseFeedOptions(query: string, wrong: Wrong): FeedOptions {
  const read: FeedOptions = {};
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const reader = Object.hasOwn(options, name) ? options[name] : undefined;
    if (reader === undefined) {
      // What has no `=` may be a piece of a password.
      const shown = query.includes(`${name}=`) ? name : "…";
      wrong(`\`${shown}\` is no option: ${Object.keys(options).join(", ")}`);
    }
    if (seen.has(name)) wrong(`\`${name}\` stands there twice`);
    seen.add(name);
    Object.assign(read, reader(value, name, wrong));
  }
  return read;
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `30s`, `5m`, `500ms`, or ISO 8601 of hours, minutes and seconds (`PT1H30M`); undefined for another or for 0. */
export function durationMs(given: string): number | undefined {
  const short = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(given);
  if (short !== null) {
    return positive(Math.round(Number(short[1]) * (unitMs[short[2] ?? ""] ?? 0)));
  }
  const long = /^PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d{1,3})?)S)?$/.exec(given);
  if (long === null) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0"] = long;
  return positive(
    Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1_000),
  );
}

const positive = (value: number): number | undefined => (value > 0 ? value : undefined);

/** A burst is ten seconds' worth, so that a sender may catch up after a pause. */
function quotaOf(given: string): Quota | undefined {
  const perSecond = Number(given);
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(given) || !(perSecond > 0)) return undefined;
  return { perSecond, burstCount: Math.max(1, Math.ceil(perSecond * 10)) };
}

function placeOf(given: string): LonLat | undefined {
  const parts = /^(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,2}(?:\.\d{1,9})?)$/.exec(given);
  const [lonDeg, latDeg] = [Number(parts?.[1]), Number(parts?.[2])];
  return Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90 ? lonLat(lonDeg, latDeg) : undefined;
}
