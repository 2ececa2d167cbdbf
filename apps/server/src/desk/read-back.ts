import type { CompiledAgreement } from "@truceline/agreement";
import { readEntryLine } from "@truceline/log";
import { canonicalJson, type DocumentFault, type LogEntry } from "@truceline/model";

const code = "TL_SERVER_LINE_DIFFERS";

/**
 * Reads the line of an entry again and says where it does not give the observations that were sent;
 * empty where it does, and for an entry of the form, which has no line.
 */
export function lineFaults(
  entry: Pick<LogEntry, "line" | "language" | "observations">,
  { timezone, zones }: Pick<CompiledAgreement, "timezone" | "zones">,
  nowMs: number,
): readonly DocumentFault[] {
  const { line, language, observations } = entry;
  if (line.trim() === "" || observations.length === 0) return [];
  const reading = readEntryLine(entry, {
    timezone,
    zones: zones
      .filter(({ kind }) => kind === "disengagement-area")
      .map(({ id, name }) => ({ id, name: name[language] ?? name["en"] ?? id })),
    nowMs,
  });
  const read = reading.observations;
  const faults: DocumentFault[] = [];
  for (let index = 0; index < Math.max(read.length, observations.length); index++) {
    const [got, sent] = [read[index], observations[index]];
    const path = `/observations/${index}`;
    if (got === undefined || sent === undefined) {
      faults.push({
        code,
        path,
        message: `the line gives ${read.length}, ${observations.length} were sent`,
      });
      break;
    }
    for (const key of new Set([...Object.keys(got), ...Object.keys(sent)])) {
      const of = (one: object) => (one as Record<string, unknown>)[key];
      if (textOf(of(got)) !== textOf(of(sent))) {
        faults.push({ code, path: `${path}/${key}`, message: "is not what the line says" });
      }
    }
  }
  if (faults.length === 0 && reading.fault !== undefined) {
    const { wordNo, word } = reading.fault;
    faults.push({ code, path: "/line", message: `word ${wordNo}, "${word}", is not read` });
  }
  return faults;
}

function textOf(value: unknown): string {
  return value === undefined ? "" : canonicalJson(value);
}
