import { lengthM } from "@truceline/geo";
import { canonicalBytes, lonLat, sha256Hex } from "@truceline/model";
import { compileArticles } from "./compile-articles.ts";
import { type CompileContext, checkReference, partiesOf } from "./compile-context.ts";
import { compileContributions } from "./compile-contributions.ts";
import { compileDecisions } from "./compile-decisions.ts";
import { compileDefinitions, compileExemptions, compilePhases } from "./compile-norms.ts";
import { compileObligations } from "./compile-obligations.ts";
import { compileContradictions, compilePositions, compileTerms } from "./compile-positions.ts";
import { compileGate, compileZone, reportExceptionRings } from "./compile-zones.ts";
import type {
  CompiledAgreement,
  CompiledArticle,
  CompiledLine,
  CompiledSector,
  CompiledSite,
  CompiledZone,
} from "./compiled.ts";
import type { WeaponSelector } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { compileEscalation } from "./escalation/compile-escalation.ts";
import type { Reporter } from "./faults.ts";
import type { GeometryFiles } from "./geometry-files.ts";
import { compileIndicators } from "./indicators/compile-indicators.ts";
import {
  isClockTime,
  isTimezone,
  parseAreaM2,
  parseDistanceM,
  parseDurationMs,
  parseInstantMs,
} from "./quantities.ts";
import { reservedIds, reservedSectorIds, reservedZoneIds } from "./vocabulary.ts";

const defaults = {
  associationDistanceM: 3_000,
  associationTimeMs: 120_000,
  cellResolution: 6,
  releaseDelayMs: 24 * 3_600_000,
  releaseCellAreaM2: 250_000_000,
  cutOff: "00:00",
};
/** A sector may end this much beyond its line: published lengths are rounded. */
const sectorOverhangM = 1_000;

/**
 * Compiles a document, reporting every fault of meaning: references, orders, geometry. What has a
 * fault of shape comes out incomplete; the caller keeps the result only when there was no fault.
 */
