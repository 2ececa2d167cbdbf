export type { Log } from "./embedded/log.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresEvent,
  type EmbeddedPostgresOptions,
  openEmbeddedPostgres,
} from "./embedded/open-embedded-postgres.ts";
export type { ConnectionConfig } from "./embedded/postmaster.ts";
export { StoreError, type StoreErrorCode, storeErrors } from "./errors.ts";
export { type OpenPeopleStoreOptions, openPeopleStore } from "./people/people-store.ts";
export { type OpenStoreOptions, openStore } from "./store/postgres-store.ts";
