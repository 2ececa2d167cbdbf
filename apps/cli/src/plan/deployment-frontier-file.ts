import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CompiledAgreement } from "@truceline/agreement";
import { sha256Hex } from "@truceline/model";
import { type FrontierInput, type FrontierPoint, planAssumptions } from "@truceline/planning";
import { defaultCatalogue } from "@truceline/sensing";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** Points of a frontier beside each other in a file, one a line, so that a sweep can go on later. */
export class FrontierFile {
  readonly #path: string;
  /** Names all that the points depend on: those of another question are passed over. */
  readonly #key: string;

  /** @throws CliError `TL_CLI_WRITE` */
  constructor(
    folder: string,
    { hash }: CompiledAgreement,
    input: FrontierInput,
    { workingDir }: Pick<Terminal, "workingDir">,
    terrainFiles: readonly string[] = [],
  ) {
    const dir = resolve(workingDir, folder);
    this.#path = join(dir, "frontier-points.ndjson");
    const { eurPerYear, seed, onMs, atMost, objective, minimum, mannedHours, sampleCount } = input;
    const { fairRatio } = input;
    const about = [
      hash,
      defaultCatalogue,
      planAssumptions,
      [eurPerYear, seed, onMs, atMost, objective, minimum, mannedHours, sampleCount],
      ...(fairRatio === undefined ? [] : [{ fairRatio }]),
      ...(terrainFiles.length === 0 ? [] : [terrainFiles]),
    ];
    this.#key = sha256Hex(new TextEncoder().encode(JSON.stringify(about))).slice(0, 16);
    try {
      mkdirSync(dir, { recursive: true });
    } catch (cause) {
      throw new CliError("TL_CLI_WRITE", { path: folder }, { cause });
    }
  }

  /** Points of the same question that are there already. A line cut short by a stop is passed over. */
  known(): readonly FrontierPoint[] {
    if (!existsSync(this.#path)) return [];
    return readFileSync(this.#path, "utf8")
      .split("\n")
      .flatMap((line) => {
        try {
          const { key, point } = JSON.parse(line) as { key?: string; point?: FrontierPoint };
          return key === this.#key && point?.form === "frontier-point/1" ? [point] : [];
        } catch {
          return [];
        }
      });
  }

  /** @throws CliError `TL_CLI_WRITE` */
  add(point: FrontierPoint): void {
    try {
      appendFileSync(this.#path, `${JSON.stringify({ key: this.#key, point })}\n`);
    } catch (cause) {
      throw new CliError("TL_CLI_WRITE", { path: this.#path }, { cause });
    }
  }
}
