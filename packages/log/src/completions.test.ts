import { languages, localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { completions, type LineContext, readLine } from "./index.ts";

const timezone = "Europe/Kyiv";
const context: LineContext = {
  language: "en",
  timezone,
  dayLocal: "2026-03-09",
  nowMs: localToMs("2026-03-10T14:52", timezone),
  post: { observer: { kind: "patrol", id: "OP 9" } },
  zones: [{ id: "da2", name: "DA 2" }],
};
const offer = (text: string, more: Partial<LineContext> = {}, cursor = text.length) =>
  completions(text, cursor, { ...context, ...more });
const words = (text: string, more: Partial<LineContext> = {}) =>
  offer(text, more).map((one) => one.text);

describe("what may follow", () => {
  test("[LOG-012] the exact match comes first, then the words that begin so", () => {
    const offered = offer("2140 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 N");
    expect(offered[0]).toMatchObject({ text: "N", hint: "north", slot: "direction", exact: true });
    expect(offered.slice(1, 5).map(({ text }) => text)).toEqual(["NNE", "NE", "NW", "NNW"]);
    expect(offer("2140 heard 9 expl e")[0]).toMatchObject({ text: "E", exact: true });
  });

  test("[LOG-012] after each word comes what a monitor writes next", () => {
    expect(offer("2140 ")[0]).toMatchObject({ slot: "means" });
    expect(offer("2140 heard ")[0]).toMatchObject({ slot: "number" });
    expect(offer("2140 heard 9 ")[0]).toMatchObject({ slot: "kind", text: "expl" });
    expect(offer("2140 heard 9 expl ")[0]).toMatchObject({ slot: "nature", text: "undet" });
    expect(offer("2140 heard 9 expl undet 3-5 ")[0]).toMatchObject({
      slot: "direction",
      text: "N",
    });
    expect(words("2140 heard 9 expl undet 3-5 N ")).toContain("in da2");
    expect(words("2140 heard 9 expl undet 3-5 N ")[0]).toBe(",");
  });

  test("[LOG-012] what is said is not offered again", () => {
    expect(offer("2140 heard 9 expl undet ").some(({ slot }) => slot === "nature")).toBe(false);
    expect(offer("2140 heard 9 expl N ").some(({ slot }) => slot === "direction")).toBe(false);
  });

  test("[LOG-012] it says what it takes the place of, in the middle of a line too", () => {
    const text = "2140 heard 9 exp 3-5 N";
    const cursor = text.indexOf("exp") + 3;
    const [first] = offer(text, {}, cursor);
    expect(first).toMatchObject({ text: "expl", from: cursor - 3, to: cursor });
    const done = text.slice(0, first?.from) + first?.text + text.slice(first?.to);
    expect(readLine(done, { ...context, means: ["heard"] }).fault).toBeUndefined();
  });

  test("[LOG-012] nothing is offered inside a remark", () => {
    expect(offer('2140 heard 9 expl "hea')).toEqual([]);
    expect(offer("2140 heard 9 expl # hea")).toEqual([]);
    expect(offer('2140 heard 9 expl "far" ').length).toBeGreaterThan(0);
  });

  test.each(languages)("[LOG-012] every word offered in %s may stand there", (language) => {
    const start: Readonly<Record<typeof language, string>> = {
      en: "2140 heard 9 expl",
      uk: "2140 чув 9 вибух",
      ru: "2140 слыш 9 взрыв",
      fr: "2140 ent 9 expl",
    };
    const offered = offer(`${start[language]} `, { language });
    expect(offered.length).toBeGreaterThan(5);
    for (const { text, hint } of offered) {
      expect(hint).not.toBe("");
      const reading = readLine(`${start[language]} ${text} `, { ...context, language });
      // A comma asks for more; no other word may be wrong.
      expect([text, reading.fault?.unfinished ?? true]).toEqual([text, true]);
    }
  });

  test("[LOG-012] at most twelve, at any place, whatever is typed", () => {
    for (const text of [
      "",
      " ",
      ",",
      "#",
      '"',
      "2140 xyz ",
      "=",
      "e",
      "\u202e",
      "2140 heard 9 xyz 3-5 ",
    ]) {
      for (const cursor of [-1, 0, 1, 99]) {
        expect(completions(text, cursor, context).length).toBeLessThanOrEqual(12);
      }
    }
  });
});
