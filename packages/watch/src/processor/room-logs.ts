import type { PreparedAgreement } from "@truceline/agreement";
import type { PlaceFinder } from "@truceline/fusion";
import type { Clock, Deployment, Origin } from "@truceline/model";
import type { CatalogueEntry } from "@truceline/sensing";
import type { Store } from "../ports/store.ts";
import { CoverageBook } from "./coverage-book.ts";
import { DisturbanceLog } from "./disturbance-log.ts";
import { PatrolLog } from "./patrol-log.ts";
import { placePositions } from "./place-positions.ts";
import { SensorLog } from "./sensor-log.ts";

/** What a room is, to whoever works in its records or shows them. */
export interface RoomOptions {
  readonly store: Store;
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly places?: PlaceFinder | undefined;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
}

/** How sensors and patrols were and what disturbed them, read from the feed, and the coverage it makes. */
export interface RoomLogs {
  readonly sensors: SensorLog;
  readonly patrols: PatrolLog;
  readonly disturbances: DisturbanceLog;
  readonly book: CoverageBook;
}

/** Logs of a room; nothing is read yet. */
export function roomLogs(options: Omit<RoomOptions, "clock">): RoomLogs {
  const { store, agreement, deployment, origin, places, catalogue } = options;
  const sensors = new SensorLog({ store, origin });
  const positionOf = placePositions({ agreement, deployment, places });
  const patrols = new PatrolLog({ store, origin, positionOf });
  const disturbances = new DisturbanceLog({ store, origin });
  const read = { sensors, patrols, disturbances };
  return { ...read, book: new CoverageBook({ agreement, deployment, catalogue, ...read }) };
}
