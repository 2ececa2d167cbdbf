import type { CompiledArticle, PreparedAgreement, PreparedArea } from "@truceline/agreement";
import type { Position } from "@truceline/geo";

/** Where the mission may stand, as the agreement has it. */
export interface Standing {
  /** @param isManned people live there; else people only come by, as access allows. */
  mayStand(position: Position, isManned: boolean): boolean;
  /** May a ship of the mission keep a station there? */
  mayLie(position: Position): boolean;
  /** Whether the agreement has any sea. */
  readonly hasSea: boolean;
  /** At most so many persons of the contributors in a zone together; null: no such limit. */
  readonly personsAtMost: number | null;
  /** What was read from the agreement, in words. */
  readonly notes: readonly string[];
}

const presence: readonly string[] = ["presence", "persons"];
const corridor = "maritime-corridor";
const maritimeKinds: readonly string[] = [corridor, "territorial-waters"];

/**
 * The agreement's limits on where the mission stands. Ground is granted by an article of access for the
 * mission, by one that permits presence, and by one that keeps the parties out (a zone that both leave
 * is the mission's to watch); an agreement that has none of these is silent, and every place is taken
 * as granted. A zone in which presence is prohibited to all who give people bars posts with people.
 * Nobody stands at sea; ships keep stations in maritime corridors, where passage is free, and in other
 * waters where they are granted as ground is.
 */
export function standingOf(prepared: PreparedAgreement, atMs: number): Standing {
  const { articles, parties, zones, contributions = [], thirdParties = [] } = prepared.compiled;
  const areaOf = ({ id, rule }: CompiledArticle): PreparedArea | null =>
    rule.kind === "narrative"
      ? null
      : prepared.articleArea(id, "time" in rule ? Math.max(atMs, rule.time.fromMs) : atMs);
  const areasOf = (isMeant: (article: CompiledArticle) => boolean) =>
    articles.filter(isMeant).flatMap((article) => areaOf(article) ?? []);

  const partyIds = parties.map(({ id }) => id);
  const givers = contributions
    .filter(({ atLeast, upTo }) => [atLeast, upTo].some((given) => given?.unit === "persons"))
    .map(({ who }) => who);
  const contributors = [
    ...new Set(
      givers.length > 0
        ? givers
        : thirdParties.filter(({ role }) => role === "contributor").map(({ id }) => id),
    ),
  ];
  const bindsAll = (by: readonly string[], who: readonly string[]) =>
    who.length > 0 && who.every((id) => by.includes(id));
  const keepsOut = ({ rule }: CompiledArticle, who: readonly string[]) =>
    ((rule.kind === "prohibit" && presence.includes(rule.activity)) ||
      (rule.kind === "limit" && rule.of === "persons" && rule.atMost === 0)) &&
    bindsAll(rule.by, who);

  const access = areasOf(({ rule }) => rule.kind === "access" && rule.of === "mission");
  const permitted = areasOf(
    ({ rule }) => rule.kind === "permit" && presence.includes(rule.activity),
  );
  const left = areasOf((article) => keepsOut(article, partyIds));
  const granted = [...access, ...permitted, ...left];
  const barred = areasOf((article) => keepsOut(article, contributors));
  const atSea = zones
    .filter(({ kind }) => maritimeKinds.includes(kind))
    .map(({ id }) => prepared.zoneArea(id, atMs));
  const corridors = zones
    .filter(({ kind }) => kind === corridor)
    .map(({ id }) => prepared.zoneArea(id, atMs));
  const caps = articles.flatMap(({ rule }) =>
    rule.kind === "limit" &&
    rule.of === "persons" &&
    rule.atMost > 0 &&
    bindsAll(rule.by, contributors)
      ? [rule.atMost]
      : [],
  );
  const holds = (areas: readonly PreparedArea[], [lonDeg, latDeg]: Position) =>
    areas.some((area) => area.contains(lonDeg, latDeg));
  return {
    mayStand(position, isManned) {
      if (holds(atSea, position) || (isManned && holds(barred, position))) return false;
      return granted.length === 0 || holds(granted, position);
    },
    hasSea: atSea.length > 0,
    mayLie(position) {
      if (!holds(atSea, position) || holds(barred, position)) return false;
      return holds(corridors, position) || granted.length === 0 || holds(granted, position);
    },
    personsAtMost: caps.length === 0 ? null : Math.min(...caps),
    notes: [
      granted.length === 0
        ? "The agreement does not say where the mission may stand: every place was taken as granted."
        : "Posts stand only where an article gives the mission access, permits presence or keeps the parties out.",
      ...(barred.length === 0
        ? []
        : [
            `All who give people (${contributors.join(", ")}) are kept out of a zone: there only equipment stands, visited under the mission's access.`,
          ]),
      ...(caps.length === 0
        ? []
        : [`An article limits the people of the contributors in a zone to ${Math.min(...caps)}.`]),
      ...(atSea.length === 0
        ? []
        : [
            "At sea nobody stands: ships keep stations in maritime corridors, where passage is free, and in other waters as far as an article grants them.",
          ]),
    ],
  };
}
