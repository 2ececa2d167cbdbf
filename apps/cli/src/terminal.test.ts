import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { processTerminal, ReaderGone } from "./terminal.ts";

/** A pipe of which the other end was closed after the first line. */
function brokenPipe() {
  const lines: string[] = [];
  const stream = new Writable({
    autoDestroy: false,
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done(lines.length === 1 ? null : Object.assign(new Error("broken"), { code: "EPIPE" }));
    },
  });
  return { lines, stream: stream as unknown as NodeJS.WriteStream };
}

test("[CLI-078] after the reader has gone a verb ends as after an error, so that it closes what it opened", async () => {
  const { stream: stdout, lines } = brokenPipe();
  const terminal = processTerminal(false, { stdout, stderr: brokenPipe().stream });
  terminal.out("one");
  terminal.out("two");
  await setImmediate();
  expect(() => terminal.out("three")).toThrow(ReaderGone);
  expect(lines).toEqual(["one\n", "two\n"]);
});

test("[CLI-078] a room goes on, and whoever reads standard error ends nothing", async () => {
  const [stdout, stderr] = [brokenPipe().stream, brokenPipe().stream];
  const terminal = processTerminal(true, { stdout, stderr });
  for (let count = 0; count < 3; count++) {
    terminal.out("result");
    terminal.say("message");
    await setImmediate();
  }
  const other = processTerminal(false, {
    stdout: brokenPipe().stream,
    stderr: brokenPipe().stream,
  });
  for (let count = 0; count < 3; count++) {
    other.say("message");
    await setImmediate();
  }
  expect(() => other.out("result")).not.toThrow();
});
