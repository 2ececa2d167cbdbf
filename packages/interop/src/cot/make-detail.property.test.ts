import fc from "fast-check";
import { expect, test } from "vitest";
import { type CotDetail, makeCotDetail, readCotDetail } from "../index.ts";
import { arbSeenText } from "../testing/xml-text.ts";
import { writeXmlElement } from "../xml/write-xml.ts";
import { readXml } from "../xml/xml-reader.ts";
import { detailParts } from "./read-event.ts";

const arbText = arbSeenText(10);
const arbNumber = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Math.round(value * 1e9) / 1e9 + 0);
const whole = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 4 });
const arbChat = fc.record(
  {
    text: arbText,
    room: arbText,
    roomId: arbText,
    senderCallsign: arbText,
    senderUid: arbText,
    messageId: arbText,
    memberUids: fc.array(arbText, { maxLength: 3 }),
  },
  { requiredKeys: ["text", "memberUids", "senderUid"] },
);
const arbDetail = fc.record(
  {
    callsign: arbText,
    endpoint: arbText,
    group: fc.record({ name: arbText, role: arbText }),
    batteryRatio: fc.nat(100).map((percent) => percent / 100),
    client: fc.record({ device: arbText, platform: arbText, os: arbText, version: arbText }),
    speedMps: arbNumber(0, 100),
    courseDeg: arbNumber(0, 359),
    chat: arbChat,
    emergency: fc.record({ kind: arbText, isCancelled: fc.boolean(), text: arbText }),
    sensor: fc.record(
      {
        model: arbText,
        kind: arbText,
        bearingDeg: arbNumber(0, 359),
        elevationDeg: arbNumber(-90, 90),
        fieldOfViewDeg: arbNumber(0, 180),
        verticalFieldOfViewDeg: arbNumber(0, 180),
        rangeM: arbNumber(0, 9000),
      },
      { requiredKeys: ["rangeM"] },
    ),
    ellipse: fc.record({
      semiMajorM: arbNumber(0, 9000),
      semiMinorM: arbNumber(0, 9000),
      orientationDeg: arbNumber(0, 359),
    }),
    path: whole(fc.tuple(arbNumber(-180, 180), arbNumber(-90, 90))),
    links: whole(fc.record({ uid: arbText, type: arbText, relation: arbText })),
  },
  { requiredKeys: [] },
);

test("[INT-217] what a detail is made of is read from it, over XML as well", () => {
  fc.assert(
    fc.property(arbDetail, (given) => {
      const { chat, links = [] } = given;
      const type = chat === undefined ? "a-f-G" : "b-t-f";
      const own = { uid: chat?.senderUid ?? "", type: "a-f-G-U-C", relation: "p-p" };
      const expected: CotDetail = {
        ...given,
        ...(chat === undefined ? {} : { remarks: chat.text }),
        links: chat === undefined ? links : [...links, own],
      };
      const parts = makeCotDetail(given);
      expect(readCotDetail({ type, detail: parts })).toEqual(expected);
      const [element] = readXml(writeXmlElement({ name: "detail", children: parts }), {
        name: "x",
      });
      expect(element && detailParts(element)).toEqual(parts);
    }),
    { numRuns: 300 },
  );
});

test("[INT-217] a chat names its sender as clients expect it", () => {
  const chat = {
    text: "Two bursts north",
    room: "Day",
    roomId: "r1",
    senderCallsign: "Post 3",
    senderUid: "post-3",
    memberUids: ["post-3", "post-4"],
  };
  expect(makeCotDetail({ chat }).map((part) => writeXmlElement(part))).toEqual([
    '<__chat chatroom="Day" id="r1" senderCallsign="Post 3"><chatgrp id="r1" uid0="post-3" uid1="post-4"/></__chat>',
    '<link uid="post-3" type="a-f-G-U-C" relation="p-p"/>',
    "<remarks>Two bursts north</remarks>",
  ]);
});
