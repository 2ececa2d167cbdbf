import type { Logger } from "pino";
import { ServerError } from "./errors.ts";
import type { OpenDatabase } from "./open-database.ts";
import { openRoom, type RoomSource } from "./open-room.ts";
import type { Room } from "./room.ts";
import type { RoomHost, ScenarioEntry } from "./room-host.ts";
import { scenariosBeside } from "./scenario-index.ts";
import type { ServerMetrics } from "./server-metrics.ts";
import type { TokenBook } from "./token-book.ts";

export interface HostParts {
  readonly source: RoomSource;
  readonly database: Promise<OpenDatabase>;
  readonly logger: Logger;
  readonly tokens: TokenBook;
  readonly metrics: ServerMetrics;
}

/** Holds the one open room; changes rooms one at a time. */
export class Host implements RoomHost {
  readonly tokens: TokenBook;
  readonly metrics: ServerMetrics;
  readonly #parts: HostParts;
  readonly #scenarios: ReturnType<typeof scenariosBeside>;
  #room: Room | undefined;
  #switching: Promise<void> = Promise.resolve();

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.tokens = parts.tokens;
    this.metrics = parts.metrics;
    // Rooms are changed in exercises only; a watched agreement is alone.
    const { agreementDir, exercise } = parts.source;
    const all = scenariosBeside(agreementDir);
    this.#scenarios =
      exercise !== undefined ? all : all.filter(({ folder }) => folder === agreementDir);
  }

  async open(): Promise<void> {
    const { source, database, logger } = this.#parts;
    this.#room = await openRoom(source, database, logger);
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
    await this.#switching;
    const room = this.#room;
    this.#room = undefined;
    await room?.stop();
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
