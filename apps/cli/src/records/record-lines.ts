import type { Origin } from "@truceline/model";
import { recordKindByPath } from "@truceline/server";
import { askForAll, type ServerAddress } from "./api-client.ts";
import type { RoomStore } from "./room-store.ts";

/** Worked out here, and again from what it came from. */
const derivedPaths: ReadonlySet<string> = new Set([
  ...["incidents", "assessments", "coverage-cells", "clause-states"],
]);

/** Everything that came from outside or was written by people, as the resources of the API are called. */
export const exportedPaths: readonly string[] = Object.keys(recordKindByPath).filter(
  (path) => !derivedPaths.has(path),
);

const decoder = new TextDecoder();
const pageSize = 500;

/** Records of one resource as lines of JSON, by time; with `versions` each with those before it. */
export async function* recordLinesOfStore(
  { store }: RoomStore,
  origin: Origin,
  path: string,
  versions: boolean,
): AsyncGenerator<string> {
  const kind = recordKindByPath[path];
  if (kind === undefined) return;
  for await (const record of store.stream({ kind, origin })) {
    const told = versions ? await store.versions(kind, record.id) : [record];
    for (const { bytes } of told) yield decoder.decode(bytes);
  }
}

/** The same from a running server. */
export async function* recordLinesOfServer(
  server: ServerAddress,
  path: string,
  versions: boolean,
): AsyncGenerator<string> {
  for await (const record of askForAll<{ readonly id: string }>(server, path, {
    limit: pageSize,
  })) {
    if (!versions) yield JSON.stringify(record);
    else {
      for await (const version of askForAll<object>(server, `${path}/${record.id}/versions`, {})) {
        yield JSON.stringify(version);
      }
    }
  }
}
