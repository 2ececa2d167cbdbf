import { type CompileContext, checkReference } from "./compile-context.ts";
import type { CompiledZone } from "./compiled.ts";
import type { LocalText } from "./compiled-words.ts";
import type { Cursor } from "./cursor.ts";
import { parseDistanceM } from "./quantities.ts";

/** What an area that stands in a rule belongs to; it names the zone that is made of it. */
export interface AreaOwner {
  readonly is: "article" | "exemption";
  readonly id: string;
}

/**
 * The id of the zone that a rule names. An area written in the rule itself becomes a derived zone
 * `<owner>-area`, which is added to those of the context.
 */
export function zoneOfRule(area: Cursor, owner: AreaOwner, context: CompileContext): string {
  const name = area.text();
  if (name !== undefined) {
    if (name === "everywhere") return derive({ by: "everywhere" }, {}, area, owner, context);
    checkReference(area, context.zoneIds, "zone", context.reporter);
    return name;
  }
  const heights = heightsOf(area.get("above"), area.get("below"), context);
  const except = exceptOf(area.get("except"), context);
  const zone = area.get("zone");
  const named = zone.text();
  checkParts(area, context);
  if (named !== undefined && named !== "everywhere") {
    checkReference(zone, context.zoneIds, "zone", context.reporter);
    const base = context.zones.find(({ id }) => id === named);
    const isAlone = except.length === 0 && Object.keys(heights).length === 0;
    if (base === undefined || isAlone) return named;
    return derive(base.build, narrowed(base, heights, except), area, owner, context);
  }
  const parts = { ...heights, ...(except.length === 0 ? {} : { except }) };
  return derive(buildOf(area, context), parts, area, owner, context);
}

/** The same where a rule need not name any ground. */
export function optionalZoneOfRule(
  area: Cursor,
  owner: AreaOwner,
  context: CompileContext,
): string | null {
  return area.value === undefined ? null : zoneOfRule(area, owner, context);
}

type ZoneParts = Pick<CompiledZone, "floorM" | "ceilingM" | "except">;

function buildOf(area: Cursor, context: CompileContext): CompiledZone["build"] {
  if (area.has("zone")) return { by: "everywhere" };
  if (area.has("sector")) {
    checkReference(area.get("sector"), context.sectorIds, "sector", context.reporter);
    return { by: "sector", sector: area.get("sector").text() ?? "" };
  }
  return stripOf(
    {
      line: area.get("of"),
      from: area.get("from"),
      to: area.get(area.has("to") ? "to" : "within"),
    },
    area.get("side"),
    context,
  );
}

/** Ground by its distance from a line, both ends by party's side. */
export function stripOf(
  { line, from, to }: { readonly line: Cursor; readonly from: Cursor; readonly to: Cursor },
  side: Cursor,
  context: CompileContext,
): CompiledZone["build"] {
  const sides = sidesOf(line, context);
  const only = side.text();
  if (only !== undefined && sides.length > 0 && !sides.includes(only)) {
    context.reporter.report("TL_AGR_BAND_SIDE", side.pointer, `\`${only}\` is on neither side`);
  }
  const outer = widthsOf(to, sides, context);
  const inner = from.value === undefined ? undefined : widthsOf(from, sides, context);
  for (const party of sides) {
    const [fromM, toM] = [inner?.[party], outer[party]];
    if (fromM !== undefined && toM !== undefined && fromM >= toM && toM > 0) {
      const at = from.text() === undefined ? from.get(party) : from;
      context.reporter.report("TL_AGR_AREA_ORDER", at.pointer, `${fromM} m to ${toM} m`);
    }
  }
  const ofSide = (widths: Readonly<Record<string, number>>) =>
    only === undefined
      ? widths
      : Object.fromEntries(
          sides.map((party) => [party, party === only ? (widths[party] ?? 0) : 0]),
        );
  return {
    by: "band",
    line: line.text() ?? "",
    distanceM: ofSide(outer),
    ...(inner === undefined || Object.values(inner).every((fromM) => fromM === 0)
      ? {}
      : { fromM: ofSide(inner) }),
  };
}

/** The parties left and right of a line, none for one that is not there. */
function sidesOf(line: Cursor, { root, lineIds, reporter }: CompileContext): readonly string[] {
  if (!checkReference(line, lineIds, "line", reporter)) return [];
  const found = root
    .get("lines")
    .items()
    .find((candidate) => candidate.get("id").text() === line.text());
  return ["left", "right"].flatMap((side) => found?.get("sides").get(side).text() ?? []);
}

