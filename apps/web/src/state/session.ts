import type { Origin } from "@truceline/model";

/** Who the server takes this browser for. */
export interface Session {
  readonly name?: string | null;
  readonly role: string;
  readonly origin: Origin;
  /** What the exercise band says; null when nothing is an exercise. */
  readonly banner?: string | null;
}
