import { readdirSync, readFileSync } from "node:fs";
import * as interop from "@truceline/interop";
import * as model from "@truceline/model";
import { DailyReportSchema } from "@truceline/reporting";
import { expect, test } from "vitest";
import { allRoutes } from "../apps/server/src/routes/all-routes.ts";

interface Reviewed {
  readonly records: Readonly<Record<string, string>>;
  readonly routes: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly encoders: Readonly<Record<string, string>>;
}
const reviewed = JSON.parse(readFileSync("checks/reviewed.json", "utf8")) as Reviewed;

interface RecordType {
  readonly name: string;
  readonly schema: unknown;
}
const records = Object.values(model as Record<string, unknown>).filter(
  (value): value is RecordType =>
    typeof value === "object" && value !== null && "schema" in value && "migratesFrom" in value,
);
/** With the release level: raising it is a new way out. */
const routes = allRoutes.map(({ method, url, release }) => `${method} ${url} ${release}`);
const commands = readdirSync("apps/cli/src/verbs")
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.slice(0, -3));
const encoders = Object.entries(interop)
  .filter(([name, value]) => typeof value === "function" && isEncoder(name))
  .map(([name]) => name);

function isEncoder(name: string): boolean {
  return !name.startsWith("read") && /^(write|encode|format)|^csvLine$|Geojson$/.test(name);
}

/** What is there without a sentence in the list, and what is in the list and no longer there. */
function unreviewed(found: readonly string[], list: Readonly<Record<string, string>>): string[] {
  const listed = Object.entries(list).filter(([, sentence]) => /^[A-Z].{8,}\.$/.test(sentence));
  const names = new Set(listed.map(([name]) => name));
  return [
    ...found.filter((name) => !names.has(name)),
    ...Object.keys(list)
      .filter((name) => !found.includes(name) || !names.has(name))
      .map((name) => `listed without ground: ${name}`),
  ];
}

test.each([
  ["record types", records.map(({ name }) => name), reviewed.records],
  ["routes with their release level", routes, reviewed.routes],
  ["commands", commands, reviewed.commands],
  ["encoders", encoders, reviewed.encoders],
])(
  "[HSE-008] all %s were looked at and have their sentence in checks/reviewed.json",
  (_what, found, list) => {
    expect(unreviewed(found, list)).toEqual([]);
  },
);

test("[HSE-008] the check sees all of them, and would catch a new one", () => {
  expect(records.length).toBeGreaterThanOrEqual(8);
  expect(routes.length).toBeGreaterThan(35);
  expect(commands.length).toBeGreaterThanOrEqual(6);
  expect(encoders.length).toBeGreaterThanOrEqual(3);
  expect(unreviewed(["track"], {})).toEqual(["track"]);
  expect(unreviewed(["track"], { track: "ok" })).toEqual(["track", "listed without ground: track"]);
  expect(unreviewed([], { track: "Positions of a vessel over time." })).toEqual([
    "listed without ground: track",
  ]);
  expect(unreviewed(["GET /api/v1/incidents public"], reviewed.routes)).toContain(
    "GET /api/v1/incidents public",
  );
});

/**
 * Words of which a fire mission is made. `firedFrom` is where a shot was fired from, and stays; so does
 * `killedCount`, how many people an incident cost.
 */
const missionWord =
  /^(target|aim|aimpoint|engag|strike|priorit|munition|effector|shooter|lethal|kill(?!ed)|destroy|neutrali[sz]|intercept|weaponeer|salvos?toFire|tasking|hostile|enem|foe|threat|predict|forecast|nominat|trackto|designat|fuse|fuze|charge|elevation)/;

/** Names and values in a JSON Schema or the fields of an interface that a fire mission would need. */
function missionNames(names: Iterable<string>): string[] {
  return [...new Set(names)].filter((name) =>
    name
      .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
      .some((word) => missionWord.test(word.toLowerCase())),
  );
}

function* namesOf(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) {
    for (const one of schema) yield* namesOf(one);
  } else if (typeof schema === "object" && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties" && typeof value === "object" && value !== null) {
        yield* Object.keys(value);
      }
      if (key === "const" && typeof value === "string") yield value;
      if (key === "enum" && Array.isArray(value)) {
        yield* value.filter((one) => typeof one === "string");
      }
      yield* namesOf(value);
    }
  }
}

const viewFiles = readdirSync("packages/watch/src/views").filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);
const viewFields = viewFiles.flatMap((name) =>
  fieldsOf(readFileSync(`packages/watch/src/views/${name}`, "utf8")),
);
function fieldsOf(source: string): string[] {
  return [...source.matchAll(/^\s*readonly (\w+)\??:/gm)].map((match) => match[1] ?? "");
}

const schemas: readonly (readonly [string, readonly string[]])[] = [
  ...records.map(({ name, schema }) => [name, [...namesOf(schema)]] as const),
  ...allRoutes.map(
    ({ method, url, query, params, body, answer }) =>
      [`${method} ${url}`, [...namesOf([query, params, body?.schema, answer?.schema])]] as const,
  ),
  ["report", [...namesOf(DailyReportSchema)]],
  ["views", viewFields],
];

test("[HSE-009] no record, answer, report or view has a field that could carry a fire mission", () => {
  const found = schemas.flatMap(([name, names]) =>
    missionNames(names).map((field) => `${name}: ${field}`),
  );
  expect(found).toEqual([]);
});

test("[HSE-009] the check sees fields and values, and would catch planted ones", () => {
  const all = schemas.flatMap(([, names]) => names);
  expect(all.length).toBeGreaterThan(300);
  expect(viewFields.length).toBeGreaterThan(30);
  expect(all).toContain("firedFrom");
  expect(all).toContain("weapon-present");
  const planted = {
    type: "object",
    properties: {
      firedFrom: { type: "array" },
      aimPoint: { type: "array" },
      order: {
        anyOf: [
          { type: "object", properties: { targetPosition: {}, engageAtMs: {}, priorityRank: {} } },
          { enum: ["observe", "strike-now"] },
        ],
      },
    },
  };
  expect(missionNames(namesOf(planted)).sort()).toEqual([
    "aimPoint",
    "engageAtMs",
    "priorityRank",
    "strike-now",
    "targetPosition",
  ]);
  expect(missionNames(fieldsOf("export interface X {\n  readonly targets: number;\n}"))).toEqual([
    "targets",
  ]);
});
