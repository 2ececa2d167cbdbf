import { InteropError } from "../errors.ts";
import { LineSplitter } from "../line-splitter.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";

/** One line `MSG` of the form SBS-1 (BaseStation); null where a field is empty. */
export interface SbsMessage {
  /** 1 to 8: identification, surface, airborne position, velocity, altitude, squawk, air to air, all-call. */
  readonly type: number;
  /** Address, six hexadecimal digits in lower case. */
  readonly address: string;
  /** When it was made. The form names no time zone; it is read as UTC. */
  readonly generatedAtMs: number | null;
  readonly callSign: string | null;
  readonly altitudeFt: number | null;
  readonly groundSpeedKn: number | null;
  readonly trackDeg: number | null;
  readonly latDeg: number | null;
  readonly lonDeg: number | null;
  readonly verticalRateFtPerMin: number | null;
  readonly squawk: string | null;
  readonly isAlert: boolean | null;
  readonly isEmergency: boolean | null;
  readonly isIdent: boolean | null;
  readonly isOnGround: boolean | null;
}

const fieldCount = 22;
const lineLengthMax = 512;
const otherKinds = /^(?:SEL|ID|AIR|STA|CLK),/;

/** Reads SBS-1 lines from a stream of bytes. Lines of other kinds (SEL, ID, AIR, STA, CLK) are passed over. */
export class SbsReader {
  readonly #name: string;
  readonly #splitter: LineSplitter;
  readonly #faults: WireFault[] = [];
  #received: SbsMessage[] = [];

  /** @param name Of the feed or file, for faults. */
  constructor(name: string) {
    this.#name = name;
    this.#splitter = new LineSplitter(
      lineLengthMax,
      (bytes, from, to, line) => this.#readLine(bytes.subarray(from, to), line),
      (beginning, line) => this.#tell("the line is too long", beginning, line),
    );
  }

  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  push(bytes: Uint8Array): readonly SbsMessage[] {
    this.#splitter.push(bytes);
    return this.#take();
  }

  finish(): readonly SbsMessage[] {
    this.#splitter.finish();
    return this.#take();
  }

  #readLine(bytes: Uint8Array, line: number): void {
    const text = String.fromCharCode(...bytes).trim();
    if (text === "" || otherKinds.test(text)) return;
    const result = sbsMessage(text.split(","));
    if (typeof result === "string") this.#tell(result, bytes, line);
    else this.#received.push(result);
  }

  #tell(special: string, bytes: Uint8Array, line: number): void {
    this.#faults.push(wireFault("TL_INT_ADSB_SBS", special, bytes, { file: this.#name, line }));
  }

  #take(): readonly SbsMessage[] {
    const received = this.#received;
    this.#received = [];
    return received;
  }
}

/** The message, or what is wrong with its fields. */
function sbsMessage(fields: readonly string[]): SbsMessage | string {
  const at = (index: number) => fields[index]?.trim() ?? "";
  if (at(0) !== "MSG" || fields.length !== fieldCount) return `${fields.length} fields`;
  const type = Number(at(1));
  if (!/^[1-8]$/.test(at(1))) return "field 2";
  if (!/^[0-9A-Fa-f]{6}$/.test(at(4))) return "field 5";
  const wrong: number[] = [];
  const number = (index: number, most: number): number | null => {
    const text = at(index);
    if (text === "") return null;
    const value = /^[+-]?\d{1,9}(?:\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(Math.abs(value) <= most)) wrong.push(index + 1);
    return value;
  };
  const flag = (index: number): boolean | null => {
    const text = at(index);
    if (!/^(?:-1|0|1|)$/.test(text)) wrong.push(index + 1);
    return text === "" ? null : text !== "0";
  };
  const message: SbsMessage = {
    type,
    address: at(4).toLowerCase(),
    generatedAtMs: timeMs(at(6), at(7)),
    callSign: at(10) === "" ? null : at(10).slice(0, 8),
    altitudeFt: number(11, 200_000),
    groundSpeedKn: number(12, 5_000),
    trackDeg: number(13, 360),
    latDeg: number(14, 90),
    lonDeg: number(15, 180),
    verticalRateFtPerMin: number(16, 100_000),
    squawk: at(17) === "" ? null : at(17).padStart(4, "0"),
    isAlert: flag(18),
    isEmergency: flag(19),
    isIdent: flag(20),
    isOnGround: flag(21),
  };
  if (message.squawk !== null && !/^[0-7]{4}$/.test(message.squawk)) wrong.push(18);
  if (Number.isNaN(message.generatedAtMs)) wrong.push(7);
  return wrong.length === 0 ? message : `field ${wrong.join(", ")}`;
}

/** Null for nothing, NaN for what is no time. */
function timeMs(date: string, time: string): number | null {
  if (date === "" && time === "") return null;
  const day = /^(\d{4})\/(\d{2})\/(\d{2})$/.exec(date);
  const clock = /^(\d{2}):(\d{2}):(\d{2}(?:\.\d{1,3})?)$/.exec(time);
  if (day === null || clock === null) return Number.NaN;
  return Date.parse(`${day[1]}-${day[2]}-${day[3]}T${clock[1]}:${clock[2]}:${clock[3]}Z`);
}

/** A message as a line of 22 fields, without line break. Throws TL_INT_ADSB_ENCODE for what has no form. */
export function writeSbs(message: SbsMessage): string {
  const { generatedAtMs, callSign } = message;
  if (
    callSign !== null &&
    !/^[\x21-\x2b\x2d-\x7e]([\x20-\x2b\x2d-\x7e]{0,6}[\x21-\x2b\x2d-\x7e])?$/.test(callSign)
  ) {
    throw new InteropError("TL_INT_ADSB_ENCODE", { callSign });
  }
  const iso = generatedAtMs === null ? "" : new Date(generatedAtMs).toISOString();
  const when = iso === "" ? ["", ""] : [iso.slice(0, 10).replaceAll("-", "/"), iso.slice(11, 23)];
  const number = (value: number | null, digits: number) =>
    value === null ? "" : String(Number(value.toFixed(digits)));
  const flag = (value: boolean | null) => (value === null ? "" : value ? "-1" : "0");
  return [
    "MSG",
    message.type,
    1,
    1,
    message.address.toUpperCase(),
    1,
    ...when,
    ...when,
    callSign ?? "",
    number(message.altitudeFt, 0),
    number(message.groundSpeedKn, 1),
    number(message.trackDeg, 1),
    number(message.latDeg, 6),
    number(message.lonDeg, 6),
    number(message.verticalRateFtPerMin, 0),
    message.squawk ?? "",
    flag(message.isAlert),
    flag(message.isEmergency),
    flag(message.isIdent),
    flag(message.isOnGround),
  ].join(",");
}
