import type { CompiledSite } from "@truceline/agreement";
import { checklistsFor, powerLineItem, siteVisitsStanding } from "@truceline/desk";
import { distanceM } from "@truceline/geo";
import type { Denial, DeskPlace, LonLat, SiteVisit } from "@truceline/model";
import { placePositions } from "../processor/place-positions.ts";
import { readRecord } from "../store/read-record.ts";
import { textIn } from "../views/ground.ts";
import type { ViewContext } from "../views/view-context.ts";
import { type SiteEvent, siteEvents } from "./site-events.ts";
import { stakeOf } from "./site-stakes.ts";

type ItemState = SiteVisit["checklist"][number]["state"];

/** A site of the agreement and how it stands. */
export interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly position: LonLat;
  readonly sectorId: string;
  /** 0 = the most is at stake. */
  readonly stakeRank: number;
  readonly atStake: string;
  readonly safetyRadiusM: number;
  /** The agreement gives none: it is that of the kind, which is assumed. */
  readonly isRadiusAssumed: boolean;
  /** Events of the week that may have been within the radius. */
  readonly eventCount: number;
  /** The largest chance of one of them; 0 for none. */
  readonly worstRatio: number;
  readonly openVisitCount: number;
  readonly backlogCount: number;
  /** Times in the week that the mission was kept from it. */
  readonly denialCount: number;
  readonly lines: readonly SiteItem[];
  /** Items of the newest answers: how many hold, do not hold, could not be seen, were never asked. */
  readonly items: Readonly<Record<ItemState, number>>;
}

/** A question of a checklist with its newest answer. */
export interface SiteItem {
  readonly item: string;
  readonly text: string;
  readonly state: ItemState;
  /** When it was answered; null where it never was. */
  readonly asOfMs: number | null;
}

export interface SiteVisitLine {
  readonly id: string;
  readonly purpose: string;
  readonly state: SiteVisit["state"];
  readonly isBacklog: boolean;
  readonly requestedAtMs: number;
  readonly dueMs: number | null;
  readonly doneMs: number | null;
  readonly blockedBecause: string | null;
}

export interface SiteDenial {
  readonly id: string;
  readonly kind: Denial["kind"];
  readonly fromMs: number;
  readonly toMs: number;
  readonly reasonGiven: string | null;
}

/** All sites, and what happened near them by what is at stake. Internal. */
export interface SiteBoard {
  readonly asOfMs: number;
  readonly fromMs: number;
  readonly sites: readonly SiteRow[];
  readonly events: readonly SiteEvent[];
}

/** One site, opened. Internal. */
export interface SiteSheet {
  readonly asOfMs: number;
  readonly fromMs: number;
  readonly row: SiteRow;
  readonly events: readonly SiteEvent[];
  readonly visits: readonly SiteVisitLine[];
  readonly denials: readonly SiteDenial[];
  readonly items: readonly SiteItem[];
}

const weekMs = 7 * 86_400_000;
/** Events of the board at most; those of one site are in its sheet. */
const boardEventCountMax = 200;

/** Sites by what is at stake, those with the likeliest event first among equals. */
export async function siteBoard(context: ViewContext): Promise<SiteBoard> {
  const sheets = await sheetsOf(context, context.agreement.compiled.sites);
  return {
    asOfMs: context.asOfMs,
    fromMs: context.asOfMs - weekMs,
    sites: sheets.map(({ row }) => row),
    events: sheets.flatMap(({ events }) => events).slice(0, boardEventCountMax),
  };
}

/** One site; undefined for one that the agreement does not name. */
export async function siteSheet(
  context: ViewContext,
  siteId: string,
): Promise<SiteSheet | undefined> {
  const sites = context.agreement.compiled.sites.filter(({ id }) => id === siteId);
  return sites.length === 0 ? undefined : (await sheetsOf(context, sites))[0];
}