export function compileAgreement(
  root: Cursor,
  reporter: Reporter,
  files: GeometryFiles,
  base?: CompiledAgreement | undefined,
): CompiledAgreement {
  const stated = root.get("timezone").text();
  const timezone = stated !== undefined && isTimezone(stated) ? stated : "Etc/UTC";
  const idsOf = (key: string) => uniqueIds(root.get(key), reporter);
  const partyIds = idsOf("parties");
  checkReserved(root.get("parties"), reservedIds, reporter);
  checkReserved(root.get("sectors"), reservedSectorIds, reporter);
  checkReserved(root.get("zones"), reservedZoneIds, reporter);
  const articleIds = idsOf("articles");
  const definitions = new Map<string, WeaponSelector | null>();
  const zones: CompiledZone[] = [];
  idsOf("phases");
  idsOf("definitions");
  const context: CompileContext = {
    root,
    reporter,
    files,
    timezone,
    inForce: inForceOf(root, timezone, reporter),
    partyIds,
    lineIds: idsOf("lines"),
    zoneIds: idsOf("zones"),
    sectorIds: idsOf("sectors"),
    obligationIds: namesIn(root.get("obligations")),
    thirdPartyIds: namesIn(root.get("thirdParties")),
    guarantorIds: namesIn(
      root.get("thirdParties"),
      (entry) => entry.get("role").text() === "guarantor",
    ),
    phases: compilePhases({ root, reporter, timezone }, articleIds),
    definitions,
    zones,
  };
  idsOf("sites");
  idsOf("gates");

  const lines = root
    .get("lines")
    .items()
    .map((line) => compileLine(line, context));
  const sectors = root
    .get("sectors")
    .items()
    .map((sector) => compileSector(sector, lines, context));
  const sites = root
    .get("sites")
    .items()
    .flatMap((site) => compileSite(site));
  const declared = root.get("zones").items();
  const compiledSites = sites.map(({ site }) => site);
  zones.push(...declared.map((zone) => compileZone(zone, compiledSites, context)));
  reportExceptionRings(zones, root, context);
  files.tellSwapped(
    sites.map(({ site, pointer }) => ({ position: site.position, pointer: `${pointer}/at` })),
  );
  const meanings = compileDefinitions(context, definitions);
  const articles = compileArticles(context);
  const exemptions = compileExemptions(context, articles);
  const authentic = root.get("authentic").text();
  if (authentic !== undefined) checkAuthentic(authentic, root, reporter);
  const association = root.get("association");
  const release = root.get("release");
  const cutOff = root.get("reporting").get("cutOff").text();
  const compiled: Omit<CompiledAgreement, "hash"> = {
    form: "compiled-agreement/1",
    id: root.get("id").text() ?? "",
    title: root.get("title").localText(),
    status: (root.get("status").text() ?? "agreement") as CompiledAgreement["status"],
    timezone,
    inForce: {
      fromMs: context.inForce?.fromMs ?? 0,
      ...(context.inForce?.toMs === undefined ? {} : { toMs: context.inForce.toMs }),
    },
    cutOff: cutOff !== undefined && isClockTime(cutOff) ? cutOff : defaults.cutOff,
    parties: root
      .get("parties")
      .items()
      .map((party) => ({
        id: party.get("id").text() ?? "",
        name: party.get("name").localText(),
      })),
    lines,
    zones,
    sectors,
    sites: compiledSites,
    articles,
    association: {
      distanceM:
        parseDistanceM(association.get("distance").text() ?? "") ?? defaults.associationDistanceM,
      timeMs: parseDurationMs(association.get("time").text() ?? "") ?? defaults.associationTimeMs,
    },
    cellResolution: root.get("coverage").get("cellResolution").number() ?? defaults.cellResolution,
    release: {
      delayMs: parseDurationMs(release.get("delay").text() ?? "") ?? defaults.releaseDelayMs,
      cellAreaM2: parseAreaM2(release.get("area").text() ?? "") ?? defaults.releaseCellAreaM2,
    },
    ...(authentic === undefined ? {} : { authentic }),
    ...(root.has("gates") ? { gates: root.get("gates").items().flatMap(compileGate) } : {}),
    ...(root.has("phases") ? { phases: context.phases } : {}),
    ...(root.has("exemptions") ? { exemptions } : {}),
    ...(root.has("definitions") ? { definitions: meanings } : {}),
    ...termsBeyondTheLine(context, articles, idsOf),
    ...(base === undefined ? {} : { amends: { agreement: base.id, hash: base.hash } }),
  };
  return { ...compiled, hash: agreementHash(compiled) };
}

/** Hex SHA-256 of the canonical JSON of a compiled agreement without its `hash`. */
export function agreementHash(compiled: Omit<CompiledAgreement, "hash">): string {
  const { hash: _, ...content } = compiled as CompiledAgreement;
  return sha256Hex(canonicalBytes(content));
}

/** Only what the document has: an absent list must not change the hash of documents without it. */
function termsBeyondTheLine(
  context: CompileContext,
  articles: readonly CompiledArticle[],
  idsOf: (key: string) => readonly string[],
): Partial<CompiledAgreement> {
  const { root, partyIds, reporter } = context;
  checkReserved(root.get("thirdParties"), reservedIds, reporter);
  for (const id of root
    .get("thirdParties")
    .items()
    .map((entry) => entry.get("id"))) {
    if (partyIds.includes(id.text() ?? "")) {
      reporter.report("TL_AGR_ID_TWICE", id.pointer, `\`${id.text()}\` is a party`);
    }
  }
  checkReserved(root.get("obligations"), ["in-force"], reporter);
  const thirdPartyIds = idsOf("thirdParties");
  const listed = ["obligations", "decisions", "terms", "positions", "contributions", "indicators"];
  for (const key of listed) idsOf(key);
  const terms = compileTerms(context);
  const decisions = compileDecisions(context);
  const parts = {
    thirdParties: () =>
      root
        .get("thirdParties")
        .items()
        .map((entry) => {
          const role = entry.get("role").text();
          return {
            id: entry.get("id").text() ?? "",
            name: entry.get("name").localText(),
            ...(role === undefined ? {} : { role }),
          };
        }),
    obligations: () => compileObligations(context, articles, thirdPartyIds),
    decisions: () => decisions,
    terms: () => terms,
    positions: () => compilePositions(context, terms, thirdPartyIds),
    contradictions: () => compileContradictions(context),
    contributions: () => compileContributions(context, thirdPartyIds),
    escalation: () => compileEscalation(context, articles, decisions, thirdPartyIds),
    indicators: () => compileIndicators(context, articles),
  };
  return Object.fromEntries(
    Object.entries(parts)
      .filter(([key]) => root.has(key))
      .map(([key, compile]) => [key, compile()]),
  );
}

