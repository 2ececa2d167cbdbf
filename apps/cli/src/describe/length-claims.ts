import { existsSync } from "node:fs";
import { readCsv } from "@truceline/interop";
import type { LengthClaim } from "@truceline/reporting";
import { CliError } from "../errors.ts";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/** Metres in the units that reports of lengths use; a mile is the international one. */
const unitM: Readonly<Record<string, { readonly metres: number; readonly word: string }>> = {
  km: { metres: 1_000, word: "km" },
  mi: { metres: 1_609.344, word: "miles" },
};

/**
 * The reported lengths of a `claims.csv`: rows whose `about` is `line length`. None without the file.
 * @throws CliError `TL_CLI_FILE` with each row that is not a length
 */
export function readLengthClaims(
  path: string,
  terminal: Pick<Terminal, "workingDir">,
): LengthClaim[] {
  if (!existsSync(path)) return [];
  const { rows, faults } = readCsv(readFileText(path, terminal), { name: path });
  if (faults.length > 0) throw new CliError("TL_CLI_FILE", { path, faults });
  return rows
    .filter(({ cells }) => cells["about"] === "line length")
    .map(({ line, cells }) => {
      const { id = "", speaker = "", value = "" } = cells;
      const unit = unitM[cells["unit"] ?? ""];
      if (unit === undefined || !(Number(value) > 0)) {
        const message = `is no length: ${value} ${cells["unit"] ?? ""}`;
        const fault = { code: "TL_CLI_FILE", file: path, line, message };
        throw new CliError("TL_CLI_FILE", { path, faults: [fault] });
      }
      // To whole metres, as reported lengths are no finer.
      const claimM = Math.round(Number(value) * unit.metres);
      return { id, claimM, reportedAs: `${grouped(value)} ${unit.word}`, speaker };
    });
}

const grouped = (value: string) => value.replace(/\B(?=(\d{3})+$)/g, ",");
