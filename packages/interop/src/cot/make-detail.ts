import { plainNumber } from "../mapping/cell-values.ts";
import type { CotChat, CotDetail, CotSensor } from "./cot-detail.ts";
import type { CotDetailPart } from "./cot-event.ts";

/** What an event is to say; the links of a chat to its sender are made. */
export type CotDetailToMake = Partial<CotDetail>;

type Attributes = Record<string, string>;

/**
 * The parts of a detail, so that `readCotDetail` reads from them what was given. For exercises, and for what
 * the mission sends to its own clients.
 * @example makeCotDetail({ callsign: "Post 3", batteryRatio: 0.5 })
 */
export function makeCotDetail(detail: CotDetailToMake): readonly CotDetailPart[] {
  const { callsign, endpoint, group, client, chat, emergency, sensor, ellipse } = detail;
  const parts: CotDetailPart[] = [];
  const put = (
    name: string,
    given: Record<string, string | undefined>,
    children: CotDetailPart["children"] = [],
  ) => {
    const attributes = present(given);
    if (Object.keys(attributes).length + children.length > 0)
      parts.push({ name, attributes, children });
  };
  if (chat !== undefined) parts.push(chatPart(chat));
  put("contact", { callsign, endpoint });
  put("__group", { name: group?.name, role: group?.role });
  if (detail.batteryRatio !== undefined) {
    put("status", { battery: String(Math.round(detail.batteryRatio * 100)) });
  }
  put("takv", {
    device: client?.device,
    platform: client?.platform,
    os: client?.os,
    version: client?.version,
  });
  put("track", { speed: numberText(detail.speedMps), course: numberText(detail.courseDeg) });
  if (sensor !== undefined) put("sensor", sensorAttributes(sensor));
  if (emergency !== undefined) {
    const { kind, isCancelled, text } = emergency;
    const attributes = present({
      type: kind === "" ? undefined : kind,
      cancel: isCancelled ? "true" : undefined,
    });
    parts.push({ name: "emergency", attributes, children: text === "" ? [] : [text] });
  }
  if (ellipse !== undefined) {
    const attributes = present({
      major: numberText(ellipse.semiMajorM),
      minor: numberText(ellipse.semiMinorM),
      angle: numberText(ellipse.orientationDeg),
    });
    put("shape", {}, [{ name: "ellipse", attributes, children: [] }]);
  }
  for (const { uid, type, relation } of linksOf(detail)) put("link", { uid, type, relation });
  for (const [lonDeg, latDeg] of detail.path ?? []) {
    put("link", { point: `${plainNumber(latDeg)},${plainNumber(lonDeg)}` });
  }
  const remarks = chat?.text ?? detail.remarks;
  if (remarks !== undefined) put("remarks", {}, remarks === "" ? [] : [remarks]);
  return parts;
}

/** Clients find the sender of a chat by a link to the point that is a person. */
function linksOf({ links = [], chat }: CotDetailToMake): CotDetail["links"] {
  if (chat?.senderUid === undefined || links.some(({ relation }) => relation === "p-p"))
    return links;
  return [...links, { uid: chat.senderUid, type: "a-f-G-U-C", relation: "p-p" }];
}

function chatPart(chat: CotChat): CotDetailPart {
  const members = Object.fromEntries(chat.memberUids.map((uid, index) => [`uid${index}`, uid]));
  const group: CotDetailPart = {
    name: "chatgrp",
    attributes: present({ id: chat.roomId, ...members }),
    children: [],
  };
  return {
    name: "__chat",
    attributes: present({
      chatroom: chat.room,
      id: chat.roomId,
      senderCallsign: chat.senderCallsign,
      messageId: chat.messageId,
    }),
    children: [group],
  };
}

function sensorAttributes(sensor: CotSensor): Record<string, string | undefined> {
  return {
    model: sensor.model,
    type: sensor.kind,
    azimuth: numberText(sensor.bearingDeg),
    elevation: numberText(sensor.elevationDeg),
    fov: numberText(sensor.fieldOfViewDeg),
    vfov: numberText(sensor.verticalFieldOfViewDeg),
    range: numberText(sensor.rangeM),
  };
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : plainNumber(value);
}

function present(given: Record<string, string | undefined>): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}
