import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SbsMessage, writeSbs } from "@truceline/interop";
import { afterAll, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { feedText } from "./feed-text.ts";
import { hearFeed } from "./hear-feed.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-feed-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const aircraft = (index: number): string => {
  const message: SbsMessage = {
    type: 3,
    address: `4b16${String(index).padStart(2, "0")}`,
    generatedAtMs: Date.UTC(2026, 0, 1, 12),
    callSign: null,
    altitudeFt: 30_000,
    groundSpeedKn: null,
    trackDeg: null,
    latDeg: 0.5,
    lonDeg: -30 - index / 10,
    verticalRateFtPerMin: null,
    squawk: null,
    isAlert: null,
    isEmergency: null,
    isIdent: null,
    isOnGround: false,
  };
  return writeSbs(message);
};
const lines = [...Array.from({ length: 6 }, (_, index) => aircraft(index)), "MSG,9,broken"];

/** Ended by its messages; the time is for a machine that is busy. */
const patient = { forMs: 25_000, messageCount: 6 };

describe("feed test", () => {
  test("[FED-050] it says what a sender says: types, rate, faults with their bytes, first positions", async () => {
    const server = createServer((socket) => socket.end(`${lines.join("\r\n")}\r\n`));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const heard = await hearFeed(`tcp://127.0.0.1:${port}`, patient, quietTerminal(folder));
    server.close();
    expect(heard).toMatchObject({ format: "sbs", isFormatGuessed: true });
    const text = feedText(heard).join("\n");
    expect(text).toContain("6 messages in");
    expect(text).toContain("format sbs, found out");
    expect(text).toMatch(/ {2}6 {2}MSG 3/);
    expect(text).toContain("icao24 4b1600 at 0.5000 N 30.0000 W, 2026-01-01T12:00:00Z");
    expect(text).not.toContain("4b1605");
    expect(text).toContain("1 could not be read");
    expect(text).toContain("MSG,9,broken");
  });

  test("[FED-051] listening leaves no trace: a folder's files stay where they are", async () => {
    writeFileSync(join(folder, "a.sbs"), `${lines.join("\n")}\n`);
    const heard = await hearFeed(`sbs+dir://${folder}`, patient, quietTerminal(folder));
    expect(heard.status.messageCount).toBe(6);
    expect(readdirSync(folder)).toEqual(["a.sbs"]);
  });

  test.each([
    ["cap+http://127.0.0.1:1/c?apikey=HUSH", "cap+http://127.0.0.1:1/c?apikey=…"],
    ["http://127.0.0.1:1/c?apikey=HUSH", "http://127.0.0.1:1/c?apikey=…"],
  ])("[FED-105] %s: what is secret in the address is not printed", async (given, shown) => {
    const limits = { forMs: 300, messageCount: 1 };
    const heard = await hearFeed(given, limits, quietTerminal(folder));
    expect(feedText(heard)[0]).toBe(shown);
    expect(JSON.stringify(heard)).not.toMatch(/hush/i);
  });

  test("[FED-050] what is of no format says so, and a recording is years behind", async () => {
    writeFileSync(join(folder, "notes.txt"), "hello\n".repeat(20));
    const limits = { forMs: 1_500, messageCount: 1 };
    const strange = await hearFeed(
      `file://${join(folder, "notes.txt")}`,
      limits,
      quietTerminal(folder),
    );
    expect(feedText(strange)[1]).toMatch(/no byte came|, of no format that can be found out/);
    const { status } = strange;
    const old = { ...strange, status: { ...status, messageCount: 1, delayMs: 366_850_230_500 } };
    expect(feedText(old)).toContain("  Its messages were 11.6 years behind the clock here.");
    expect(feedText(old)[1]).toMatch(/^ {2}1 message in /);
  });

  test("[FED-050] an address without a way is named as it was given", async () => {
    const limits = { forMs: 300, messageCount: 1 };
    await expect(hearFeed("nonsense", limits, quietTerminal(folder))).rejects.toMatchObject({
      faults: [{ message: expect.stringMatching(/^`nonsense`/) as string }],
    });
  });

  test("[FED-050] a sender that is not there is said", async () => {
    const heard = await hearFeed(
      "ais+tcp://127.0.0.1:1",
      { forMs: 300, messageCount: 1 },
      quietTerminal(folder),
    );
    expect(feedText(heard)[1]).toMatch(
      /^ {2}Nothing was heard in .*: no byte came; the connection was refused\.$/,
    );
  });
});
