import { msToLocal } from "@truceline/model";
import type { LostHours, OneMore, WorstKilometres } from "@truceline/watch";

type Reasons = LostHours["rows"][number]["reasons"];
type Period = Pick<LostHours, "fromMs" | "toMs" | "knownAtMs">;
const namedCountMax = 3;
const notAsked = "in this period the agreement is not in force, or asks for nothing to be seen.";

/** The ledger's lost hours as lines for people. */
export function lostHoursText(found: LostHours, timezone: string): readonly string[] {
  const { by, articleId, rows, lossCellStep } = found;
  const what = { sector: "cells, by sector", kind: "cells, by kind", sensor: "sensors" }[by];
  const article = articleId === null ? "" : `, article ${articleId}`;
  const head = `Hours of ${what}${article}, ${periodText(found, timezone)}`;
  const isEmpty = rows.every(({ totalHours }) => totalHours === 0);
  const why = by === "sensor" ? "no sensor and no patrol was to work in this period." : notAsked;
  if (isEmpty) return [head, emptyText(found, timezone, why)];
  return [
    head,
    ...table([
      ["", "hours", "seen", "lost to"],
      ...rows.map(({ id, totalHours, seenHours, reasons }) => [
        id,
        hoursText(totalHours),
        percent(seenHours, totalHours),
        reasonsText(reasons, by !== "sensor"),
      ]),
    ]),
    ...(by === "sensor"
      ? []
      : ["Lost to: hours that would come back if that reason alone were gone."]),
    ...(lossCellStep === 1
      ? []
      : [`Reasons are worked out from one cell in ${lossCellStep} of each sector.`]),
    ...untilText(found, timezone),
  ];
}

/** The worst kilometres as lines for people. */
export function worstText(found: WorstKilometres, timezone: string): readonly string[] {
  const { stretches, articleId, lineId, lineKm } = found;
  const head = `Least seen along ${lineId} (${lineKm.toFixed(1)} km), article ${articleId}, ${periodText(found, timezone)}`;
  // Neither seen nor lost: there was not an hour of them.
  const isEmpty = stretches.every(
    ({ coverageRatio, lostHours }) => coverageRatio === 0 && lostHours === 0,
  );
  if (isEmpty) return [head, emptyText(found, timezone)];
  return [
    head,
    ...table([
      ["km", "sector", "seen", "lost to"],
      ...stretches.map(({ fromKm, toKm, sectorId, coverageRatio, reasons }) => [
        `${fromKm.toFixed(1)} to ${toKm.toFixed(1)}`,
        sectorId,
        `${Math.floor(coverageRatio * 100)} %`,
        reasonsText(reasons, true),
      ]),
    ]),
    ...untilText(found, timezone),
  ];
}

/** What one more sensor would have given, as lines for people. */
export function oneMoreText(found: OneMore, timezone: string): readonly string[] {
  const { means, position, articleId, gainedHours, reachedHours, uptimeRatio, cellCount } = found;
  const [lonDeg, latDeg] = position;
  const head = `One more ${means} at ${lonDeg}, ${latDeg}, article ${articleId}, ${periodText(found, timezone)}`;
  if (found.sectors.length === 0) return [head, emptyText(found, timezone)];
  return [
    head,
    cellCount === 0
      ? "From there it reaches none of the article's ground."
      : `It would have seen ${hoursText(gainedHours)} more, of ${cellCount} ${cellCount === 1 ? "cell" : "cells"}, working ${Math.round(uptimeRatio * 100)} % of the time.`,
    `Hours of cells that reach what the article asks: ${hoursText(reachedHours.without)}, with it ${hoursText(reachedHours.with)}.`,
    ...table([
      ["", "hours", "seen", "with it"],
      ...found.sectors.map(({ sectorId, cellHours, withoutRatio, withRatio }) => [
        sectorId,
        hoursText(cellHours),
        `${(withoutRatio * 100).toFixed(1)} %`,
        `${(withRatio * 100).toFixed(1)} %`,
      ]),
    ]),
    ...untilText(found, timezone),
  ];
}

function periodText({ fromMs, toMs }: Period, timezone: string): string {
  return `${minuteText(fromMs, timezone)} to ${minuteText(toMs, timezone)} (${timezone})`;
}

/** Why there is not one hour to count; an empty table would read as if nobody had looked. */
function emptyText({ fromMs, knownAtMs }: Period, timezone: string, why = notAsked): string {
  return fromMs >= knownAtMs
    ? `The period begins after ${minuteText(knownAtMs, timezone)}: nothing is known of it yet.`
    : `There are no such hours: ${why}`;
}

function untilText({ toMs, knownAtMs }: Period, timezone: string): readonly string[] {
  if (toMs <= knownAtMs) return [];
  return [
    `Counted up to ${minuteText(knownAtMs, timezone)}: nothing is known yet of what follows.`,
  ];
}

function minuteText(atMs: number, timezone: string): string {
  return msToLocal(atMs, timezone).slice(0, 16).replace("T", " ");
}

function reasonsText(reasons: Reasons, isNamed: boolean): string {
  const told = reasons.filter(({ hours }) => hours >= 0.05);
  if (told.length === 0) return "-";
  return told
    .map(({ reason, hours, sensorIds }) => {
      const more = sensorIds.length > namedCountMax ? ", …" : "";
      const names = sensorIds.slice(0, namedCountMax).join(", ");
      return `${reason} ${hoursText(hours)}${isNamed && names !== "" ? ` (${names}${more})` : ""}`;
    })
    .join("; ");
}

function hoursText(hours: number): string {
  return `${hours.toFixed(1)} h`;
}

/** Rounded down: nothing is called seen that was not. */
function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${Math.floor((part / whole) * 100 + 1e-6)} %`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
