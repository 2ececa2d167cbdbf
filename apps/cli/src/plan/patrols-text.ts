import type { LaneFigures, PatrolDay, PatrolsPlan, Ranged } from "@truceline/planning";
import { clockText } from "@truceline/planning";

/** A ratio to three digits, with its range where it has one. */
export function ratioText({ value, low, high }: Ranged): string {
  const exact = Math.abs(high - low) < 5e-4;
  return exact ? value.toFixed(3) : `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** A number, with its range where it has one. */
export function numberText({ value, low, high }: Ranged, digits = 0): string {
  const text = (number: number) =>
    number.toLocaleString("en-GB", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  return text(low) === text(high) ? text(value) : `${text(value)} (${text(low)} to ${text(high)})`;
}

/** A plan of patrols as people read it. */
export function patrolsText(plan: PatrolsPlan): string {
  const parts = [
    headText(plan),
    ...(plan.routes === null ? [] : [routesText(plan)]),
    ...(plan.timetable === null ? [] : [timetableText(plan)]),
    ...plan.days.map((day, index) => dayText(day, index, plan.seed)),
    ...(plan.visits === null ? [] : [visitsText(plan)]),
    ...(plan.lanes.length === 0 ? [] : [lanesText(plan.lanes)]),
  ];
  return parts.join("\n\n");
}

function headText({ agreement, ground, daylight, cutOff, assumedRatio }: PatrolsPlan): string {
  const assumed = daylight.from === "assumed" ? ", assumed" : "";
  const lines = [
    `Patrols for ${agreement}.`,
    ground.roads === "given"
      ? `Roads: ${ground.roadKm.toFixed(0)} km as given.`
      : `Roads: none given; the line's ${ground.roadKm.toFixed(0)} km stand for them.`,
    ...ground.sentences.map((sentence) => `  ${sentence}`),
    `Light from ${clockText(daylight.fromMin)} to ${clockText(daylight.toMin)}${assumed}. ` +
      `${(assumedRatio * 100).toFixed(0)} % of the inputs are assumed.`,
    ...cutOff.map(({ place, from }) => `  No road leads to ${place} from ${from.join(", ")}.`),
  ];
  return lines.join("\n");
}

function routesText({ routes, routesWorth }: PatrolsPlan): string {
  if (routes === null || routesWorth === null) return "";
  const lines = [
    `Routes of a day: worth ${numberText(routesWorth, 1)}; no plan is worth more than ${routes.bound.toFixed(1)} (within ${(routes.gapRatio * 100).toFixed(1)} % of the best possible).`,
  ];
  for (const { shift, stops, departMin, backMin, drivingMin } of routes.routes) {
    if (stops.length === 0) {
      lines.push(`  ${shift}: stays at its base`);
      continue;
    }
    const way = stops.map(({ task, beginMin }) => `${clockText(beginMin)} ${task}`).join(", ");
    lines.push(
      `  ${shift}: leaves ${clockText(departMin)}; ${way}; back ${clockText(backMin)} (${Math.round(drivingMin)} min driving)`,
    );
  }
  const reasons = {
    "no-road": "no road",
    hours: "outside all hours",
    full: "no time left",
  } as const;
  for (const { task, reason } of routes.left)
    lines.push(`  not visited: ${task} (${reasons[reason]})`);
  return lines.join("\n");
}

function timetableText({ timetable }: PatrolsPlan): string {
  if (timetable === null) return "";
  const { guaranteed, bound, gapRatio, byWeights, byProgramme, fixed, mean } = timetable;
  const lines = [
    "Unpredictable timetable, against who knows every probability below but not the draw:",
    `  detection guaranteed ${ratioText(guaranteed)}; no timetable guarantees more than ${bound.toFixed(3)} (within ${(gapRatio * 100).toFixed(1)} %)`,
    `  by own weights: at least ${byWeights.guaranteed.toFixed(3)}, at most ${byWeights.bound.toFixed(3)}, ${byWeights.roundCount} rounds`,
    programmeText(byProgramme),
    `  the best timetable that is the same every day: ${fixed.guaranteed.toFixed(3)} against who knows it (at most ${fixed.bound.toFixed(3)}), ${fixed.mean.toFixed(3)} on the mean against who knows nothing; drawn days ${mean.toFixed(3)} on the mean`,
    drawnText[timetable.drawnFrom],
  ];
  for (const [slots, places] of placesBySlots(timetable)) {
    lines.push(`  nobody can look at ${slots}: ${places.join(", ")}`);
  }
  if (timetable.outOfReach.length > 0) {
    lines.push(
      `  with those the guarantee is ${timetable.guaranteedEverywhere.toFixed(3)}: whoever knows the hours goes there then`,
    );
  }
  for (const { side, guaranteed: least, looksPerPlace } of timetable.bySide) {
    lines.push(
      `  side ${side}: guaranteed ${least.toFixed(3)}, ${looksPerPlace.toFixed(2)} looks a day at each place`,
    );
  }
  lines.push("", "Probability of a look, % by slot:", ...tableLines(timetable));
  return lines.join("\n");
}

const drawnText = {
  days: "  drawn: whole days by their probability, so each is a drive that fits every shift",
  ways: "  drawn: ways of all patrols of a group together, so that each probability holds exactly and each drive fits its shift",
  nothing: "  nobody can look anywhere: there is nothing to draw",
} as const;

