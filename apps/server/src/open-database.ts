import { type ConnectionConfig, openEmbeddedPostgres, openStore } from "@truceline/store-postgres";
import type { Store } from "@truceline/watch";
import type { Logger } from "pino";

export interface DatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logger: Logger;
}

/** Where a room's store is: a connection and the schema in it. Can be handed to another thread. */
export interface StoreAddress {
  readonly connection: ConnectionConfig | string;
  readonly schema: string;
}

/** A PostgreSQL that rooms keep their stores in, each in a schema of its own. */
export interface OpenDatabase {
  readonly connection: ConnectionConfig | string;
  addressOf(roomName: string): StoreAddress;
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
      connection: databaseUrl,
      addressOf: (roomName) => ({ connection: databaseUrl, schema: schemaNameOf(roomName) }),
      close: async () => {},
    };
  }
  const server = await openEmbeddedPostgres({
    dir: dataDir,
    log: (message, details) => logger.info({ ...details }, message),
  });
  return {
    connection: server.connectionConfig,
    addressOf: (roomName) => ({
      connection: server.connectionConfig,
      schema: schemaNameOf(roomName),
    }),
    close: () => server.stop(),
  };
}

/** The store at an address, brought up to date. @throws StoreError as `openStore`. */
export function openStoreAt({ connection, schema }: StoreAddress): Promise<Store> {
  return openStore({ connection, schema });
}

/** PostgreSQL cuts names at 63 bytes; a room's is cut before, where nothing is lost in silence. */
function schemaNameOf(roomName: string): string {
  return `tl_${roomName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`.slice(0, 40);
}
