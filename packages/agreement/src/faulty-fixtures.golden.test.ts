import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { type AgreementInput, agreementErrors, agreementRemarks, parseAgreement } from "./index.ts";

const folder = new URL("../../../fixtures/agreements/faulty/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

const bytesOf = (name: string) =>
  existsSync(new URL(name, folder)) ? readFileSync(new URL(name, folder)) : undefined;
/** A fixture, with the annexes and the amended agreements that stand beside it. */
const inputOf = (name: string): AgreementInput => ({
  path: name,
  text: bytesOf(name) ?? "",
  readFile: bytesOf,
  openAgreement: (base) => (bytesOf(base) === undefined ? undefined : inputOf(base)),
});
const parse = (name: string) => parseAgreement(inputOf(name));
/** Codes that the head of a fixture names; NULs stand between the letters of one in UTF-16. */
const named = (name: string, what: "expect" | "remark") =>
  [
    ...(bytesOf(name) ?? "")
      .toString()
      .replaceAll("\u0000", "")
      .matchAll(new RegExp(`^# ${what}: (TL_\\w+)$`, "gm")),
  ].map((match) => match[1]);

test.each(names)("[AGR-002] %s is told what its head expects, and nothing else", (name) => {
  const { faults, remarks } = parse(name);
  expect([...new Set(faults.map(({ code }) => code))].sort()).toEqual(named(name, "expect").sort());
  expect(remarks.map(({ code }) => code)).toEqual(expect.arrayContaining(named(name, "remark")));
});

/** As `check` prints them. */
function tell(name: string): string {
  const { faults, remarks } = parse(name);
  const lines = faults.map(
    ({ file, line, column, code, message, hint }) =>
      `  ${file}:${line}:${column} ${code} ${message}${hint === undefined ? "" : `\n    ${hint}`}`,
  );
  const noted = remarks.map(
    ({ file, line, column, code, message }) =>
      `  remark ${file === name ? "" : `${file}:`}${line}:${column} ${code} ${message}`,
  );
  return [name, ...(lines.length === 0 ? ["  no fault", ...noted] : lines)].join("\n");
}

test("[AGR-002, AGR-003] what each faulty document is told", () => {
  const text = `${names.sort().map(tell).join("\n\n")}\n`;
  expectGolden(new URL("../fixtures/faulty-documents.txt", import.meta.url), text);
  expect(names.length).toBeGreaterThan(40);
});

const comparison = "compares an agreement with an older one";
/** Codes without a fixture, with the reason. */
const withoutFixture: Readonly<Record<string, string>> = {
  TL_AGR_SIZE: "a document of more than 1 MB",
  TL_AGR_NODE_LIMIT: "a document of more than 50,000 entries",
  TL_AGR_GEOMETRY_SIZE: "a file of more than 8 MB",
  TL_AGR_MEANS: "of deployments, which have a test of their own",
  TL_AGR_FORMAT: "of the formatter, which has tests of its own",
  TL_AGR_REMARK_UNOBSERVABLE:
    "needs a smaller catalogue: of acts with an observation, this one shows them all",
  TL_AGR_REMARK_SOURCES_UNREACHED: "needs a deployment",
  TL_AGR_REMARK_GROUND_UNREACHED: "needs a deployment",
  TL_AGR_REMARK_HOURS_UNREACHED: "needs a deployment",
  TL_AGR_REMARK_NOW_FORBIDDEN: comparison,
  TL_AGR_REMARK_NOW_PERMITTED: comparison,
  TL_AGR_REMARK_WIDER: comparison,
  TL_AGR_REMARK_NARROWER: comparison,
  TL_AGR_REMARK_EARLIER: comparison,
  TL_AGR_REMARK_LATER: comparison,
  TL_AGR_REMARK_LONGER: comparison,
  TL_AGR_REMARK_SHORTER: comparison,
  TL_AGR_REMARK_STANDARD_CHANGED: comparison,
  TL_AGR_REMARK_CHANGE_UNDECIDED: comparison,
};

test("[AGR-112] each code of a fault or remark has a fixture, or a reason why it has none", () => {
  const told = new Set(
    names.flatMap((name) => {
      const { faults, remarks } = parse(name);
      return [...faults, ...remarks].map(({ code }) => code as string);
    }),
  );
  const codes = [
    // A fault of the caller does not come from a document.
    ...Object.entries(agreementErrors).flatMap(([code, { fault }]) =>
      fault === "data" ? [code] : [],
    ),
    ...Object.keys(agreementRemarks),
  ];
  const reasons = Object.keys(withoutFixture);
  expect(codes.filter((code) => !told.has(code) && !reasons.includes(code))).toEqual([]);
  expect(reasons.filter((code) => told.has(code) || !codes.includes(code))).toEqual([]);
  expect(codes.length).toBeGreaterThan(90);
  const tests = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.startsWith("faulty-fixtures"))
    .map((path) => readFileSync(new URL(path, import.meta.url), "utf8"))
    .join("\n");
  expect(reasons.filter((code) => !tests.includes(`"${code}"`))).toEqual([]);
});
