import { basename } from "node:path";
import { type PreparedAgreement, prepareAgreement } from "@truceline/agreement";
import type { Gazetteer } from "@truceline/geo";
import type { Deployment, Origin } from "@truceline/model";
import {
  loadAgreement,
  loadDeployment,
  openDatabase,
  openStoreAt,
  readGazetteer,
} from "@truceline/server";
import type { Store } from "@truceline/watch";
import { pino } from "pino";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** The agreement of a room, with what is read beside it. */
export interface RoomGround {
  /** Name of the agreement's folder: the room's name. */
  readonly id: string;
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly places: Gazetteer;
}

/** A room's store, opened without a server. */
export interface RoomStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** @throws ServerError as `loadAgreement`, `loadDeployment` */
export function readRoomGround(
  path: string,
  deploymentPath: string | undefined,
  { workingDir }: Pick<Terminal, "workingDir">,
): RoomGround {
  const { agreement, files } = loadAgreement(path, workingDir);
  return {
    id: basename(files.folder),
    agreement: prepareAgreement(agreement),
    deployment: loadDeployment(files, deploymentPath, workingDir),
    places: readGazetteer(files.folder),
  };
}

/**
 * Opens the store in which `truceline watch` keeps the room.
 * @throws TrucelineError of fault `busy` while a server runs on the same data folder
 */
export async function openRoomStore(
  roomId: string,
  origin: Origin,
  settings: Settings,
): Promise<RoomStore> {
  const logger = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: true }));
  const database = await openDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    logger,
  });
  try {
    const store = await openStoreAt(database.addressOf(`${roomId}_${origin}`));
    return {
      store,
      async close() {
        await store.close();
        await database.close();
      },
    };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}
