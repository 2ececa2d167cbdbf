import type { Store } from "@truceline/watch";
import { storeContract } from "@truceline/watch/store-contract";
import { openTestDatabase } from "../testing/index.ts";
import { openStore } from "./postgres-store.ts";

async function openEmptyStore(): Promise<Store> {
  const database = await openTestDatabase();
  const store = await openStore({ connection: database.connection });
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    await database.close();
  };
  return store;
}

storeContract("postgres", openEmptyStore);
