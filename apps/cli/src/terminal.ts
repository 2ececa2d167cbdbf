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

/** Nobody reads the result any more, as after `head`: no fault, and nothing more to do. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

/** Streams as a process has them. */
interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * The terminal of this process. Where nobody reads standard output any more, `out` throws `ReaderGone`, so that
 * a verb ends as after any error and closes what it opened; nobody has to read standard error.
 * @param goesOn True: what is done is worth doing whoever looks at it, and `out` throws nothing
 */
export function processTerminal(goesOn: boolean, { stdout, stderr }: Streams = process): Terminal {
  let shown = false;
  let isReaderGone = false;
  const isGone = (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  };
  stdout.on("error", (error) => {
    isGone(error);
    isReaderGone = true;
  });
  stderr.on("error", isGone);
  const clear = () => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    out: (line) => {
      clear();
      if (isReaderGone && !goesOn) throw new ReaderGone();
      stdout.write(`${line}\n`);
    },
    say: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (text) => {
      if (!stderr.isTTY) return;
      clear();
      if (text === undefined) return;
      stderr.write(text.slice(0, (stderr.columns ?? 80) - 1));
      shown = true;
    },
    environment: process.env,
    workingDir: process.cwd(),
    nowMs: () => Date.now(),
  };
}