function uniqueIds(list: Cursor, reporter: Reporter): readonly string[] {
  const ids: string[] = [];
  for (const entry of list.items()) {
    const id = entry.get("id");
    const text = id.text();
    if (text === undefined) continue;
    if (ids.includes(text)) reporter.report("TL_AGR_ID_TWICE", id.pointer, `\`${text}\``);
    else ids.push(text);
  }
  return ids;
}

/** Ids of a list as far as they are there; `uniqueIds` tells what is wrong with them. */
function namesIn(list: Cursor, isMeant: (entry: Cursor) => boolean = () => true) {
  const ids = list
    .items()
    .filter(isMeant)
    .flatMap((entry) => entry.get("id").text() ?? []);
  return [...new Set(ids)];
}

/** Where texts differ the authentic one decides, so it must be there. */
function checkAuthentic(language: string, root: Cursor, reporter: Reporter): void {
  const texts = [
    root.get("title"),
    ...root
      .get("articles")
      .items()
      .map((article) => article.get("text")),
  ];
  for (const text of texts) {
    if (text.value === undefined || text.has(language)) continue;
    reporter.report("TL_AGR_AUTHENTIC", text.pointer, `there is none in \`${language}\``);
  }
}

function checkReserved(list: Cursor, reserved: readonly string[], reporter: Reporter): void {
  for (const entry of list.items()) {
    const id = entry.get("id");
    const text = id.text();
    if (text !== undefined && reserved.includes(text)) {
      reporter.report("TL_AGR_ID_RESERVED", id.pointer, `\`${text}\``);
    }
  }
}

function inForceOf(root: Cursor, timezone: string, reporter: Reporter): CompileContext["inForce"] {
  const from = root.get("inForce").get("from").text();
  const to = root.get("inForce").get("to");
  const fromMs = from === undefined ? undefined : parseInstantMs(from, timezone);
  const toText = to.text();
  const toMs = toText === undefined ? undefined : parseInstantMs(toText, timezone);
  if (fromMs === undefined) return undefined;
  if (toMs !== undefined && toMs <= fromMs) {
    reporter.report("TL_AGR_TIME_ORDER", to.pointer, "`to` is not after `from`");
    return { fromMs, toMs: undefined };
  }
  return { fromMs, toMs };
}

