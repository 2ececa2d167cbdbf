import type { CompiledLine, CompiledRule, CompiledZone, Polygons } from "@truceline/agreement";
import { boundingBox, zoneAreaM2 } from "@truceline/geo";
import { listOf, partiesText, zoneText } from "./named-things.ts";
import { endsOf, type Speech } from "./speech.ts";
import type { Bound, Condition, Statement } from "./statement.ts";

/** Where a rule applies. The distance of a withdrawal stands in the rule's own sentence. */
export function placeSentences(
  { tested, ground }: Extract<Condition, { because: "place" }>,
  rule: CompiledRule,
  speech: Speech,
): readonly string[] {
  if (ground.by === "distance" || rule.kind === "access") return [];
  const zone = zoneText(ground.zone, speech);
  if (rule.kind === "prohibit") return [speech.sentence("where.zone", { zone, tested })];
  return [speech.sentence(rule.kind === "limit" ? "where.limit" : "where.only", { zone })];
}

/** The air that a zone holds; nothing for one that holds all of it. */
export function heightSentences(zone: CompiledZone, speech: Speech): readonly string[] {
  const { floorM, ceilingM } = zone;
  if (floorM === undefined && ceilingM === undefined) return [];
  return [
    speech.sentence("zone.height", {
      zone: zoneText(zone, speech),
      ends: endsOf(floorM, ceilingM),
      floor: speech.height(floorM ?? 0),
      ceiling: speech.height(ceilingM ?? 0),
    }),
  ];
}

type Told = { readonly about: "zone" | "line"; readonly text: string };

/** What the zones of a statement are, and the versions of the lines that they are measured from. */
export function zoneAndLineSentences(statement: Statement, speech: Speech): readonly Told[] {
  const told: Told[] = [];
  const add = (about: Told["about"], texts: readonly string[]) => {
    for (const text of texts) told.push({ about, text });
  };
  for (const zone of statement.zones) add("zone", zoneSentences(zone, statement, speech));
  for (const line of statement.lines) add("line", lineSentences(line, statement, speech));
  return told;
}

function zoneSentences(
  zone: CompiledZone,
  statement: Statement,
  speech: Speech,
): readonly string[] {
  const told = zoneText(zone, speech);
  const { build, except = [] } = zone;
  const left = statement.zones.filter(({ id }) => except.includes(id));
  const isOwn = statement.conditions.some((one) => one.because === "height" && one.zone === zone);
  return [
    ...builtSentences(build, told, statement, speech),
    // The height of the article's own zone is a condition, and told as such.
    ...(isOwn ? [] : heightSentences(zone, speech)),
    ...(left.length === 0
      ? []
      : [
          speech.sentence("zone.except", {
            zones: listOf(
              left.map((one) => zoneText(one, speech)),
              speech,
            ),
          }),
        ]),
  ];
}

function builtSentences(
  build: CompiledZone["build"],
  zone: string,
  statement: Statement,
  speech: Speech,
): readonly string[] {
  switch (build.by) {
    case "geometry":
      return [drawnSentence(zone, build.polygons, speech)];
    case "everywhere":
      return [speech.sentence("zone.everywhere", { zone })];
    case "sector": {
      const sector = statement.sectors.find(({ id }) => id === build.sector);
      const name = sector === undefined ? speech.quoted(build.sector) : speech.name(sector.name);
      return [speech.sentence("zone.sector", { zone, sector: name })];
    }
    case "band":
      return bandSentences(build, zone, statement, speech);
  }
}

function bandSentences(
  build: Extract<CompiledZone["build"], { by: "band" }>,
  zone: string,
  { lines, parties }: Statement,
  speech: Speech,
): readonly string[] {
  const line = lines.find(({ id }) => id === build.line);
  if (line === undefined) return [];
  const reaches = [line.sides.left, line.sides.right].map((id) => ({
    party: nameOf(id, parties, speech),
    reachM: build.distanceM[id] ?? 0,
    fromM: build.fromM?.[id] ?? 0,
  }));
  const wide = reaches.filter(({ reachM }) => reachM > 0);
  const [first, second] = wide;
  if (first === undefined) return [];
  const name = { zone, line: speech.name(line.name) };
  const reach =
    second === undefined
      ? speech.sentence("zone.band-one", {
          ...name,
          distance: speech.distance(first.reachM),
          party: first.party,
        })
      : first.reachM === second.reachM
        ? speech.sentence("zone.band-even", { ...name, distance: speech.distance(first.reachM) })
        : speech.sentence("zone.band-uneven", {
            ...name,
            first: speech.distance(first.reachM),
            firstParty: first.party,
            second: speech.distance(second.reachM),
            secondParty: second.party,
          });
  const inner = wide
    .filter(({ fromM }) => fromM > 0)
    .map(({ party, fromM }) =>
      speech.sentence("zone.band-inner", { party, distance: speech.distance(fromM) }),
    );
  return [reach, ...inner];
}

function drawnSentence(zone: string, polygons: Polygons, speech: Speech): string {
  const groundM2 = zoneAreaM2({ type: "MultiPolygon", coordinates: polygons });
  const box = boundingBox(polygons.flat(2));
  const middle = [(box.westDeg + box.eastDeg) / 2, (box.southDeg + box.northDeg) / 2] as const;
  return speech.sentence("zone.drawn", {
    zone,
    n: polygons.length,
    figure: speech.figure(polygons.length),
    area: speech.say("area", { figure: roughly(groundM2 / 1e6, speech) }),
    place: speech.position(middle),
  });
}

/** Three digits that matter: 4.01, 34.6, 1 230. */
function roughly(value: number, speech: Speech): string {
  return speech.number(Number(value.toPrecision(3)), 3);
}

function lineSentences(
  line: CompiledLine,
  { parties }: Statement,
  speech: Speech,
): readonly string[] {
  const { versions, sides } = line;
  const n = versions.length;
  return [
    speech.sentence("line.versions", {
      line: speech.name(line.name),
      n,
      figure: speech.figure(n),
    }),
    ...versions.map(({ drawnBy, validFromMs, acceptedBy }) => {
      const accepted = parties.filter(({ id }) => acceptedBy.includes(id));
      return speech.sentence("line.version", {
        author: authorText(drawnBy, parties, speech),
        date: speech.wording.date(validFromMs),
        accepted: accepted.length === 0 ? "nobody" : accepted.length === 1 ? "one" : "more",
        parties: partiesText(accepted, speech),
      });
    }),
    speech.sentence("line.sides", {
      left: nameOf(sides.left, parties, speech),
      right: nameOf(sides.right, parties, speech),
    }),
  ];
}

/** Who drew a version: a party by its name, the mission, Truceline, or whoever is named. */
export function authorText(drawnBy: string, parties: readonly Bound[], speech: Speech): string {
  const who =
    drawnBy === "mission" ? "mission" : drawnBy === "truceline-schematic" ? "schematic" : "other";
  return speech.say("author", { who, name: nameOf(drawnBy, parties, speech) });
}

export function nameOf(id: string, parties: readonly Bound[], speech: Speech): string {
  const party = parties.find((one) => one.id === id);
  return party === undefined ? speech.quoted(id) : speech.name(party.name);
}
