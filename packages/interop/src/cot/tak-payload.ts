import { PbfReader, PbfWriter } from "pbf";
import { InteropError } from "../errors.ts";
import { writeXmlElement } from "../xml/write-xml.ts";
import { readXml } from "../xml/xml-reader.ts";
import type { CotDetailPart, CotEvent } from "./cot-event.ts";
import { type CotProblem, detailParts, isCotType, isOnEarth, knownM } from "./read-event.ts";
import {
  FieldFault,
  readCount,
  readDouble,
  readFields,
  readMessage,
  readText,
} from "./tak-fields.ts";
import { checkWritable } from "./write-event.ts";

/** Which versions of the TAK protocol a sender reads. */
export interface TakControl {
  readonly versionMin: number;
  readonly versionMax: number;
  readonly contactUid?: string;
}

/** The payload of one frame of the TAK protocol, version 1. */
export interface TakMessage {
  readonly control?: TakControl;
  readonly event?: CotEvent;
  /** Set by servers only. */
  readonly submittedAtMs?: number;
  readonly createdAtMs?: number;
}

type AttributeKind = "text" | "count" | "double";

/** Parts of a detail that have fields of their own: number of the field, then its members in their order. */
const typedParts: readonly {
  readonly name: string;
  readonly field: number;
  readonly members: Readonly<Record<string, AttributeKind>>;
  readonly optional?: string;
}[] = [
  {
    name: "contact",
    field: 2,
    members: { endpoint: "text", callsign: "text" },
    optional: "endpoint",
  },
  { name: "__group", field: 3, members: { name: "text", role: "text" } },
  { name: "precisionlocation", field: 4, members: { geopointsrc: "text", altsrc: "text" } },
  { name: "status", field: 5, members: { battery: "count" } },
  {
    name: "takv",
    field: 6,
    members: { device: "text", platform: "text", os: "text", version: "text" },
  },
  { name: "track", field: 7, members: { speed: "double", course: "double" } },
];
const eventTexts = { 2: "access", 3: "qos", 4: "opex", 16: "caveat", 17: "releasableTo" } as const;
const eventTimes = { 6: "sentAtMs", 7: "startAtMs", 8: "staleAtMs" } as const;
const eventNumbers = { 10: "latDeg", 11: "lonDeg", 12: "hae", 13: "ce", 14: "le" } as const;
/** As in the published definitions; the schema of the XML has another. */
const unknownM = 999_999;
/** Year 9999, the last the XML form can say. */
const atMsMax = 253_402_300_799_999;

/**
 * Reads a payload (proto3 `TakMessage`; field numbers of the published definitions). Unknown fields are
 * passed over. Where a part of the detail comes both as XML and as a field of its own, the XML stands.
 * @param startsAt byte of the stream at which the payload begins, for faults
 */
export function readTakPayload(
  payload: Uint8Array,
  name: string,
  startsAt: number,
): TakMessage | CotProblem {
  const pbf = new PbfReader(payload);
  const message: { -readonly [K in keyof TakMessage]: TakMessage[K] } = {};
  try {
    readFields(pbf, pbf.length, (field) => {
      if (field === 1) message.control = readControl(pbf);
      else if (field === 2) message.event = readEventField(pbf, name, startsAt);
      else if (field === 3) message.submittedAtMs = readCount(pbf, pbf.length);
      else if (field === 4) message.createdAtMs = readCount(pbf, pbf.length);
    });
  } catch (error) {
    if (error instanceof FieldFault) {
      return { code: "TL_INT_COT_PROTOBUF", special: error.message, offset: startsAt };
    }
    throw error;
  }
  return message;
}

function readControl(pbf: PbfReader): TakControl {
  const control = { versionMin: 0, versionMax: 0, contactUid: "" };
  readMessage(pbf, pbf.length, (field, end) => {
    if (field === 1) control.versionMin = readCount(pbf, end);
    else if (field === 2) control.versionMax = readCount(pbf, end);
    else if (field === 3) control.contactUid = readText(pbf, end);
  });
  const { contactUid } = control;
  // Versions that are not sent mean 1.
  return {
    versionMin: control.versionMin || 1,
    versionMax: control.versionMax || 1,
    ...(contactUid === "" ? {} : { contactUid }),
  };
}

