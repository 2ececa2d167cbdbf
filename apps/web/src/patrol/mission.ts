import type { LonLat, Origin, Patrol } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import type { Session } from "../state/session.ts";
import type { PhoneStore } from "./outbox/database.ts";
import type { PatrolApi } from "./outbox/send-item.ts";

/** What the form needs of the mission; kept on the phone, so that it opens without a link. */
export interface Mission {
  readonly observer: string;
  readonly origin: Origin;
  readonly title: string;
  readonly timezone: string;
  readonly posts: readonly { readonly name: string; readonly position: LonLat }[];
  readonly lines: readonly (readonly LonLat[])[];
  readonly patrols: readonly PatrolChoice[];
  /** The server's clock minus this phone's, when it was last asked. */
  readonly clockOffsetMs: number;
  readonly askedAtMs: number;
}

export interface PatrolChoice {
  readonly id: string;
  readonly name: string;
  readonly state: Patrol["state"];
  readonly leftAtMs: number | null;
}

/** Points of a line that the small map needs: every so many of those there are. */
const linePointCountMax = 400;
const missionKey = "mission";

/** What was kept last; null on a phone that never had a link. */
export async function keptMission(store: PhoneStore): Promise<Mission | null> {
  return ((await store.value(missionKey)) as Mission | undefined) ?? null;
}

/** Asks the server anew and keeps the answer. @throws RequestFailed without a link or sign-in. */
export async function askMission(
  api: PatrolApi,
  store: PhoneStore,
  nowMs: () => number,
  serverTime: () => Promise<number | null>,
): Promise<Mission> {
  const session = (await api.get("/session")) as Session;
  const ground = (await api.get("/ground")) as Ground;
  const { items } = (await api.get("/patrols?limit=200")) as { readonly items: readonly Patrol[] };
  const serverMs = await serverTime();
  const mission: Mission = {
    observer: session.name ?? "",
    origin: ground.origin,
    title: ground.agreement.title,
    timezone: ground.agreement.timezone,
    posts: ground.posts.map(({ name, position }) => ({ name, position })),
    lines: ground.lines
      .filter(({ inForce }) => inForce)
      .map(({ coordinates }) => thinned(coordinates)),
    patrols: items
      .filter(({ state }) => state === "planned" || state === "out")
      .map(({ id, name, state, leftAtMs }) => ({ id, name, state, leftAtMs: leftAtMs ?? null })),
    clockOffsetMs: serverMs === null ? 0 : serverMs - nowMs(),
    askedAtMs: nowMs(),
  };
  await store.putValue(missionKey, mission);
  return mission;
}

function thinned(points: readonly LonLat[]): readonly LonLat[] {
  const step = Math.max(1, Math.ceil(points.length / linePointCountMax));
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}

/** The start of the shift that an instant lies in: 20:00 and 08:00 local are usual; here the local day. */
export function shiftStartMs(atMs: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return atMs - ((of("hour") * 60 + of("minute")) * 60 + of("second")) * 1_000 - (atMs % 1_000);
}
