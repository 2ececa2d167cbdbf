import { afterEach, describe } from "vitest";
import { derivedStoreContract } from "./derived-store-contract.ts";
import { deskStoreContract } from "./desk-store-contract.ts";
import { inputStoreContract } from "./input-store-contract.ts";
import { listStoreContract } from "./list-store-contract.ts";
import { quarantineStoreContract } from "./quarantine-store-contract.ts";
import type { Store } from "./store.ts";

/**
 * Every promise of the `Store` port as a test, part by part; every adapter runs all of them.
 * @param open gives an empty store each time; the contract closes it.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  const opened: Store[] = [];
  const openStore = async (): Promise<Store> => {
    const store = await open();
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  describe(`Store contract: ${name}`, () => {
    inputStoreContract(openStore);
    derivedStoreContract(openStore);
    listStoreContract(openStore);
    quarantineStoreContract(openStore);
    deskStoreContract(openStore);
  });
}
