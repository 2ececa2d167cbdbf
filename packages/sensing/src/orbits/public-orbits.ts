import type { OrbitElements } from "./orbit-elements.ts";
import { sunSynchronousOrbit } from "./synthetic-orbit.ts";

const published = (dated: string) =>
  `NORAD catalogue, public two-line elements, epoch ${dated}, typed in from a public copy`;
const october = published("1 October 2026");
const may2026 = published("30 May 2026");
const may2025 = published("9 May 2025");

const syntheticEpochMs = Date.UTC(2026, 0, 1);

/**
 * Orbits of the satellites that the catalogue names: public elements typed in, and two made-up ones for
 * commercial satellites. They age: `satellitePasses` says when they are used beyond their time.
 */
export const publicOrbits: readonly OrbitElements[] = [
  {
    id: "sentinel-1a",
    name: "Sentinel-1A",
    line1: "1 39634U 14016A   25129.48193779  .00000222  00000+0  56871-4 0  9990",
    line2: "2 39634  98.1800 137.8668 0001386  90.8293 269.3066 14.59199646591170",
    source: may2025,
  },
  {
    id: "sentinel-1c",
    name: "Sentinel-1C",
    line1: "1 62261U 24235A   25129.51536752  .00000253  00000+0  63446-4 0  9992",
    line2: "2 62261  98.1829 137.5961 0001392  88.7022 271.4337 14.59198094 22540",
    source: may2025,
  },
  {
    id: "sentinel-2a",
    name: "Sentinel-2A",
    line1: "1 40697U 15028A   26274.29857647 -.00000002  00000+0  15863-4 0  9990",
    line2: "2 40697  98.5653 347.6046 0001070  85.9280 274.2026 14.30818852588907",
    source: october,
  },
  {
    id: "sentinel-2b",
    name: "Sentinel-2B",
    line1: "1 42063U 17013A   26274.29142365 -.00000116  00000+0 -27532-4 0  9992",
    line2: "2 42063  98.5698 347.5416 0001144  87.9623 272.1691 14.30816959499812",
    source: october,
  },
  {
    id: "sentinel-2c",
    name: "Sentinel-2C",
    line1: "1 60989U 24157A   26273.97675974  .00000041  00000+0  32245-4 0  9999",
    line2: "2 60989  98.5706 347.2366 0001210  82.3430 277.7890 14.30816519108113",
    source: october,
  },
  {
    id: "suomi-npp",
    name: "Suomi NPP",
    line1: "1 37849U 11061A   26150.50754617  .00000090  00000+0  63625-4 0  9993",
    line2: "2 37849  98.7950  91.5051 0002406  43.4716 316.6649 14.19513295755933",
    source: may2026,
  },
  {
    id: "noaa-20",
    name: "NOAA-20",
    line1: "1 43013U 17073A   26150.52069252  .00000077  00000+0  57395-4 0  9990",
    line2: "2 43013  98.7769  90.1408 0000844  36.6985 323.4249 14.19508124441960",
    source: may2026,
  },
  {
    id: "noaa-21",
    name: "NOAA-21",
    line1: "1 54234U 22150A   26150.48375503  .00000069  00000+0  53522-4 0  9992",
    line2: "2 54234  98.7057  89.5707 0000668 211.2364 148.8773 14.19561868184034",
    source: may2026,
  },
  sunSynchronousOrbit({
    id: "synthetic-morning",
    name: "Made-up morning orbit",
    altitudeM: 620_000,
    nodeLocalHours: 22.5,
    epochMs: syntheticEpochMs,
  }),
  sunSynchronousOrbit({
    id: "synthetic-dawn",
    name: "Made-up dawn and dusk orbit",
    altitudeM: 520_000,
    nodeLocalHours: 18,
    epochMs: syntheticEpochMs,
  }),
];
