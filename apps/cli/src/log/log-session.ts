import { type LineContext, type LineReading, readLine } from "@truceline/log";
import {
  type Language,
  type LogEntry,
  localDate,
  type Origin,
  type Rng,
  timeOrderedId,
} from "@truceline/model";
import { shiftAt } from "@truceline/watch";
import { CliError } from "../errors.ts";
import type { RoomGround } from "../records/room-store.ts";
import type { EntryWrite, LogDesk, Sent } from "./log-desk.ts";
import { type LogSeat, linePost } from "./log-seat.ts";
import type { Outbox, Unsent } from "./outbox.ts";

export interface SessionParts {
  readonly desk: LogDesk;
  readonly outbox: Outbox;
  readonly ground: RoomGround;
  readonly seat: LogSeat;
  readonly language: Language;
  readonly clock: { nowMs(): number };
  readonly rng: Rng;
}

/** A line of the shift, numbered as the book is. */
export interface ShiftLine {
  readonly no: number;
  readonly entry: EntryWrite | LogEntry;
  /** Set while it waits here. */
  readonly unsent?: Unsent;
  /** The line that superseded it. */
  readonly supersededByNo?: number;
}

/** What became of a line that was kept. */
export interface KeptLine {
  readonly line: ShiftLine;
  readonly sent: Sent;
}

export interface Supersedes {
  readonly id: string;
  readonly reason: string;
}

const hourMs = 3_600_000;
/** Entries are listed by when it happened; what happened long before may be written in this shift. */
const lookBackMs = 7 * 24 * hourMs;
/** The grammar moves a time to the next day when it is this much before the line before. */
const nextDayAfterMs = 12 * hourMs;
const lineAgainMs = 86_400_000;

/** One person at one post, typing. What is kept is in the outbox before it is sent. */
export class LogSession {
  readonly #parts: SessionParts;
  readonly #origin: Origin;
  readonly #entries = new Map<string, LogEntry>();
  #shift: { readonly fromMs: number; readonly toMs: number };
  #seat: LogSeat;
  #carry: LineReading["carry"];
  #isAway: boolean;

  private constructor(
    parts: SessionParts,
    origin: Origin,
    isAway: boolean,
    shift: LogSession["shift"],
  ) {
    this.#parts = parts;
    this.#origin = origin;
    this.#isAway = isAway;
    this.#shift = shift;
    this.#seat = parts.seat;
  }

  /**
   * @throws CliError `TL_CLI_LOG_ROOM` where the server watches another agreement,
   *   `TL_CLI_LOG_AWAY` where the room never answered: nobody knows whether it is an exercise
   */
  static async open(parts: SessionParts): Promise<LogSession> {
    const { desk, outbox, ground, clock } = parts;
    const room = await desk.room();
    if (room !== undefined && room.scenario !== ground.id) {
      const { scenario } = room;
      throw new CliError("TL_CLI_LOG_ROOM", { watches: scenario, asked: ground.id });
    }
    if (room !== undefined) outbox.setOrigin(room.origin);
    const { origin } = outbox;
    if (origin === undefined) throw new CliError("TL_CLI_LOG_AWAY");
    const { timezone } = ground.agreement.compiled;
    const shift = shiftAt(clock.nowMs(), timezone, await desk.handovers());
    const session = new LogSession(parts, origin, room === undefined, shift);
    await session.#refresh();
    session.#carryFromLast();
    return session;
  }

  get shift(): { readonly fromMs: number; readonly toMs: number } {
    return this.#shift;
  }
  get seat(): LogSeat {
    return this.#seat;
  }
  get origin(): Origin {
    return this.#origin;
  }
  /** True while the room does not answer. */
  get isAway(): boolean {
    return this.#isAway;
  }

  moveTo(seat: LogSeat): void {
    this.#seat = seat;
  }

