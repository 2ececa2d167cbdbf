import type { CatalogueEntry } from "./catalogue.ts";
import { aerostat, drone, longUav, shortUav } from "./means/air.ts";
import { camera, dayCamera, thermalCamera } from "./means/cameras.ts";
import { acousticArray, groundRadar, seismicArray, seismicString } from "./means/ground.ts";
import {
  fineOpticalSatellite,
  fineRadarSatellite,
  opticalSatellite,
  radarSatellite,
  thermalSatellite,
} from "./means/orbit.ts";
import { binoculars, ear, eye, footPatrol, vehiclePatrol } from "./means/people.ts";
import { adsbReceiver, aisReceiver, interferenceMonitor } from "./means/receivers.ts";
import { parseCatalogue } from "./parse-catalogue.ts";

/**
 * The means a mission may have. Ranges are class values; `assumed` is said of each number that no
 * published source bears. Checked like any other catalogue. The first six are those of the first
 * releases: stored coverage was computed with their figures.
 */
export const defaultCatalogue: readonly CatalogueEntry[] = parseCatalogue([
  ear,
  eye,
  camera,
  acousticArray,
  groundRadar,
  drone,
  binoculars,
  dayCamera,
  thermalCamera,
  seismicString,
  seismicArray,
  shortUav,
  longUav,
  aerostat,
  footPatrol,
  vehiclePatrol,
  opticalSatellite,
  fineOpticalSatellite,
  radarSatellite,
  fineRadarSatellite,
  thermalSatellite,
  aisReceiver,
  adsbReceiver,
  interferenceMonitor,
]);
