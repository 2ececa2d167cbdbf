import { existsSync, readFileSync } from "node:fs";
import { type PreparedAgreement, parseAgreement, prepareAgreement } from "@truceline/agreement";
import { derivedId, lonLat, type Observation } from "@truceline/model";
import { minuteMs, noonMs } from "./desk-records.ts";

const folder = new URL("../../../fixtures/agreements/mid-ocean/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** The agreement in the open ocean of `fixtures`; `change` edits its text first. */
export function midOcean(change: (text: string) => string = (text) => text): PreparedAgreement {
  const { compiled, faults } = parseAgreement({
    path: "agreement.yaml",
    text: change(read("agreement.yaml")),
    readFile: (name) => (existsSync(new URL(name, folder)) ? read(name) : undefined),
  });
  if (compiled === undefined) throw new Error(JSON.stringify(faults));
  return prepareAgreement(compiled);
}

/** An explosion at noon, 1 to 2 km east of 30.00° W, 0.05° N, unless said otherwise. */
export function observation(key: string, change: Partial<Observation> = {}): Observation {
  return {
    schema: "observation/1",
    id: derivedId("test-observation", key),
    origin: "exercise",
    recordedAtMs: noonMs + minuteMs,
    source: key,
    sourceId: key,
    span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
    observer: { kind: "person", id: key, mastId: key },
    observerPosition: { position: lonLat(-30, 0.05) },
    means: ["heard"],
    kind: "explosion",
    nature: "impact",
    count: { qualifier: "exactly", min: 1, max: 1 },
    ...change,
  };
}
