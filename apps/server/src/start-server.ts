import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "@truceline/model";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { announceAddress } from "./address-file.ts";
import { createServer } from "./create-server.ts";
import { ServerError } from "./errors.ts";
import { Host } from "./host.ts";
import { RoomBlobs } from "./media/room-blobs.ts";
import { openDatabase } from "./open-database.ts";
import type { RoomSource } from "./open-room.ts";
import { auditDaysDefault } from "./people/people.ts";
import { TokenBook } from "./people/token-book.ts";
import { ServerMetrics } from "./server-metrics.ts";

export interface StartOptions extends RoomSource {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Absolute: the embedded database, the tokens. */
  readonly dataDir: string;
  /** A PostgreSQL of the mission's own instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Folder of the built page. */
  readonly pageDir: string | undefined;
  readonly logger: Logger;
  /** True behind a proxy of one's own that ends TLS: its forwarding headers are believed. */
  readonly trustsProxy?: boolean | undefined;
  /** How long the audit keeps entries. */
  readonly auditDays?: number | undefined;
  /** Clock of sessions, links, limits and audit. */
  readonly peopleClock?: Clock | undefined;
}

export interface RunningServer {
  /** `http://127.0.0.1:8480` */
  readonly address: string;
  readonly host: Host;
  /** Ends streams, feed, pipeline, database and lock, in this order. Never throws. */
  stop(): Promise<void>;
}

/** In this time the database has come to the start of its first program. */
const firstStepsMs = 30;

/**
 * Opens the database, the room and the doors. What fails leaves nothing behind.
 * @throws TrucelineError of fault `absent` or `busy` when something needed is not there (port in use,
 *   folder locked, wrong password …), `data` when the agreement has faults.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { logger, dataDir } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) {
      await step().catch((error: unknown) =>
        logger.error({ err: error }, "a step of stopping failed"),
      );
    }
  };
  try {
    // The room reads its agreement while the database's programs work, and waits for them itself.
    const database = openDatabase(options);
    database.catch(() => {}); // Until the room waits for it, nobody is told.
    undo.push(() =>
      database.then(
        (opened) => opened.close(),
        () => {},
      ),
    );
    await delay(firstStepsMs);
    const host = new Host({
      source: options,
      database,
      logger,
      tokens: new TokenBook(join(dataDir, "tokens.json")),
      metrics: new ServerMetrics(),
      blobs: new RoomBlobs(join(dataDir, "media")),
      reports: new RoomBlobs(join(dataDir, "reports")),
      clock: options.peopleClock ?? { nowMs: () => Date.now() },
      auditDays: options.auditDays ?? auditDaysDefault,
      trustsProxy: options.trustsProxy ?? false,
    });
    undo.push(() => host.close());
    await host.open();
    const app = await createServer({ host, logger, pageDir: options.pageDir });
    undo.push(() => app.close());
    const address = await listen(app, options.host, options.port);
    undo.push(announceAddress(dataDir, address));
    return { address, host, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === "EADDRINUSE")
      throw new ServerError("TL_SERVER_PORT_IN_USE", { host, port }, { cause });
    throw new ServerError("TL_SERVER_ADDRESS", { host, port, reason: code }, { cause });
  }
}
