import type { DocumentFault } from "@truceline/model";
import { describeFault } from "../errors.ts";

/** One feature: its properties as text, its geometry as it came. */
export interface FeatureRow {
  /** Counted from 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Not looked at yet; `readZone` and its kin of `geo` do. */
  readonly geometry: unknown;
}

export interface FeatureTable {
  /** All names of properties, in order of first mention. */
  readonly header: readonly string[];
  readonly rows: readonly FeatureRow[];
  readonly faults: readonly DocumentFault[];
}

const featureCountMax = 1_000_000;
const propertyCountMax = 500;
const depthMax = 20;

/**
 * Reads GeoJSON text: a FeatureCollection, a Feature, or newline-delimited Features. Properties that are
 * objects or lists come as JSON text, null as empty. A faulty feature is told and left out.
 */
export function readGeojson(text: string, options: { readonly name: string }): FeatureTable {
  const faults: DocumentFault[] = [];
  const rows: FeatureRow[] = [];
  const header = new Set<string>();
  const tell = (
    code: "TL_INT_JSON" | "TL_INT_GEOJSON",
    special: string | undefined,
    place: { line?: number; path?: string },
  ) => faults.push(describeFault(code, special, { file: options.name, ...place }));

  const features = featuresOf(text.replace(/^\uFEFF/, ""), tell);
  for (const [index, { value, line, path }] of features.entries()) {
    const place = { ...(line === undefined ? {} : { line }), path };
    if (index >= featureCountMax) {
      tell("TL_INT_GEOJSON", `more than ${featureCountMax} features`, place);
      break;
    }
    const feature = value as { type?: unknown; properties?: unknown; geometry?: unknown } | null;
    if (feature === null || typeof feature !== "object" || feature.type !== "Feature") {
      tell("TL_INT_GEOJSON", "no Feature", place);
      continue;
    }
    const { properties } = feature;
    const cells: Record<string, string> = Object.create(null);
    if (!isInterchangeable(properties) || !isInterchangeable(feature.geometry)) {
      tell("TL_INT_GEOJSON", "nested too deep, not Unicode, or a number beyond all bounds", place);
      continue;
    }
    const entries = Object.entries(properties ?? {});
    if (
      (properties ?? null) !== null &&
      (typeof properties !== "object" || Array.isArray(properties))
    ) {
      tell("TL_INT_GEOJSON", "`properties` is no object", place);
      continue;
    }
    if (entries.length > propertyCountMax) {
      tell("TL_INT_GEOJSON", `more than ${propertyCountMax} properties`, place);
      continue;
    }
    for (const [key, member] of entries) {
      header.add(key);
      cells[key] = cellOf(member);
    }
    rows.push({ row: index + 1, cells, geometry: feature.geometry ?? null });
  }
  return { header: [...header], rows, faults };
}

/** Has a canonical form: finite numbers, Unicode text, no deeper than any geometry (RFC 7493). */
function isInterchangeable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return (
    depth < depthMax &&
    Object.entries(value).every(
      ([key, member]) => key.isWellFormed() && isInterchangeable(member, depth + 1),
    )
  );
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

type Tell = (
  code: "TL_INT_JSON" | "TL_INT_GEOJSON",
  special: string | undefined,
  place: { line?: number; path?: string },
) => void;

function featuresOf(
  text: string,
  tell: Tell,
): { readonly value: unknown; readonly line?: number; readonly path: string }[] {
  try {
    const value = JSON.parse(text) as { type?: unknown; features?: unknown } | null;
    if (value !== null && typeof value === "object" && value.type === "FeatureCollection") {
      if (!Array.isArray(value.features)) {
        tell("TL_INT_GEOJSON", "`features` is no list", { path: "/features" });
        return [];
      }
      return value.features.map((feature, index) => ({
        value: feature,
        path: `/features/${index}`,
      }));
    }
    return [{ value, path: "" }];
  } catch {
    return featuresByLine(text, tell);
  }
}

/** Newline-delimited GeoJSON; text of which no line is JSON is one fault. */
function featuresByLine(
  text: string,
  tell: Tell,
): { readonly value: unknown; readonly line: number; readonly path: string }[] {
  const found: { value: unknown; line: number; path: string }[] = [];
  const broken: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    // RFC 8142 puts a record separator before each text.
    const json = (line.startsWith("\u001e") ? line.slice(1) : line).trim();
    if (json === "") continue;
    try {
      found.push({ value: JSON.parse(json), line: index + 1, path: "" });
    } catch {
      broken.push(index + 1);
    }
  }
  if (found.length === 0) {
    tell("TL_INT_JSON", undefined, { line: 1 });
    return [];
  }
  for (const line of broken) tell("TL_INT_JSON", undefined, { line });
  return found;
}