function readEventField(pbf: PbfReader, name: string, startsAt: number): CotEvent {
  const texts: Record<string, string> = {};
  const times = { sentAtMs: 0, startAtMs: 0, staleAtMs: 0 };
  const numbers = { latDeg: 0, lonDeg: 0, hae: 0, ce: 0, le: 0 };
  let [type, uid, how] = ["", "", ""];
  let detail: readonly CotDetailPart[] = [];
  readMessage(pbf, pbf.length, (field, end) => {
    if (field === 1) type = readText(pbf, end);
    else if (field === 5) uid = readText(pbf, end);
    else if (field === 9) how = readText(pbf, end);
    else if (field === 15) detail = readDetailField(pbf, end, name, startsAt);
    else if (isKey(eventTexts, field)) texts[eventTexts[field]] = readText(pbf, end);
    else if (isKey(eventTimes, field)) times[eventTimes[field]] = readCount(pbf, end);
    else if (isKey(eventNumbers, field)) numbers[eventNumbers[field]] = readDouble(pbf, end);
  });
  const { latDeg, lonDeg, hae, ce, le } = numbers;
  if (uid === "") throw new FieldFault("the event has no uid");
  if (!isCotType(type))
    throw new FieldFault(type === "" ? "the event has no type" : `"${type}" is no type`);
  if (!isOnEarth(lonDeg, latDeg))
    throw new FieldFault(`lat ${latDeg} and lon ${lonDeg} are no place`);
  for (const [member, atMs] of Object.entries(times)) {
    if (atMs === 0 || atMs > atMsMax) throw new FieldFault(`${member} ${atMs} is no time`);
  }
  return {
    uid,
    type,
    how,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")),
    ...times,
    lonDeg,
    latDeg,
    heightM: knownM(hae, true),
    horizontalErrorM: knownM(ce, false),
    verticalErrorM: knownM(le, false),
    detail,
  };
}

function isKey<T extends object>(table: T, field: number): field is keyof T & number {
  return field in table;
}

function readDetailField(
  pbf: PbfReader,
  eventEnd: number,
  name: string,
  startsAt: number,
): readonly CotDetailPart[] {
  let parts: readonly CotDetailPart[] = [];
  const typed: CotDetailPart[] = [];
  readMessage(pbf, eventEnd, (field, end) => {
    if (field === 1) {
      const from = startsAt + pbf.pos;
      parts = xmlParts(readText(pbf, end), name, from);
    }
    const entry = typedParts.find((candidate) => candidate.field === field);
    if (entry !== undefined) typed.push(readTyped(pbf, end, entry));
  });
  const present = new Set(parts.map((part) => part.name));
  return [...parts, ...typed.filter((part) => !present.has(part.name))];
}

/** Parts come without a root, which the receiver has to put around them. */
function xmlParts(xml: string, name: string, from: number): readonly CotDetailPart[] {
  const root = "<detail>";
  const [detail] = readXml(`${root}${xml}</detail>`, { name, startsAt: from - root.length });
  if (detail === undefined) throw new FieldFault("the detail has no root");
  return detailParts(detail);
}

