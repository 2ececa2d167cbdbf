import type { DocumentFault } from "@truceline/model";
import { agreementErrors } from "./errors.ts";
import { agreementRemarks, type Remark } from "./remark.ts";

const schemaUri =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

interface Told {
  readonly code: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly path?: string | undefined;
  readonly witness?: Remark["witness"] | undefined;
}

/**
 * Faults and remarks as a SARIF 2.1.0 log of one run: a rule for each code told, a result for each of
 * them with its place, its JSON pointer as logical location, and its witness under `properties`. Columns
 * count UTF-16 code units, as places do everywhere here.
 */
export function sarifLog(
  file: string,
  faults: readonly DocumentFault[],
  remarks: readonly Remark[],
): Readonly<Record<string, unknown>> {
  const told: readonly Told[] = [
    ...faults.map((fault): Told => ({ ...fault, level: "error", message: withHint(fault) })),
    ...remarks.map(
      (remark): Told => ({
        ...remark,
        level: remark.severity,
        message: `${remark.message} ${remark.suggestion}`,
      }),
    ),
  ];
  const codes = [...new Set(told.map(({ code }) => code))].sort();
  return {
    $schema: schemaUri,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "truceline check", rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: told.map((one) => resultOf(one, file, codes)),
      },
    ],
  };
}

function withHint({ message, hint }: DocumentFault): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** What a code means in general, from the tables of faults and remarks. */
function ruleOf(code: string): Readonly<Record<string, unknown>> {
  const remark = Object.hasOwn(agreementRemarks, code)
    ? agreementRemarks[code as keyof typeof agreementRemarks]
    : undefined;
  const fault: { readonly message: string; readonly hint?: string } | undefined = Object.hasOwn(
    agreementErrors,
    code,
  )
    ? agreementErrors[code as keyof typeof agreementErrors]
    : undefined;
  const help = remark?.suggestion ?? fault?.hint;
  return {
    id: code,
    shortDescription: { text: remark?.message ?? fault?.message ?? code },
    ...(help === undefined ? {} : { help: { text: help } }),
    defaultConfiguration: { level: remark?.severity ?? "error" },
  };
}

function resultOf(
  { code, level, message, file, line, column, path, witness }: Told,
  ownFile: string,
  codes: readonly string[],
): Readonly<Record<string, unknown>> {
  const region =
    line === undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file ?? ownFile) }, ...region },
        ...(path === undefined || path === ""
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    ...(witness === undefined ? {} : { properties: { witness } }),
  };
}

/** A path as a relative reference (RFC 3986). */
function uriOf(path: string): string {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}
