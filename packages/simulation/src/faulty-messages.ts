import type { LonLat, Rng } from "@truceline/model";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const messagesADay = 3;

/** A message that cannot be taken, as a device with a fault sends it. */
export interface FaultyMessage {
  readonly receivedAtMs: number;
  readonly sourceId: string;
  readonly text: string;
}

type Body = Record<string, unknown>;

/** What goes wrong in devices: a key nobody knows, a unit, a range, a clock, a cut line. */
const faults: readonly ((body: Body, atMs: number) => string)[] = [
  (body) => JSON.stringify({ ...body, soundLevelDb: 87 }),
  (body) => JSON.stringify({ ...body, distance: { minM: "3 km", maxM: "5 km" } }),
  (body) =>
    JSON.stringify({
      ...body,
      direction: { form: "bearing", bearingDeg: 412, standardDeviationDeg: 5 },
    }),
  (body, atMs) => {
    const aheadMs = atMs + 9 * hourMs;
    const span = { fromMs: aheadMs, toMs: aheadMs + minuteMs, precision: "minute" };
    return JSON.stringify({ ...body, span });
  },
  (body) => JSON.stringify(body).slice(0, 180),
];

/** The messages of one device with a fault on a UTC day: two or three on most days. */
export function faultyMessagesOfDay(
  device: { readonly id: string; readonly position: LonLat },
  dayFromMs: number,
  rng: Rng,
): readonly FaultyMessage[] {
  const own = rng.fork(`faulty/${device.id}/${dayFromMs}`);
  return Array.from({ length: messagesADay }, (_, index) => {
    const sourceId = `faulty/${dayFromMs}/${index}`;
    const fromMs =
      Math.floor((dayFromMs + ((index + own.nextUnit()) * 24 * hourMs) / messagesADay) / minuteMs) *
      minuteMs;
    const body = {
      schema: "observation/1",
      origin: "exercise",
      source: `exercise/${device.id}`,
      sourceId,
      span: { fromMs, toMs: fromMs + minuteMs, precision: "minute" },
      observer: { kind: "acoustic", id: device.id },
      observerPosition: { position: device.position },
      means: ["heard"],
      kind: "explosion",
      count: { qualifier: "exactly", min: 1 },
    };
    const fault =
      faults[Math.floor(own.nextUnit() * faults.length)] ??
      ((whole: Body) => JSON.stringify(whole));
    return {
      receivedAtMs: fromMs + Math.round((1 + own.nextUnit()) * minuteMs),
      sourceId,
      text: fault(body, fromMs),
    };
  });
}
