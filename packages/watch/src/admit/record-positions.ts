import type { Claim, Disturbance, LonLat, Observation, PatrolTrack } from "@truceline/model";

type Placed = Observation | Claim | PatrolTrack | Disturbance;

/** Every position a record states, each with its JSON pointer. Cell areas have none. */
export function statedPositions(record: Placed): readonly { path: string; position: LonLat }[] {
  if (record.schema === "patrol-track/1") {
    return record.points.map(({ position }, index) => ({
      path: `/points/${index}/position`,
      position,
    }));
  }
  const found: { path: string; position: LonLat }[] = [];
  if ("observerPosition" in record && record.observerPosition?.position !== undefined) {
    found.push({
      path: "/observerPosition/position",
      position: record.observerPosition.position,
    });
  }
  const { area } = record;
  if (area === undefined || area.shape === "cell") return found;
  if (area.shape !== "polygon") {
    found.push({ path: "/area/centre", position: area.centre });
    return found;
  }
  for (const [ringIndex, ring] of area.rings.entries()) {
    for (const [index, position] of ring.entries()) {
      found.push({ path: `/area/rings/${ringIndex}/${index}`, position });
    }
  }
  return found;
}
