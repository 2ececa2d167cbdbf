import type { Room } from "../room.ts";

const turnsOf = new WeakMap<Room["store"], Map<string, Promise<unknown>>>();

/**
 * Does work on one record when all that was asked before on the same one has ended, well or badly: what
 * it read is still so when it writes. Work on other records does not wait. The stored versions still
 * decide between processes.
 */
export async function inTurn<Result>(
  { store }: Pick<Room, "store">,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const turns = turnsOf.get(store) ?? new Map<string, Promise<unknown>>();
  turnsOf.set(store, turns);
  const own = (turns.get(key) ?? Promise.resolve()).then(work);
  const ended = own.catch(() => {}); // Told to whoever asked, below.
  turns.set(key, ended);
  try {
    return await own;
  } finally {
    if (turns.get(key) === ended) turns.delete(key);
  }
}
