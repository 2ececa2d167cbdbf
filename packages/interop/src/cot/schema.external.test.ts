import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { memoryPages, validateXML } from "xmllint-wasm";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import {
  type CotEvent,
  type CotFeature,
  CotReader,
  cotPurpose,
  readCotFeature,
  writeCotXml,
} from "../index.ts";
import { writeCotFrame } from "./write-frame.ts";

const data = new URL("../../../../../shared/data/cot/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");

const schemaOf = (name: string) => readFileSync(new URL(`schemas/${name}`, data), "utf8");

/** What a schema finds wrong with each document, the first of it. */
async function schemaFaults(
  schema: string,
  documents: readonly string[],
): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [schema],
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: 256 * memoryPages.MiB,
  });
  return documents.map((_document, index) => {
    const found = errors.find(({ loc }) => loc?.fileName === `${index}.xml`);
    return (found?.message ?? "").replace(/^.*?: /, "").slice(0, 120);
  });
}

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly event: CotEvent;
}

function eventOf(text: string | Uint8Array): CotEvent {
  const reader = new CotReader({ name: "sample" });
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const [received] = [...reader.push(bytes), ...reader.finish()];
  if (received?.event === undefined) throw new Error(reader.takeFaults()[0]?.message);
  return received.event;
}

function samples(): readonly Sample[] {
  const chats = readdirSync(new URL("chat/", data)).map((file) => {
    const text = readFileSync(new URL(`chat/${file}`, data), "utf8");
    return { name: `chat/${file}`, text, event: eventOf(text) };
  });
  const features = readdirSync(new URL("geojson/", data)).map((file) => {
    const text = readFileSync(new URL(`geojson/${file}`, data), "utf8");
    const event = readCotFeature(JSON.parse(text) as CotFeature);
    return { name: `geojson/${file}`, text: writeCotXml(event), event };
  });
  return [...chats, ...features];
}

describe.skipIf(!isThere)("by the schemas of MITRE", () => {
  const all = isThere ? samples() : [];

  test("[INT-216] every event that is written is valid by the base schema", async () => {
    expect(all).toHaveLength(42);
    const written = all.map(({ event }) => writeCotXml({ ...event, how: event.how || "h-e" }));
    const faults = await schemaFaults(
      schemaOf("CoT_Base-Event_Schema__(PUBLIC_RELEASE).xsd"),
      written,
    );
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  test("[INT-216] the schema is able to find a fault", async () => {
    const [first] = all;
    if (first === undefined) throw new Error("no sample");
    const broken = writeCotXml(first.event).replace(/uid="[^"]*" /, "");
    const faults = await schemaFaults(schemaOf("CoT_Base-Event_Schema__(PUBLIC_RELEASE).xsd"), [
      broken,
    ]);
    expect(faults.join()).toContain("uid");
  });

  test("[INT-216] what each sample holds, its purpose and its sizes are those of the table", async () => {
    const faults = await schemaFaults(
      schemaOf("CoT_Base-Event_Schema__(PUBLIC_RELEASE).xsd"),
      all.map(({ text }) => text),
    );
    const lines = [
      "# Samples of Cursor-on-Target",
      "",
      "Chats of cotlib as they came, features of node-CoT as events. Schema: what the base schema of MITRE finds in the",
      "sample; XML and TAK: bytes of the event as written here; read again from both, each is the same event.",
      "",
      "| sample | schema | type | purpose | parts of the detail | XML | TAK |",
      "|---|---|---|---|---|---|---|",
    ];
    for (const [index, { name, event }] of all.entries()) {
      const xml = writeCotXml(event);
      const frame = writeCotFrame({ event });
      const parts = (one: CotEvent) => one.detail.map((part) => part.name);
      expect(eventOf(xml)).toEqual(event);
      expect(parts(eventOf(frame)).sort()).toEqual(parts(event).sort());
      const purpose = cotPurpose(event);
      const cells = [
        name,
        faults[index] === "" ? "valid" : faults[index],
        event.type,
        typeof purpose === "string" ? purpose : purpose.refused,
        [...new Set(parts(event))].map((part) => `\`${part}\``).join(" "),
        new TextEncoder().encode(xml).length,
        frame.length,
      ];
      lines.push(`| ${cells.join(" | ")} |`);
    }
    expectGolden(
      new URL("../../fixtures/cot/samples.md", import.meta.url),
      `${lines.join("\n")}\n`,
    );
  });
});
