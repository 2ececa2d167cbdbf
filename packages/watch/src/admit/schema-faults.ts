import type { DocumentFault } from "@truceline/model";
import type { WatchErrorCode } from "../errors.ts";
import { fault } from "./plausibility.ts";

const unitEnding =
  /(?:Km|Mi|Miles|Ft|Feet|Yd|Sec|Secs|Seconds|Min|Minutes|Hours|Rad|Mils|Percent)$/;
const notFinite = /^\s*[+-]?(?:nan|inf|infinity)\s*$/i;
const bareNumber = /^\s*[+-]?[0-9][0-9.,\s]*(?:e[+-]?[0-9]+)?\s*$/i;
const numberWithUnit =
  /^\s*[+-]?[0-9][0-9.,]*\s*(?:k?m|km|mi|ft|yd|s|ms|min|h|deg|°|rad|%)\.?\s*$/i;

/**
 * Gives each fault that a schema found the code that tells people most: a unit, a number that is
 * none, a position, a key too many, and `TL_WATCH_SCHEMA` for the rest.
 */
export function schemaFaults(
  record: unknown,
  found: readonly DocumentFault[],
): readonly DocumentFault[] {
  return ownBranchOnly(record, found).map(({ path = "", message }) => {
    const code = codeOf(path, message, valueAt(record, path));
    return fault(code, path, message);
  });
}

/** The code a refusal goes by: the most telling of its faults. */
export function leadingCode(faults: readonly DocumentFault[]): string {
  return (faults.find(({ code }) => code !== "TL_WATCH_SCHEMA") ?? faults[0])?.code ?? "";
}

function codeOf(path: string, message: string, value: unknown): WatchErrorCode {
  if (message.startsWith("unknown key: ")) {
    const keys = message.slice("unknown key: ".length).split(", ");
    return keys.some((key) => unitEnding.test(key)) ? "TL_WATCH_UNIT" : "TL_WATCH_UNKNOWN_KEY";
  }
  if (typeof value === "string" && /number|integer/.test(message)) {
    if (numberWithUnit.test(value)) return "TL_WATCH_UNIT";
    if (notFinite.test(value) || bareNumber.test(value)) return "TL_WATCH_NOT_A_NUMBER";
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "TL_WATCH_NOT_A_NUMBER";
    if (/\/(?:position|centre|rings\/\d+\/\d+)\/[01]$/.test(path)) return "TL_WATCH_POSITION_RANGE";
    if (/Ms$/.test(path)) return "TL_WATCH_UNIT";
  }
  return "TL_WATCH_SCHEMA";
}

/**
 * A union reports the faults of every branch. Where the value names its branch (`shape`, `form`),
 * the faults of the others are noise: a branch is told by its literal's own fault being absent.
 */
function ownBranchOnly(record: unknown, found: readonly DocumentFault[]): readonly DocumentFault[] {
  const kept = found.filter(({ path = "", message }) => {
    const tag = /^(.*\/(?:area|direction))(?:\/|$)/.exec(path)?.[1];
    if (tag === undefined) return true;
    const value = valueAt(record, tag);
    if (typeof value !== "object" || value === null) return true;
    const keys = branchKeys[String((value as Tagged).shape ?? (value as Tagged).form)];
    if (keys === undefined) return true;
    if (path === tag && message.startsWith("unknown key: ")) {
      const named = message.slice("unknown key: ".length).split(", ");
      return named.every((key) => !keys.includes(key));
    }
    const own = path.slice(tag.length + 1).split("/")[0] ?? "";
    if (own === "shape" || own === "form") return false;
    if (own === "") return message.startsWith("must have required") && mentions(message, keys);
    return keys.includes(own);
  });
  const distinct = new Map(kept.map((entry) => [`${entry.path} ${entry.message}`, entry]));
  return distinct.size > 0 ? [...distinct.values()] : found;
}

interface Tagged {
  readonly shape?: unknown;
  readonly form?: unknown;
}

const branchKeys: Readonly<Record<string, readonly string[]>> = {
  sector: ["centre", "minM", "maxM", "bearingsDeg", "halfWidthDeg", "points"],
  ellipse: ["centre", "semiMajorM", "semiMinorM", "orientationDeg"],
  circle: ["centre", "radiusM"],
  polygon: ["rings"],
  cell: ["cell"],
  single: ["points"],
  list: ["points"],
  "range-ends": ["points"],
  bearing: ["bearingDeg", "standardDeviationDeg"],
};

function mentions(message: string, keys: readonly string[]): boolean {
  return keys.some((key) => message.includes(key));
}

function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const part of path.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}
