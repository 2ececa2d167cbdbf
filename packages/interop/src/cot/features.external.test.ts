import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type CotFeature,
  CotReader,
  readCotFeature,
  writeCotFeature,
  writeCotXml,
} from "../index.ts";
import { writeCotFrame } from "./write-frame.ts";

const data = new URL("../../../../../shared/data/cot/geojson/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");
const names = isThere ? readdirSync(data).filter((name) => name.endsWith(".geojson")) : [];

describe.skipIf(!isThere)("features of node-CoT", () => {
  test("all of them are there", () => {
    expect(names).toHaveLength(35);
  });

  test.each(names.flatMap((name) => [["xml", name] as const, ["stream", name] as const]))(
    "[INT-210] as %s there and back: %s",
    (form, name) => {
      const feature = JSON.parse(readFileSync(new URL(name, data), "utf8")) as CotFeature;
      const event = readCotFeature(feature);
      const sent =
        form === "xml" ? new TextEncoder().encode(writeCotXml(event)) : writeCotFrame({ event });
      const reader = new CotReader({ name });
      const [received] = [...reader.push(sent), ...reader.finish()];
      expect(reader.takeFaults()).toEqual([]);
      if (received?.event === undefined) throw new Error("no event came");
      const back = writeCotFeature(received.event);
      const { metadata: _metadata, ...properties } = feature.properties;
      expect({ ...back.properties }).toEqual(properties);
      expect(back.id).toBe(feature.id);
      if (event.type !== "u-d-c-c") {
        expect(back.geometry).toEqual(feature.geometry);
        return;
      }
      // Their circle is on a sphere; both are rounded to six decimals, 11 cm.
      const [ours, theirs] = [back, feature].map(({ geometry }) => geometry.coordinates[0]) as [
        number[][],
        number[][],
      ];
      expect(ours).toHaveLength(theirs.length);
      for (const corner of theirs) {
        const nearest = Math.min(
          ...ours.map(([lon = 0, lat = 0]) =>
            Math.hypot(lon - (corner[0] ?? 0), lat - (corner[1] ?? 0)),
          ),
        );
        expect(nearest * 111_000).toBeLessThan(0.2);
      }
    },
  );
});
