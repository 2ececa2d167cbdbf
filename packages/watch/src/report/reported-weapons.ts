import type { CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import { areaOfObservation, type PlaceFinder } from "@truceline/fusion";
import { areaOutline, distanceM } from "@truceline/geo";
import type { Area, Holding, Inspection, Observation, WeaponLine } from "@truceline/model";
import type { DailyReportInput, ObservationTally, ReportedWeapons } from "@truceline/reporting";

/** A weapon this near to a storage site is held to be in it: the size of such a site. Ours. */
const storageRadiusM = 1_000;

interface WeaponsOptions {
  readonly agreement: PreparedAgreement;
  readonly places: PlaceFinder | undefined;
  readonly regionOf: (observation: Observation) => string;
  readonly tally: ObservationTally;
  readonly desk: {
    readonly inspections: readonly Inspection[];
    readonly holdings: readonly Holding[];
  };
}

/**
 * Weapons seen, by the withdrawal lines of the agreement: in violation where all of the area in which
 * the weapon may have stood is nearer than the line under every drawing in force; beyond where all of
 * it is farther; not decided between, and where class or calibre leave the line open.
 */
export function reportedWeapons(
  options: WeaponsOptions,
): Pick<DailyReportInput["desk"], "weapons" | "missing"> {
  const { places, tally, regionOf, desk } = options;
  const weapons = tally
    .others()
    .filter(({ observation }) => observation.kind === "weapon-present")
    .map(({ observation }): ReportedWeapons => {
      const { count, span, id, observerPosition } = observation;
      const lines = linesOf(observation);
      const area = areaOfObservation(observation, places);
      const name = observerPosition?.place;
      return {
        id,
        ...standingOf(options, lines[0], area, span.fromMs),
        atMs: span.fromMs,
        place: name === undefined ? {} : { name },
        weapons: lines,
        atLeast: count.qualifier !== "exactly",
        region: regionOf(observation),
      };
    });
  return { weapons, missing: missingOf(desk) };
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

function standingOf(
  { agreement }: WeaponsOptions,
  line: WeaponLine | undefined,
  area: Area | null,
  atMs: number,
): Pick<ReportedWeapons, "standing" | "articleId"> {
  const meant = agreement.compiled.articles.flatMap((article) => {
    const match = line === undefined ? "no" : matches(article, line, atMs);
    return match === "no" ? [] : [{ article, match }];
  });
  if (meant.length === 0) return { standing: "clear", articleId: null };
  if (area === null) return { standing: "not-decided", articleId: meant[0]?.article.id ?? null };
  const outline = outlinePositions(area);
  const standings = meant.map(({ article, match }) => {
    const { rule } = article;
    if (rule.kind !== "withdraw") return { article, side: "open" as const };
    const sides = agreement.lineVersionsAt(rule.line, atMs).map((version) => {
      const distances = outline.map((position) =>
        Math.abs(
          agreement.distanceFromLine(rule.line, position, atMs, version)?.signedDistanceM ??
            Number.NaN,
        ),
      );
      if (distances.every((distance) => distance < rule.beyondM)) return "inside";
      return distances.every((distance) => distance >= rule.beyondM) ? "beyond" : "open";
    });
    const isInside = sides.length > 0 && sides.every((side) => side === "inside");
    const isBeyond = sides.length > 0 && sides.every((side) => side === "beyond");
    const side = isInside && match === "yes" ? "inside" : isBeyond ? "beyond" : "open";
    return { article, side: side as "inside" | "beyond" | "open" };
  });
  const inside = standings.find(({ side }) => side === "inside");
  if (inside !== undefined) return { standing: "in-violation", articleId: inside.article.id };
  const open = standings.find(({ side }) => side === "open");
  if (open !== undefined) return { standing: "not-decided", articleId: open.article.id };
  const [lonDeg, latDeg] = outline[0] ?? [0, 0];
  const isStored = agreement.compiled.sites.some(
    ({ kind, position }) =>
      kind === "storage-site" && distanceM(position, [lonDeg, latDeg]) <= storageRadiusM,
  );
  const articleId = standings[0]?.article.id ?? null;
  return { standing: isStored ? "clear" : "outside-storage", articleId };
}

function outlinePositions(area: Area): readonly (readonly [number, number])[] {
  const { type, coordinates } = areaOutline(area);
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.flatMap((rings) => rings[0] ?? []).map(([lonDeg, latDeg]) => [lonDeg, latDeg]);
}

/** Whether a withdrawal article means a weapon; open where its calibre was not said. */
function matches(
  { rule }: CompiledArticle,
  { class: weaponClass, calibreMm }: WeaponLine,
  atMs: number,
): "yes" | "no" | "open" {
  if (rule.kind !== "withdraw" || atMs < rule.time.fromMs) return "no";
  const { classes, calibreMinMm, calibreMaxMm } = rule.weapons;
  if (weaponClass === "undetermined") return "open";
  if (!classes.includes(weaponClass)) return "no";
  if (calibreMinMm === undefined && calibreMaxMm === undefined) return "yes";
  if (calibreMm === undefined) return "open";
  const isMeant = calibreMm >= (calibreMinMm ?? 0) && calibreMm <= (calibreMaxMm ?? 1e9);
  return isMeant ? "yes" : "no";
}

/** By inspection with full access: what the newest holding declares and nobody saw. */
function missingOf({
  inspections,
  holdings,
}: WeaponsOptions["desk"]): ReadonlyMap<string, readonly WeaponLine[]> {
  const byId = new Map(holdings.map((holding) => [holding.id, holding]));
  const found = new Map<string, readonly WeaponLine[]>();
  for (const { id, access, seen, holdingId, place, withdrawn } of inspections) {
    if (withdrawn === true || access !== "full") continue;
    const holding =
      byId.get(holdingId ?? "") ??
      holdings.find(
        ({ site, withdrawn: gone }) =>
          gone !== true && site.siteId !== undefined && site.siteId === place.siteId,
      );
    if (holding === undefined) continue;
    const keyOf = (line: WeaponLine) => `${line.class}/${line.calibreMm ?? ""}`;
    const left = new Map<string, number>();
    for (const line of seen) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + line.count);
    const missing = holding.weapons.flatMap((line) => {
      const there = Math.min(line.count, left.get(keyOf(line)) ?? 0);
      left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) - there);
      return line.count > there ? [{ ...line, count: line.count - there }] : [];
    });
    if (missing.length > 0) found.set(id, missing);
  }
  return found;
}
