import { readRecord } from "@truceline/watch";
import type { Room } from "../room.ts";
import type { PastIncident } from "./plan-lines.ts";

const yearMs = 365 * 86_400_000;
/** More of them move no mean any more. */
const incidentCountMax = 20_000;

/**
 * Where and when something happened in the year before now, as incidents tell it: the median of the place of
 * effect, or of the place fired from. What nobody could see is not in it. The newest count where there are
 * more than 20,000.
 */
export async function pastIncidents({
  store,
  origin,
  clock,
}: Pick<Room, "store" | "origin" | "clock">): Promise<readonly PastIncident[]> {
  const nowMs = clock.nowMs();
  const found: PastIncident[] = [];
  const query = { kind: "incident", origin, fromMs: nowMs - yearMs, toMs: nowMs } as const;
  for await (const stored of store.stream(query)) {
    const { withdrawn, effect, firedFrom, kinds, span } = readRecord("incident", stored);
    const place = effect?.median ?? firedFrom?.median;
    const [likeliest] = [...kinds].sort((one, other) => other.p - one.p);
    if (withdrawn !== undefined || place === undefined || likeliest === undefined) continue;
    found.push({ position: place, atMs: span.fromMs, kind: likeliest.kind });
  }
  return found.slice(-incidentCountMax);
}