async function sheetsOf(
  context: ViewContext,
  sites: readonly CompiledSite[],
): Promise<readonly SiteSheet[]> {
  const { asOfMs, knownAtMs } = context;
  const fromMs = asOfMs - weekMs;
  const events = await siteEvents(context, sites, fromMs);
  const visits = await siteVisits(context);
  const denials = context.patrols
    .denials(knownAtMs)
    .filter(
      ({ withdrawn, span }) => withdrawn !== true && span.toMs >= fromMs && span.fromMs <= asOfMs,
    );
  const positionOf = placePositions(context);
  const isAt = (place: DeskPlace, site: CompiledSite): boolean => {
    if (place.siteId !== undefined) return place.siteId === site.id;
    const position = positionOf(place);
    return (
      position !== undefined && distanceM(position, site.position) <= stakeOf(site).safetyRadiusM
    );
  };
  return sites
    .map((site) =>
      sheetOf(
        context,
        site,
        events.filter(({ siteId }) => siteId === site.id),
        visits.filter(({ place }) => isAt(place, site)),
        denials.filter(({ place }) => isAt(place, site)),
      ),
    )
    .sort(
      (one, other) =>
        one.row.stakeRank - other.row.stakeRank ||
        other.row.worstRatio - one.row.worstRatio ||
        (one.row.id < other.row.id ? -1 : 1),
    );
}

function sheetOf(
  { agreement, asOfMs }: ViewContext,
  site: CompiledSite,
  events: readonly SiteEvent[],
  visits: readonly SiteVisit[],
  denials: readonly Denial[],
): SiteSheet {
  const stake = stakeOf(site);
  const standing = siteVisitsStanding(visits, asOfMs);
  const items = itemsOf(site, visits, asOfMs);
  const lineItems = new Set(site.powerLines?.map(powerLineItem));
  const row: SiteRow = {
    id: site.id,
    name: textIn(site.name),
    kind: site.kind,
    position: site.position,
    sectorId: agreement.sectorOf(site.position, asOfMs),
    stakeRank: stake.rank,
    atStake: stake.atStake,
    safetyRadiusM: stake.safetyRadiusM,
    isRadiusAssumed: stake.isRadiusAssumed,
    eventCount: events.length,
    worstRatio: Math.max(0, ...events.map(({ insideRatio }) => insideRatio)),
    openVisitCount: standing.filter(({ isOpen }) => isOpen).length,
    backlogCount: standing.filter(({ isBacklog }) => isBacklog).length,
    denialCount: denials.length,
    lines: items.filter(({ item }) => lineItems.has(item)),
    items: {
      holds: items.filter(({ state }) => state === "holds").length,
      "does-not-hold": items.filter(({ state }) => state === "does-not-hold").length,
      "not-seen": items.filter(({ state }) => state === "not-seen").length,
      "not-asked": items.filter(({ state }) => state === "not-asked").length,
    },
  };
  return {
    asOfMs,
    fromMs: asOfMs - weekMs,
    row,
    events,
    visits: standing.map(({ visit, isBacklog }) => ({
      id: visit.id,
      purpose: visit.purpose,
      state: visit.state,
      isBacklog,
      requestedAtMs: visit.requestedAtMs,
      dueMs: visit.dueMs ?? null,
      doneMs: visit.done?.toMs ?? null,
      blockedBecause: visit.blockedBecause ?? null,
    })),
    denials: denials
      .map(({ id, kind, span, reasonGiven }) => ({
        id,
        kind,
        fromMs: span.fromMs,
        toMs: span.toMs,
        reasonGiven: reasonGiven ?? null,
      }))
      .sort((one, other) => other.fromMs - one.fromMs),
    items,
  };
}

/** Every question of the site's checklists with its newest answer, whichever visit gave it. */
function itemsOf(
  site: CompiledSite,
  visits: readonly SiteVisit[],
  asOfMs: number,
): readonly SiteItem[] {
  const answeredMs = ({ done, recordedAtMs }: SiteVisit): number => done?.toMs ?? recordedAtMs;
  const newestFirst = visits
    .filter((visit) => answeredMs(visit) <= asOfMs)
    .sort((one, other) => answeredMs(other) - answeredMs(one));
  return checklistsFor(site).flatMap(({ items }) =>
    items.map(({ item, text }) => {
      for (const visit of newestFirst) {
        const answer = visit.checklist.find((one) => one.item === item);
        if (answer === undefined || answer.state === "not-asked") continue;
        return { item, text, state: answer.state, asOfMs: answeredMs(visit) };
      }
      return { item, text, state: "not-asked" as const, asOfMs: null };
    }),
  );
}

/** All there were: an answer holds until somebody gives another. */
async function siteVisits({ store, origin, knownAtMs }: ViewContext): Promise<SiteVisit[]> {
  const found: SiteVisit[] = [];
  for await (const record of store.stream({ kind: "site-visit", origin, knownAtMs })) {
    found.push(readRecord("site-visit", record));
  }
  return found;
}