function compileLine(line: Cursor, context: CompileContext): CompiledLine {
  const { reporter, partyIds, timezone, files } = context;
  const left = line.get("sides").get("left");
  const right = line.get("sides").get("right");
  const known = [left, right].map((side) => checkReference(side, partyIds, "party", reporter));
  if (known.every(Boolean) && left.text() === right.text()) {
    reporter.report("TL_AGR_LINE_SIDES", right.pointer, `\`${right.text()}\``);
  }
  const latestByAuthor = new Map<string, number>();
  const versions = line
    .get("versions")
    .items()
    .map((version) => {
      const drawnBy = version.get("drawnBy").text() ?? "";
      const validFrom = version.get("validFrom");
      const validFromMs = parseInstantMs(validFrom.text() ?? "", timezone);
      const latestMs = latestByAuthor.get(drawnBy);
      if (validFromMs !== undefined) {
        if (latestMs !== undefined && validFromMs <= latestMs) {
          reporter.report("TL_AGR_LINE_ORDER", validFrom.pointer, `drawn by \`${drawnBy}\``);
        }
        latestByAuthor.set(drawnBy, Math.max(latestMs ?? validFromMs, validFromMs));
      }
      const note = version.get("note").text();
      return {
        validFromMs: validFromMs ?? 0,
        drawnBy,
        acceptedBy: partiesOf(version.get("acceptedBy"), context),
        coordinates: files.line(version.get("geometry")) ?? [],
        ...(note === undefined ? {} : { note }),
      };
    });
  return {
    id: line.get("id").text() ?? "",
    name: line.get("name").localText(),
    sides: { left: left.text() ?? "", right: right.text() ?? "" },
    versions,
  };
}

function compileSector(
  sector: Cursor,
  lines: readonly CompiledLine[],
  context: CompileContext,
): CompiledSector {
  const { reporter, files } = context;
  const along = sector.get("along");
  const id = sector.get("id").text() ?? "";
  const name = sector.get("name").localText();
  if (along.value === undefined) {
    const polygons = sector.has("geometry") ? files.zone(sector.get("geometry")) : undefined;
    return { id, name, build: { by: "geometry", polygons: polygons ?? [] } };
  }
  const lineName = along.get("line");
  checkReference(lineName, context.lineIds, "line", reporter);
  const line = lines.find((candidate) => candidate.id === lineName.text());
  const longestM = Math.max(
    0,
    ...(line?.versions ?? []).map(({ coordinates }) =>
      coordinates.length < 2 ? 0 : lengthM(coordinates),
    ),
  );
  const fromM = parseDistanceM(along.get("from").text() ?? "");
  const to = along.get("to");
  const toM = to.value === undefined ? longestM : parseDistanceM(to.text() ?? "");
  const lengthHint = `The line is ${(longestM / 1_000).toFixed(1)} km long.`;
  if (longestM > 0 && fromM !== undefined && fromM >= longestM) {
    reporter.report("TL_AGR_SECTOR_RANGE", along.get("from").pointer, "it begins after the end", {
      hint: lengthHint,
    });
  } else if (longestM > 0 && toM !== undefined && toM > longestM + sectorOverhangM) {
    reporter.report("TL_AGR_SECTOR_RANGE", to.pointer, "it ends after the end", {
      hint: lengthHint,
    });
  } else if (fromM !== undefined && toM !== undefined && to.value !== undefined && toM <= fromM) {
    reporter.report("TL_AGR_SECTOR_RANGE", to.pointer, "it ends where it begins, or before", {
      hint: "Give `to` a larger distance than `from`.",
    });
  }
  return {
    id,
    name,
    build: { by: "along", line: lineName.text() ?? "", fromM: fromM ?? 0, toM: toM ?? 0 },
  };
}

function compileSite(
  site: Cursor,
): readonly { readonly site: CompiledSite; readonly pointer: string }[] {
  const [lonDeg, latDeg] = site
    .get("at")
    .items()
    .map((part) => part.number());
  if (lonDeg === undefined || latDeg === undefined) return [];
  if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) return [];
  const safetyRadiusM = parseDistanceM(site.get("safetyRadius").text() ?? "");
  const powerLines = site
    .get("powerLines")
    .items()
    .flatMap((line) => line.text() ?? []);
  return [
    {
      site: {
        id: site.get("id").text() ?? "",
        kind: site.get("kind").text() ?? "",
        name: site.get("name").localText(),
        position: lonLat(lonDeg, latDeg),
        ...(safetyRadiusM === undefined ? {} : { safetyRadiusM }),
        ...(powerLines.length === 0 ? {} : { powerLines }),
      },
      pointer: site.pointer,
    },
  ];
}
