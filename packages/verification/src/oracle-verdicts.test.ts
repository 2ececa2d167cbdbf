import { readFileSync } from "node:fs";
import { type PolygonGeometry, PreparedZone } from "@truceline/geo";
import {
  addDays,
  derivedId,
  independentGroupsOf,
  type JointSamples,
  localToMs,
  lonLat,
  type Observation,
  type ObservationKind,
  observationKinds,
  type WeaponClass,
  weaponClasses,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { breachMass, type RulePredicate } from "./breach-mass.ts";
import { timeTest } from "./rule-time.ts";
import { outcomeOf } from "./standard.ts";

/*
 * Oracle family 3. Its tables name an actor too; "broken by anybody" is the mass over all of them, so
 * the mass of one actor is that of the part of the table with this actor. Its kinds and weapons are
 * words of its own: each is put in the place of one of ours.
 */

interface OracleCase {
  readonly id: string;
  readonly incident: {
    readonly place: {
      readonly centre: readonly [number, number];
      readonly semiMajorM: number;
      readonly semiMinorM: number;
      readonly orientationDeg: number;
    };
    readonly time:
      | { readonly type: "instant"; readonly atMs: number }
      | { readonly type: "interval"; readonly fromMs: number; readonly untilMs: number }
      | { readonly type: "local-date"; readonly date: string; readonly timezone: string };
    readonly what:
      | {
          readonly type: "independent";
          readonly kind: Readonly<Record<string, number>>;
          readonly weapon: Readonly<Record<string, number>>;
          readonly actor: Readonly<Record<string, number>>;
        }
      | {
          readonly type: "joint";
          readonly table: readonly {
            readonly kind: string;
            readonly weapon: string;
            readonly actor: string;
            readonly p: number;
          }[];
        };
    readonly persons?: Readonly<Record<string, number>>;
    readonly observations: readonly { readonly sensor: string; readonly mast?: string }[];
  };
  readonly zones: Readonly<Record<string, PolygonGeometry>>;
  readonly article: {
    readonly type: "prohibit" | "withdraw" | "limit";
    readonly kinds?: readonly string[];
    readonly weapons?: readonly string[] | null;
    readonly notInside?: Readonly<Record<string, string>>;
    readonly personsAtMost?: number;
    readonly by: readonly string[];
    readonly in?: string;
    readonly time: {
      readonly fromMs?: number;
      readonly untilMs?: number;
      readonly dailyWindow?: readonly [string, string];
      readonly timezone?: string;
    };
  };
  readonly standard: { readonly probability: number; readonly sources: number };
  readonly expected: {
    readonly zoneProbability: Readonly<Record<string, number>>;
    readonly timeProbability: number;
    readonly independentSources: number;
    readonly breachProbability: Readonly<Record<string, number>>;
    readonly verdict: Readonly<Record<string, string>>;
  };
}

const file = new URL("../../../fixtures/oracles/03-verdicts.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly OracleCase[] };

/** A free kind and class of ours for each word of the oracle; "present" needs kinds that stand. */
function stand<Ours>(words: readonly string[], ours: readonly Ours[]): (word: string) => Ours {
  return (word) => ours[words.indexOf(word)] as Ours;
}
const standing = observationKinds.filter((kind) =>
  ["vehicle", "weapon-present", "persons", "construction", "mine", "aircraft", "vessel"].includes(
    kind,
  ),
);

function tableOf({ what }: OracleCase["incident"]) {
  if (what.type === "joint") return what.table;
  return Object.entries(what.kind).flatMap(([kind, pKind]) =>
    Object.entries(what.weapon).flatMap(([weapon, pWeapon]) =>
      Object.entries(what.actor).map(([actor, pActor]) => ({
        kind,
        weapon,
        actor,
        p: pKind * pWeapon * pActor,
      })),
    ),
  );
}

function spanOf(time: OracleCase["incident"]["time"]) {
  switch (time.type) {
    case "instant":
      return { fromMs: time.atMs, toMs: time.atMs };
    case "interval":
      return { fromMs: time.fromMs, toMs: time.untilMs };
    case "local-date":
      return {
        fromMs: localToMs(time.date, time.timezone),
        toMs: localToMs(addDays(time.date, 1), time.timezone),
      };
  }
}

function samplesOf(
  one: OracleCase,
  actor: string,
  kindOf: (word: string) => ObservationKind,
  weaponOf: (word: string) => WeaponClass,
): JointSamples {
  const { centre, ...axes } = one.incident.place;
  const area = { shape: "ellipse", centre: lonLat(...centre), ...axes } as const;
  return {
    count: 1,
    weights: new Float64Array([1]),
    firedFrom: new Float64Array([Number.NaN, Number.NaN]),
    effect: new Float64Array(centre),
    atMs: new Float64Array([spanOf(one.incident.time).fromMs]),
    whatIndex: new Uint16Array(1),
    what: tableOf(one.incident)
      .filter((row) => row.actor === actor)
      .map((row) => ({
        p: row.p,
        kind: kindOf(row.kind),
        nature: "undetermined",
        weapon: weaponOf(row.weapon),
        calibreMm: null,
      })),
    factors: {
      places: [{ p: 1, firedFrom: null, effect: area, fromIndex: 0, toIndex: 1 }],
      time: spanOf(one.incident.time),
    },
  };
}

describe("oracle 03", () => {
  test("[VER-050] there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases)("[VER-050] $id", (one) => {
    const { article, incident, standard, expected, zones } = one;
    const rows = tableOf(incident);
    const kindOf = stand([...new Set(rows.map(({ kind }) => kind))], standing);
    const classes = weaponClasses.filter((weapon) => weapon !== "undetermined");
    const weaponOf = stand([...new Set(rows.map(({ weapon }) => weapon))], classes);
    const { timezone = "Etc/UTC", ...limits } = article.time;
    const time = timeTest({ fromMs: Number.NEGATIVE_INFINITY, ...limits }, timezone);
    const span = spanOf(incident.time);
    const timely = time.shareOf(span.fromMs, span.toMs);
    expect(Math.abs(timely - expected.timeProbability)).toBeLessThanOrEqual(1e-9);

    const groups = independentGroupsOf(
      incident.observations.map(({ sensor, mast }, index) => ({
        ...({ source: "oracle", sourceId: String(index), id: derivedId(index) } as Observation),
        observer: {
          kind: "camera",
          sensorId: sensor,
          ...(mast === undefined ? {} : { mastId: mast }),
        },
      })),
    );
    expect(groups.length).toBe(expected.independentSources);

    const allKinds = [...new Set(rows.map(({ kind }) => kind))];
    const ruleFor = (
      kinds: readonly string[],
      weapons: readonly string[] | null,
    ): RulePredicate => ({
      kinds: new Set(kinds.map(kindOf)),
      weapons:
        weapons === null
          ? null
          : { classes: weapons.map(weaponOf).filter((weapon) => weapon !== undefined) },
      tested: "present",
      time,
    });
    const zoneOf = (id: string) => new PreparedZone(zones[id] as PolygonGeometry);
    // A withdrawal that names a zone for each weapon is a prohibition for each of the zones.
    const parts =
      article.type === "withdraw"
        ? Object.keys(zones).map((id) => ({
            zone: zoneOf(id),
            rule: ruleFor(
              allKinds,
              Object.keys(article.notInside ?? {}).filter(
                (weapon) => article.notInside?.[weapon] === id,
              ),
            ),
          }))
        : [
            {
              zone: zoneOf(article.in ?? ""),
              rule: ruleFor(article.kinds ?? allKinds, article.weapons ?? null),
            },
          ];
    const tooMany = Object.entries(incident.persons ?? {})
      .filter(([count]) => Number(count) > (article.personsAtMost ?? Number.NaN))
      .reduce((sum, [, p]) => sum + p, 0);
    const factor = article.type === "limit" ? tooMany : 1;

    for (const [actor, p] of Object.entries(expected.breachProbability)) {
      const samples = samplesOf(one, actor, kindOf, weaponOf);
      const found = article.by.includes(actor)
        ? parts.reduce((sum, { zone, rule }) => sum + breachMass(rule, zone, samples).least, 0) *
          factor
        : 0;
      expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-3);
      const outcome = outcomeOf(
        { probability: standard.probability, independentSources: standard.sources },
        found,
        found,
        groups.length,
      );
      const words = {
        breach: "breached",
        "no-breach": "not-breached",
        undetermined: "undetermined",
      };
      expect(words[outcome]).toBe(expected.verdict[actor]);
    }
    const places = Object.entries(expected.zoneProbability);
    for (const [id, p] of places) {
      const { centre, ...axes } = incident.place;
      const area = { shape: "ellipse", centre: lonLat(...centre), ...axes } as const;
      expect(Math.abs(zoneOf(id).shareOf(area) - p)).toBeLessThanOrEqual(1e-3);
    }
  });
});
