import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeScene, sceneParameters } from "../testing/track-scenes.ts";

const folder = new URL("../../../../fixtures/tracks/", import.meta.url);

test.each(Object.entries(sceneParameters))(
  "scene %s is the one its parameters give",
  (name, given) => {
    const text = `${JSON.stringify(makeScene(given))}\n`;
    const file = new URL(`${name}.json`, folder);
    if (process.env["REGEN"] === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(readFileSync(file, "utf8")).toBe(text);
    const scene = makeScene(given);
    expect(scene.detections.flat()).toHaveLength(given.detectionCount);
  },
);
