import { createInterface, type Interface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { completions } from "@truceline/log";
import type { Wording } from "@truceline/wording";
import type { RoomGround } from "../records/room-store.ts";
import type { Terminal } from "../terminal.ts";
import { type LogSeat, seatAt } from "./log-seat.ts";
import type { LogSession, ShiftLine, Supersedes } from "./log-session.ts";
import {
  faultLines,
  noteLines,
  previewLines,
  sentText,
  shiftLineText,
  visible,
} from "./show-line.ts";

export const promptHelp = [
  "A line is kept as a draft when it is read whole; Tab completes a word or takes the suggestion.",
  "/submit            submit the drafts of this post",
  "/nothing HOURS     nothing heard or seen: /nothing 0000-0530",
  "/keep              keep the last wrong line as a draft, to be mended by /edit",
  "/history           the lines of this shift",
  "/edit NO           take a draft into the prompt again",
  "/supersede NO WHY  the next line takes the place of a submitted one",
  "/withdraw NO WHY   a line that has nothing in its place",
  "/post NAME         type from another post",
  "/send              send what waits here",
  "/help, /quit",
] as const;

export interface PromptParts {
  readonly session: LogSession;
  readonly wording: Wording;
  readonly ground: RoomGround;
  readonly terminal: Terminal;
  readonly input: NodeJS.ReadableStream;
  /** Where the prompt is drawn: standard error, so that results stay apart. */
  readonly screen: NodeJS.WritableStream;
}

/**
 * What Tab puts in, and what it takes the place of: the suggestion for the first wrong word, wherever
 * it stands; else the first completion.
 */
export function tabWord(
  line: string,
  session: Pick<LogSession, "read" | "context">,
): [string[], string] {
  const { fault } = session.read(line);
  if (fault?.suggestion !== undefined && !fault.unfinished) {
    const { suggestion, from, to, word } = fault;
    const rest = line.slice(to);
    return rest === ""
      ? [[`${suggestion} `], word]
      : [[`${line.slice(0, from)}${suggestion}${rest}`], line];
  }
  const [first] = completions(line, line.length, session.context());
  return first === undefined ? [[], line] : [[`${first.text} `], line.slice(first.from)];
}

/** Pasted lines follow each other faster than this. */
const pasteGapMs = 50;

/** Lines as they come, kept until they are asked for. */
class LineQueue {
  readonly #lines: string[] = [];
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(reader: Interface) {
    reader.on("line", (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    reader.once("close", () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The next line; undefined once the input has ended. */
  async next(): Promise<string | undefined> {
    while (this.#lines.length === 0 && !this.#isClosed) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    return this.#lines.shift();
  }

  /** Whether a line is there, or comes within a time. */
  async arrives(withinMs: number): Promise<boolean> {
    if (this.#lines.length === 0) await delay(withinMs);
    return this.#lines.length > 0;
  }
}

/** Reads lines and commands until /quit or the end of input. */
export class LogPrompt {
  readonly #parts: PromptParts;
  readonly #out: (line: string) => void;
  readonly #say: (line: string) => void;
  /** The draft that the next line is written to. */
  #edited: ShiftLine | undefined;
  #supersedes: Supersedes | undefined;
  /** What stands in the prompt next: a line to be mended. */
  #again = "";
  /** The last line that was not read whole. */
  #wrong = "";
  #startedAtMs: number | undefined;

  constructor(parts: PromptParts) {
    this.#parts = parts;
    this.#out = (line) => parts.terminal.out(line);
    this.#say = (line) => parts.terminal.say(line);
  }

  async run(): Promise<void> {
    const { input, screen, session, terminal } = this.#parts;
    this.#welcome();
    for (const kept of await session.sendUnsent()) this.#say(`sent what waited: ${sentText(kept)}`);
    const reader = createInterface({
      input,
      output: screen,
      completer: (line: string) => tabWord(line, session),
      historySize: 200,
    });
    const lines = new LineQueue(reader);
    const ask = async () => {
      // A line to be mended is put back where somebody can mend it, and not into what is pasted.
      const isMended = this.#again !== "" && reader.terminal && !(await lines.arrives(pasteGapMs));
      // Input that came by a pipe ends before its lines are worked through.
      if (lines.isClosed) return;
      reader.setPrompt(this.#promptText());
      reader.prompt();
      if (isMended) reader.write(this.#again);
      this.#again = "";
    };
    const noteKey = () => {
      this.#startedAtMs ??= terminal.nowMs();
    };
    input.on("keypress", noteKey);
    try {
      await ask();
      for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
        if ((await this.#handle(line)) === "end") break;
        this.#startedAtMs = undefined;
        await ask();
      }
    } finally {
      input.off("keypress", noteKey);
      reader.close();
    }
    const draftCount = session.drafts().length;
    if (draftCount > 0) this.#say(`${draftCount} drafts are not submitted yet; they stay.`);
  }

  #welcome(): void {
    const { session } = this.#parts;
    this.#say(
      `Log at ${visible(session.seat.post.name ?? "")}, ${visible(session.seat.observers.join(", "))}. /help tells the commands.`,
    );
    if (session.origin !== "observed")
      this.#say(`EXERCISE: everything here is of origin ${session.origin}.`);
    if (session.isAway) this.#say("The room does not answer; lines are kept here and sent later.");
  }

  /** What is carried stands before the line. */
  #promptText(): string {
    const { session } = this.#parts;
    const { dayLocal, means } = session.context();
    const parts = [session.seat.post.name ?? "", dayLocal, (means ?? []).join("+")];
    const mode =
      this.#edited !== undefined
        ? ` edits ${this.#edited.no}`
        : this.#supersedes !== undefined
          ? " supersedes"
          : "";
    const origin = session.origin === "observed" ? "" : "EXERCISE ";
    return visible(
      `${origin}${parts.filter(Boolean).join(" · ")}${mode}${session.isAway ? " (away)" : ""}> `,
    );
  }

  async #handle(line: string): Promise<"end" | "more"> {
    const text = line.trim();
    if (text === "") return "more";
    if (!text.startsWith("/")) {
      await this.#keep(line);
      return "more";
    }
    const [command = "", ...rest] = text.slice(1).split(/\s+/);
    if (command === "quit" || command === "q") return "end";
    await this.#command(command, rest);
    return "more";
  }

  async #keep(line: string): Promise<void> {
    const { session, wording, terminal } = this.#parts;
    const reading = session.read(line);
    const { fault } = reading;
    if (fault !== undefined) {
      for (const text of faultLines(line, fault)) this.#say(text);
      this.#again = line;
      this.#wrong = line;
      return;
    }
    this.#wrong = "";
    const writingMs =
      this.#startedAtMs === undefined ? undefined : terminal.nowMs() - this.#startedAtMs;
    const more = {
      ...(writingMs === undefined ? {} : { writingMs }),
      supersedes: this.#supersedes,
    };
    const kept =
      this.#edited === undefined
        ? await session.keep(line, reading, more)
        : await session.rewrite(this.#edited, line, reading);
    this.#edited = undefined;
    this.#supersedes = undefined;
    for (const text of previewLines(reading, wording)) this.#out(`    ${text}`);
    for (const text of noteLines(reading)) this.#say(text);
    this.#say(sentText(kept));
  }

  async #command(command: string, rest: readonly string[]): Promise<void> {
    const { session } = this.#parts;
    switch (command) {
      case "submit":
        for (const kept of await session.submit()) this.#say(sentText(kept));
        return;
      case "send":
        for (const kept of await session.sendUnsent()) this.#say(sentText(kept));
        return;
      case "history":
      case "drafts": {
        const lines = command === "drafts" ? session.drafts() : session.lines();
        for (const one of lines) this.#out(shiftLineText(one));
        if (lines.length === 0)
          this.#say("No line in this shift yet. Also nothing heard is a line.");
        return;
      }
      case "keep":
        await this.#keepWrong();
        return;
      case "nothing":
        await this.#keep(`${rest.join(" ")} nothing`.trim());
        return;
      case "edit":
        this.#edit(rest);
        return;
      case "supersede":
      case "withdraw":
        await this.#undo(command, rest);
        return;
      case "post":
        this.#move(rest.join(" "));
        return;
      case "help":
        for (const line of promptHelp) this.#say(line);
        return;
      default:
        this.#say(`/${visible(command)} is no command. /help tells them.`);
    }
  }

  /** A line that makes no sense yet stays as it was typed; it says nothing until it is mended. */
  async #keepWrong(): Promise<void> {
    const { session } = this.#parts;
    if (this.#wrong === "") {
      this.#say("/keep: every line was read whole, and is kept.");
      return;
    }
    const { carry, ...reading } = session.read(this.#wrong);
    this.#say(sentText(await session.keep(this.#wrong, { ...reading, observations: [] })));
    this.#wrong = "";
  }

  #edit([no]: readonly string[]): void {
    const line = this.#parts.session.lineNo(Number(no));
    if (line?.entry.state !== "draft") {
      this.#say("/edit NO: only a draft changes freely; a submitted line by /supersede NO WHY.");
      return;
    }
    this.#edited = line;
    this.#again = line.entry.line;
  }

  async #undo(command: "supersede" | "withdraw", [no, ...why]: readonly string[]): Promise<void> {
    const { session } = this.#parts;
    const line = session.lineNo(Number(no));
    const reason = why.join(" ");
    if (line === undefined || reason === "") {
      this.#say(`/${command} NO WHY: the number of a line and the reason.`);
    } else if (command === "withdraw") {
      this.#say(sentText({ line, sent: await session.withdraw(line, reason) }));
    } else if (line.entry.state !== "submitted") {
      this.#say("Only a submitted line is superseded; a draft changes by /edit NO.");
    } else {
      this.#supersedes = { id: line.entry.id, reason };
      this.#again = line.entry.line;
      this.#say(`The next line supersedes ${line.no}.`);
    }
  }

  #move(name: string): void {
    const { session, ground } = this.#parts;
    if (name === "") {
      this.#say("/post NAME");
      return;
    }
    const seat: LogSeat = seatAt(name, session.seat.observers, ground);
    session.moveTo(seat);
  }
}
