import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { referenceTables } from "../fixtures/reference-page.ts";
import { agreementJsonSchema, parseAgreement } from "./index.ts";

const folder = new URL("../../../fixtures/agreements/whole/", import.meta.url);
const text = readFileSync(new URL("agreement.yaml", folder), "utf8");
const readFile = (name: string) => {
  const url = new URL(name, folder);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
};

/** A document that stands on another, or on annexes, cannot hold all keys at once. */
const ofOtherDocuments = {
  annexes: ["annexes/military.yaml"],
  amends: {
    agreement: "../minsk-2015",
    repeal: { articles: ["3"] },
    replace: { zones: [{ id: "zone", kind: "security-zone" }] },
    add: { articles: [{ id: "4", rule: { narrative: true } }] },
    note: "The first addendum.",
    source: "Made up",
  },
};
/** Lists of an amendment are those of the document; their entries have their tables there. */
const isListOfAmendment = (key: string) => /^amends\.(repeal|replace|add) /.test(key);

const head = `# All keys of an agreement

The tables follow the schema that \`check\` reads documents by (\`agreement.schema.json\`, for editors), and each
example stands in \`fixtures/agreements/whole/agreement.yaml\`, which uses every key once. What the parts mean, and
which of them software can assess: \`docs/guides/agreement.md\`. Quantities are written with their units: distances in
m, km, mi or nmi; durations in ISO 8601 (\`P14D\`, \`PT2M\`); instants with their offset from UTC, or a date alone for
its local midnight.

`;

test("[AGR-047] the document that uses every key compiles", () => {
  expect(parseAgreement({ path: "agreement.yaml", text, readFile }).faults).toEqual([]);
});

test("[AGR-047] docs/reference/agreement.md has every key with an example", () => {
  const document = { ...(parse(text) as Record<string, unknown>), ...ofOtherDocuments };
  const { text: tables, silent } = referenceTables(agreementJsonSchema, document);
  expect(silent.filter((key) => !isListOfAmendment(key))).toEqual([]);
  expectGolden(
    new URL("../../../docs/reference/agreement.md", import.meta.url),
    `${head}${tables}`,
  );
});
