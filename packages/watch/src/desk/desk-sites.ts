import type { PlacePosition } from "@truceline/desk";
import {
  checklistsFor,
  fivePrinciples,
  holdingStanding,
  raisesCorroboration,
  type StorageSite,
  sevenPillars,
  siteVisitsStanding,
} from "@truceline/desk";
import type {
  Casualty,
  DeskPlace,
  Holding,
  Inspection,
  SiteVisit,
  WeaponLine,
} from "@truceline/model";
import { textIn } from "../views/ground.ts";
import type { ViewContext } from "../views/view-context.ts";
import type { DeskCasualty, DeskChecklist, DeskView } from "./desk-view.ts";

/** The name of a place of the desk, by the agreement where it has one. */
export function placeNameOf(
  place: DeskPlace,
  { agreement: { compiled } }: Pick<ViewContext, "agreement">,
): string {
  const site = compiled.sites.find(({ id }) => id === place.siteId);
  const zone = compiled.zones.find(({ id }) => id === place.zoneId);
  const known = site ?? zone;
  return (
    place.name ??
    (known === undefined ? undefined : textIn(known.name)) ??
    place.siteId ??
    place.zoneId ??
    place.postId ??
    ""
  );
}

/** Where weapons may be kept: the agreement's storage sites, and sites of which holdings are declared. */
export function storageSites(
  { agreement }: Pick<ViewContext, "agreement">,
  holdings: readonly Holding[],
  positionOf: PlacePosition,
): readonly StorageSite[] {
  const sites = agreement.compiled.sites
    .filter(({ kind }) => kind === "storage-site")
    .map(({ name, position }) => ({ name: textIn(name), position }));
  const declared = holdings.flatMap(({ site, withdrawn }) => {
    const position = positionOf(site);
    if (withdrawn === true || position === undefined) return [];
    return [{ name: placeNameOf(site, { agreement }), position }];
  });
  return [...sites, ...declared];
}

export function deskStorage(
  context: Pick<ViewContext, "agreement">,
  holdings: readonly Holding[],
  inspections: readonly Inspection[],
): DeskView["storage"] {
  const rows = holdings
    .filter(({ withdrawn }) => withdrawn !== true)
    .map((holding) => holdingStanding(holding, inspections));
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    declaredCount: sum(({ declaredCount }) => declaredCount),
    seenCount: sum(({ seenCount }) => seenCount),
    missingCount: sum(({ missingCount }) => missingCount),
    notVerifiedCount: sum(({ notVerifiedCount }) => notVerifiedCount),
    refusedCount: sum(({ refusedCount }) => refusedCount),
    holdings: rows.map(({ holding, lines, lastLook, lastVisit, ...counts }) => ({
      ...counts,
      holdingId: holding.id,
      version: holding.version,
      siteName: placeNameOf(holding.site, context),
      party: holding.party,
      lastLookMs: lastLook?.span.toMs ?? null,
      access: lastVisit?.access ?? "none-yet",
      lines: lines.map(({ declared, seenCount, missingCount }) => ({
        what: weaponText(declared),
        declaredCount: declared.count,
        seenCount,
        missingCount,
      })),
    })),
  };
}

function weaponText({ class: weaponClass, statedAs, calibreMm }: WeaponLine): string {
  const calibre = calibreMm === undefined ? "" : `, ${calibreMm} mm`;
  const stated = statedAs === undefined ? "" : ` (${statedAs})`;
  return `${weaponClass.replaceAll("-", " ")}${stated}${calibre}`;
}

export function deskVisits(
  context: Pick<ViewContext, "agreement" | "asOfMs">,
  visits: readonly SiteVisit[],
): DeskView["siteVisits"] {
  const rows = siteVisitsStanding(visits, context.asOfMs);
  const backlog = rows.filter(({ isBacklog }) => isBacklog);
  return {
    openCount: rows.filter(({ isOpen }) => isOpen).length,
    backlogCount: backlog.length,
    oldestBacklogMs:
      backlog.length === 0 ? null : Math.max(...backlog.map(({ backlogMs }) => backlogMs)),
    visits: rows.map(({ visit, isBacklog, ageMs }) => ({
      id: visit.id,
      version: visit.version,
      placeName: placeNameOf(visit.place, context),
      purpose: visit.purpose,
      state: visit.state,
      requestedAtMs: visit.requestedAtMs,
      dueMs: visit.dueMs ?? null,
      backlog: isBacklog,
      ageMs,
      blockedBecause: visit.blockedBecause ?? null,
      checklist: visit.checklist.map(({ item, state }) => ({ item, state })),
    })),
  };
}

/** The checklists of the agreement's sites, each once. */
export function deskChecklists({
  agreement,
}: Pick<ViewContext, "agreement">): readonly DeskChecklist[] {
  const found = agreement.compiled.sites.flatMap((site) =>
    checklistsFor(site).map((list) =>
      // The lists of all sites are offered with every visit: one that is of a single site says of which.
      list === sevenPillars || list === fivePrinciples
        ? list
        : { ...list, title: `${list.title}, ${textIn(site.name)}` },
    ),
  );
  return [...new Map(found.map((list) => [list.id, list])).values()];
}

export function deskCasualties(
  context: Pick<ViewContext, "agreement">,
  casualties: readonly Casualty[],
): readonly DeskCasualty[] {
  return casualties
    .filter(({ withdrawn }) => withdrawn !== true)
    .map((casualty) => ({
      id: casualty.id,
      version: casualty.version,
      fromMs: casualty.span.fromMs,
      placeName: placeNameOf(casualty.place, context),
      killedCount: casualty.killedCount,
      injuredCount: casualty.injuredCount,
      who: casualty.who,
      corroboration: casualty.corroboration,
      raisedBy: raisesCorroboration(casualty),
    }));
}
