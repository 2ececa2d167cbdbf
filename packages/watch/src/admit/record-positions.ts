import type { Area, Claim, LonLat, Observation } from "@truceline/model";

type Placed = Observation | Claim;

/** Every position a record states, each with its JSON pointer. Cell areas have none. */
export function statedPositions(record: Placed): readonly { path: string; position: LonLat }[] {
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

/** The middle of an area, good to some per cent of its size; undefined for a cell. */
export function areaMiddle(area: Area): LonLat | undefined {
  if (area.shape === "cell") return undefined;
  if (area.shape !== "polygon") return area.centre;
  let westDeg = 180;
  let eastDeg = -180;
  let southDeg = 90;
  let northDeg = -90;
  for (const [lonDeg, latDeg] of area.rings[0] ?? []) {
    westDeg = Math.min(westDeg, lonDeg);
    eastDeg = Math.max(eastDeg, lonDeg);
    southDeg = Math.min(southDeg, latDeg);
    northDeg = Math.max(northDeg, latDeg);
  }
  return [(westDeg + eastDeg) / 2, (southDeg + northDeg) / 2] as unknown as LonLat;
}
