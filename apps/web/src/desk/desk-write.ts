import { seededRng, timeOrderedId } from "@truceline/model";
import { getJson, type Problem, putJson, RequestFailed } from "../state/api.ts";
import { askDesk } from "../state/live.ts";

const rng = seededRng([...crypto.getRandomValues(new Uint32Array(4))].join("/"));

/** A record of the desk as the page writes it: who and when are the receiver's to say. */
export type DeskRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly version: number;
};

export const newDeskId = (): string => timeOrderedId(Date.now(), rng);

/** Writes a version. Null when it is stored, else what is in the way; a conflict holds `current`. */
export async function writeRecord(path: string, record: DeskRecord): Promise<Problem | null> {
  const { by: _by, recordedAtMs: _atMs, ...body } = record;
  try {
    await putJson(`/${path}/${record.id}`, body);
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed)) throw thrown;
    return thrown.problem;
  }
  askDesk();
  return null;
}

/** The last change under way of each record. */
const underWay = new Map<string, Promise<Problem | null>>();

/**
 * Reads a record, changes it, writes the next version: what others changed meanwhile is kept. Changes of
 * one record wait for each other, or the second would read what the first has not written yet.
 */
export function changeRecord<Stored extends DeskRecord>(
  path: string,
  id: string,
  change: (stored: Stored) => Partial<Stored>,
): Promise<Problem | null> {
  const key = `${path}/${id}`;
  const before = underWay.get(key) ?? Promise.resolve(null);
  const mine = before.catch(() => null).then(() => readAndWrite(path, id, change));
  underWay.set(key, mine);
  const forget = (): void => {
    if (underWay.get(key) === mine) underWay.delete(key);
  };
  mine.then(forget, forget);
  return mine;
}

async function readAndWrite<Stored extends DeskRecord>(
  path: string,
  id: string,
  change: (stored: Stored) => Partial<Stored>,
): Promise<Problem | null> {
  let stored: Stored;
  try {
    stored = (await getJson(`/${path}/${id}`, new AbortController().signal)) as Stored;
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed)) throw thrown;
    return thrown.problem;
  }
  const { reason: _old, ...kept } = stored;
  return writeRecord(path, { ...kept, ...change(stored), id, version: stored.version + 1 });
}
