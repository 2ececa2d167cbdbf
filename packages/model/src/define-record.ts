import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Settings } from "typebox/system";
import { ModelError } from "./errors.ts";
import type { DocumentFault } from "./truceline-error.ts";

type Migration = (old: Record<string, unknown>) => Record<string, unknown>;

/** The one door of a record type: from unknown to valid, from old to current. */
export interface RecordDefinition<Schema extends TSchema> {
  readonly name: string;
  readonly schema: Schema;
  /** The current `schema` value, such as `observation/1`. */
  readonly version: string;
  /** True when the value is a valid record of the current version. The fast path. */
  check(value: unknown): boolean;
  /** What is wrong with the value, at most `faultCountMax` entries; empty when nothing is. */
  faults(value: unknown): readonly DocumentFault[];
  /**
   * Parses a value of the current or an older version.
   * @throws ModelError `TL_MODEL_SCHEMA_UNKNOWN`, `TL_MODEL_RECORD_REFUSED` (with `faults`).
   */
  parse(value: unknown): Static<Schema>;
  /** Older versions that can be read. */
  readonly migratesFrom: readonly string[];
}

const faultCountMax = 50;
const migrationStepMax = 100;
// The library stops after eight otherwise, and a sender would mend eight at a time.
Settings.Set({ maxErrors: faultCountMax * 2 });

/**
 * Makes a record type from its schema. `migrations` go up one version each, keyed by the version
 * they read; they run on reading and never rewrite stored bytes.
 */
export function defineRecord<Schema extends TSchema>(
  name: string,
  schema: Schema,
  migrations: Readonly<Record<string, Migration>> = {},
): RecordDefinition<Schema> {
  const version = currentVersion(schema);
  const validator = Compile(schema);
  const faultsOf = (value: unknown): DocumentFault[] =>
    validator
      .Errors(value)
      // A key refused shows twice: once as a false schema, once as an additional property.
      .filter((error) => !error.schemaPath.endsWith("/additionalProperties"))
      .slice(0, faultCountMax)
      .map((error) => ({
        code: "TL_MODEL_RECORD_REFUSED",
        path: error.instancePath,
        message: describeError(error.message, error.params),
      }));
  return {
    name,
    schema,
    version,
    migratesFrom: Object.keys(migrations),
    check: (value) => validator.Check(value),
    faults: faultsOf,
    parse(value) {
      let current = value;
      for (let step = 0; step < migrationStepMax; step++) {
        const found = schemaOf(current);
        if (found === version) break;
        const migrate = found === undefined ? undefined : migrations[found];
        if (migrate === undefined) {
          throw new ModelError("TL_MODEL_SCHEMA_UNKNOWN", {
            found,
            expected: version,
            faults: [
              {
                code: "TL_MODEL_SCHEMA_UNKNOWN",
                path: "/schema",
                message: `The schema is ${JSON.stringify(found)}, expected "${version}".`,
              },
            ],
          });
        }
        current = migrate(current as Record<string, unknown>);
      }
      if (!validator.Check(current)) {
        throw new ModelError("TL_MODEL_RECORD_REFUSED", {
          record: name,
          faults: faultsOf(current),
        });
      }
      return current as Static<Schema>;
    },
  };
}

function schemaOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { schema } = value as { schema?: unknown };
  return typeof schema === "string" ? schema : undefined;
}

function currentVersion(schema: TSchema): string {
  const { properties } = schema as { properties?: { schema?: { const?: unknown } } };
  const version = properties?.schema?.const;
  if (typeof version !== "string") throw new ModelError("TL_MODEL_SCHEMA_UNKNOWN", { version });
  return version;
}

function describeError(message: string, params: object): string {
  // What is left of these is a value after the last that a tuple has.
  if (message === "schema is false") return "must not have this value";
  const { additionalProperties, allowedValues } = params as {
    additionalProperties?: readonly string[];
    allowedValues?: readonly unknown[];
  };
  if (additionalProperties !== undefined) return `unknown key: ${additionalProperties.join(", ")}`;
  if (allowedValues !== undefined) return `must be one of: ${allowedValues.join(", ")}`;
  return message;
}
