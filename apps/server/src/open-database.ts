import { openEmbeddedPostgres, openStore } from "@truceline/store-postgres";
import type { Store } from "@truceline/watch";
import type { Logger } from "pino";

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logger: Logger;
}

/** A PostgreSQL that rooms keep their stores in, each in a schema of its own. */
export interface OpenDatabase {
  openStore(roomName: string): Promise<Store>;
  close(): Promise<void>;
}

/** The database named, else Truceline's own in the data folder. */
export async function openDatabase({
  dataDir,
  databaseUrl,
  logger,
}: DatabaseOptions): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    return {
      openStore: (roomName) =>
        openStore({ connection: databaseUrl, schema: schemaNameOf(roomName) }),
      close: async () => {},
    };
  }
  const server = await openEmbeddedPostgres({
    dir: dataDir,
    log: (message, details) => logger.info({ ...details }, message),
  });
  return {
    openStore: (roomName) =>
      openStore({ connection: server.connectionConfig, schema: schemaNameOf(roomName) }),
    close: () => server.stop(),
  };
}

/** PostgreSQL cuts names at 63 bytes; a room's is cut before, where nothing is lost in silence. */
function schemaNameOf(roomName: string): string {
  return `tl_${roomName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`.slice(0, 40);
}
