import { describe, expect, test } from "vitest";
import { readCotDetail } from "../index.ts";

describe("readCotDetail", () => {
  test("chat, call for help, sensor, route", () => {
    const part = (name: string, attributes: Record<string, string>, ...children: string[]) => ({
      name,
      attributes,
      children,
    });
    const chat = readCotDetail({
      type: "b-t-f",
      detail: [
        {
          ...part("__chat", {
            chatroom: "Day",
            id: "r1",
            senderCallsign: "Post 3",
            messageId: "m",
          }),
          children: [part("chatgrp", { id: "r1", uid0: "post-3", uid1: "post-4" })],
        },
        part("link", { uid: "post-3", type: "a-f-G", relation: "p-p" }),
        part("remarks", { source: "x" }, "Two bursts", " north"),
      ],
    });
    expect(chat.chat).toEqual({
      text: "Two bursts north",
      room: "Day",
      roomId: "r1",
      senderCallsign: "Post 3",
      senderUid: "post-3",
      messageId: "m",
      memberUids: ["post-3", "post-4"],
    });
    expect(
      readCotDetail({
        type: "b-a-o-tbl",
        detail: [
          part("emergency", { type: "911 Alert" }, "Post 3"),
          part("sensor", {
            azimuth: "140",
            fov: "66.9",
            range: "300",
            elevation: "x",
            type: "r-e",
          }),
          part("link", { point: "0.5,-30.25,3" }),
          part("link", { point: "0.6,-30.26" }),
          part("link", { point: "95,0" }),
        ],
      }),
    ).toEqual({
      emergency: { kind: "911 Alert", isCancelled: false, text: "Post 3" },
      sensor: { bearingDeg: 140, fieldOfViewDeg: 66.9, rangeM: 300, kind: "r-e" },
      path: [
        [-30.25, 0.5],
        [-30.26, 0.6],
      ],
      links: [],
    });
  });
});
