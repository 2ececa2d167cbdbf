import type { Rng } from "@truceline/model";
import type { DayPlan } from "./best-day.ts";
import {
  driveAfterLookMin,
  type GroupNetwork,
  type TimetableGame,
  type TimetableProblem,
} from "./timetable-game.ts";

/** A look as a patrol is told it. */
export interface PatrolLook {
  readonly place: string;
  readonly beginMin: number;
  readonly endMin: number;
}

/** One patrol's day. */
export interface PatrolDay {
  /** Group and number: `north-2`. */
  readonly patrol: string;
  readonly leaveMin: number;
  readonly looks: readonly PatrolLook[];
  readonly backMin: number;
}

/**
 * A day with minutes: each look begins at a minute drawn evenly from what its slot and the drives before
 * and after it leave, so that the hour is not known to the minute either. Patrols that stay at their
 * base are left out. Every drive fits: by the slower of day and night where light changes on the way.
 */
export function timedDay(
  problem: TimetableProblem,
  game: TimetableGame,
  day: DayPlan,
  rng: Rng,
): readonly PatrolDay[] {
  const numbers = new Map<number, number>();
  return day.ways.flatMap(({ network, nodes }) => {
    const number = (numbers.get(network) ?? 0) + 1;
    numbers.set(network, number);
    if (nodes.length === 0) return [];
    const of = game.networks[network] as GroupNetwork;
    const name = `${of.group.id}-${number}`;
    return [timedWay(problem, of, nodes, name, rng.fork(name))];
  });
}

function timedWay(
  problem: TimetableProblem,
  network: GroupNetwork,
  nodes: readonly number[],
  patrol: string,
  rng: Rng,
): PatrolDay {
  const { slotMin, places } = problem;
  const { group, placeCount, firstSlot } = network;
  const stops = nodes.map((node) => {
    const slot = firstSlot + Math.floor(node / placeCount);
    const place = places[node % placeCount] as (typeof places)[number];
    return { slot, place, startMin: slot * slotMin };
  });
  /** Minutes to spare between a stop and the next one, or the end of the hours. */
  const spares = stops.map(({ slot, place, startMin }, index) => {
    const next = stops[index + 1];
    const to = next?.place.place ?? group.base;
    const untilMin = next?.startMin ?? group.hours.toMin;
    const drive = driveAfterLookMin(problem, group.lookMin, place.place, to, slot);
    return Math.max(0, untilMin - startMin - group.lookMin - drive);
  });
  const latest = new Array<number>(stops.length).fill(0);
  for (let index = stops.length - 1; index >= 0; index--) {
    const after = index === stops.length - 1 ? 0 : (latest[index + 1] as number);
    latest[index] = Math.min(slotMin - group.lookMin, after + (spares[index] as number));
  }
  let before = 0;
  const looks = stops.map(({ place, startMin }, index): PatrolLook => {
    const from = index === 0 ? 0 : Math.max(0, before - (spares[index - 1] as number));
    before = from + rng.nextUnit() * ((latest[index] as number) - from);
    const beginMin = startMin + before;
    return { place: place.id, beginMin, endMin: beginMin + group.lookMin };
  });
  const first = stops[0] as (typeof stops)[number];
  const last = stops.at(-1) as (typeof stops)[number];
  const drives = (from: number, to: number) =>
    Math.max(problem.legs.day[from]?.[to] ?? 0, problem.legs.night[from]?.[to] ?? 0);
  const leaveMin = Math.max(
    group.hours.fromMin,
    (looks[0] as PatrolLook).beginMin - drives(group.base, first.place.place),
  );
  const home = driveAfterLookMin(problem, group.lookMin, last.place.place, group.base, last.slot);
  return { patrol, leaveMin, looks, backMin: (looks.at(-1) as PatrolLook).endMin + home };
}
