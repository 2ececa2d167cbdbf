import type { OutboxItem } from "./item.ts";

/** The phone's own store. Everything in it survives a restart; it is emptied by nobody but us. */
export interface PhoneStore {
  items(): Promise<OutboxItem[]>;
  putItem(item: OutboxItem): Promise<void>;
  removeItem(id: string): Promise<void>;
  photo(key: string): Promise<Blob | undefined>;
  putPhoto(key: string, bytes: Blob): Promise<void>;
  removePhotos(keys: readonly string[]): Promise<void>;
  /** Small values by name: the draft under way, what was last known of the mission. */
  value(name: string): Promise<unknown>;
  putValue(name: string, value: unknown): Promise<void>;
}

const stores = ["items", "photos", "values"] as const;
type StoreName = (typeof stores)[number];

/** Opens the store in IndexedDB. Rejects where the browser keeps nothing (private windows of some). */
export async function openPhoneStore(name = "truceline-patrol"): Promise<PhoneStore> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("items", { keyPath: "id" });
      opening.result.createObjectStore("photos");
      opening.result.createObjectStore("values");
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("IndexedDB could not be opened"));
  });

  /** Resolves once the transaction is complete: what is said to be kept is on the disk. */
  const inStore = <Value>(
    store: StoreName,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Value> | undefined,
  ): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
      transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
    });

  const change = async (store: StoreName, work: (store: IDBObjectStore) => void): Promise<void> => {
    await inStore(store, "readwrite", (opened) => {
      work(opened);
      return undefined;
    });
  };

  return {
    items: async () =>
      ((await inStore("items", "readonly", (store) => store.getAll())) ?? []) as OutboxItem[],
    putItem: (item) => change("items", (store) => store.put(item)),
    removeItem: (id) => change("items", (store) => store.delete(id)),
    photo: async (key) =>
      (await inStore("photos", "readonly", (store) => store.get(key))) as Blob | undefined,
    putPhoto: (key, bytes) => change("photos", (store) => store.put(bytes, key)),
    removePhotos: (keys) =>
      change("photos", (store) => {
        for (const key of keys) store.delete(key);
      }),
    value: (key) => inStore("values", "readonly", (store) => store.get(key)),
    putValue: (key, value) => change("values", (store) => store.put(value, key)),
  };
}
