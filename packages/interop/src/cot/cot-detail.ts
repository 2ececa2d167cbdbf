import type { CotDetailPart, CotEvent } from "./cot-event.ts";

/** A message between people; `text` is what was written. */
export interface CotChat {
  readonly text: string;
  readonly room?: string;
  readonly roomId?: string;
  readonly senderCallsign?: string;
  readonly senderUid?: string;
  readonly messageId?: string;
  /** Everybody in the room that the message names, the sender among them. */
  readonly memberUids: readonly string[];
}

/** Where a sensor looks. */
export interface CotSensor {
  readonly model?: string;
  readonly kind?: string;
  /** Middle of the field of view, clockwise from north. */
  readonly bearingDeg?: number;
  /** Above the horizon. */
  readonly elevationDeg?: number;
  readonly fieldOfViewDeg?: number;
  readonly verticalFieldOfViewDeg?: number;
  readonly rangeM?: number;
}

/** What is understood of an event's detail; everything is as the sender said it. */
export interface CotDetail {
  readonly callsign?: string;
  /** Where the sender can be reached: `address:port:protocol`. */
  readonly endpoint?: string;
  readonly group?: { readonly name: string; readonly role: string };
  readonly batteryRatio?: number;
  readonly client?: {
    readonly device: string;
    readonly platform: string;
    readonly os: string;
    readonly version: string;
  };
  readonly speedMps?: number;
  readonly courseDeg?: number;
  readonly remarks?: string;
  readonly chat?: CotChat;
  /** Of a call for help: what kind, or that it is over. */
  readonly emergency?: {
    readonly kind: string;
    readonly isCancelled: boolean;
    readonly text: string;
  };
  readonly sensor?: CotSensor;
  /** Of a drawn circle or ellipse around the place. The schema says "axis"; clients write half of it. */
  readonly ellipse?: {
    readonly semiMajorM: number;
    readonly semiMinorM: number;
    readonly orientationDeg: number;
  };
  /** Of a drawing or route, in its order; a ring where the last position is the first. */
  readonly path?: readonly (readonly [lonDeg: number, latDeg: number])[];
  readonly links: readonly {
    readonly uid: string;
    readonly type: string;
    readonly relation: string;
  }[];
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/** Reads the parts of a detail that are in common use; others, and values that are none, are left out. */
export function readCotDetail({ detail, type }: Pick<CotEvent, "detail" | "type">): CotDetail {
  const part = (name: string) => detail.find((candidate) => candidate.name === name);
  const contact = part("contact")?.attributes;
  const group = part("__group")?.attributes;
  const client = part("takv")?.attributes;
  const track = part("track")?.attributes;
  const battery = numberOf(part("status")?.attributes, "battery");
  const remarks = part("remarks");
  const emergency = part("emergency");
  const links = detail.filter(({ name }) => name === "link").map(({ attributes }) => attributes);
  const path = links.flatMap((link) => pointOf(link["point"]) ?? []);
  return present({
    callsign: contact?.["callsign"],
    endpoint: contact?.["endpoint"],
    group: group && { name: group["name"] ?? "", role: group["role"] ?? "" },
    batteryRatio:
      battery !== undefined && battery >= 0 && battery <= 100 ? battery / 100 : undefined,
    client: client && {
      device: client["device"] ?? "",
      platform: client["platform"] ?? "",
      os: client["os"] ?? "",
      version: client["version"] ?? "",
    },
    speedMps: numberOf(track, "speed"),
    courseDeg: numberOf(track, "course"),
    remarks: remarks && (partText(remarks) || undefined),
    chat: /^b-t-f(-|$)/.test(type) ? chatOf(detail) : undefined,
    emergency: emergency && {
      kind: emergency.attributes["type"] ?? "",
      isCancelled: /^(true|1)$/i.test(emergency.attributes["cancel"] ?? ""),
      text: partText(emergency),
    },
    sensor: sensorOf(part("sensor")?.attributes),
    ellipse: ellipseOf(part("shape")),
    path: path.length > 0 ? path : undefined,
    links: links
      .filter((link) => link["uid"] !== undefined)
      .map(({ uid = "", type: kind = "", relation = "" }) => ({ uid, type: kind, relation })),
  });
}

/** The text of a part, of its own parts as well. */
export function partText({ children }: CotDetailPart): string {
  return children.map((child) => (typeof child === "string" ? child : partText(child))).join("");
}

function chatOf(detail: readonly CotDetailPart[]): CotChat | undefined {
  const chat = detail.find(({ name }) => name === "__chat");
  if (chat === undefined) return undefined;
  const { attributes } = chat;
  const group = chat.children.find(
    (child): child is CotDetailPart => typeof child !== "string" && child.name === "chatgrp",
  );
  const memberUids = Object.entries(group?.attributes ?? {})
    .filter(([name]) => /^uid\d+$/.test(name))
    .map(([, uid]) => uid);
  const remarks = detail.find(({ name }) => name === "remarks");
  const from = detail.find(({ name, attributes: a }) => name === "link" && a["relation"] === "p-p");
  return present({
    // Simple clients write it beside the sender instead of in remarks.
    text: (remarks === undefined ? undefined : partText(remarks)) ?? attributes["message"] ?? "",
    room: attributes["chatroom"],
    roomId: attributes["id"],
    senderCallsign: attributes["senderCallsign"] ?? attributes["sender"],
    senderUid: from?.attributes["uid"] ?? memberUids[0],
    messageId: attributes["messageId"],
    memberUids,
  });
}

function sensorOf(attributes: Readonly<Record<string, string>> | undefined): CotSensor | undefined {
  if (attributes === undefined) return undefined;
  return present({
    model: attributes["model"],
    kind: attributes["type"],
    bearingDeg: numberOf(attributes, "azimuth"),
    elevationDeg: numberOf(attributes, "elevation"),
    fieldOfViewDeg: numberOf(attributes, "fov"),
    verticalFieldOfViewDeg: numberOf(attributes, "vfov"),
    rangeM: numberOf(attributes, "range"),
  });
}

function ellipseOf(shape: CotDetailPart | undefined): CotDetail["ellipse"] {
  const ellipse = shape?.children.find(
    (child): child is CotDetailPart => typeof child !== "string" && child.name === "ellipse",
  );
  const semiMajorM = numberOf(ellipse?.attributes, "major");
  const semiMinorM = numberOf(ellipse?.attributes, "minor");
  if (semiMajorM === undefined || semiMinorM === undefined) return undefined;
  const orientationDeg = numberOf(ellipse?.attributes, "angle") ?? 0;
  return { semiMajorM, semiMinorM, orientationDeg };
}

function pointOf(text: string | undefined): [readonly [number, number]] | undefined {
  const [lat = "", lon = ""] = text?.split(",").map((word) => word.trim()) ?? [];
  if (!decimal.test(lat) || !decimal.test(lon)) return undefined;
  const [latDeg, lonDeg] = [Number(lat), Number(lon)];
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 ? [[lonDeg, latDeg]] : undefined;
}

function numberOf(
  attributes: Readonly<Record<string, string>> | undefined,
  name: string,
): number | undefined {
  const text = attributes?.[name]?.trim() ?? "";
  return decimal.test(text) ? Number(text) : undefined;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the members that have no value. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Present<T>;
}
