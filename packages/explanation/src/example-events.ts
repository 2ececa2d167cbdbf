import {
  type BreachAnswer,
  breachOf,
  type CalculusEvent,
  type PreparedAgreement,
  type TestedPlace,
  testedPlaceOf,
} from "@truceline/agreement";
import {
  type ObservationKind,
  observationKinds,
  type WeaponClass,
  weaponClasses,
} from "@truceline/model";
import {
  type ExamplePlace,
  type ExamplePlaces,
  examplePlaces,
  samplesIn,
} from "./example-places.ts";
import { edgeAfter, edgeBefore, exampleInstant } from "./example-times.ts";
import { type Condition, conditionsOf, type Statement } from "./statement.ts";

/** An event that fulfils every condition of an article, and what it was made from. */
export interface BaseEvent {
  readonly event: CalculusEvent;
  readonly places: ExamplePlaces | null;
  readonly place: ExamplePlace | null;
  readonly tested: TestedPlace | null;
}

/** An event with the place that it was given. */
export interface PlacedEvent {
  readonly event: CalculusEvent;
  readonly place: ExamplePlace | null;
}

/** What shows most plainly what a rule is about, the plainest first. */
const plainKinds: readonly ObservationKind[] = [
  "explosion",
  "persons",
  "weapon-present",
  "uncrewed-aircraft",
  "aircraft",
  "construction",
  "vessel",
  "vehicle",
];
/** Kinds that few rules are about, for events beside the matter. */
const strangeKinds: readonly ObservationKind[] = ["damage", "casualty-report", "interference"];
const plainWeapons: readonly WeaponClass[] = ["artillery", "mortar", "tank", "mlrs"];
/** Calibres that exist, so that an example is one that a monitor may meet. */
const calibresMm: Readonly<Partial<Record<WeaponClass, readonly number[]>>> = {
  artillery: [122, 152, 155, 85, 76, 203],
  mortar: [120, 82, 60, 240],
  tank: [125, 115, 105],
  mlrs: [122, 220, 300],
};

/** Whether an event is what a rule speaks of: broken, or of a permission permitted. */
export function isMet({ because }: BreachAnswer): boolean {
  return because === "all" || because === "permitted";
}

/**
 * An event that breaches an article (of a permission: that it permits), found over the agreement's own
 * geometry and confirmed by the calculus. Null where no event can, or none was found.
 */
export function baseEvent(prepared: PreparedAgreement, statement: Statement): BaseEvent | null {
  const articleId = statement.article.id;
  const ask = (event: CalculusEvent) => breachOf(prepared, articleId, event);
  const raw = rawEvent(statement);
  if (raw === null) return null;
  const [time] = conditionsOf(statement, "time");
  const atMs =
    time === undefined
      ? undefined
      : exampleInstant(time.time, (triedMs) => ask({ ...raw, atMs: triedMs }).because);
  if (atMs === undefined) return null;
  const tested = testedPlaceOf(statement.rule);
  const places = tested === null ? null : examplePlaces(prepared, statement, atMs);
  const placed = at({ ...raw, atMs }, tested, places?.inside ?? null);
  const event = { ...placed, by: partyOf(statement, places?.inside ?? null) };
  return isMet(ask(event)) ? { event, places, place: places?.inside ?? null, tested } : null;
}

/** An event at a place; of its three places only the one that is tested is known. */
export function at(
  event: CalculusEvent,
  tested: TestedPlace | null,
  place: ExamplePlace | null,
): CalculusEvent {
  const nowhere = { firedFrom: null, landedAt: null, present: null };
  return tested === null || place === null
    ? { ...event, ...nowhere }
    : { ...event, ...nowhere, [tested]: place.position };
}

/** Everything but time and place. */
function rawEvent(statement: Statement): CalculusEvent | null {
  const [kind] = conditionsOf(statement, "kind");
  const [weapon] = conditionsOf(statement, "weapon");
  const [calibre] = conditionsOf(statement, "calibre");
  const [count] = conditionsOf(statement, "count");
  const [height] = conditionsOf(statement, "height");
  const named = plainKinds.find((one) => kind?.kinds.includes(one)) ?? kind?.kinds[0];
  const armed: ObservationKind | undefined =
    weapon !== undefined && kind?.kinds.includes("weapon-present") === true
      ? "weapon-present"
      : named;
  if (armed === undefined) return null;
  const weaponClass =
    weapon === undefined
      ? null
      : (plainWeapons.find((one) => weapon.classes.includes(one)) ?? weapon.classes[0] ?? null);
  return {
    kind: armed,
    weapon: weaponClass,
    calibreMm: calibre === undefined ? null : calibreWithin(weaponClass, calibre),
    rangeM: weapon === undefined ? null : middleOf(weapon.rangeMinM, weapon.rangeMaxM),
    count: count === undefined ? 1 : Math.ceil(count.atMost * 1.5) + 2,
    by: partyOf(statement, null),
    firedFrom: null,
    landedAt: null,
    present: null,
    altitudeM: height === undefined ? null : middleOf(height.floorM, height.ceilingM),
    atMs: 0,
    purpose: null,
  };
}

