import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type CoverageTerrain, terrainCover } from "@truceline/sensing";
import { readTerrain } from "@truceline/terrain-files";
import type { Terminal } from "../terminal.ts";

/** Looked for beside an agreement where `--terrain` names nothing. */
const besideName = "terrain";

/** Ground for a plan, and what tells it from other ground: the files with their sizes and voids. */
export interface PlanTerrain {
  readonly terrain: CoverageTerrain;
  readonly files: readonly string[];
}

/**
 * Heights of the ground from the files and folders named; else from the folder `terrain` beside the
 * agreement; undefined where there is neither: the ground is flat then, and the plan says so.
 *
 * @throws TerrainFileError naming the file, what is the matter, and what to do
 */
export async function readGround(
  named: readonly string[],
  agreementFolder: string,
  terminal: Terminal,
): Promise<PlanTerrain | undefined> {
  const beside = join(agreementFolder, besideName);
  const hasBeside = existsSync(beside) && statSync(beside).isDirectory();
  const paths =
    named.length > 0
      ? named.map((path) => resolve(terminal.workingDir, path))
      : hasBeside
        ? [beside]
        : [];
  if (paths.length === 0) return undefined;
  terminal.progress("heights of the ground …");
  const { terrain, notes } = await readTerrain(paths);
  for (const { file, voidCount, setAsideCount } of notes) {
    if (setAsideCount > 0) {
      terminal.say(`${file}: ${setAsideCount} heights such as no ground has, taken as unknown.`);
    }
    if (voidCount > setAsideCount) {
      terminal.say(
        `${file}: ${voidCount - setAsideCount} heights are missing; ground there hides.`,
      );
    }
  }
  return {
    terrain: terrainCover(terrain),
    files: notes.map(({ file, cols, rows, voidCount }) => `${file} ${cols} ${rows} ${voidCount}`),
  };
}
