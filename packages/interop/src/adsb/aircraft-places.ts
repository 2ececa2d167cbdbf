import { distanceM } from "@truceline/geo";
import type { CompactPosition, DecodedPlace } from "./compact-position.ts";
import { placeNear, placeOfPair } from "./compact-position.ts";
import type { AirbornePosition, SurfacePosition } from "./messages.ts";

export interface ResolvedPlace extends DecodedPlace {
  /** `pair`: of an even and an odd half; `near`: of one half and the place before it. */
  readonly by: "pair" | "near";
}

/** Why a half gave no place. */
export type PlaceProblem = "waits-for-pair" | "no-reference" | "pair-impossible" | "too-far";

interface Aircraft {
  even: { readonly half: CompactPosition; readonly atMs: number } | undefined;
  odd: { readonly half: CompactPosition; readonly atMs: number } | undefined;
  last: { readonly place: DecodedPlace; readonly atMs: number } | undefined;
  isOnSurface: boolean;
}

export interface AircraftPlacesOptions {
  /** Where the receiver is: needed for vehicles on the surface only. */
  readonly receiver?: DecodedPlace;
  /** Aircraft remembered; whoever was heard longest ago is forgotten first. Default 4,096. */
  readonly aircraftCountMax?: number;
}

/** Two halves further apart than this may come from different zones (DO-260B: 10 s; 50 s on the surface). */
const pairWaitMs = 10_000;
const pairWaitSurfaceMs = 50_000;
/** A single half is read beside a place no older than this: 180 NM are not flown in it. */
const nearWaitMs = 600_000;
/** No aircraft that answers Mode S is faster; a place beyond it is a fault or two with one address. */
const speedMaxMPerS = 1_000;
const slackM = 5_000;
/** No degree of the ellipsoid is longer, of a meridian (111,694 m at the poles) or of a parallel. */
const degreeMaxM = 111_700;

/**
 * Puts halves of positions together, aircraft by aircraft. What is impossible (two halves that cannot
 * belong together, a jump no aircraft makes) gives no place and the reason, and both halves and the place
 * before are forgotten. Past positions only: nothing is carried forward.
 */
export class AircraftPlaces {
  readonly #aircraft = new Map<string, Aircraft>();
  readonly #receiver: DecodedPlace | undefined;
  readonly #aircraftCountMax: number;

  constructor(options: AircraftPlacesOptions = {}) {
    this.#receiver = options.receiver;
    this.#aircraftCountMax = options.aircraftCountMax ?? 4_096;
  }

  /** How many aircraft are remembered. */
  get aircraftCount(): number {
    return this.#aircraft.size;
  }

  /** The place of a message that came at `atMs`, or why there is none. */
  place(message: AirbornePosition | SurfacePosition, atMs: number): ResolvedPlace | PlaceProblem {
    const isOnSurface = message.kind === "surface-position";
    const sender = senderOf(message);
    const aircraft = this.#of(sender, isOnSurface);
    const { compact } = message;
    if (compact.isOdd) aircraft.odd = { half: compact, atMs };
    else aircraft.even = { half: compact, atMs };

    const { last } = aircraft;
    if (last !== undefined && Math.abs(atMs - last.atMs) <= nearWaitMs) {
      const near = placeNear(compact, last.place, isOnSurface);
      if (near !== undefined && isReachable(last, near, atMs)) {
        aircraft.last = { place: near, atMs };
        return { ...near, by: "near" };
      }
      this.#aircraft.delete(sender);
      return "too-far";
    }
    return this.#pair(aircraft, sender, compact.isOdd, atMs);
  }

  #pair(
    aircraft: Aircraft,
    sender: string,
    isOddLater: boolean,
    atMs: number,
  ): ResolvedPlace | PlaceProblem {
    const { even, odd, isOnSurface } = aircraft;
    const waitMs = isOnSurface ? pairWaitSurfaceMs : pairWaitMs;
    if (even === undefined || odd === undefined || Math.abs(even.atMs - odd.atMs) > waitMs) {
      return "waits-for-pair";
    }
    if (isOnSurface && this.#receiver === undefined) return "no-reference";
    const reference = isOnSurface ? this.#receiver : undefined;
    const place = placeOfPair(even.half, odd.half, isOddLater, reference);
    if (place === undefined) {
      this.#aircraft.delete(sender);
      return "pair-impossible";
    }
    aircraft.last = { place, atMs };
    return { ...place, by: "pair" };
  }

  #of(sender: string, isOnSurface: boolean): Aircraft {
    let aircraft = this.#aircraft.get(sender);
    if (aircraft === undefined && this.#aircraft.size >= this.#aircraftCountMax) {
      for (const oldest of this.#aircraft.keys()) {
        this.#aircraft.delete(oldest);
        break;
      }
    }
    // Halves of one kind do not go with those of the other.
    if (aircraft === undefined) {
      aircraft = { even: undefined, odd: undefined, last: undefined, isOnSurface };
    } else if (aircraft.isOnSurface !== isOnSurface) {
      aircraft.even = undefined;
      aircraft.odd = undefined;
      aircraft.isOnSurface = isOnSurface;
    }
    // Last in the order of the map is who was heard last.
    this.#aircraft.delete(sender);
    this.#aircraft.set(sender, aircraft);
    return aircraft;
  }
}

/** The sender of a squitter: the same 24 bits are another where they are no address of ICAO. */
export function senderOf({
  address,
  addressIs,
}: Pick<AirbornePosition, "address" | "addressIs">): string {
  return addressIs === undefined ? address : `~${address}`;
}

function isReachable(
  last: { readonly place: DecodedPlace; readonly atMs: number },
  place: DecodedPlace,
  atMs: number,
): boolean {
  const reachM = slackM + (speedMaxMPerS * Math.abs(atMs - last.atMs)) / 1000;
  const acrossDeg = Math.abs(place.lonDeg - last.place.lonDeg);
  const alongDeg = Math.abs(place.latDeg - last.place.latDeg);
  // Along the parallel and then the meridian is no shorter than straight: mostly that settles it.
  if ((acrossDeg + alongDeg) * degreeMaxM <= reachM) return true;
  const metres = distanceM([last.place.lonDeg, last.place.latDeg], [place.lonDeg, place.latDeg]);
  return metres <= reachM;
}
