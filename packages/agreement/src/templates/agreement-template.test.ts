import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openIn } from "../../fixtures/documents-in-memory.ts";
import { formatDocument } from "../format/format-document.ts";
import { agreementJsonSchema, parseAgreement } from "../index.ts";
import { agreementTemplate, agreementTemplateNames } from "./agreement-template.ts";

describe.each(agreementTemplateNames)("[AGR-109] the template %s", (name) => {
  const files = Object.fromEntries(
    agreementTemplate(name, "my-agreement").map(({ path, text }) => [path, text]),
  );
  const { compiled, faults, remarks } = parseAgreement(openIn(files, "agreement.yaml"));
  const text = files["agreement.yaml"] ?? "";

  test("compiles, and nothing in it is warned of", () => {
    expect(faults).toEqual([]);
    expect(compiled?.id).toBe("my-agreement");
    expect(remarks.filter(({ severity }) => severity === "warning")).toEqual([]);
  });

  test("uses every file it brings, and its editor line names one of them", () => {
    for (const path of Object.keys(files)) {
      if (path !== "agreement.yaml") expect(text).toContain(path);
    }
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./agreement.schema.json");
    expect(JSON.parse(files["agreement.schema.json"] ?? "")).toEqual(agreementJsonSchema);
  });

  test("is accepted by another validator with that schema", () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(agreementJsonSchema);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("is laid out already", () => {
    expect(formatDocument("agreement.yaml", text)).toEqual({ text, faults: [] });
  });

  test("stands in the open ocean, with parties a and b", () => {
    expect(compiled?.parties.map(({ id }) => id)).toEqual(["a", "b"]);
    const places = compiled?.lines.flatMap(({ versions }) =>
      versions.flatMap(({ coordinates }) => coordinates),
    );
    for (const [lonDeg, latDeg] of places ?? []) {
      expect(Math.abs(lonDeg + 30)).toBeLessThan(1);
      expect(Math.abs(latDeg)).toBeLessThan(1);
    }
    expect(places?.length).toBeGreaterThan(2);
  });
});
