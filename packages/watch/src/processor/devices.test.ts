import { destination, distanceM, inverseGeodesic } from "@truceline/geo";
import { type Incident, lonLat, type Observation } from "@truceline/model";
import { expect, test } from "vitest";
import { observation, stored, storeOf } from "../../testing/mid-ocean.ts";
import { midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { minuteMs, noonMs } from "../../testing/times.ts";
import type { Store } from "../ports/store.ts";
import { readRecord } from "../store/read-record.ts";

const middle = lonLat(-30.0156, 0.06128);
const shotAt = destination(middle, 65, 1_700);

/** Another process each time: what it must know of the past is in the store. */
const { work } = midOceanRoom(noonMs + 30 * minuteMs);

/** A station 3 km off, with bearing and instant, both exact. */
function heardFrom(turnDeg: number): Observation {
  const position = destination(middle, turnDeg, 3_000);
  const away = inverseGeodesic(position, shotAt);
  const heardMs = Math.round(noonMs + (away.distanceM / 337.3) * 1_000);
  const base = observation(`station ${turnDeg}`, { atMs: noonMs });
  const { distance: _, ...rest } = base;
  return {
    ...rest,
    observer: { kind: "acoustic", sensorId: `station-${turnDeg}` },
    observerPosition: { position, accuracyM: 3 },
    means: ["heard"],
    span: { fromMs: heardMs - 40, toMs: heardMs + 40, precision: "exact" },
    direction: { form: "bearing", bearingDeg: away.azimuthDeg, standardDeviationDeg: 2 },
  };
}

async function standing(store: Store): Promise<Incident[]> {
  const incidents = [];
  for await (const record of store.stream({ kind: "incident", origin: "exercise" })) {
    incidents.push(readRecord("incident", record));
  }
  return incidents.filter(({ withdrawn }) => withdrawn === undefined);
}

const contentOf = ({ version: _, recordedAtMs: __, ...rest }: Incident) => rest;

test("[FUS-111] stations that come in late and singly, each to another process, make the incident of all", async () => {
  const sounds = [0, 120, 240].map(heardFrom);
  // Words of a person, kilometres from any station's middle, came before there was any station.
  const words = observation("words", { atMs: noonMs });
  const late = await storeOf([words]);
  await work(late);
  for (const sound of sounds.toReversed()) {
    await late.append([stored(sound)]);
    await work(late);
  }
  const atOnce = await storeOf([words, ...sounds]);
  await work(atOnce);
  const [one, other] = [await standing(late), await standing(atOnce)];
  const sorted = (incidents: readonly Incident[]) =>
    incidents.map(contentOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(sorted(one)).toEqual(sorted(other));
  const measured = one.find(({ posterior }) => posterior?.method === "measured/1");
  expect(measured?.independentGroups.length).toBeGreaterThanOrEqual(3);
  const place = (measured?.firedFrom ?? measured?.effect)?.median ?? middle;
  expect(distanceM(place, shotAt)).toBeLessThan(100);
});
