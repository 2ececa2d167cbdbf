import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeModeS, type ModeSMessage } from "../index.ts";

const data = new URL("../../../../../shared/data/adsb/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");

const unzipped = (name: string) => gunzipSync(readFileSync(new URL(name, data))).toString("utf8");
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const rowsOf = (name: string) =>
  unzipped(name)
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replaceAll('"', "").trim().split(","));

describe.skipIf(!isThere)("expected decodings of pyModeS", () => {
  const golden = isThere
    ? (JSON.parse(unzipped("pymodes-golden_v2.json.gz")) as Record<string, Record<string, unknown>>)
    : {};

  test("[INT-025] each of the 600 messages: format, address, and what it holds", () => {
    let fieldCount = 0;
    for (const [hex, expected] of Object.entries(golden)) {
      const message = decodeModeS(bytesOf(hex)) as ModeSMessage;
      const own = inTheirTerms(message);
      for (const [field, value] of Object.entries(expected)) {
        // Registers of Comm-B are not read.
        if (!(field in own)) {
          expect([20, 21]).toContain(expected["df"]);
          continue;
        }
        const ours = own[field];
        if (field === "icao") {
          expect([hex, ours]).toEqual([hex, String(value).toLowerCase()]);
        } else if (typeof value === "number" && typeof ours === "number") {
          expect(Math.abs(ours - value), `${hex} ${field}`).toBeLessThan(
            field === "groundspeed" ? 1 : 1e-9,
          );
        } else expect([hex, field, ours]).toEqual([hex, field, value]);
        fieldCount += 1;
      }
    }
    expect(Object.keys(golden)).toHaveLength(600);
    expect(fieldCount).toBeGreaterThan(1_500);
  });

  test("[INT-025] recordings: address and type code of each row", () => {
    const rows = rowsOf("pymodes-sample_data_adsb.csv.gz");
    for (const [, hex = "", address = "", typeCode] of rows) {
      const message = decodeModeS(bytesOf(hex)) as ModeSMessage;
      expect(message.address).toBe(address.toLowerCase());
      expect("typeCode" in message && message.typeCode).toBe(Number(typeCode));
    }
    expect(rows).toHaveLength(2_000);
  });

  test.each([
    ["pymodes-sample_data_commb_df20.csv.gz", 20, "altitude"],
    ["pymodes-sample_data_commb_df21.csv.gz", 21, "identity"],
  ])(
    "[INT-025] %s: format, kind and address of each of the 5,000 replies",
    (name, format, kind) => {
      const replies = rowsOf(name);
      expect(replies).toHaveLength(5_000);
      const others: string[] = [];
      let heldCount = 0;
      for (const [, address = "", hex = ""] of replies) {
        const message = decodeModeS(bytesOf(hex));
        if ("code" in message) throw new Error(`${hex}: ${message.code}`);
        expect([message.format, message.kind, message.addressBy]).toEqual([format, kind, "parity"]);
        if (message.address !== address.toLowerCase()) others.push(hex);
        if (message.kind === "altitude" && message.altitudeFt !== null) heldCount += 1;
        if (message.kind === "identity" && /^[0-7]{4}$/.test(message.squawk)) heldCount += 1;
      }
      // Three of the 10,000 were recorded with changed bits, which a reply without parity of its own hides.
      expect(others).toHaveLength(format === 20 ? 3 : 0);
      expect(heldCount).toBe(format === 20 ? 4_998 : 5_000);
    },
  );
});

function inTheirTerms(message: ModeSMessage): Record<string, unknown> {
  const head = { df: message.format, icao: message.address };
  const coded = "typeCode" in message ? { ...head, typecode: message.typeCode } : head;
  switch (message.kind) {
    case "altitude":
      return { ...head, altitude: message.altitudeFt };
    case "identity":
      return { ...head, squawk: message.squawk };
    case "identification":
      return { ...coded, callsign: message.callSign.padEnd(8, "_"), category: message.category };
    case "airborne-position":
      return { ...coded, altitude: message.altitudeFt, cpr_format: Number(message.compact.isOdd) };
    case "velocity": {
      const { eastKn, northKn } = message;
      if (eastKn === null || northKn === null) return coded;
      return {
        ...coded,
        groundspeed: Math.hypot(eastKn, northKn),
        track: ((Math.atan2(eastKn, northKn) * 180) / Math.PI + 360) % 360,
        vertical_rate: message.verticalRateFtPerMin,
      };
    }
    default:
      return coded;
  }
}
