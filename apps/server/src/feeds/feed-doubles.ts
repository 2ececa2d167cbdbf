import { parseFeedUrl } from "@truceline/feeds";
import { type SensorState, seededRng } from "@truceline/model";
import type { Ingest, IngestMessage } from "@truceline/watch";
import { pino } from "pino";
import { FeedManager, type FeedManagerOptions } from "./feed-manager.ts";

/** For tests: the feeds of a room without one. What goes into its intake, the test gives or looks at. */
export async function startFeeds(
  urls: readonly string[],
  submit: (messages: readonly IngestMessage[]) => Promise<void>,
  options: Partial<FeedManagerOptions> & Pick<FeedManagerOptions, "memoryDir">,
): Promise<FeedManager> {
  const ingest: Pick<Ingest, "submit"> = {
    submit: async (messages) => {
      await submit(messages);
      return [];
    },
  };
  const manager = new FeedManager({
    specs: urls.map((url) => parseFeedUrl(url)),
    ingest,
    store: { async *stream() {} },
    clock: { nowMs: () => Date.now() },
    rng: seededRng("test"),
    origin: "observed",
    deployment: { schema: "deployment/1", id: "d", posts: [], sensors: [] },
    logger: pino({ level: "silent" }),
    noteInput: () => {},
    ...options,
  });
  await manager.start();
  return manager;
}

/** For tests: the states of sensors among messages. */
export function statesOf(messages: readonly IngestMessage[]): readonly SensorState[] {
  return messages
    .filter(({ kind }) => kind === "sensor-state")
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)));
}
