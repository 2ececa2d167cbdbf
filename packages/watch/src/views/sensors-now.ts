import { msToLocal } from "@truceline/model";
import { defaultCatalogue, reachM } from "@truceline/sensing";
import type { MapSensor, QueueItem } from "./picture.ts";
import type { ViewContext } from "./view-context.ts";

/** Every sensor of the deployment with its state at the instant, as known then. */
export function mapSensors(context: ViewContext): readonly MapSensor[] {
  const { deployment, sensors, book, asOfMs, knownAtMs } = context;
  const uptimes = book.known.uptimes(knownAtMs);
  const catalogue = context.catalogue ?? defaultCatalogue;
  const posts = new Map(deployment.posts.map((post) => [post.id, post]));
  return deployment.sensors.flatMap((sensor) => {
    const position = sensor.position ?? posts.get(sensor.post)?.position;
    if (position === undefined) return [];
    const entry = catalogue.find(({ id }) => id === sensor.means);
    const stated = sensors.stateAt(sensor.id, asOfMs, knownAtMs);
    // One that works may still see nothing: jammed, denied, or without the mast it hangs on.
    const [now] = uptimes.pieces(sensor.id, asOfMs, asOfMs + 1);
    const taken = stated?.state === "up" && now?.reason !== "off-schedule" ? now?.reason : null;
    return [
      {
        id: sensor.id,
        postId: sensor.post,
        means: sensor.means,
        position,
        rangeM: entry === undefined ? 0 : reachM(entry),
        view: sensor.view ?? null,
        state: taken ?? stated?.state ?? "not-received",
        sinceMs: stated?.fromMs ?? null,
        reason: stated?.reason ?? null,
      },
    ];
  });
}

/** A sensor that cannot see waits in the queue like an incident. */
export function sensorItems(
  sensors: readonly MapSensor[],
  { agreement, asOfMs }: ViewContext,
): readonly QueueItem[] {
  const { timezone } = agreement.compiled;
  return sensors
    .filter(({ state }) => state !== "up")
    .map(({ id, means, position, state, sinceMs, reason }) => ({
      id,
      about: "sensor",
      group: "cannot-see",
      shape: "cannot-see",
      title: `${titles[means] ?? means} ${id}`,
      atMs: sinceMs ?? asOfMs,
      sectorIds: [agreement.sectorOf(position, asOfMs)],
      articleIds: [],
      probability: null,
      word: reason === null ? stateWord(state) : `${stateWord(state)}: ${reason}`,
      next:
        sinceMs === null ? "never received" : `since ${msToLocal(sinceMs, timezone).slice(11, 16)}`,
    }));
}

const titles: Readonly<Record<string, string>> = {
  camera: "Camera",
  ear: "Listener",
  eye: "Watch",
};

function stateWord(state: MapSensor["state"]): string {
  return state === "not-received" ? "not received" : state;
}
