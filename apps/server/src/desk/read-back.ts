import type { CompiledAgreement } from "@truceline/agreement";
import { lineContextOf, readLine } from "@truceline/log";
import { canonicalJson, type DocumentFault, type LogEntry, localDate } from "@truceline/model";

const code = "TL_SERVER_LINE_DIFFERS";

/**
 * Reads the line of an entry again and says where it does not give the observations that were sent;
 * empty where it does, and for an entry of the form, which has no line.
 *
 * What the line before carried over (day, means) is taken from the observations themselves: it is not
 * part of the line, and stands in them.
 */
export function lineFaults(
  { line, language, observations }: Pick<LogEntry, "line" | "language" | "observations">,
  { timezone, zones }: Pick<CompiledAgreement, "timezone" | "zones">,
  nowMs: number,
): readonly DocumentFault[] {
  const [first] = observations;
  if (line.trim() === "" || first === undefined) return [];
  // An empty watch says nothing of how the next thing was noticed.
  const means = (observations.find(({ kind }) => kind !== "nothing") ?? first).means;
  const context = lineContextOf(observations, {
    language,
    timezone,
    dayLocal: localDate(first.span.fromMs, timezone),
    post: { observer: first.observer },
    means,
    zones: zones
      .filter(({ kind }) => kind === "disengagement-area")
      .map(({ id, name }) => ({ id, name: name[language] ?? name["en"] ?? id })),
    nowMs,
  });
  const reading = readLine(line, context);
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
