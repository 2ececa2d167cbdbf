import type { DeployedSensor, Deployment, LonLat } from "@truceline/model";
import type { CatalogueEntry } from "./catalogue.ts";
import { SensingError } from "./errors.ts";

/** A sensor of a deployment with all that it refers to found. */
export interface PlacedSensor {
  readonly id: string;
  readonly group: string;
  /** Index of the group; sensors come in order of it. */
  readonly groupIndex: number;
  readonly position: LonLat;
  /** Index of its means in the catalogue. */
  readonly meansIndex: number;
  readonly view: DeployedSensor["view"];
  readonly hours: DeployedSensor["hours"];
  /** Height above ground, if the deployment says one. */
  readonly heightM: number | undefined;
  readonly commonCauses: readonly string[];
}

/**
 * The sensors of a deployment, those of one post together. A post is one group of sources: whatever
 * stands on one mast or with one team is one.
 *
 * @throws SensingError `TL_SENSING_MEANS_UNKNOWN`, `TL_SENSING_POST_UNKNOWN`, `TL_SENSING_ID_TWICE`
 */
export function placeSensors(
  deployment: Deployment,
  catalogue: readonly CatalogueEntry[],
): readonly PlacedSensor[] {
  const posts = new Map(deployment.posts.map((post) => [post.id, post]));
  if (posts.size < deployment.posts.length) {
    throw new SensingError("TL_SENSING_ID_TWICE", { deployment: deployment.id, of: "posts" });
  }
  if (new Set(deployment.sensors.map(({ id }) => id)).size < deployment.sensors.length) {
    throw new SensingError("TL_SENSING_ID_TWICE", { deployment: deployment.id, of: "sensors" });
  }
  const groups = [...posts.keys()].sort();
  return deployment.sensors
    .map((sensor) => {
      const post = posts.get(sensor.post);
      if (post === undefined) {
        throw new SensingError("TL_SENSING_POST_UNKNOWN", { sensor: sensor.id, post: sensor.post });
      }
      const meansIndex = catalogue.findIndex(({ id }) => id === sensor.means);
      if (meansIndex === -1) {
        const known = catalogue.map(({ id }) => id);
        throw new SensingError("TL_SENSING_MEANS_UNKNOWN", { sensor: sensor.id, known });
      }
      return {
        id: sensor.id,
        group: post.id,
        groupIndex: groups.indexOf(post.id),
        position: sensor.position ?? post.position,
        meansIndex,
        view: sensor.view,
        hours: sensor.hours,
        heightM: sensor.heightM,
        commonCauses: sensor.commonCauses ?? [],
      };
    })
    .sort((a, b) => a.groupIndex - b.groupIndex || (a.id < b.id ? -1 : 1));
}
