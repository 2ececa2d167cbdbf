import Type from "typebox";
import { Compile } from "typebox/compile";
import { type CatalogueEntry, CatalogueEntrySchema, curveOf, type Figure } from "./catalogue.ts";
import { checkCurve } from "./detection-curve.ts";
import { SensingError } from "./errors.ts";

const validator = Compile(Type.Array(CatalogueEntrySchema, { minItems: 1, maxItems: 200 }));

/**
 * Reads a catalogue from data: more means are data, not code. Beyond the schema: each kind stands in one
 * group of an entry, factors are within 0 and 1, amounts not negative.
 * @throws SensingError `TL_SENSING_CATALOGUE` (with `faults`), `TL_SENSING_CURVE`
 */
export function parseCatalogue(value: unknown): readonly CatalogueEntry[] {
  if (!validator.Check(value)) {
    const faults = validator.Errors(value).map(({ instancePath, message }) => ({
      code: "TL_SENSING_CATALOGUE",
      path: instancePath,
      message,
    }));
    throw new SensingError("TL_SENSING_CATALOGUE", { faults: faults.slice(0, 50) });
  }
  const faults: { code: string; path: string; message: string }[] = [];
  const ids = new Set<string>();
  for (const [index, entry] of value.entries()) {
    const fault: AddFault = (path, message) =>
      faults.push({ code: "TL_SENSING_CATALOGUE", path: `/${index}${path}`, message });
    if (ids.has(entry.id)) fault("/id", `a second entry "${entry.id}"`);
    ids.add(entry.id);
    checkGroups(entry, fault);
    checkRatios(entry, fault);
    checkAmounts(entry, fault);
  }
  if (faults.length > 0) throw new SensingError("TL_SENSING_CATALOGUE", { faults });
  return value;
}

type AddFault = (path: string, message: string) => void;
const isRatio = (value: number) => value >= 0 && value <= 1;

function checkGroups(entry: CatalogueEntry, fault: AddFault): void {
  const kinds = new Set<string>();
  for (const [number, group] of entry.kindGroups.entries()) {
    const path = `/kindGroups/${number}`;
    checkCurve(curveOf(group));
    for (const kind of group.kinds) {
      if (kinds.has(kind)) fault(`${path}/kinds`, `${kind} stands in two groups of ${entry.id}`);
      kinds.add(kind);
    }
    const { dayFactor: day, nightFactor: night, moonlitFactor: moonlit } = group;
    const factors = {
      ...group.weatherFactors,
      day,
      night,
      ...(moonlit === undefined ? {} : { moonlit }),
    };
    for (const [name, { value: factor }] of Object.entries(factors)) {
      if (!isRatio(factor)) fault(path, `the factor ${name} is not within 0 and 1`);
    }
    if (moonlit !== undefined && moonlit.value < night.value) {
      fault(path, "less chance in a moonlit night than in a dark one");
    }
  }
  if (entry.kindGroups.some((group) => group.weatherFactors["clear"]?.value !== 1)) {
    fault("/kindGroups", "a group without the factor 1 for clear weather");
  }
}

function checkRatios(entry: CatalogueEntry, fault: AddFault): void {
  const { uptimeRatio, jammingFactor, terrainFactors } = entry;
  const ratios: Readonly<Record<string, Figure | undefined>> = { uptimeRatio, jammingFactor };
  for (const [name, figure] of Object.entries(ratios)) {
    if (figure !== undefined && !isRatio(figure.value)) fault(`/${name}`, "not within 0 and 1");
  }
  if (entry.dependsOn !== undefined && jammingFactor === undefined) {
    fault("/dependsOn", "without a factor while jammed");
  }
  if (terrainFactors === undefined) return;
  for (const [name, { value: factor }] of Object.entries(terrainFactors)) {
    if (!isRatio(factor)) fault(`/terrainFactors/${name}`, "not within 0 and 1");
  }
  if (terrainFactors.open.value !== 1) fault("/terrainFactors/open", "not 1");
}

function checkAmounts(entry: CatalogueEntry, fault: AddFault): void {
  const { people, money, movement, swath, placeError } = entry;
  const amounts: Readonly<Record<string, Figure | undefined>> = {
    falseAlarmsPerDay: entry.falseAlarmsPerDay,
    "placeError/bearingDeg": placeError.bearingDeg,
    "placeError/distanceRatio": placeError.distanceRatio,
    "placeError/fixM": placeError.fixM,
    heightM: entry.heightM,
    "people/onWatch": people?.onWatch,
    "people/technicianHoursPerYear": people?.technicianHoursPerYear,
    "money/purchaseUsd": money?.purchaseUsd,
    "money/yearlyUsd": money?.yearlyUsd,
    powerW: entry.powerW,
    "movement/speedKmPerH": movement?.speedKmPerH,
    "movement/kmPerDay": movement?.kmPerDay,
    "swath/nearM": swath?.nearM,
  };
  for (const [name, figure] of Object.entries(amounts)) {
    if (figure !== undefined && !(figure.value >= 0)) fault(`/${name}`, "below 0");
  }
  if (money !== undefined && !(money.lifeYears.value > 0)) fault("/money/lifeYears", "not above 0");
  if (swath !== undefined && !(swath.farM.value > swath.nearM.value)) {
    fault("/swath", "its far edge is not beyond its near edge");
  }
}