  /** What the next line is read with. */
  context(): LineContext {
    const { ground, language, clock } = this.#parts;
    const { timezone, zones } = ground.agreement.compiled;
    const nowMs = clock.nowMs();
    // The book begins with the shift: a clock time before it belongs to the day after.
    const previousToMs = Math.max(
      this.#carry?.previousToMs ?? 0,
      this.#shift.fromMs + nextDayAfterMs,
    );
    return {
      language,
      timezone,
      dayLocal: this.#carry?.dayLocal ?? localDate(this.#shift.fromMs, timezone),
      means: this.#carry?.means,
      previousToMs,
      post: linePost(this.#seat),
      zones: zones
        .filter(({ kind }) => kind === "disengagement-area")
        .map(({ id, name }) => ({ id, name: name[language] ?? name["en"] ?? id })),
      nowMs,
    };
  }

  read(line: string): LineReading {
    return readLine(line, this.context());
  }

  /** The lines of the shift, oldest first: the room's, and those that wait here. */
  lines(): readonly ShiftLine[] {
    const waiting = new Map(this.#parts.outbox.unsent.map((one) => [one.entry.id, one]));
    const ids = [...new Set([...this.#entries.keys(), ...waiting.keys()])].sort();
    return ids.flatMap((id, index) => {
      const unsent = waiting.get(id);
      const entry = unsent?.entry ?? this.#entries.get(id);
      if (entry === undefined) return [];
      const by = entry.supersededBy === undefined ? -1 : ids.indexOf(entry.supersededBy);
      return [
        {
          no: index + 1,
          entry,
          ...(unsent === undefined ? {} : { unsent }),
          ...(by < 0 ? {} : { supersededByNo: by + 1 }),
        },
      ];
    });
  }

  /** Drafts of this post and observer. */
  drafts(): readonly ShiftLine[] {
    return this.lines().filter(
      ({ entry }) =>
        entry.state === "draft" &&
        entry.post.name === this.#seat.post.name &&
        entry.observers[0] === this.#seat.observers[0],
    );
  }

  lineNo(no: number): ShiftLine | undefined {
    return this.lines().find((line) => line.no === no);
  }

  /** Keeps a line that was read whole; it is safe here before it is sent. */
  async keep(
    text: string,
    reading: LineReading,
    more: { readonly writingMs?: number; readonly supersedes?: Supersedes | undefined } = {},
  ): Promise<KeptLine> {
    const { clock, rng, language, ground } = this.#parts;
    const { timezone } = ground.agreement.compiled;
    const nowMs = clock.nowMs();
    if (nowMs >= this.#shift.toMs) {
      this.#shift = shiftAt(nowMs, timezone, await this.#parts.desk.handovers());
    }
    const { supersedes, writingMs } = more;
    const entry: EntryWrite = {
      schema: "log-entry/1",
      id: timeOrderedId(nowMs, rng),
      origin: this.#origin,
      version: 1,
      state: "draft",
      post: this.#seat.post,
      observers: [...this.#seat.observers],
      shiftFromMs: this.#shift.fromMs,
      line: text,
      language,
      observations: [...reading.observations],
      ...(writingMs === undefined
        ? {}
        : { writingMs: Math.min(Math.round(writingMs), lineAgainMs) }),
      ...(supersedes === undefined ? {} : { supersedes: supersedes.id, reason: supersedes.reason }),
    };
    this.#carry = reading.carry ?? this.#carry;
    return this.#write(entry);
  }

  /** Writes a draft anew. */
  async rewrite({ entry }: ShiftLine, text: string, reading: LineReading): Promise<KeptLine> {
    const { by, recordedAtMs, ...own } = entry as LogEntry;
    const known = this.#entries.get(entry.id);
    this.#carry = reading.carry ?? this.#carry;
    return this.#write({
      ...own,
      version: (known?.version ?? 0) + 1,
      line: text,
      observations: [...reading.observations],
    });
  }

  /** Submits drafts, oldest first; each is told of. Those that wait are submitted once they are sent. */
  async submit(drafts: readonly ShiftLine[] = this.drafts()): Promise<readonly KeptLine[]> {
    const done: KeptLine[] = [];
    for (const { entry, unsent } of drafts) {
      if (unsent !== undefined) {
        this.#parts.outbox.add({ entry: unsent.entry, toSubmit: true });
        done.push(await this.#send(unsent.entry, true));
      } else {
        const sent = await this.#parts.desk.submit(entry.id, entry.version);
        this.#note(sent);
        done.push({ line: this.#shown(entry), sent });
      }
    }
    // What a line superseded is marked by the room.
    if (drafts.some(({ entry }) => entry.supersedes !== undefined)) await this.#refresh();
    return done;
  }

  async withdraw({ entry, unsent }: ShiftLine, reason: string): Promise<Sent> {
    if (unsent !== undefined && !this.#entries.has(entry.id)) {
      // Nobody but this file ever had it.
      this.#parts.outbox.remove(entry.id);
      return { is: "stored", entry: { ...(entry as LogEntry), state: "withdrawn" } };
    }
    const sent = await this.#parts.desk.withdraw(entry.id, entry.version, reason);
    this.#note(sent);
    return sent;
  }

  /** Sends what waits, in order, until nobody answers. */
  async sendUnsent(): Promise<readonly KeptLine[]> {
    const done: KeptLine[] = [];
    for (const { entry, toSubmit, refused } of this.#parts.outbox.unsent) {
      if (refused !== undefined) continue;
      const kept = await this.#send(entry, toSubmit);
      done.push(kept);
      if (kept.sent.is === "away") break;
    }
    return done;
  }

  async #write(entry: EntryWrite): Promise<KeptLine> {
    this.#parts.outbox.add({ entry, toSubmit: false });
    return this.#send(entry, false);
  }

  async #send(entry: EntryWrite, toSubmit: boolean): Promise<KeptLine> {
    const { desk, outbox } = this.#parts;
    if (entry.origin !== this.#origin) {
      const message = `it is ${entry.origin}, the room is ${this.#origin}`;
      const faults = [{ code: "TL_CLI_LOG_ROOM", message }];
      outbox.add({ entry, toSubmit, refused: faults });
      return { line: this.#shown(entry), sent: { is: "refused", status: 0, faults } };
    }
    let sent = await desk.put(entry);
    this.#note(sent);
    if (sent.is === "stored" && toSubmit) {
      sent = await desk.submit(entry.id, entry.version);
      this.#note(sent);
    }
    if (sent.is === "stored") outbox.remove(entry.id);
    if (sent.is === "refused") outbox.add({ entry, toSubmit, refused: sent.faults });
    return { line: this.#shown(entry), sent };
  }

  #note(sent: Sent): void {
    this.#isAway = sent.is === "away";
    if (sent.is === "stored") this.#entries.set(sent.entry.id, sent.entry);
  }

  #shown(entry: EntryWrite | LogEntry): ShiftLine {
    return this.lines().find((line) => line.entry.id === entry.id) ?? { no: 0, entry };
  }

  async #refresh(): Promise<void> {
    const entries = await this.#parts.desk.entriesSince(this.#shift.fromMs - lookBackMs);
    for (const entry of entries) {
      if (entry.shiftFromMs === this.#shift.fromMs) this.#entries.set(entry.id, entry);
    }
  }

  /** Day and means of the last line of this shift from this post. */
  #carryFromLast(): void {
    const { timezone } = this.#parts.ground.agreement.compiled;
    const last = this.lines()
      .filter(({ entry }) => entry.post.name === this.#seat.post.name)
      .at(-1)
      ?.entry.observations.at(-1);
    if (last === undefined) return;
    this.#carry = {
      dayLocal: last.span.stated?.from.slice(0, 10) ?? localDate(last.span.fromMs, timezone),
      means: last.means,
      previousToMs: last.span.toMs,
    };
  }
}
