import type {
  MonthOfRotation,
  PostRoster,
  RotationAnswer,
  RotationPlan,
  WithdrawalOutcome,
} from "@truceline/planning";
import { numberText, ratioText } from "./patrols-text.ts";

const people = (count: number) => Math.round(count).toLocaleString("en-GB");

/** Rotation, withdrawals and roster as people read them. */
export function rotationText(answer: RotationAnswer): string {
  const { agreement, rotation, mannedRatio, withdrawals, roster, assumedRatio } = answer;
  const assumed = `${(assumedRatio * 100).toFixed(0)} % of the figures are assumed.`;
  const parts = [
    `Rotation for ${agreement}. ${assumed}`,
    ...(rotation === null ? [] : [planText(rotation)]),
    ...(mannedRatio === null
      ? []
      : [`Manned at the worst time, share of the people needed: ${ratioText(mannedRatio)}.`]),
    ...withdrawals.map(withdrawalText),
    ...(roster === null ? [] : [rosterText(roster)]),
  ];
  return parts.join("\n\n");
}

function planText(plan: RotationPlan): string {
  const { status, shortfall, bound, conflict, foundBy, contributors, tours } = plan;
  const heads = {
    met: `Everybody needed is on duty in every month (found by ${foundBy}).`,
    impossible: `It cannot be met: at least ${people(bound)} person-months are missing by any plan, ${people(shortfall)} by this one (found by ${foundBy}).`,
    open: `No plan was found that meets it, and none is proved impossible: ${people(shortfall)} person-months are missing (found by ${foundBy}).`,
  } as const;
  const lines: string[] = [heads[status]];
  if (conflict !== null) lines.push(...conflictLines(conflict));
  lines.push("", ...monthLines(plan.months), "");
  for (const { id, peakPeople, personMonths, tourCount, rotationFactor, caveats } of contributors) {
    const said = caveats.length === 0 ? "" : `; caveats: ${caveats.join("; ")}`;
    lines.push(
      `  ${id}: ${tourCount} tours, ${people(personMonths)} person-months, at most ${people(peakPeople)} at once, ${numberText(rotationFactor, 1)} people at home and away for each on duty${said}`,
    );
  }
  lines.push("", "Tours:");
  for (const tour of tours) {
    const arrives = tour.arrives === tour.takesOver ? "" : `arrives ${tour.arrives}, `;
    lines.push(
      `  ${tour.contributor} ${tour.unit} (${people(tour.people)}): ${arrives}on duty ${tour.takesOver} to ${tour.leaves} (${tour.months} months)`,
    );
  }
  return lines.join("\n");
}

function conflictLines(conflict: NonNullable<RotationPlan["conflict"]>): readonly string[] {
  const head = conflict.isSmallest
    ? "  These cannot all hold; without any one of them this proof no longer stands:"
    : "  Among these are some that cannot all hold:";
  return [head, ...conflict.requirements.map(({ sentence }) => `    ${sentence}`)];
}

function monthLines(months: readonly MonthOfRotation[]): readonly string[] {
  const row = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(8) : cell.padStart(11))).join("")}`;
  return [
    row(["month", "needed", "on duty", "there", "missing"]),
    ...months.map(({ month, required, onDuty, inTheatre, short }) =>
      row([
        month,
        people(required),
        people(onDuty),
        people(inTheatre),
        short < 0.5 ? "" : people(short),
      ]),
    ),
  ];
}

function withdrawalText(outcome: WithdrawalOutcome): string {
  const { contributor, gone, known, shortfallUnmended, shortfallMended, bound, recoveredBy } =
    outcome;
  const lines = [
    `If ${contributor} withdraws by ${gone}, known on ${known}:`,
    `  nobody steps in: ${people(shortfallUnmended)} person-months missing; with the others ${people(shortfallMended)} (by any plan at least ${people(bound)})`,
    recoveredBy === null
      ? "  people are missing to the end"
      : `  nobody is missing from ${recoveredBy} on`,
  ];
  const missing = outcome.mended.filter(({ short }) => short >= 0.5);
  for (const { month, short } of missing) lines.push(`    ${month}: ${people(short)} missing`);
  for (const tour of outcome.extraTours) {
    lines.push(
      `  steps in: ${tour.contributor} ${tour.unit} (${people(tour.people)}), ${tour.takesOver} to ${tour.leaves}`,
    );
  }
  if (outcome.conflict !== null) lines.push(...conflictLines(outcome.conflict));
  return lines.join("\n");
}

function rosterText(roster: PostRoster): string {
  const { status, missing, shortages, conflict, peopleAtLeast, peopleEnough } = roster;
  const heads = {
    met: "Roster of the post: every shift is manned.",
    impossible: "Roster of the post: it cannot be manned by the rules.",
    open: "Roster of the post: not found, and not proved impossible.",
  } as const;
  const enough = peopleEnough === null ? "no number was found to do" : `${peopleEnough} are enough`;
  const lines = [
    heads[status],
    `  At least ${peopleAtLeast} people are needed (proved by counts); ${enough}.`,
  ];
  if (missing > 0) lines.push(`  ${missing} places in shifts stay open below.`);
  if (conflict.length > 0) lines.push(`  Not to be met together: ${conflict.join(", ")}.`);
  for (const { rule, day, needed, available } of shortages.slice(0, 5)) {
    lines.push(
      `    day ${day + 1}: ${ruleTexts[rule]} need ${needed} people, ${available} are there`,
    );
  }
  for (const { id, hours, weekHoursMost, nightCount } of roster.people) {
    lines.push(
      `  ${id}: ${hours.toFixed(0)} h, at most ${weekHoursMost.toFixed(0)} h in seven days, ${nightCount} nights`,
    );
  }
  let day = -1;
  for (const entry of roster.entries) {
    if (entry.day !== day) {
      day = entry.day;
      lines.push(`  day ${day + 1}`);
    }
    const open =
      entry.missing > 0 ? `${entry.people.length > 0 ? ", " : ""}${entry.missing} OPEN` : "";
    lines.push(`    ${entry.shift}: ${entry.people.join(", ")}${open}`);
  }
  return lines.join("\n");
}

const ruleTexts = {
  rest: "shifts too near each other",
  "week-hours": "hours of seven days",
  "days-in-row": "days in a row",
  "nights-in-row": "nights in a row",
  away: "shifts on a day with leave",
} as const;
