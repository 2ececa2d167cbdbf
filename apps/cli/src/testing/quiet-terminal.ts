import type { Terminal } from "../terminal.ts";

/** A terminal that keeps what is written to it. */
export function quietTerminal(workingDir: string): Terminal & {
  readonly written: readonly string[];
  readonly said: readonly string[];
} {
  const written: string[] = [];
  const said: string[] = [];
  return {
    written,
    said,
    out: (line) => written.push(line),
    say: (line) => said.push(line),
    progress: () => {},
    environment: {},
    workingDir,
    nowMs: () => Date.UTC(2026, 0, 1),
  };
}
