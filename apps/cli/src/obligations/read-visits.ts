import {
  type DocumentFault,
  type SiteVisit,
  siteVisitRecord,
  TrucelineError,
} from "@truceline/model";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Site visits, one record a line, as `truceline export site-visits` writes them.
 * @throws CliError `TL_CLI_FILE` with every line that is none, `TL_CLI_FILE_SIZE`
 */
export function readVisits(path: string, terminal: Terminal): readonly SiteVisit[] {
  const faults: DocumentFault[] = [];
  const visits = readFileText(path, terminal)
    .split("\n")
    .flatMap((line, index): readonly SiteVisit[] => {
      if (line.trim() === "") return [];
      const place = { file: path, line: index + 1 };
      try {
        return [siteVisitRecord.parse(JSON.parse(line))];
      } catch (thrown) {
        if (thrown instanceof TrucelineError) {
          const { code, message, faults: own } = thrown;
          const told = own.length === 0 ? [{ code, message }] : own;
          faults.push(...told.map((fault) => ({ ...fault, ...place })));
        } else {
          faults.push({ code: "TL_CLI_FILE", message: "The line is not JSON.", ...place });
        }
        return [];
      }
    });
  if (faults.length > 0) throw new CliError("TL_CLI_FILE", { path, faults });
  return visits;
}
