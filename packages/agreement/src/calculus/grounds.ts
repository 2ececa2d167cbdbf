import type { BoundingBox } from "@truceline/geo";
import type { CompiledZone, Polygons } from "../compiled.ts";
import type { PreparedAgreement, PreparedLineVersion } from "../prepared-agreement.ts";
import { areaByBand, areaByGeometry } from "../prepared-area.ts";
import {
  allGround,
  BandGround,
  type Ground,
  GroundWithout,
  OutlinedGround,
  ProbedGround,
} from "./ground.ts";

/** A stretch of a line is told by its places; cells wider than this are halved further. */
const stretchSureM = 500;

/** Holds no place. */
const noGround: Ground = {
  key: "nowhere",
  box: {
    westDeg: Number.POSITIVE_INFINITY,
    southDeg: Number.POSITIVE_INFINITY,
    eastDeg: Number.NEGATIVE_INFINITY,
    northDeg: Number.NEGATIVE_INFINITY,
  },
  contains: () => false,
  judge: () => "out",
  half: () => null,
};

/** The grounds of an agreement's zones and bands, ready to be searched; made when first asked for. */
export class Grounds {
  readonly #prepared: PreparedAgreement;
  readonly #zones: ReadonlyMap<string, CompiledZone>;
  readonly #kept = new Map<string, Ground>();
  readonly #lineKeys = new WeakMap<PreparedLineVersion, string>();

  constructor(prepared: PreparedAgreement) {
    this.#prepared = prepared;
    this.#zones = new Map(prepared.compiled.zones.map((zone) => [zone.id, zone]));
  }

  /** What a zone holds, by the main versions of its lines at the instant. */
  zone(zoneId: string, atMs: number): Ground {
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) return noGround;
    const whole = this.#whole(zone, atMs);
    if (zone.except === undefined || zone.except.length === 0) return whole;
    const taken = zone.except.map((id) => this.zone(id, atMs));
    return this.#keep(new GroundWithout(whole, taken));
  }

  /** The box round a zone by outlines; null for one that lies otherwise, or is not there. */
  staticBox(zoneId: string): BoundingBox | null {
    const zone = this.#zones.get(zoneId);
    if (zone?.build.by !== "geometry") return null;
    return this.#outlined(zone, zone.build.polygons).box;
  }

  /** All places within a distance of a line, left and right of it. */
  band(lineId: string, leftM: number, rightM: number, atMs: number): Ground {
    const version = this.#prepared.mainLineVersionAt(lineId, atMs);
    if (version === undefined || leftM + rightM <= 0) return noGround;
    const lineKey = this.#lineKey(version);
    const kept = this.#kept.get(`${leftM} ${rightM} of ${lineKey}`);
    if (kept !== undefined) return kept;
    const area = areaByBand(version.line, leftM, rightM);
    const ground = new BandGround(lineKey, area, version.line, leftM, rightM);
    this.#kept.set(`${leftM} ${rightM} of ${lineKey}`, ground);
    return ground;
  }

  #whole(zone: CompiledZone, atMs: number): Ground {
    const { id, build } = zone;
    switch (build.by) {
      case "geometry":
        return this.#outlined(zone, build.polygons);
      case "band": {
        const sides = this.#prepared.compiled.lines.find((line) => line.id === build.line)?.sides;
        const [left = "", right = ""] = [sides?.left, sides?.right];
        const { distanceM, fromM, line } = build;
        const outer = this.band(line, distanceM[left] ?? 0, distanceM[right] ?? 0, atMs);
        if (fromM === undefined) return outer;
        const inner = this.band(line, fromM[left] ?? 0, fromM[right] ?? 0, atMs);
        return inner === noGround ? outer : this.#keep(new GroundWithout(outer, [inner]));
      }
      case "sector": {
        const sector = this.#prepared.compiled.sectors.find((one) => one.id === build.sector);
        if (sector?.build.by === "geometry") {
          return this.#outlined(zone, sector.build.polygons);
        }
        const version =
          sector === undefined
            ? undefined
            : this.#prepared.mainLineVersionAt(sector.build.line, atMs);
        const lineKey = version === undefined ? "" : this.#lineKey(version);
        const area = this.#prepared.zoneArea(id, atMs);
        const builds = this.#prepared.compiled.sectors.map(({ build: one }) => one);
        const key = `sector ${JSON.stringify([sector?.build, builds, area.box])} of ${lineKey}`;
        return this.#kept.get(key) ?? this.#keep(new ProbedGround(key, area, stretchSureM));
      }
      case "everywhere":
        return allGround;
    }
  }

  #outlined(zone: CompiledZone, polygons: Polygons): Ground {
    const name = `outline of ${zone.id}`;
    let ground = this.#kept.get(name);
    if (ground === undefined) {
      const key = `outline ${placesKey(polygons.flat(2))} ${polygons.flat().map(({ length }) => length)}`;
      // What `breachOf` asks as well, unless parts are taken out of it there.
      const isWhole = zone.except === undefined || zone.except.length === 0;
      const { fromMs } = this.#prepared.compiled.inForce;
      const area = isWhole ? this.#prepared.zoneArea(zone.id, fromMs) : areaByGeometry(polygons);
      ground = this.#kept.get(key) ?? new OutlinedGround(key, polygons, area);
      this.#kept.set(key, ground);
      this.#kept.set(name, ground);
    }
    return ground;
  }

  #lineKey(version: PreparedLineVersion): string {
    let key = this.#lineKeys.get(version);
    if (key === undefined) {
      key = `line ${placesKey(version.line.coordinates)}`;
      this.#lineKeys.set(version, key);
    }
    return key;
  }

  #keep(ground: Ground): Ground {
    const kept = this.#kept.get(ground.key);
    if (kept !== undefined) return kept;
    this.#kept.set(ground.key, ground);
    return ground;
  }
}

/** Tells lists of places apart: their number and two sums over all of them, in order. */
function placesKey(places: readonly (readonly [number, number])[]): string {
  let forward = 0;
  let mixed = 0;
  for (const [lonDeg, latDeg] of places) {
    const mark = placeMark(lonDeg, latDeg);
    forward = (Math.imul(forward, 31) + mark) | 0;
    mixed = Math.imul(mixed ^ mark, 0x85ebca6b) ^ (mixed >>> 15);
  }
  return `${places.length}:${(forward >>> 0).toString(36)}${(mixed >>> 0).toString(36)}`;
}

const words = new DataView(new ArrayBuffer(16));

function placeMark(lonDeg: number, latDeg: number): number {
  words.setFloat64(0, lonDeg);
  words.setFloat64(8, latDeg);
  let mark = 0x811c9dc5;
  for (let at = 0; at < 16; at += 4) {
    mark = Math.imul(mark ^ words.getInt32(at), 0x01000193) ^ (mark >>> 13);
  }
  return mark;
}
