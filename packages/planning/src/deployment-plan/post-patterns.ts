import {
  type CatalogueEntry,
  defaultCatalogue,
  peopleOnWatch,
  reachM,
  yearlyCostUsd,
} from "@truceline/sensing";
import type { PostPattern } from "./deployment-plan.ts";
import { crewForOne, type PlanFigures, theatreFor } from "./plan-assumptions.ts";

/** Hours a technician works in a year. FIELD 4.3. */
const technicianHoursPerYear = 1_600;
const watchersAtPost = 2;
/** Eyes and ears of a ship are so high above the water. Assumed. */
const bridgeHeightM = 15;
/** Sites for one pattern stand this share of its reach from each other: nearer ones see the same. */
const spacingReachRatio = 0.25;
const spacingMinM = 2_500;
const spacingMaxM = 50_000;
/** The most that a deployment can say of a sensor's height. */
const heightMaxM = 1_000;
/** A camera is given this much of the horizon. */
const cameraViewDeg = 120;

/** What it takes to keep a pattern going, at given figures. */
export interface PatternTakes {
  /** Persons of line tasks. */
  readonly crew: number;
  readonly peopleInTheatre: number;
  readonly equipmentEur: number;
  /** Equipment, and the people in theatre. EUR a year. */
  readonly eur: number;
}

/** A pattern with its costs in the form that figures can be put into. */
export interface PricedPattern {
  readonly pattern: PostPattern;
  /** Largest distance at which it detects anything, metres. */
  readonly reachM: number;
  /** At work at any hour: watchers, operators. */
  readonly onWatch: number;
  readonly technicianHours: number;
  readonly equipmentUsd: number;
}

/** @see PatternTakes */
export function takesOf(priced: PricedPattern, figures: PlanFigures): PatternTakes {
  const ships = priced.pattern.stands === "sea" ? figures.shipsPerStation : 0;
  const crew =
    (ships > 0 ? ships * figures.shipCrew : priced.onWatch * crewForOne(figures)) +
    priced.technicianHours / technicianHoursPerYear;
  const peopleInTheatre = theatreFor(crew, figures);
  const equipmentEur =
    priced.equipmentUsd * figures.eurPerUsd * figures.equipmentPrice + ships * figures.shipEur;
  return {
    crew,
    peopleInTheatre,
    equipmentEur,
    eur: equipmentEur + peopleInTheatre * figures.personEur,
  };
}

/** Persons at work at any hour: a ship's whole crew is, on station. */
export function atWorkOf({ pattern, onWatch }: PricedPattern, { shipCrew }: PlanFigures): number {
  return pattern.stands === "sea" ? shipCrew : onWatch;
}

/** Of means that stand for the same eyes or the same camera, the ones that a plan leaves out. */
const variants: Readonly<Record<string, readonly string[]>> = {
  eye: ["binoculars"],
  camera: ["day-camera", "thermal-camera"],
};

/**
 * What could stand at a site, from a catalogue: a post of two people who hear and see; for each technical
 * means a mast, station or base of its own. A camera mast has cameras all round. At sea a station that ships keep
 * in turn, with the eyes and ears of their watch. Means that move with a patrol have no site and are left
 * out, and so are means that say twice what another says.
 *
 * @param manned hours of the local day in which posts with people watch; absent: always
 */
export function postPatterns(
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
  manned: { readonly hours?: { readonly from: string; readonly to: string } } = {},
): readonly PricedPattern[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const left = new Set(
    Object.entries(variants).flatMap(([kept, others]) => (known.has(kept) ? others : [])),
  );
  const offered = catalogue.filter(
    ({ id, stands = "post" }) => stands !== "patrol" && stands !== "orbit" && !left.has(id),
  );
  const isOfPeople = ({ observes }: CatalogueEntry) => observes === "heard" || observes === "saw";
  const carried = offered.filter(isOfPeople);
  const patterns: PricedPattern[] = [];
  if (carried.length > 0) {
    patterns.push(
      priced("observation-post", "Observation post", "observation-post", carried, {
        onWatchCount: watchersAtPost,
        isTechnical: false,
        ...(manned.hours === undefined ? {} : { hours: manned.hours }),
      }),
    );
  }
  if (carried.length > 0) {
    patterns.push(
      priced("patrol-ship", "Patrol ship on station", "patrol-base", carried, {
        onWatchCount: watchersAtPost,
        isTechnical: false,
        stands: "sea",
        heightM: bridgeHeightM,
      }),
    );
  }
  for (const entry of offered) {
    if (isOfPeople(entry) || entry.observes === "informed") continue;
    const kind = entry.stands === "mast" || entry.stands === undefined ? "mast" : "station";
    const isCamera = entry.id.includes("camera");
    patterns.push(
      priced(
        isCamera ? `${entry.id}-mast` : entry.id,
        isCamera ? "Camera mast" : entry.title,
        kind,
        [entry],
        { onWatchCount: 0, isTechnical: true },
      ),
    );
  }
  return patterns;
}

function priced(
  id: string,
  name: string,
  kind: PostPattern["kind"],
  means: readonly CatalogueEntry[],
  how: {
    readonly onWatchCount: number;
    readonly isTechnical: boolean;
    readonly stands?: "land" | "sea";
    /** In place of the catalogue's. */
    readonly heightM?: number;
    readonly hours?: { readonly from: string; readonly to: string };
  },
): PricedPattern {
  const sensors = means.map(({ id: own, heightM }) => ({
    means: own,
    count: own.includes("camera") ? 360 / cameraViewDeg : 1,
    // A deployment says how high a thing stands, not how high it flies.
    ...heightAs(how.heightM ?? heightM?.value),
    ...(how.hours === undefined ? {} : { hours: how.hours }),
  }));
  const units = means.flatMap((entry, index) =>
    Array.from({ length: sensors[index]?.count ?? 1 }, () => entry),
  );
  const sum = (of: (entry: CatalogueEntry) => number) =>
    units.reduce((total, entry) => total + of(entry), 0);
  const onWatch = how.onWatchCount > 0 ? how.onWatchCount : peopleOnWatch(units);
  const technicianHours = sum(({ people }) => people?.technicianHoursPerYear.value ?? 0);
  const equipmentUsd = sum((entry) => yearlyCostUsd(entry) ?? 0);
  const farthestM = Math.max(...means.map(reachM));
  const spacingM = Math.min(spacingMaxM, Math.max(spacingMinM, farthestM * spacingReachRatio));
  return {
    pattern: {
      id,
      name,
      kind,
      sensors,
      onWatchCount: how.onWatchCount,
      isTechnical: how.isTechnical,
      stands: how.stands ?? "land",
      spacingM,
    },
    reachM: farthestM,
    onWatch,
    technicianHours,
    equipmentUsd,
  };
}

const heightAs = (heightM: number | undefined) =>
  heightM === undefined || heightM > heightMaxM ? {} : { heightM };
