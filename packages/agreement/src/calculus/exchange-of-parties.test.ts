import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAgreement } from "../parse-agreement.ts";

const fixtures = new URL("../../../../fixtures/agreements/", import.meta.url);
const exchanged = (text: string) =>
  text.replace(/\b[ab]\b/g, (party) => (party === "a" ? "b" : "a"));

/** Remarks on a document of the fixtures, its parties exchanged or not. */
function remarksOn(folder: string, name: string, isExchanged: boolean) {
  const base = new URL(folder, fixtures);
  const text = readFileSync(new URL(name, base), "utf8");
  return parseAgreement({
    path: name,
    text: isExchanged ? exchanged(text) : text,
    readFile: (file) => {
      const url = new URL(isExchanged ? exchanged(file) : file, base);
      return existsSync(url) ? readFileSync(url, "utf8") : undefined;
    },
  });
}
const documents = [
  ["mid-ocean/", "agreement.yaml"] as const,
  ...readdirSync(new URL("faulty/", fixtures))
    .filter((name) => name.startsWith("remark-") && name.endsWith(".yaml"))
    .map((name) => ["faulty/", name] as const),
];

test.each(documents)("[AGR-032] %s%s: exchanged parties, exchanged remarks", (folder, name) => {
  const given = remarksOn(folder, name, false);
  const other = remarksOn(folder, name, true);
  expect(other.faults).toEqual([]);
  expect(given.remarks.length).toBeGreaterThan(0);
  // Sentences say `a` as a word; what they name stands in the witness.
  const tell = (remarks: typeof given.remarks) =>
    JSON.stringify(remarks.map(({ message: _, suggestion: __, ...rest }) => rest));
  expect(JSON.parse(exchanged(tell(other.remarks)))).toEqual(JSON.parse(tell(given.remarks)));
});