function readTyped(
  pbf: PbfReader,
  detailEnd: number,
  { name, members }: (typeof typedParts)[number],
): CotDetailPart {
  const names = Object.keys(members);
  const values = new Map<string, string>();
  for (const [member, kind] of Object.entries(members))
    if (kind !== "text") values.set(member, "0");
  readMessage(pbf, detailEnd, (field, end) => {
    const member = names[field - 1];
    if (member === undefined) return;
    const kind = members[member];
    const value =
      kind === "text"
        ? readText(pbf, end)
        : String(kind === "count" ? readCount(pbf, end) : readDouble(pbf, end));
    values.set(member, value);
  });
  const attributes = Object.fromEntries(
    names.flatMap((key) => {
      const value = values.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return { name, attributes, children: [] };
}

/**
 * A payload, without the head that says its length. Parts of the detail go into fields of their own where
 * they fit without loss, all others as XML; so what is read again differs in their order at most.
 * @throws InteropError as `writeCotXml`, and for times before 1970
 */
export function writeTakPayload({
  control,
  event,
  submittedAtMs,
  createdAtMs,
}: TakMessage): Uint8Array {
  const pbf = new PbfWriter();
  if (control !== undefined) pbf.writeMessage(1, writeControl, control);
  if (event !== undefined) {
    checkWritable(event);
    for (const atMs of [event.sentAtMs, event.startAtMs, event.staleAtMs]) {
      if (atMs <= 0)
        throw new InteropError("TL_INT_COT_ENCODE", { problem: "a time before 1970", atMs });
    }
    pbf.writeMessage(2, writeEventField, event);
  }
  if (submittedAtMs !== undefined) pbf.writeVarintField(3, submittedAtMs);
  if (createdAtMs !== undefined) pbf.writeVarintField(4, createdAtMs);
  return pbf.finish().slice();
}

const utf8 = new TextEncoder();

/** `pbf`'s own writing of texts makes other characters of those beyond U+1FFFF (5.1.2). */
function writeText(pbf: PbfWriter, field: number, text: string): void {
  pbf.writeBytesField(field, utf8.encode(text));
}

function writeControl(control: TakControl, pbf: PbfWriter): void {
  pbf.writeVarintField(1, control.versionMin);
  pbf.writeVarintField(2, control.versionMax);
  if (control.contactUid !== undefined) writeText(pbf, 3, control.contactUid);
}

function writeEventField(event: CotEvent, pbf: PbfWriter): void {
  const text = (field: number, value: string | undefined) => {
    if (value !== undefined && value !== "") writeText(pbf, field, value);
  };
  text(1, event.type);
  text(2, event.access);
  text(3, event.qos);
  text(4, event.opex);
  text(5, event.uid);
  pbf.writeVarintField(6, event.sentAtMs);
  pbf.writeVarintField(7, event.startAtMs);
  pbf.writeVarintField(8, event.staleAtMs);
  text(9, event.how);
  pbf.writeDoubleField(10, event.latDeg);
  pbf.writeDoubleField(11, event.lonDeg);
  pbf.writeDoubleField(12, event.heightM ?? unknownM);
  pbf.writeDoubleField(13, event.horizontalErrorM ?? unknownM);
  pbf.writeDoubleField(14, event.verticalErrorM ?? unknownM);
  if (event.detail.length > 0) pbf.writeMessage(15, writeDetailField, event.detail);
  text(16, event.caveat);
  text(17, event.releasableTo);
}

function writeDetailField(detail: readonly CotDetailPart[], pbf: PbfWriter): void {
  const typed = typedParts.flatMap((entry) => {
    const [part, another] = detail.filter(({ name }) => name === entry.name);
    return part !== undefined && another === undefined && fits(part, entry)
      ? [{ part, entry }]
      : [];
  });
  const taken = new Set(typed.map(({ part }) => part));
  const xml = detail
    .filter((part) => !taken.has(part))
    .map(writeXmlElement)
    .join("");
  if (xml !== "") writeText(pbf, 1, xml);
  for (const { part, entry } of typed) {
    pbf.writeMessage(entry.field, writeTyped, { part, members: entry.members });
  }
}

/** Exactly the members there are fields for, each so that it is read again as it is written here. */
function fits(
  { attributes, children }: CotDetailPart,
  { members, optional }: (typeof typedParts)[number],
): boolean {
  const isMember = (key: string) => Object.hasOwn(members, key);
  return (
    children.length === 0 &&
    Object.keys(attributes).every(isMember) &&
    Object.entries(members).every(([member, kind]) => {
      const value = attributes[member];
      if (value === undefined) return member === optional;
      if (kind === "text") return value !== "" && value.isWellFormed();
      const number = Number(value);
      const isCount = Number.isInteger(number) && number >= 0 && number < 2 ** 32;
      return String(number) === value && (kind === "count" ? isCount : Number.isFinite(number));
    })
  );
}

function writeTyped(
  { part, members }: { part: CotDetailPart; members: Readonly<Record<string, AttributeKind>> },
  pbf: PbfWriter,
): void {
  for (const [index, [member, kind]] of Object.entries(members).entries()) {
    const value = part.attributes[member];
    if (value === undefined) continue;
    if (kind === "text") writeText(pbf, index + 1, value);
    else if (kind === "count") pbf.writeVarintField(index + 1, Number(value));
    else pbf.writeDoubleField(index + 1, Number(value));
  }
}
