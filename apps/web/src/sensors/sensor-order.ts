import type { SensorBoard, SensorRow } from "@truceline/watch";
import { csvText } from "../format/csv-cell.ts";

/** In which order the board stands. */
export const sensorOrders = ["need", "sector", "kind"] as const;
export type SensorOrder = (typeof sensorOrders)[number];

/**
 * The rows in an order of the reader's choice. By need they stay as the server sent them, worst first;
 * in the others that order decides among equals.
 */
export function inOrder(
  rows: readonly SensorRow[],
  order: SensorOrder,
  sectorName: (id: string | null) => string,
): readonly SensorRow[] {
  if (order === "need") return rows;
  const key = (row: SensorRow): string =>
    order === "sector" ? sectorName(row.sectorId) : row.means;
  return [...rows].sort((one, other) =>
    key(one).localeCompare(key(other), "en", { numeric: true }),
  );
}

const head = [
  "origin",
  "known at (UTC)",
  "sensor",
  "means",
  "sector",
  "state",
  "since (UTC)",
  "last heard (UTC)",
  "delay s",
  "up ratio 24 h",
  "reason",
];

/** The board as CSV: origin and "as known at" stand first in every row. */
export function sensorsCsv(
  board: SensorBoard,
  origin: string,
  sectorName: (id: string | null) => string,
): string {
  const iso = (atMs: number | null): string | null =>
    atMs === null ? null : new Date(atMs).toISOString();
  const rows = board.rows.map((row) => [
    origin === "observed" ? origin : origin.toUpperCase(),
    iso(board.asOfMs),
    row.id,
    row.means,
    sectorName(row.sectorId),
    row.state,
    iso(row.sinceMs),
    iso(row.lastHeardMs),
    row.delayMs === null ? null : row.delayMs / 1000,
    row.upRatio,
    row.reason,
  ]);
  return csvText([head, ...rows]);
}
