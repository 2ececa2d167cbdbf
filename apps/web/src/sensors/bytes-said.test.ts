import { expect, test } from "vitest";
import { bytesSaid } from "./bytes-said.ts";

const hexOf = (text: string): string => Buffer.from(text, "latin1").toString("hex");

test.each([
  ["!AIVDM,1,1,,A,broken*00\r\n", "!AIVDM,1,1,,A,broken*00"],
  ["<event/>\t", "<event/>"],
  ["", ""],
])("a line is told as it is: %j", (sent, said) => {
  expect(bytesSaid(hexOf(sent))).toBe(said);
});

test.each(["1a33", "2141ff", "7f"])("what is no text stays in hex: %s", (hex) => {
  expect(bytesSaid(hex)).toBe(hex);
});
