import { expect, test } from "vitest";
import { fromField, toField } from "./local-time.ts";

const kyiv = "Europe/Kyiv";

test.each([
  ["2026-03-10T14:30", Date.UTC(2026, 2, 10, 12, 30)],
  ["2026-07-10T14:30", Date.UTC(2026, 6, 10, 11, 30)],
  ["2026-03-29T02:59", Date.UTC(2026, 2, 29, 0, 59)],
  ["2026-03-29T04:00", Date.UTC(2026, 2, 29, 1, 0)],
])("%s in Kyiv", (text, atMs) => {
  expect(fromField(text, kyiv)).toBe(atMs);
  expect(toField(atMs, kyiv)).toBe(text);
});

test("text that is no time is none", () => {
  expect(fromField("", kyiv)).toBeNull();
  expect(fromField("tomorrow", kyiv)).toBeNull();
});
