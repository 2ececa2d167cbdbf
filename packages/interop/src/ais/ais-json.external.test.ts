import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AisJsonReader, AisReader } from "../index.ts";

const data = new URL("../../../../../shared/data/ais/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");

test.skipIf(!isThere)("[INT-256] every recording: lines of JSON say what the objects say", () => {
  let count = 0;
  for (const name of readdirSync(data).filter((one) => /\.(aivdm|log|ais|nmea|txt)$/.test(one))) {
    const bytes = readFileSync(new URL(name, data));
    const objects = new AisReader({ name });
    const messages = [...objects.push(bytes, 0), ...objects.finish()].map(({ message }) => message);
    const texts = new AisJsonReader({ name });
    const decoder = new TextDecoder();
    const lines = (decoder.decode(texts.push(bytes, 0)) + decoder.decode(texts.finish())).split(
      "\n",
    );
    expect(texts.takeFaults()).toEqual(objects.takeFaults());
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) {
      const line = JSON.parse(lines[index] ?? "") as Record<string, unknown>;
      expect(Object.keys(line)).toEqual(Object.keys(message));
      for (const [field, value] of Object.entries(message)) {
        const isPlace = (field === "lonDeg" || field === "latDeg") && value !== null;
        if (isPlace) expect(Math.abs(Number(line[field]) - Number(value))).toBeLessThan(5.1e-8);
        else expect([name, index, field, line[field]]).toEqual([name, index, field, value]);
      }
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(2_000);
});
