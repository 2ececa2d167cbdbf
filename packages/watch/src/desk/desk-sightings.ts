import { isAssessed } from "@truceline/agreement";
import {
  areasStanding,
  disengagementAreas,
  type StorageSite,
  type WeaponStanding,
  weaponsStanding,
} from "@truceline/desk";
import type { BoundingBox } from "@truceline/geo";
import {
  fireKinds,
  formatProbability,
  type Inspection,
  type Observation,
  wordOfProbability,
} from "@truceline/model";
import type { StoredRecord } from "../ports/store.ts";
import { hoursOf } from "../processor/clock-hours.ts";
import { periodAt } from "../processor/periods.ts";
import { readRecord } from "../store/read-record.ts";
import { textIn } from "../views/ground.ts";
import { meanOf, rounded, type ViewContext } from "../views/view-context.ts";
import type { DeskArea, DeskView, DeskWeapon } from "./desk-view.ts";

/** Weapons listed in each table at most, the newest. */
const weaponCountMax = 500;
const remarkCountMax = 20;

export type Sightings = Pick<DeskView, "weapons" | "areas">;

/** What was observed from farther away than this can hardly lie in an area; half a degree. */
const areaMarginDeg = 0.5;
const decoder = new TextDecoder();
/** Texts of which one stands in every record that bears on a weapon or says itself where it was. */
const marks = ['"kind":"weapon-present"', '"kind":"vehicle"', '"insideDisengagementArea"'];

/** Boxes round the disengagement areas, with ground to observe them from. */
function areaBoxes({ agreement, asOfMs }: ViewContext): readonly BoundingBox[] {
  return disengagementAreas(agreement).map((zoneId) => {
    const { westDeg, southDeg, eastDeg, northDeg } = agreement.zoneArea(zoneId, asOfMs).box;
    return {
      westDeg: westDeg - areaMarginDeg,
      southDeg: southDeg - areaMarginDeg,
      eastDeg: eastDeg + areaMarginDeg,
      northDeg: northDeg + areaMarginDeg,
    };
  });
}

/** A look at bytes and place, for most records bear on neither and reading one costs ten times as much. */
function mayMatter({ bytes, position }: StoredRecord, boxes: readonly BoundingBox[]): boolean {
  const isNear =
    boxes.length > 0 &&
    (position === undefined ||
      boxes.some(
        ({ westDeg, southDeg, eastDeg, northDeg }) =>
          position[0] >= westDeg &&
          position[0] <= eastDeg &&
          position[1] >= southDeg &&
          position[1] <= northDeg,
      ));
  if (isNear) return true;
  const text = decoder.decode(bytes);
  return marks.some((mark) => text.includes(mark));
}

/** Weapons against withdrawal lines, and disengagement areas one by one, of the reporting period so far. */
export async function deskSightings(
  context: ViewContext,
  inspections: readonly Inspection[],
  storage: readonly StorageSite[],
): Promise<Sightings> {
  const { store, origin, knownAtMs, asOfMs, agreement, places } = context;
  const period = periodAt(asOfMs, agreement.compiled);
  const query = {
    kind: "observation",
    origin,
    knownAtMs,
    fromMs: period.fromMs,
    toMs: asOfMs + 1,
    standing: true,
  } as const;
  const observations: Observation[] = [];
  const boxes = areaBoxes(context);
  for await (const record of store.stream(query)) {
    if (mayMatter(record, boxes)) observations.push(readRecord("observation", record));
  }
  const rows = weaponsStanding(observations, agreement, storage, places);
  const tableOf = (standing: WeaponStanding["standing"]) =>
    rows
      .filter((row) => row.standing === standing)
      .slice(-weaponCountMax)
      .map((row) => weaponRow(row, context));
  const own = inspections.filter(({ span }) => span.toMs >= period.fromMs && span.fromMs <= asOfMs);
  const names = new Map(agreement.compiled.zones.map(({ id, name }) => [id, textIn(name)]));
  return {
    weapons: {
      inViolation: tableOf("in-violation"),
      outsideStorage: tableOf("outside-storage"),
      undetermined: tableOf("undetermined"),
    },
    areas: areasStanding(agreement, observations, own, places).map(
      ({ inspections: looks, observationIds: _ids, ...area }): DeskArea => ({
        ...area,
        name: names.get(area.zoneId) ?? area.zoneId,
        inspectionCount: looks.length,
        remarks: looks.flatMap(({ remarks }) => remarks).slice(0, remarkCountMax),
        seenRatio: seenIn(area.zoneId, period.fromMs, context),
      }),
    ),
  };
}

function weaponRow(row: WeaponStanding, { agreement, asOfMs }: ViewContext): DeskWeapon {
  const { observation, least, median } = row;
  const { weapons, calibresMm, kind } = observation;
  const named = weapons?.map((weapon) => weapon.statedAs ?? weapon.class.replaceAll("-", " "));
  const calibres = calibresMm === undefined ? "" : ` (${calibresMm.join(", ")} mm)`;
  return {
    observationId: observation.id,
    atMs: observation.span.fromMs,
    articleId: row.articleId,
    what: `${named?.join(", ") ?? kind.replaceAll("-", " ")}${calibres}`,
    countText: countTextOf(observation),
    byLine: row.byLine,
    probability: least,
    word: `${wordOfProbability(least)} ${formatProbability(least)}`,
    isMeant: row.isMeant === "yes",
    sectorId: agreement.sectorOf(median, asOfMs),
    placeName: observation.observerPosition?.place ?? null,
  };
}

function countTextOf({ count: { qualifier, min, max } }: Observation): string {
  switch (qualifier) {
    case "uncounted":
      return "uncounted";
    case "range":
      return `${min ?? "?"} to ${max ?? "?"}`;
    case "exactly":
      return `${min ?? max ?? "?"}`;
    default:
      return `${qualifier.replace("-", " ")} ${min ?? max ?? "?"}`;
  }
}

/**
 * Share seen of a disengagement area over the period so far: by the article that is about it, else by
 * the ban of fire over those of its cells that the ban covers; null where neither does.
 */
function seenIn(
  zoneId: string,
  fromMs: number,
  { agreement, book, asOfMs, knownAtMs }: ViewContext,
): number | null {
  const { articles } = agreement.compiled;
  const own = articles.find(
    ({ rule }) => rule.kind === "prohibit" && isAssessed(rule) && rule.zone === zoneId,
  );
  const ban = articles.find(
    ({ rule }) => rule.kind === "prohibit" && rule.kinds.some((kind) => fireKinds.has(kind)),
  );
  const article = own ?? ban;
  if (article === undefined) return null;
  const cells = new Set(
    agreement.zoneArea(zoneId, asOfMs).cells(agreement.compiled.cellResolution),
  );
  const means: number[] = [];
  for (const hourFromMs of hoursOf(fromMs, asOfMs)) {
    const hour = book.hour(article, hourFromMs, knownAtMs);
    const ratios = hour.cells.flatMap(({ cell }, index) =>
      cells.has(cell) ? [hour.ratios[index] ?? 0] : [],
    );
    if (ratios.length > 0) means.push(meanOf(ratios));
  }
  return means.length === 0 ? null : rounded(meanOf(means));
}
