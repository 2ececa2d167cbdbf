import { InteropError } from "../errors.ts";
import { instantText } from "../iso-instant.ts";
import type { JsonObject, JsonValue, SensorReading } from "../sensorthings/readings.ts";
import { writeSensorThings } from "../sensorthings/write-sensorthings.ts";
import type { StationMessage } from "./messages.ts";
import { stationMessageOf } from "./read-stations.ts";

/**
 * A message of a station as a reading, as `stationMessageOf` reads it.
 * @throws InteropError `TL_INT_STATION_ENCODE` with what is wrong, for a message that could not be read.
 */
export function stationReading(message: StationMessage): SensorReading {
  const { stationId, medium, clock, position } = message;
  const { positionErrorM, heightM, temperatureDegC, windSpeedMps, windFromDeg } = message;
  const heardAtMs = message.kind === "detection" ? message.heardAtMs : message.madeAtMs;
  const reading: SensorReading = {
    id: message.messageId,
    phenomenon: { fromMs: heardAtMs, toMs: heardAtMs },
    resultAtMs: message.madeAtMs,
    result: message.kind === "detection" ? detectionResult(message) : statusResult(message),
    parameters: present({
      message: "station/1",
      medium,
      clock: present({
        state: clock.state,
        errorMs: clock.errorMs,
        since: clock.sinceMs === undefined ? undefined : instantText(clock.sinceMs),
      }),
      positionErrorM,
      heightM,
      temperatureDegC,
      windSpeedMps,
      windFromDeg,
    }),
    datastream: {
      id: `${stationId}/${medium}`,
      observationType: "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Observation",
      thing: { id: stationId },
    },
    featureOfInterest: {
      encodingType: "application/geo+json",
      feature: { type: "Point", coordinates: [position[0], position[1]] },
    },
  };
  const again = stationMessageOf(reading);
  if (again === undefined || "problem" in again) {
    throw new InteropError("TL_INT_STATION_ENCODE", { problem: again?.problem });
  }
  return reading;
}

/** A message as one line of NDJSON, without line break. Errors as `stationReading`. */
export function writeStation(message: StationMessage): string {
  return writeSensorThings(stationReading(message));
}

function detectionResult(message: Extract<StationMessage, { kind: "detection" }>): JsonObject {
  const { bearing, arrivals, sound, signalToNoiseDb } = message;
  return present({
    sound,
    bearingDeg: bearing?.bearingDeg,
    bearingErrorDeg: bearing?.standardDeviationDeg,
    arrivals: arrivals.map(({ channel, phase, atMs, errorMs, speed }) =>
      present({
        ...{ channel, phase, atMs, errorMs },
        speedMps: speed?.mps,
        speedErrorMps: speed?.errorMps,
      }),
    ),
    signalToNoiseDb,
  });
}

function statusResult(message: Extract<StationMessage, { kind: "status" }>): JsonObject {
  const { state, factor, reason } = message;
  return present({ state, factor, reason });
}

function present(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
