/** Where a verb writes: results to `out`, everything else to `say`. */
export interface Terminal {
  /** One line of the result, to standard output. */
  out(line: string): void;
  /** A message for people, to standard error. */
  say(line: string): void;
  /** Progress of a long step, only where standard error is a terminal; `undefined` ends it. */
  progress(text: string | undefined): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  nowMs(): number;
}

export function processTerminal(): Terminal {
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    out: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    say: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return;
      clear();
      if (text === undefined) return;
      process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
      shown = true;
    },
    environment: process.env,
    workingDir: process.cwd(),
    nowMs: () => Date.now(),
  };
}