function programmeText(byProgramme: NonNullable<PatrolsPlan["timetable"]>["byProgramme"]): string {
  if (byProgramme === null) return "  by linear programme: no solver was asked";
  const { solver, status, bound, guaranteed, detail } = byProgramme;
  const most = bound === null ? "nothing proved" : `at most ${bound.toFixed(3)}`;
  const least = guaranteed === null ? "no timetable" : `at least ${guaranteed.toFixed(3)} as drawn`;
  const why = status === "optimal" ? "" : ` (${status}: ${detail})`;
  return `  by linear programme (${solver}): ${least}, ${most}${why}`;
}

/** Places by the hours in which nobody can look there. */
function placesBySlots({
  outOfReach,
  slotMin,
}: NonNullable<PatrolsPlan["timetable"]>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { place, slots } of outOfReach) {
    const text = slotsText(slots, slotMin);
    found.set(text, [...(found.get(text) ?? []), place]);
  }
  return found;
}

/** `00:00–05:00, 18:00–24:00`. */
function slotsText(slots: readonly number[], slotMin: number): string {
  const runs: [number, number][] = [];
  for (const slot of slots) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === slot) last[1] = slot + 1;
    else runs.push([slot, slot + 1]);
  }
  const clock = (slot: number) => (slot * slotMin === 1440 ? "24:00" : clockText(slot * slotMin));
  return runs.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(", ");
}

function tableLines({ rows, slotMin }: NonNullable<PatrolsPlan["timetable"]>): readonly string[] {
  const width = Math.max(5, ...rows.map(({ place }) => place.length));
  const count = rows[0]?.lookRatios.length ?? 0;
  const slots = Array.from({ length: count }, (_, slot) => slot);
  const used = slots.filter((slot) =>
    rows.some(({ lookRatios }) => (lookRatios[slot] ?? 0) > 5e-3),
  );
  const lines: string[] = [];
  const perLine = 16;
  for (let from = 0; from < used.length; from += perLine) {
    const shown = used.slice(from, from + perLine);
    const head = shown.map((slot) => clockText(slot * slotMin).padStart(6)).join("");
    lines.push(`  ${"place".padEnd(width)}${head}`);
    for (const { place, lookRatios } of rows) {
      const cells = shown.map((slot) => {
        const percent = (lookRatios[slot] ?? 0) * 100;
        return (percent < 0.5 ? "·" : percent.toFixed(0)).padStart(6);
      });
      lines.push(`  ${place.padEnd(width)}${cells.join("")}`);
    }
  }
  return lines.length === 0 ? ["  none"] : lines;
}

function dayText(day: readonly PatrolDay[], index: number, seed: string): string {
  const lines = [`Day ${index + 1} as drawn (seed ${seed}):`];
  for (const { patrol, leaveMin, looks, backMin } of day) {
    const way = looks.map(({ place, beginMin }) => `${clockText(beginMin)} ${place}`).join(", ");
    lines.push(`  ${patrol}: leaves ${clockText(leaveMin)}; ${way}; back ${clockText(backMin)}`);
  }
  if (day.length === 0) lines.push("  nobody leaves");
  return lines.join("\n");
}

function visitsText({ visits }: PatrolsPlan): string {
  if (visits === null) return "";
  const { sites, backlog, overdueDaysBound, teamsAtLeast, backlogWithDenials } = visits;
  const overdue = sites.reduce((sum, { overdueDays }) => sum + overdueDays, 0);
  const mean = backlog.reduce((sum, count) => sum + count, 0) / Math.max(1, backlog.length);
  const lines = [
    `Visits over ${backlog.length} days: ${visits.visits.length} visits; ${overdue} site-days overdue (not fewer than ${overdueDaysBound} by any plan); at least ${teamsAtLeast} teams by hours alone.`,
    `  Overdue on the mean day: ${mean.toFixed(2)} sites; with visits refused ${numberText(backlogWithDenials, 2)}.`,
  ];
  const reasons = {
    kept: "kept",
    "no-road": "no road leads there",
    hours: "no team's hours fit",
    closed: "closed too long",
    teams: "too few teams",
  } as const;
  for (const { site, visitCount, longestGapDays, overdueDays, reason } of sites) {
    const late = overdueDays === 0 ? "" : `, ${overdueDays} days overdue`;
    lines.push(
      `  ${site}: ${visitCount} visits, longest without one ${longestGapDays} days${late} (${reasons[reason]})`,
    );
    const own = visits.visits.filter((visit) => visit.site === site);
    if (own.length > 0) {
      const days = own.map(({ day, beginMin }) => `${day + 1} (${clockText(beginMin)})`);
      lines.push(`    on days ${days.join(", ")}`);
    }
  }
  return lines.join("\n");
}

function lanesText(lanes: readonly LaneFigures[]): string {
  const lines = ["Sea lanes and air corridors, by their own means:"];
  for (const lane of lanes) {
    const { passesPerDay, meanGapH, detection, watchedRatio } = lane;
    const gap = meanGapH.value === null ? "never passed" : `every ${meanGapH.value.toFixed(1)} h`;
    lines.push(
      `  ${lane.lane} (${lane.kind}): ${numberText(passesPerDay, 1)} passes a day, each place ${gap}; ` +
        `standing means see ${ratioText(watchedRatio)} of it`,
      `    detection ${ratioText(detection)}; by passes alone ${ratioText(lane.detectionAtRandom)} at random, ${ratioText(lane.detectionAtEvenGaps)} at even gaps`,
    );
  }
  return lines.join("\n");
}
