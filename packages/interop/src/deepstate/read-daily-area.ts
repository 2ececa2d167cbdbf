import {
  type ContactLineOptions,
  contactLine,
  lengthM,
  type Position,
  readZone,
  type ZoneGeometry,
} from "@truceline/geo";
import { type DocumentFault, localToMs } from "@truceline/model";
import { describeFault } from "../errors.ts";
import { readGeojson } from "../geojson/read-geojson.ts";
import { deepstateLineMapping, type LineMapping } from "../mappings/deepstate-line.ts";

/** One day's drawing. `pieces` is there when a state outline was given. */
export interface DailyArea {
  readonly date: string;
  readonly drawnBy: string;
  /** Always empty: nobody accepted it. */
  readonly acceptedBy: readonly string[];
  readonly validFromMs: number;
  readonly polygons: ZoneGeometry;
  /** The line of contact cut out of the outline, longest piece first, in the order of its rings. */
  readonly pieces?: readonly (readonly Position[])[];
}

/**
 * Reads one daily area: a FeatureCollection with one feature that has a date.
 * @param options.outline The state by its administrative units, to cut the line of contact out of the
 * area's outline; see `contactLine` for what the margins mean.
 */
export function readDailyArea(
  text: string,
  options: {
    readonly name: string;
    readonly mapping?: LineMapping;
    readonly outline?: readonly ZoneGeometry[];
    readonly contactLine?: ContactLineOptions;
  },
): { readonly area?: DailyArea; readonly faults: readonly DocumentFault[] } {
  const { name, outline } = options;
  const mapping = options.mapping ?? deepstateLineMapping;
  const table = readGeojson(text, { name });
  const [feature, ...further] = table.rows;
  if (feature === undefined || further.length > 0) {
    const count = table.rows.length;
    const fault = describeFault("TL_INT_GEOJSON", `${count} features where one is needed`, {
      file: name,
    });
    return { faults: table.faults.length > 0 ? table.faults : [fault] };
  }
  const date = feature.cells[mapping.dateProperty] ?? "";
  const validFromMs = instantOf(date, mapping);
  const faults: DocumentFault[] = [];
  if (validFromMs === undefined) {
    const special = `\`${mapping.dateProperty}\`: ${JSON.stringify(date)} is no date`;
    faults.push(describeFault("TL_INT_VALUE", special, { file: name }));
  }
  const zone = readZone(feature.geometry);
  for (const { message, path, hint } of zone.faults) {
    const special = `${path} ${message}`.replace(/\.$/, "");
    faults.push(describeFault("TL_INT_GEOMETRY", special, { file: name, path, hint }));
  }
  if (faults.length > 0 || validFromMs === undefined || zone.value === undefined) return { faults };
  const area = {
    date,
    drawnBy: mapping.drawnBy,
    acceptedBy: [],
    validFromMs,
    polygons: zone.value,
  };
  if (outline === undefined) return { area, faults };
  const pieces = contactLine(zone.value, outline, options.contactLine ?? { marginM: 2_000 });
  const byLength = pieces.toSorted((a, b) => lengthM(b) - lengthM(a));
  return { area: { ...area, pieces: byLength }, faults };
}

function instantOf(date: string, mapping: LineMapping): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  try {
    return localToMs(`${date}T${mapping.validFromUtc}`, "UTC");
  } catch {
    return undefined; // No such day.
  }
}
