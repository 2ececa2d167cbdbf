import { type Origin, origins } from "@truceline/model";
import { type RecordKind, recordKinds } from "@truceline/watch";

/**
 * Numbers that stand for kinds and origins in the tables. Released numbers never change.
 * From 1: input; from 11: derived; from 31: written by people.
 */
const numberOfKind: Readonly<Record<RecordKind, number>> = {
  observation: 1,
  claim: 2,
  "sensor-state": 3,
  correction: 4,
  "patrol-track": 5,
  "position-report": 6,
  disturbance: 7,
  incident: 11,
  assessment: 12,
  "coverage-cell": 13,
  "clause-state": 14,
  "traffic-event": 15,
  "log-entry": 31,
  patrol: 32,
  denial: 33,
  call: 34,
  "silence-window": 35,
  "watch-note": 36,
  handover: 37,
  holding: 38,
  inspection: 39,
  "site-visit": 40,
  casualty: 41,
  "issued-report": 42,
  deployment: 43,
};
const numberOfOrigin: Readonly<Record<Origin, number>> = { observed: 1, exercise: 2, simulated: 3 };

const kindOfNumber = new Map(recordKinds.map((kind) => [numberOfKind[kind], kind]));
const originOfNumber = new Map(origins.map((origin) => [numberOfOrigin[origin], origin]));

export function kindNumber(kind: RecordKind): number {
  return numberOfKind[kind];
}

export function originNumber(origin: Origin): number {
  return numberOfOrigin[origin];
}

export function kindOf(number: number): RecordKind {
  const kind = kindOfNumber.get(number);
  if (kind === undefined) throw new Error(`no kind has the number ${number}`);
  return kind;
}

export function originOf(number: number): Origin {
  const origin = originOfNumber.get(number);
  if (origin === undefined) throw new Error(`no origin has the number ${number}`);
  return origin;
}

/** What is derived or written by people has versions; input has none but the first. */
export function hasVersions(kind: RecordKind): boolean {
  return numberOfKind[kind] > 10;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id that is no UUID names nothing; asking PostgreSQL for it would be an error. */
export function isUuid(id: string): boolean {
  return uuidPattern.test(id);
}
