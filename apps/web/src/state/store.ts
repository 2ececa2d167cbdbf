import { useEffect, useState } from "preact/hooks";

/** One value that parts of the page watch. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  /** Returns the undo. */
  watch(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value, redrawn when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, count] = useState(0);
  const drawn = store.get();
  useEffect(() => {
    const redraw = (): void => count((n) => n + 1);
    const undo = store.watch(redraw);
    // It may have changed since it was drawn, before anybody watched.
    if (!Object.is(store.get(), drawn)) redraw();
    return undo;
  }, [store]);
  return drawn;
}
