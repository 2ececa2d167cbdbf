import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { agreementJsonSchema, annexJsonSchema } from "./index.ts";

test.each([
  ["agreement.schema.json", agreementJsonSchema],
  ["annex.schema.json", annexJsonSchema],
])("[AGR-007] docs/reference/%s is the schema that documents are checked with", (name, schema) => {
  const url = new URL(`../../../docs/reference/${name}`, import.meta.url);
  // By content: the formatter lays the file out.
  if (process.env["REGEN"] === "1") writeFileSync(url, JSON.stringify(schema));
  expect(JSON.parse(readFileSync(url, "utf8"))).toEqual(schema);
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
const validate = ajv.compile(agreementJsonSchema);

test.each([
  "fixtures/agreements/mid-ocean",
  "scenarios/minsk-2015",
  "scenarios/ukraine-2025",
  "scenarios/easter-2025",
])("[AGR-007] another validator accepts %s by the published schema", (folder) => {
  const text = readFileSync(new URL(`../../../${folder}/agreement.yaml`, import.meta.url), "utf8");
  validate(parse(text));
  expect(validate.errors ?? []).toEqual([]);
});

test("[AGR-007] every key of the schema tells an editor what it is for", () => {
  const silent: string[] = [];
  const visit = (schema: unknown, path: string) => {
    if (typeof schema !== "object" || schema === null) return;
    const { properties } = schema as { properties?: Record<string, Record<string, unknown>> };
    for (const [key, member] of Object.entries(properties ?? {})) {
      const isContainer = ["object", "array"].includes(String(member["type"])) || "anyOf" in member;
      const isConstant = "const" in member;
      if (!isContainer && !isConstant && member["description"] === undefined)
        silent.push(`${path}/${key}`);
    }
    for (const [key, member] of Object.entries(schema)) visit(member, `${path}/${key}`);
  };
  visit(agreementJsonSchema, "");
  expect(silent).toEqual([]);
  expect(JSON.stringify(agreementJsonSchema).match(/"description"/g)?.length).toBeGreaterThan(60);
});
