import { statSync } from "node:fs";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Starts what takes long first, so that no worker sits on a minute's file when the others are done:
 * whole programs in e2e, then what opens a database or starts a process, then the pure rest. Within a
 * kind the larger file first: the order must not hang on what an earlier run left in a cache.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
      .map((file) => ({ file, rank: rankOf(file), bytes: statSync(file.moduleId).size }))
      .sort((a, b) => a.rank - b.rank || b.bytes - a.bytes)
      .map(({ file }) => file);
  }
}

function rankOf({ moduleId, project }: TestSpecification): number {
  if (!project.config.isolate) return 2;
  return relative(project.config.root, moduleId).startsWith("e2e") ? 0 : 1;
}
