import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { type FeedSpec, parseFeedUrl } from "@truceline/feeds";
import type { Deployment } from "@truceline/model";
import { readText } from "../agreement-files.ts";
import { ServerError } from "../errors.ts";
import { idsTwice, readFeedsDocument } from "./feeds-document.ts";

/**
 * The feeds of a room: those of the `feeds.yaml` beside the agreement, and those named when it was started.
 * @throws ServerError `TL_SERVER_FEEDS` with every fault of the file; FeedsError `TL_FEEDS_URL`
 */
export function loadFeeds(
  folder: string,
  urls: readonly string[],
  deployment: Deployment,
  workingDir: string,
): readonly FeedSpec[] {
  const sensorIds = deployment.sensors.map(({ id }) => id);
  const path = join(folder, "feeds.yaml");
  const given = urls.map((url) => parseFeedUrl(url));
  const specs = [...given];
  if (existsSync(path)) {
    const shownPath = relative(workingDir, path);
    const read = readFeedsDocument({ path, shownPath, text: readText(path), sensorIds });
    if (read.specs === undefined) throw new ServerError("TL_SERVER_FEEDS", { faults: read.faults });
    specs.unshift(...read.specs);
  }
  const faults = [
    ...given.flatMap(({ url, sensors }) =>
      sensors
        .filter((sensor) => !sensorIds.includes(sensor))
        .map((sensor) => `\`${url}\`: the deployment has no sensor \`${sensor}\``),
    ),
    ...idsTwice(specs).map((id) => `two feeds are \`${id}\`; give one another ?id=`),
  ].map((message) => ({ code: "TL_SERVER_FEEDS", message }));
  if (faults.length > 0) throw new ServerError("TL_SERVER_FEEDS", { faults });
  return specs;
}