/** One distance for both sides, or one for each; a side of which nothing is said is told. */
function widthsOf(
  stated: Cursor,
  sides: readonly string[],
  { partyIds, reporter }: CompileContext,
): Readonly<Record<string, number>> {
  const both = stated.text();
  if (both !== undefined) {
    const distanceM = parseDistanceM(both) ?? 0;
    return Object.fromEntries(sides.map((party) => [party, distanceM]));
  }
  const widths: Record<string, number> = {};
  for (const [party, width] of stated.entries()) {
    if (!checkReference(width, partyIds, "party", reporter, "key")) continue;
    if (sides.length > 0 && !sides.includes(party)) {
      const detail = `\`${party}\` is on neither side`;
      reporter.report("TL_AGR_BAND_SIDE", width.pointer, detail, { at: "key" });
    }
    widths[party] = parseDistanceM(width.text() ?? "") ?? 0;
  }
  for (const party of sides) {
    if (stated.value !== undefined && partyIds.includes(party) && !stated.has(party)) {
      reporter.report("TL_AGR_BAND_SIDE", stated.pointer, `nothing is said for \`${party}\``);
    }
  }
  return widths;
}

/** Floor and ceiling of the air, in metres above ground. */
export function heightsOf(
  floor: Cursor,
  ceiling: Cursor,
  { reporter }: CompileContext,
): Pick<CompiledZone, "floorM" | "ceilingM"> {
  const floorM = parseDistanceM(floor.text() ?? "");
  const ceilingM = parseDistanceM(ceiling.text() ?? "");
  if (floorM !== undefined && ceilingM !== undefined && floorM >= ceilingM) {
    reporter.report("TL_AGR_AREA_ORDER", ceiling.pointer, `${floorM} m to ${ceilingM} m high`);
  }
  return {
    ...(floorM === undefined ? {} : { floorM }),
    ...(ceilingM === undefined ? {} : { ceilingM }),
  };
}

/** Ids of excepted zones, each once. */
export function exceptOf(list: Cursor, { zoneIds, reporter }: CompileContext): readonly string[] {
  const known = list.items().filter((item) => checkReference(item, zoneIds, "zone", reporter));
  return [...new Set(known.flatMap((item) => item.text() ?? []))];
}

/** A zone's own heights and exceptions, and those said beside it: what is left when both hold. */
function narrowed(
  base: CompiledZone,
  heights: Pick<CompiledZone, "floorM" | "ceilingM">,
  except: readonly string[],
): ZoneParts {
  const floorM = Math.max(base.floorM ?? 0, heights.floorM ?? 0);
  const ceilingM = Math.min(
    base.ceilingM ?? Number.POSITIVE_INFINITY,
    heights.ceilingM ?? Number.POSITIVE_INFINITY,
  );
  const all = [...new Set([...(base.except ?? []), ...except])];
  return {
    ...(floorM === 0 ? {} : { floorM }),
    ...(Number.isFinite(ceilingM) ? { ceilingM } : {}),
    ...(all.length === 0 ? {} : { except: all }),
  };
}

/** Parts that belong together: distances and their line, an inner edge and an outer one. */
function checkParts(area: Cursor, { reporter }: CompileContext): void {
  const isStrip = area.has("within") || area.has("to");
  if (isStrip && !area.has("of")) {
    reporter.report("TL_AGR_AREA", area.pointer, "a distance without `of`");
  }
  for (const key of ["of", "side"]) {
    if (!isStrip && area.has(key)) {
      reporter.report("TL_AGR_AREA", area.get(key).pointer, `\`${key}\` without a distance`);
    }
  }
  if (area.has("from") && !area.has("to")) {
    reporter.report("TL_AGR_AREA", area.get("from").pointer, "`from` without `to`");
  }
}

function derive(
  build: CompiledZone["build"],
  parts: ZoneParts,
  area: Cursor,
  owner: AreaOwner,
  context: CompileContext,
): string {
  const id = `${owner.id}-area`;
  if (context.zones.some((zone) => zone.id === id)) {
    const detail = `\`${id}\` is the area made here`;
    context.reporter.report("TL_AGR_ID_TWICE", area.pointer, detail, {
      hint: "Give the zone of that name another id.",
    });
    return id;
  }
  context.zones.push({
    id,
    kind: "rule-area",
    name: nameOf(owner),
    build,
    ...parts,
    derived: true,
  });
  return id;
}

function nameOf({ is, id }: AreaOwner): LocalText {
  return is === "article"
    ? {
        en: `Area of article ${id}`,
        uk: `Простір статті ${id}`,
        ru: `Район статьи ${id}`,
        fr: `Zone de l’article ${id}`,
      }
    : {
        en: `Area of exemption ${id}`,
        uk: `Простір винятку ${id}`,
        ru: `Район исключения ${id}`,
        fr: `Zone de l’exception ${id}`,
      };
}
