/**
 * Bakes the base map: `npx node --conditions=truceline-src apps/web/basemap/bake.ts`
 *
 * Writes `public/basemap.pmtiles` and its credits. Deterministic: same packages and own data in,
 * same tiles out. The file is committed, so that a start needs no baking.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { credits } from "./credits.ts";
import { writePmtiles } from "./pmtiles-writer.ts";
import { basemapTiles, head } from "./tiles.ts";

const tiles = basemapTiles();
const archive = writePmtiles(tiles, head);
const folder = new URL("../public/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("basemap.pmtiles", folder), archive);
writeFileSync(new URL("basemap-credits.txt", folder), credits);
console.log(`${tiles.length} tiles, ${(archive.length / 1e6).toFixed(2)} MB`);
