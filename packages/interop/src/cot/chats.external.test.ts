import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { CotReader, cotPlace, cotPurpose, isGroundTrackOfOthers, readCotDetail } from "../index.ts";

const data = new URL("../../../../../shared/data/cot/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");

function eventsOf(name: string) {
  const reader = new CotReader({ name });
  const bytes = readFileSync(new URL(`chat/${name}`, data));
  const received = [...reader.push(bytes), ...reader.finish()];
  return { received, faults: reader.takeFaults() };
}

describe.skipIf(!isThere)("samples of cotlib", () => {
  test("[INT-210] all seven chats are read, with room, sender and place or none", () => {
    const names = readdirSync(new URL("chat/", data)).sort();
    const rows = names.map((name) => {
      const { received, faults } = eventsOf(name);
      expect(faults).toEqual([]);
      expect(received).toHaveLength(1);
      const event = received[0]?.event;
      if (event === undefined) throw new Error(name);
      const { room, senderCallsign, text } = readCotDetail(event).chat ?? {};
      return [name, event.how, room, senderCallsign, text, cotPlace(event), event.detail.length];
    });
    expect(rows).toEqual([
      ["geo1.xml", "h-g-i-g-o", "All Chat Rooms", "ALPHA", "", undefined, 4],
      ["geo2.xml", "h-g-i-g-o", "All Chat Rooms", "BRAVO", "", undefined, 3],
      ["geo3.xml", "h-g-i-g-o", "All Chat Rooms", "CHARLIE", "", undefined, 3],
      ["geo4.xml", "h-g-i-g-o", "CHARLIE", "BRAVO", "", undefined, 4],
      ["geo5.xml", "h-g-i-g-o", "CHARLIE", "ALPHA", "", undefined, 5],
      ["group_chat.xml", "", "room", "Bravo", "", [20, 10], 2],
      ["simple_chat.xml", "", undefined, "Alpha", "Hello", [0, 0], 2],
    ]);
  });

  test("[INT-206] of the published types, those of ground units of others are refused, and no tasking is taken", () => {
    const dictionary = gunzipSync(readFileSync(new URL("CoTtypes.xml.gz", data))).toString("utf8");
    const types = [...dictionary.matchAll(/<cot cot="([^"]+)"/g)].map(([, type = ""]) => type);
    expect(types.length).toBeGreaterThan(1000);
    const others = types.filter(isGroundTrackOfOthers);
    // `.` stands for every affiliation.
    expect(others.filter((type) => /^a-\.-G/.test(type))).toHaveLength(
      types.filter((type) => /^a-\.-G/.test(type)).length,
    );
    expect(others.some((type) => /^a-[fn]/.test(type))).toBe(false);
    const taken = types.filter((type) => typeof cotPurpose({ type }) === "string");
    expect(taken.filter((type) => /^(t-[^x]|b-[wgrd]|y|c)/.test(type))).toEqual([]);
  });
});
