import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Mapping,
  patrolForm,
  patrolMapping,
  submissionOfRows,
  writeForm,
  writeSubmission,
} from "@truceline/interop";
import { seededRng } from "@truceline/model";
import { Aedes } from "aedes";
import mqtt from "mqtt";
import { afterAll, describe, expect, test } from "vitest";
import { parseFeedUrl } from "./feed-url.ts";
import { openFeed } from "./open-feed.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-documents-"));
afterAll(() => rmSync(folder, { recursive: true }));
const noonMs = Date.UTC(2026, 0, 1, 12);

/** A feed as it runs in a room; gives its first records. */
async function firstOf(
  url: string,
  mapping: Mapping,
  begin: () => Promise<void> = async () => {},
): Promise<readonly unknown[]> {
  const { feed } = openFeed(parseFeedUrl(url), {
    clock: { nowMs: () => noonMs },
    rng: seededRng("documents"),
    origin: "observed",
    mappingOf: () => mapping,
  });
  const stopping = new AbortController();
  const next = feed.next(stopping.signal);
  await begin();
  const message = await next;
  stopping.abort();
  await feed.stopped();
  return message === undefined ? [] : [JSON.parse(new TextDecoder().decode(message.bytes))];
}

describe("whole documents by the ways of a feed", () => {
  const gate: Mapping = {
    truceline: "mapping/1",
    id: "gate",
    record: "claim",
    source: "gate-counter",
    timezone: "UTC",
    sourceId: { template: "{thing}/{id}" },
    time: { from: "from" },
    fields: [
      { constant: "F", to: "grade.source" },
      { constant: "6", to: "grade.information" },
      { column: "property", to: "types", split: "|" },
      { column: "result", to: "statement" },
    ],
  };
  const reading = {
    "@iot.id": 7,
    phenomenonTime: "2026-01-01T11:00:00Z",
    result: 12,
    Datastream: { ObservedProperty: { name: "lorries" }, Thing: { "@iot.id": "gate-1" } },
  };

  test("[INT-304] an observation that is printed over several lines comes in over MQTT", async () => {
    const broker = await Aedes.createBroker();
    const server = createServer(broker.handle);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const subscribed = once(broker, "subscribe");
    const records = await firstOf(
      `sensorthings+mqtt://127.0.0.1:${port}/v1.1/Observations?mapping=gate`,
      gate,
      async () => {
        await subscribed;
        const sender = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
        const text = JSON.stringify(reading, undefined, 2);
        await sender.publishAsync("v1.1/Observations", text, { qos: 1 });
        await sender.endAsync(true);
      },
    );
    const closed = once(server, "close");
    server.close();
    await new Promise<void>((resolve) => broker.close(resolve));
    await closed;
    expect(records).toMatchObject([{ sourceId: "gate-1/7", types: ["lorries"], statement: "12" }]);
  });

  test("[INT-306] a service's answer is taken from a folder", async () => {
    const into = join(folder, "answers");
    mkdirSync(into);
    writeFileSync(join(into, "a.json"), JSON.stringify({ value: [reading] }, undefined, 2));
    const records = await firstOf(`sensorthings+dir://${into}?mapping=gate`, gate);
    expect(records).toMatchObject([{ source: "gate-counter", sourceId: "gate-1/7" }]);
  });
});

describe("forms of the mission", () => {
  const ownForm = {
    ...patrolForm,
    id: "north-patrol",
    version: "7",
    items: [
      ...patrolForm.items,
      {
        kind: "question" as const,
        name: "weather",
        type: "text" as const,
        statedType: "text",
        columns: { label: "Weather" },
      },
    ],
  };
  const ownMapping: Mapping = {
    ...patrolMapping,
    ignore: [...(patrolMapping.ignore ?? []), "weather"],
  };
  const formPath = join(folder, "north.xlsx");
  writeFileSync(formPath, writeForm(ownForm));
  const address = (into: string) =>
    `odk+dir://${into}?form=${encodeURIComponent(formPath)}&mapping=own`;

  test("[INT-307] what is filled in by a form of the mission's own comes in", async () => {
    const into = join(folder, "filled");
    mkdirSync(into);
    const filled = submissionOfRows(
      ownForm,
      [
        {
          patrol: "P-6",
          "here.lon": "-30",
          "here.lat": "0.5",
          weather: "clear",
          "events/from": "2026-01-01T11:00:00.000Z",
          "events/kind": "explosion",
          "events/means": "heard",
          "events/count_word": "exactly",
          "events/count": "2",
        },
      ],
      { instanceId: "uuid:1", repeat: "events" },
    );
    writeFileSync(join(into, "a.xml"), writeSubmission(ownForm, filled));
    const records = await firstOf(address(into), ownMapping);
    expect(records).toMatchObject([
      { kind: "explosion", observer: { id: "P-6" }, count: { qualifier: "exactly", min: 2 } },
    ]);
  });

  test("[INT-307] a form that its mapping does not fit, or that is none, is refused at the start", async () => {
    await expect(firstOf(address(folder), patrolMapping)).rejects.toMatchObject({
      code: "TL_FEEDS_FORM",
      faults: [expect.objectContaining({ message: expect.stringContaining("weather") as string })],
    });
    const none = join(folder, "none.xlsx");
    writeFileSync(none, "no workbook");
    for (const path of [none, join(folder, "missing.xlsx")]) {
      await expect(
        firstOf(`odk+dir://${folder}?form=${encodeURIComponent(path)}`, patrolMapping),
      ).rejects.toMatchObject({ code: "TL_FEEDS_FORM" });
    }
    expect(() => parseFeedUrl(`gpx+dir://${folder}?form=/a.xlsx`)).toThrow(
      expect.objectContaining({ code: "TL_FEEDS_URL" }),
    );
  });
});
