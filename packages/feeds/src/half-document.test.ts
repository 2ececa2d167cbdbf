import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { parseFeedUrl } from "./feed-url.ts";
import { openFeed } from "./open-feed.ts";
import { until } from "./source-contract.ts";

const alert = `<?xml version="1.0"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>one</identifier><sender>office@example.org</sender>
  <sent>2026-01-01T12:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType>
  <scope>Public</scope>
  <info><category>Met</category><event>Gale</event><urgency>Expected</urgency>
    <severity>Severe</severity><certainty>Likely</certainty>
    <area><areaDesc>Open ocean</areaDesc><circle>0,-30 50</circle></area></info>
</alert>`;

// Each waits for its own file, side by side.
test.concurrent.for([
  { title: "not yet begun", length: 0, faultCount: 0 },
  { title: "half written", length: 200, faultCount: 1 },
])(
  "[FED-110] a file that is $title when it is taken stays in the folder, and is stored once its writer is done",
  { timeout: 30_000 },
  async ({ length, faultCount }, { onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), "truceline-half-"));
    const file = join(folder, "one.xml");
    const { feed } = openFeed(parseFeedUrl(`cap+dir://${folder}`), {
      clock: { nowMs: () => Date.now() },
      rng: seededRng("test"),
      origin: "observed",
      mappingOf: () => {
        throw new Error("no mapping");
      },
    });
    const stopping = new AbortController();
    const claims: string[] = [];
    let refusedCount = 0;
    const taking = (async () => {
      for (;;) {
        const message = await feed.next(stopping.signal);
        if (message === undefined) return;
        if (message.refusedFor !== undefined) refusedCount += 1;
        else if (message.kind === "claim") claims.push(new TextDecoder().decode(message.bytes));
        message.onTaken?.();
      }
    })();
    onTestFinished(async () => {
      stopping.abort();
      await Promise.all([taking, feed.stopped()]);
      rmSync(folder, { recursive: true });
    });
    writeFileSync(file, alert.slice(0, length));
    // Longer than a file has to rest, so that it is taken as it is.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(feed.status().faultCount).toBe(faultCount);
    expect(refusedCount).toBe(faultCount);
    expect(readdirSync(folder)).toEqual(["one.xml"]);
    appendFileSync(file, alert.slice(length));
    await until(() => claims.length === 1);
    await until(() => readdirSync(folder).join() === "taken");
    expect(readdirSync(join(folder, "taken"))).toEqual(["one.xml"]);
    expect(feed.status().faultCount).toBe(faultCount);
  },
);
