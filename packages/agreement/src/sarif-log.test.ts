import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parseAgreement } from "./parse-agreement.ts";
import { sarifLog } from "./sarif-log.ts";

const folder = new URL("../../../fixtures/agreements/faulty/", import.meta.url);
const textOf = (file: string) =>
  existsSync(new URL(file, folder)) ? readFileSync(new URL(file, folder), "utf8") : undefined;

// What SARIF 2.1.0 requires of the parts that are written, typed in from the standard (sections 3.13,
// 3.14, 3.19, 3.27, 3.29, 3.30, 3.49); `additionalProperties` as its schema has them.
const closed = { type: "object", additionalProperties: false };
const message = { ...closed, required: ["text"], properties: { text: { type: "string" } } };
const positive = { type: "integer", minimum: 1 };
const sarifShape = {
  ...closed,
  required: ["version", "runs"],
  properties: {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      items: {
        ...closed,
        required: ["tool"],
        properties: {
          tool: {
            ...closed,
            required: ["driver"],
            properties: {
              driver: {
                ...closed,
                required: ["name"],
                properties: {
                  name: { type: "string" },
                  rules: {
                    type: "array",
                    uniqueItems: true,
                    items: {
                      ...closed,
                      required: ["id"],
                      properties: {
                        id: { type: "string" },
                        shortDescription: message,
                        help: message,
                        defaultConfiguration: {
                          ...closed,
                          properties: { level: { enum: ["none", "note", "warning", "error"] } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          results: {
            type: "array",
            items: {
              ...closed,
              required: ["message"],
              properties: {
                ruleId: { type: "string" },
                ruleIndex: { type: "integer", minimum: -1 },
                level: { enum: ["none", "note", "warning", "error"] },
                message,
                properties: { type: "object" },
                locations: {
                  type: "array",
                  items: {
                    ...closed,
                    properties: {
                      physicalLocation: {
                        ...closed,
                        required: ["artifactLocation"],
                        properties: {
                          artifactLocation: {
                            ...closed,
                            properties: { uri: { type: "string", pattern: "^[^ \\\\]+$" } },
                          },
                          region: {
                            ...closed,
                            properties: { startLine: positive, startColumn: positive },
                          },
                        },
                      },
                      logicalLocations: {
                        type: "array",
                        items: {
                          ...closed,
                          properties: { fullyQualifiedName: { type: "string" } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

test.each([
  "sound.yaml",
  "remark-limit-twice.yaml",
  "remark-not-decided.yaml",
  "several-faults.yaml",
  "not-yaml.yaml",
])("[AGR-035] what %s is told as SARIF has the shape that the standard requires", (name) => {
  const path = `a folder/${name}`;
  const { faults, remarks } = parseAgreement({ path, text: textOf(name) ?? "", readFile: textOf });
  const log = JSON.parse(JSON.stringify(sarifLog(path, faults, remarks)));
  const validate = new Ajv({ allErrors: true }).compile(sarifShape);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const { results, tool } = log.runs[0];
  expect(results).toHaveLength(faults.length + remarks.length);
  expect(results.length).toBeGreaterThan(0);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  const uris = results.map(
    ({
      locations: [place],
    }: {
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
    }) => place?.physicalLocation.artifactLocation.uri,
  );
  expect(uris).toContain(`a%20folder/${name}`);
  for (const uri of uris) expect(uri).toMatch(/^a%20folder\/[\w./-]+$/);
});
