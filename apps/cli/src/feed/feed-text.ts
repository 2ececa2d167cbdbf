import { counted } from "../counted.ts";
import type { HeardFeed } from "./hear-feed.ts";

const bytesShown = 48;

/** What was heard, in lines for people. */
export function feedText(heard: HeardFeed): readonly string[] {
  const { url, format, isFormatGuessed, forMs, messagesPerSecond, firstPositions, status } = heard;
  const lines = [url];
  if (status.messageCount === 0 && status.faultCount === 0) {
    const bytes =
      status.byteCount === 0 ? "no byte came" : `${counted(status.byteCount, "byte")} came`;
    const isStrange = isFormatGuessed && status.byteCount > 0;
    const unknown = isStrange ? ", of no format that can be found out by its bytes" : "";
    const why = status.reason === undefined || status.state === "up" ? "" : `; ${status.reason}`;
    lines.push(`  Nothing was heard in ${lasting(forMs)}: ${bytes}${unknown}${why}.`);
    return lines;
  }
  lines.push(
    `  ${counted(status.messageCount, "message")} in ${lasting(forMs)}, ${messagesPerSecond} a second; ` +
      `format ${format ?? "not known"}${isFormatGuessed ? ", found out" : ""}.`,
  );
  for (const [type, count] of sorted(status.messageCountByType)) {
    lines.push(`    ${String(count).padStart(7)}  ${type}`);
  }
  if (status.faultCount > 0) {
    lines.push(`  ${status.faultCount} could not be read:`);
    for (const [code, count] of sorted(status.faultCountByCode)) {
      lines.push(`    ${String(count).padStart(7)}  ${code}`);
    }
    for (const { message, line, bytesHex } of status.lastFaults) {
      const where = line === undefined ? "" : ` (line ${line})`;
      lines.push(`    ${message}${where}`);
      if (bytesHex !== undefined && bytesHex !== "") lines.push(`      ${shownBytes(bytesHex)}`);
    }
  }
  for (const { who, atMs, lonDeg, latDeg } of firstPositions) {
    lines.push(
      `  ${who} at ${degrees(latDeg, "N", "S")} ${degrees(lonDeg, "E", "W")}, ${clock(atMs)}`,
    );
  }
  if (status.delayMs !== undefined) {
    lines.push(
      `  Its messages were ${lasting(Math.abs(status.delayMs))} ${status.delayMs < 0 ? "ahead of" : "behind"} the clock here.`,
    );
  }
  for (const { text } of status.notices) lines.push(`  ${text}`);
  if (status.refusedCount > 0) {
    lines.push(`  ${status.refusedCount} were more than could be taken.`);
  }
  return lines;
}

const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** In the unit that people would say it in: a clock may be off by milliseconds, a recording by years. */
function lasting(ms: number): string {
  const units = [
    ["years", 365.25 * 86_400_000],
    ["days", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
  ] as const;
  const [name, unitMs] = units.find(([, length]) => ms >= 2 * length) ?? ["s", 1_000];
  return `${(ms / unitMs).toFixed(1)} ${name}`;
}

const degrees = (value: number, positive: string, negative: string): string =>
  `${Math.abs(value).toFixed(4)} ${value < 0 ? negative : positive}`;

const clock = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

/** Text where it is text, else hexadecimal digits. */
function shownBytes(hex: string): string {
  // What ends a line is no part of what it says.
  const bytes = Buffer.from(hex.replace(/(?:0d|0a)+$/, ""), "hex");
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  const cut = bytes.subarray(0, bytesShown * (isText ? 3 : 1));
  const more = cut.length < bytes.length ? " …" : "";
  return isText ? `${cut.toString("latin1")}${more}` : `${cut.toString("hex")}${more}`;
}
