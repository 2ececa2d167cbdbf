import type { Origin, Role } from "@truceline/model";

/** Who the server takes this browser for. */
export interface Session {
  readonly name?: string | null;
  readonly role: string;
  /** All roles; `role` is the first of them. Empty for nobody. */
  readonly roles?: readonly Role[];
  /** Party of the agreement that a liaison speaks for. */
  readonly party?: string | null;
  readonly guest?: boolean;
  /** True where there is a password of one's own to change. */
  readonly account?: boolean;
  /** Goes with every write of this session; `state/api.ts` sends it. */
  readonly csrf?: string | null;
  readonly origin: Origin;
  /** What the exercise band says; null when nothing is an exercise. */
  readonly banner?: string | null;
}
