import { openEmbeddedPostgres, openStore } from "@truceline/store-postgres";
import type { Store } from "@truceline/watch";
import type { Logger } from "pino";

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logger: Logger;
}

/** A PostgreSQL server that rooms keep their stores in. */
export interface OpenDatabase {
  /** The embedded server has a database for each room; one that was named is one room's. */
  readonly holdsManyRooms: boolean;
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
      holdsManyRooms: false,
      openStore: () => openStore({ connection: { connectionString: databaseUrl } }),
      close: async () => {},
    };
  }
  const server = await openEmbeddedPostgres({
    dir: dataDir,
    log: (message, details) => logger.info({ ...details }, message),
  });
  return {
    holdsManyRooms: true,
    openStore: (roomName) =>
      openStore({
        connection: { ...server.connectionConfig, database: databaseNameOf(roomName) },
        createDatabase: true,
      }),
    close: () => server.stop(),
  };
}

function databaseNameOf(roomName: string): string {
  return `tl_${roomName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`.slice(0, 60);
}
