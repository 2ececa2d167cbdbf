import type { PreparedAgreement } from "@truceline/agreement";
import {
  holdingStanding,
  type StorageSite,
  type WeaponStanding,
  weaponsStanding,
} from "@truceline/desk";
import type { PlaceFinder } from "@truceline/fusion";
import type { Holding, Inspection, Observation, WeaponLine } from "@truceline/model";
import type { DailyReportInput, ObservationTally, ReportedWeapons } from "@truceline/reporting";
import { textIn } from "../views/ground.ts";

interface WeaponsOptions {
  readonly agreement: PreparedAgreement;
  readonly places: PlaceFinder | undefined;
  readonly tally: ObservationTally;
  readonly desk: {
    readonly inspections: readonly Inspection[];
    readonly holdings: readonly Holding[];
  };
}

/** Weapons seen, by the withdrawal lines of the agreement, and what was declared and not found. */
export function reportedWeapons({
  agreement,
  places,
  tally,
  desk,
}: WeaponsOptions): Pick<DailyReportInput["desk"], "weapons" | "missing"> {
  const seen = tally.weapons();
  const rows = new Map<string, WeaponStanding[]>();
  const storage = storageSites(agreement, desk.holdings, places);
  const observations = seen.map(({ observation }) => observation);
  for (const row of weaponsStanding(observations, agreement, storage, places)) {
    const own = rows.get(row.observation.id);
    if (own === undefined) rows.set(row.observation.id, [row]);
    else own.push(row);
  }
  const weapons = seen.map(({ observation, region }): ReportedWeapons => {
    const { id, span, count, observerPosition } = observation;
    const leading = leadingOf(rows.get(id) ?? []);
    const name = observerPosition?.place;
    return {
      id,
      standing: leading === undefined ? "not-decided" : standings[leading.standing],
      articleId: leading?.articleId ?? null,
      atMs: span.fromMs,
      place: name === undefined ? {} : { name },
      weapons: linesOf(observation),
      atLeast: count.qualifier !== "exactly",
      region,
    };
  });
  return { weapons, missing: missingOf(desk) };
}

/** Several articles may mean a weapon: a violation tells most, then what is open. */
const order: readonly WeaponStanding["standing"][] = [
  "in-violation",
  "undetermined",
  "outside-storage",
  "stored",
  "beyond",
];

const standings: Readonly<Record<WeaponStanding["standing"], ReportedWeapons["standing"]>> = {
  "in-violation": "in-violation",
  undetermined: "not-decided",
  "outside-storage": "outside-storage",
  stored: "clear",
  beyond: "clear",
};

function leadingOf(rows: readonly WeaponStanding[]): WeaponStanding | undefined {
  return [...rows].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))[0];
}

function storageSites(
  { compiled }: PreparedAgreement,
  holdings: readonly Holding[],
  places: PlaceFinder | undefined,
): StorageSite[] {
  const named = compiled.sites
    .filter(({ kind }) => kind === "storage-site")
    .map(({ name, position }) => ({ name: textIn(name), position }));
  const declared = holdings.flatMap(({ site, withdrawn }) => {
    const position =
      site.position ??
      compiled.sites.find(({ id }) => id === site.siteId)?.position ??
      (site.name === undefined ? undefined : places?.find(site.name)[0]?.position);
    if (withdrawn === true || position === undefined) return [];
    return [{ name: site.name ?? site.siteId ?? "", position }];
  });
  return [...named, ...declared];
}

/** Each class that was seen; the number stands with the first, since its split is not given. */
function linesOf({ weapons, calibresMm, count }: Observation): WeaponLine[] {
  const seen = weapons ?? [{ class: "undetermined" as const }];
  const calibreMm = calibresMm?.[0];
  return seen.map((weapon, index) => ({
    ...weapon,
    ...(calibreMm === undefined ? {} : { calibreMm }),
    count: index === 0 ? (count.min ?? 0) : 0,
  }));
}

/** By inspection of full access: what was declared there and was not seen. */
function missingOf({
  inspections,
  holdings,
}: WeaponsOptions["desk"]): ReadonlyMap<string, readonly WeaponLine[]> {
  const found = new Map<string, readonly WeaponLine[]>();
  for (const inspection of inspections) {
    const missing = holdings
      .filter(({ withdrawn }) => withdrawn !== true)
      .flatMap((holding) => holdingStanding(holding, [inspection]).lines)
      .flatMap(({ declared, missingCount }) =>
        missingCount === null || missingCount === 0 ? [] : [{ ...declared, count: missingCount }],
      );
    if (missing.length > 0) found.set(inspection.id, missing);
  }
  return found;
}
