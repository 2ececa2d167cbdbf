import type { Remark } from "@truceline/agreement";

/** A remark as lines for people: place, severity, code, what and what to do; then what shows it. */
export function remarkLines(
  { file, line, column, severity, code, message, suggestion, witness }: Remark,
  ownFile: string,
): readonly string[] {
  const place = [file ?? ownFile, line, column].filter((part) => part !== undefined).join(":");
  const told = `${place}: ${severity} ${code} ${message} ${suggestion}`;
  return witness === undefined ? [told] : [told, `    shown by ${JSON.stringify(witness)}`];
}
