import type { RoomBlobs } from "./media/room-blobs.ts";
import type { People } from "./people/people.ts";
import type { TokenBook } from "./people/token-book.ts";
import type { WhatIfDesk } from "./plan/what-if-desk.ts";
import type { Room } from "./room.ts";
import type { ServerMetrics } from "./server-metrics.ts";

export interface ScenarioEntry {
  readonly id: string;
  readonly title: string;
}

/** Holds the one room that is open and changes to another on demand. */
export interface RoomHost {
  readonly tokens: TokenBook;
  readonly people: People;
  readonly metrics: ServerMetrics;
  readonly blobs: RoomBlobs;
  /** Released reports, byte for byte. */
  readonly reports: RoomBlobs;
  /** Planned deployments kept ready for posts to be tried elsewhere. */
  readonly whatIf: WhatIfDesk;
  current(): Room;
  scenarios(): readonly ScenarioEntry[];
  /** @throws ServerError `TL_SERVER_SCENARIO_UNKNOWN`; the old room stays when the new one fails. */
  switchTo(id: string): Promise<void>;
}
