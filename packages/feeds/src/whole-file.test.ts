import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRng } from "@truceline/model";
import { afterAll, expect, test } from "vitest";
import { parseFeedUrl } from "./feed-url.ts";
import { openFeed } from "./open-feed.ts";
import { until } from "./source-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-whole-"));
afterAll(() => rmSync(folder, { recursive: true }));

const alert = (id: string) => `<?xml version="1.0"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${id}</identifier><sender>office@example.org</sender>
  <sent>2026-01-01T12:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType>
  <scope>Public</scope>
  <info><category>Met</category><event>Gale</event><urgency>Expected</urgency>
    <severity>Severe</severity><certainty>Likely</certainty>
    <area><areaDesc>Open ocean</areaDesc><circle>0,-30 50</circle></area></info>
</alert>`;

function run(url: string, memoryDir?: string) {
  const spec = parseFeedUrl(url);
  const { feed } = openFeed(spec, {
    clock: { nowMs: () => Date.now() },
    rng: seededRng("test"),
    origin: "observed",
    memoryDir,
    mappingOf: () => {
      throw new Error("no mapping");
    },
  });
  const stopping = new AbortController();
  const keys: string[] = [];
  const taking = (async () => {
    for (;;) {
      const message = await feed.next(stopping.signal);
      if (message === undefined) return;
      const { sourceId } = JSON.parse(new TextDecoder().decode(message.bytes));
      if (message.kind === "claim") keys.push(String(sourceId));
      message.onTaken?.();
    }
  })();
  const stop = async () => {
    stopping.abort();
    await Promise.all([taking, feed.stopped()]);
  };
  return { feed, keys, stop };
}

test("[FED-086] a file that holds one document is read whole, again when it has changed, and not again after a stop", async () => {
  const path = join(folder, "one.cap");
  const url = `cap+file://${path}`;
  const first = run(url, folder);
  await until(() => first.feed.status().state === "down");
  expect(first.feed.status().reason).toBe("the file is not there");
  writeFileSync(path, alert("one"));
  // What lies beside it is none of it.
  writeFileSync(join(folder, "other.cap"), alert("other"));
  await until(() => first.keys.length === 1);
  writeFileSync(join(folder, "next"), alert("second, longer"));
  renameSync(join(folder, "next"), path);
  await until(() => first.keys.length === 2);
  await first.stop();
  expect(first.keys[0]).toContain("one");
  expect(first.keys[1]).toContain("second");
  const again = run(url, folder);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await again.stop();
  expect(again.keys).toEqual([]);
  expect(again.feed.status()).toMatchObject({ faultCount: 0, refusedCount: 0 });
}, 30_000);

test("[FED-086] a name that points to the document is followed; one that is no file is said", async () => {
  writeFileSync(join(folder, "real.xml"), alert("real"));
  symlinkSync(join(folder, "real.xml"), join(folder, "link.cap"));
  const linked = run(`cap+file://${join(folder, "link.cap")}`);
  await until(() => linked.keys.length === 1);
  await linked.stop();
  const none = run(`cap+file://${folder}`);
  await until(() => none.feed.status().reason === "it is no file");
  await none.stop();
}, 30_000);

test("[FED-086] a document has no end to begin at", () => {
  expect(() => parseFeedUrl("cap+file:///x.cap?from=end")).toThrow(
    expect.objectContaining({
      faults: [
        expect.objectContaining({
          message: expect.stringContaining("`from` is for files that grow: `cap` is read whole"),
        }),
      ],
    }),
  );
});
