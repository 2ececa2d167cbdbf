import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { type AgreementInput, parseAgreement } from "./index.ts";

const root = new URL("../../../", import.meta.url);
const folders = [
  "fixtures/agreements/mid-ocean/",
  ...readdirSync(new URL("scenarios/", root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `scenarios/${name}/`),
].filter((folder) => existsSync(new URL(`${folder}agreement.yaml`, root)));

const files = new Map<string, string>();
/** A file of the project, read once: thousands of runs ask for the same geometry. */
function fileAt(path: string): string | undefined {
  const url = new URL(path, root);
  if (!files.has(path) && existsSync(url) && !path.endsWith("/")) {
    files.set(path, readFileSync(url, "utf8"));
  }
  return files.get(path);
}

function inputAt(folder: string, text: string): AgreementInput {
  return {
    path: `${folder}agreement.yaml`,
    text,
    readFile: (name) => fileAt(`${folder}${name}`),
    openAgreement: (name) => {
      const base = `${new URL(`${name}/`, new URL(folder, root)).pathname.slice(root.pathname.length)}`;
      const baseText = fileAt(`${base}agreement.yaml`);
      return baseText === undefined ? undefined : inputAt(base, baseText);
    },
  };
}

interface Case {
  readonly folder: string;
  readonly document: unknown;
  readonly places: readonly (readonly (string | number)[])[];
}

const cases: readonly Case[] = folders.map((folder) => {
  const document: unknown = parse(fileAt(`${folder}agreement.yaml`) ?? "");
  const places: (readonly (string | number)[])[] = [];
  const collect = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key];
      places.push(place);
      collect(member, place);
    }
  };
  collect(document, []);
  return { folder, document, places };
});

type Parent = Record<string | number, unknown>;

/** The container of a place, or undefined if an earlier change took it away. */
function parentOf(document: unknown, place: readonly (string | number)[]): Parent | undefined {
  let at = document;
  for (const step of place.slice(0, -1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Parent)[step];
  }
  return typeof at === "object" && at !== null ? (at as Parent) : undefined;
}

/** Values that break careless code, of every type and size. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    0.5,
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    1e-320,
    "",
    " ",
    "x",
    "a",
    "any",
    "each",
    "line",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "25 km",
    "0 km",
    "1e9 km",
    "-5 km",
    "999999999999999999999 km",
    "0.0000000001 m",
    "P0D",
    "P99999999999D",
    "PT0.0000001S",
    "P1M",
    "2026-02-30",
    "0000-01-01",
    "9999-12-31T23:59Z",
    "2026-03-29T02:30",
    "24:00",
    "00:00",
    "../x",
    "/etc/passwd",
    "zones/../../x.geojson",
    "\u0000",
    "\u202E",
    "\uFEFF",
    "𝕏",
    "a\nb",
    "everywhere",
    "mission",
    "third-parties",
    "x".repeat(5_000),
    [],
    {},
    [[]],
    [null],
    ["a", "a"],
    [0, 0],
    [-30, 0],
    [0, -30],
    [200, 100],
    { en: "x" },
    { en: "" },
    { zz: 1 },
    { __proto__x: 1 },
    Array.from({ length: 300 }, (_, index) => index),
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, index])),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.string({ unit: "binary", maxLength: 12 }),
);

const arbChange = fc.record({
  at: fc.nat(),
  /** Another place, whose value is put here or whose key is taken. */
  from: fc.nat(),
  how: fc.constantFrom("delete", "set", "copy", "twice", "rename", "wrap", "unwrap", "nest"),
  value: strange,
});

/** Makes one structural change; false where it does not apply. */
function change(
  document: unknown,
  { places }: Case,
  { at, from, how, value }: { at: number; from: number; how: string; value: unknown },
): void {
  const place = places[at % places.length] ?? [];
  const parent = parentOf(document, place);
  const step = place.at(-1);
  if (parent === undefined || step === undefined || !Object.hasOwn(parent, step)) return;
  const other = places[from % places.length] ?? [];
  switch (how) {
    case "delete":
      if (Array.isArray(parent)) parent.splice(Number(step), 1);
      else delete parent[step];
      return;
    case "set":
      parent[step] = value;
      return;
    case "copy": {
      const source = parentOf(document, other)?.[other.at(-1) ?? ""];
      parent[step] = structuredClone(source ?? null);
      return;
    }
    case "twice":
      if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(step)]));
      else parent[`${String(step)}2`] = structuredClone(parent[step]);
      return;
    case "rename":
      if (Array.isArray(parent)) return;
      parent[String(other.at(-1))] = parent[step];
      delete parent[step];
      return;
    case "wrap":
      parent[step] = [parent[step]];
      return;
    case "unwrap": {
      const inner = parent[step];
      if (typeof inner === "object" && inner !== null)
        parent[step] = Object.values(inner)[0] ?? null;
      return;
    }
    default:
      parent[step] = { [String(other.at(-1))]: parent[step], extra: value };
  }
}

