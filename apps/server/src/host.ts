import type { Clock } from "@truceline/model";
import { openPeopleStore } from "@truceline/store-postgres";
import type { Logger } from "pino";
import { ServerError } from "./errors.ts";
import type { RoomBlobs } from "./media/room-blobs.ts";
import type { OpenDatabase } from "./open-database.ts";
import { openRoom, type RoomSource } from "./open-room.ts";
import { People } from "./people/people.ts";
import type { TokenBook } from "./people/token-book.ts";
import { WhatIfDesk } from "./plan/what-if-desk.ts";
import type { Room } from "./room.ts";
import type { RoomHost, ScenarioEntry } from "./room-host.ts";
import { scenariosBeside } from "./scenario-index.ts";
import type { ServerMetrics } from "./server-metrics.ts";

export interface HostParts {
  readonly source: RoomSource;
  readonly database: Promise<OpenDatabase>;
  readonly logger: Logger;
  readonly tokens: TokenBook;
  readonly metrics: ServerMetrics;
  readonly blobs: RoomBlobs;
  readonly reports: RoomBlobs;
  /** Of sessions, links, limits and audit. */
  readonly clock: Clock;
  readonly auditDays: number;
  readonly trustsProxy: boolean;
}

/** Holds the one open room; changes rooms one at a time. */
export class Host implements RoomHost {
  readonly tokens: TokenBook;
  readonly metrics: ServerMetrics;
  readonly blobs: RoomBlobs;
  readonly reports: RoomBlobs;
  readonly whatIf = new WhatIfDesk();
  readonly #parts: HostParts;
  readonly #scenarios: ReturnType<typeof scenariosBeside>;
  #room: Room | undefined;
  #people: People | undefined;
  #switching: Promise<void> = Promise.resolve();

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.tokens = parts.tokens;
    this.metrics = parts.metrics;
    this.blobs = parts.blobs;
    this.reports = parts.reports;
    // Rooms are changed in exercises only; a watched agreement is alone.
    const { agreementDir, exercise } = parts.source;
    const all = scenariosBeside(agreementDir);
    this.#scenarios =
      exercise !== undefined ? all : all.filter(({ folder }) => folder === agreementDir);
  }

  async open(): Promise<void> {
    const { source, database, logger } = this.#parts;
    const people = this.#openPeople();
    people.catch(() => {}); // Looked at once the room has opened.
    this.#room = await openRoom(source, database, logger);
    this.#people = await people;
  }

  get people(): People {
    if (this.#people === undefined) throw new ServerError("TL_SERVER_NOT_READY");
    return this.#people;
  }

  current(): Room {
    if (this.#room === undefined) throw new ServerError("TL_SERVER_NOT_READY");
    return this.#room;
  }

  scenarios(): readonly ScenarioEntry[] {
    return this.#scenarios.map(({ id, title }) => ({ id, title }));
  }

  async switchTo(id: string): Promise<void> {
    const scenario = this.#scenarios.find((entry) => entry.id === id);
    if (scenario === undefined) throw new ServerError("TL_SERVER_SCENARIO_UNKNOWN", { id });
    const change = this.#switching.then(() => this.#change(scenario.folder, id));
    this.#switching = change.catch(() => {});
    return change;
  }

  async close(): Promise<void> {
    await this.whatIf.close();
    await this.#switching;
    const room = this.#room;
    this.#room = undefined;
    await room?.stop();
    await this.#people?.close();
  }

  /** Those of the installation, whatever room is open. */
  async #openPeople(): Promise<People> {
    const { database, tokens, clock, logger, auditDays, trustsProxy } = this.#parts;
    const store = await openPeopleStore({ connection: (await database).connection });
    try {
      return await People.open({ store, tokens, clock, logger, auditDays, trustsProxy });
    } catch (thrown) {
      await store.close();
      throw thrown;
    }
  }

  async #change(folder: string, id: string): Promise<void> {
    if (this.#room?.id === id) return;
    const { source, database, logger } = this.#parts;
    // The deployment that was named belongs to the first agreement only.
    const next = await openRoom(
      { ...source, agreementDir: folder, deploymentPath: undefined },
      database,
      logger,
    );
    const old = this.#room;
    this.#room = next;
    await old?.stop();
  }
}