function partyOf(statement: Statement, place: ExamplePlace | null): string {
  const [subject] = conditionsOf(statement, "subject");
  const bound = subject?.bound.map(({ id }) => id) ?? [];
  const holder = place?.told.by === "line" ? place.told.party : undefined;
  const inTurn = bound[Math.max(0, statement.index) % Math.max(1, bound.length)];
  return bound.find((id) => id === holder) ?? inTurn ?? "unknown";
}

function calibreWithin(
  weaponClass: WeaponClass | null,
  { minMm = 0, maxMm = Number.POSITIVE_INFINITY }: Extract<Condition, { because: "calibre" }>,
): number {
  const known = (weaponClass === null ? undefined : calibresMm[weaponClass]) ?? [];
  return (
    known.find((one) => one > minMm && one < maxMm) ??
    known.find((one) => one >= minMm && one <= maxMm) ??
    (Number.isFinite(maxMm) ? (minMm + maxMm) / 2 : minMm)
  );
}

function middleOf(min: number | undefined, max: number | undefined): number | null {
  if (min === undefined && max === undefined) return null;
  if (max === undefined) return (min ?? 0) * 1.5;
  return ((min ?? 0) + max) / 2;
}

/**
 * Events that are the base event but for one condition, the plainest first. That they fail at this
 * condition and no other is for the calculus to say; whoever uses them asks it.
 */
export function violationsOf(
  prepared: PreparedAgreement,
  statement: Statement,
  base: BaseEvent,
  condition: Condition,
): readonly PlacedEvent[] {
  const { event, place, places, tested } = base;
  const here = (changed: Partial<CalculusEvent>): PlacedEvent => ({
    event: { ...event, ...changed },
    place,
  });
  const there = (other: ExamplePlace): PlacedEvent => ({
    event: at(event, tested, other),
    place: other,
  });
  const ask = (atMs: number) =>
    breachOf(prepared, statement.article.id, { ...event, atMs }).because;
  switch (condition.because) {
    case "kind":
      return [...strangeKinds, ...observationKinds]
        .filter((kind) => !condition.kinds.includes(kind))
        .map((kind) => here({ kind }));
    case "weapon": {
      const { classes, rangeMinM, rangeMaxM } = condition;
      return [
        ...weaponClasses.filter((one) => !classes.includes(one)).map((weapon) => here({ weapon })),
        ...(rangeMinM === undefined ? [] : [here({ rangeM: rangeMinM - 1 })]),
        ...(rangeMaxM === undefined ? [] : [here({ rangeM: rangeMaxM + 1 })]),
      ];
    }
    case "calibre": {
      const { minMm, maxMm } = condition;
      return [
        ...(minMm === undefined ? [] : [here({ calibreMm: minMm - 1 })]),
        ...(maxMm === undefined ? [] : [here({ calibreMm: maxMm + 1 })]),
      ];
    }
    case "subject":
      return [...condition.free, ...statement.parties, { id: "unknown" }]
        .filter(({ id }) => !condition.bound.some((party) => party.id === id))
        .map(({ id }) => here({ by: id }));
    case "phase":
    case "time": {
      const [time] = conditionsOf(statement, "time");
      if (time === undefined) return [];
      const edges = [edgeBefore, edgeAfter].map((edge) => edge(time.time, event.atMs, ask));
      return edges.flatMap((edge) => (edge === undefined ? [] : [here({ atMs: edge.notHeldMs })]));
    }
    case "place":
      return [places?.outside, ...(places?.edges ?? []).map(({ outside }) => outside)].flatMap(
        (one) => (one === undefined || one === null ? [] : [there(one)]),
      );
    case "height": {
      const { floorM, ceilingM } = condition;
      return [
        ...(ceilingM === undefined ? [] : [here({ altitudeM: ceilingM })]),
        ...(floorM === undefined ? [] : [here({ altitudeM: floorM - 1 })]),
      ];
    }
    case "count":
      return [here({ count: condition.atMost })];
    case "exempt":
      return exemptEvents(prepared, base, condition);
  }
}

/** The base event with the purpose of an exemption, by those, then and there that it is for. */
function exemptEvents(
  prepared: PreparedAgreement,
  { event, place, places, tested }: BaseEvent,
  { exemption, zone }: Extract<Condition, { because: "exempt" }>,
): readonly PlacedEvent[] {
  const { kinds, time } = exemption;
  const parties = [event.by, ...exemption.by].filter((id) => exemption.by.includes(id));
  const named = kinds === null || kinds.includes(event.kind) ? [event.kind] : kinds;
  const instants = [
    event.atMs,
    ...(time.spans ?? []).map(({ fromMs, toMs }) => (fromMs + toMs) / 2),
    time.fromMs,
    ...(time.untilMs === undefined ? [] : [(time.fromMs + time.untilMs) / 2]),
  ];
  const grounds =
    zone === null
      ? [place]
      : samplesIn(prepared.zoneArea(zone.id, event.atMs))
          .slice(0, 100)
          .map((position): ExamplePlace => ({ position, told: { by: "position" } }));
  return [place, ...(places?.edges ?? []).map(({ inside }) => inside), ...grounds].flatMap(
    (ground) =>
      instants.flatMap((atMs) =>
        parties.flatMap((by) =>
          named.map((kind) => ({
            event: { ...at(event, tested, ground), purpose: exemption.for, by, kind, atMs },
            place: ground,
          })),
        ),
      ),
  );
}
