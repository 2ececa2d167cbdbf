import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Gazetteer, type Place, type PlaceLanguage } from "@truceline/geo";
import { readCsv } from "@truceline/interop";
import { lonLat } from "@truceline/model";
import { readText } from "./agreement-files.ts";

const languages: readonly PlaceLanguage[] = ["en", "uk", "ru", "fr"];

/** The gazetteer in or above a scenario's folder; empty where there is none. */
export function readGazetteer(scenarioDir: string): Gazetteer {
  const path = [scenarioDir, dirname(scenarioDir)]
    .map((folder) => join(folder, "gazetteer.csv"))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) return new Gazetteer([]);
  const { rows } = readCsv(readText(path), { name: path });
  return new Gazetteer(
    rows.map(({ cells }): Place => {
      const { id = "", lon, lat, kind } = cells;
      const names = languages.flatMap((language) => {
        const name = cells[language];
        return name === undefined || name === "" ? [] : [[language, name] as const];
      });
      return {
        id,
        position: lonLat(Number(lon), Number(lat)),
        names: Object.fromEntries(names),
        ...(kind === undefined || kind === "" ? {} : { kind }),
      };
    }),
  );
}