function expectResult(folder: string, text: string): ReturnType<typeof parseAgreement> {
  const parsed = parseAgreement(inputAt(folder, text));
  expect(parsed.compiled === undefined).toBe(parsed.faults.length > 0);
  expect(parsed.faults.length).toBeLessThanOrEqual(201);
  for (const { code, message, line, column } of parsed.faults) {
    expect(code).toMatch(/^TL_(AGR|GEO)_[A-Z_]+$/);
    expect(message.length).toBeLessThan(2_000);
    if (code === "TL_AGR_FAULT_LIMIT") continue;
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
  }
  return parsed;
}

describe.each(cases)("[AGR-110] $folder, changed in its structure", (one) => {
  test("gives a compiled form or faults, whatever was changed", () => {
    fc.assert(
      fc.property(
        fc.array(arbChange, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (changes, asJson) => {
          const document = structuredClone(one.document);
          for (const next of changes) change(document, one, next);
          expectResult(one.folder, asJson ? JSON.stringify(document) : stringify(document));
        },
      ),
      { numRuns: 10 },
    );
  });

  test("[AGR-111] accepts no key that is not known, wherever it stands", () => {
    const mappings = one.places.filter((place) => {
      const value = parentOf(one.document, place)?.[place.at(-1) ?? ""];
      return typeof value === "object" && value !== null && !Array.isArray(value);
    });
    expect(mappings.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(
        fc.constantFrom([], ...mappings),
        fc.constantFrom("zzunknown", "Id", "__proto__", "toString", "constructor", "x-note", ""),
        fc.constantFrom<unknown>(null, 1, "x", {}, []),
        (place, key, value) => {
          const document = structuredClone(one.document);
          const mapping = parentOf(document, [...place, ""]);
          Object.defineProperty(mapping, key, { value, enumerable: true });
          const { compiled, faults } = expectResult(one.folder, JSON.stringify(document));
          expect(compiled).toBeUndefined();
          expect(faults.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 10 },
    );
  });
});

/** Pieces of YAML, put together without sense. */
const arbPiece = fc.constantFrom(
  "a: ",
  "- ",
  "? ",
  ": ",
  "&x ",
  "*x",
  "!!str ",
  "!x ",
  "{",
  "}",
  "[",
  "]",
  ", ",
  "'",
  '"',
  "|\n",
  ">-\n",
  "#",
  " # c",
  "\n",
  "\n  ",
  "\n    ",
  "---\n",
  "...\n",
  "%YAML 1.2\n",
  "<<: *x",
  "truceline: agreement/1\n",
  "articles:\n",
  "rule: ",
  "prohibit: fire",
  "id: ",
  "null",
  "~",
  "0x1F",
  "1e400",
  "-.inf",
  ".nan",
  "\t",
  "\r",
  "\r\n",
  "\u0085",
  "\u2028",
  "\uFEFF",
  "\\u0000",
  "@",
  "`",
  "é",
  "😀",
);

test("[AGR-110] a lone carriage return between entries is told, not passed over in silence", () => {
  const { faults } = expectResult("fixtures/agreements/mid-ocean/", "\r\r\na: ");
  expect(faults.map(({ code }) => code)).toContain("TL_AGR_SYNTAX");
});

test("[AGR-110] text of YAML's pieces without sense gives faults", () => {
  fc.assert(
    fc.property(fc.array(arbPiece, { maxLength: 60 }), (pieces) => {
      expectResult("fixtures/agreements/mid-ocean/", pieces.join(""));
    }),
    { numRuns: 400 },
  );
});

test("[AGR-110] any YAML value gives faults, in block and in flow style", () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5 }),
      fc.constantFrom("block" as const, "flow" as const),
      (value, collectionStyle) => {
        const text = stringify(value, { collectionStyle });
        expect(expectResult("fixtures/agreements/mid-ocean/", text).compiled).toBeUndefined();
      },
    ),
    { numRuns: 200 },
  );
});

test("[AGR-110] bytes without sense give faults", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { faults } = parseAgreement({ path: "x", text: bytes, readFile: () => undefined });
      expect(faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
