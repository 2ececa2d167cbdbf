import type { Caveat, Ranged, TheatreAnswer } from "@truceline/planning";

const count = (value: number) => Math.round(value).toLocaleString("en-GB");
const ratio = (value: number) => value.toFixed(2);

/** `638 (531 to 892)`; the range only where there is one to be seen. */
function withRange({ value, low, high }: Ranged, text: (value: number) => string): string {
  const [middle, least, most] = [text(value), text(low), text(high)];
  return least === most ? middle : `${middle} (${least} to ${most})`;
}

/** From people in theatre to watchers at any hour, month by month, as people read it. */
export function theatreText(answer: TheatreAnswer): string {
  const { agreement, months, lineShare, availability, personsPerPlace, stations } = answer;
  const assumed = answer.assumptions.filter(
    ({ mark }) => mark === "assumed" || mark === "unconfirmed",
  ).length;
  return [
    `Theatre for ${agreement}. ${assumed} of ${answer.assumptions.length} shares and terms are assumed.`,
    `Share that can stand on the line ${withRange(lineShare, ratio)}, at work of these ${withRange(availability, ratio)}, people for one post ${withRange(personsPerPlace, (value) => value.toFixed(1))}.`,
    "",
    row(["month", "in theatre", "at work on the line", "watching by day", "by night", "pool"]),
    ...months.map(({ month, inTheatre, atWork, watchersByDay, watchersByNight, pool }) =>
      row([
        String(month),
        ...[inTheatre, atWork, watchersByDay, watchersByNight, pool].map((one) =>
          withRange(one, count),
        ),
      ]),
    ),
    ...partLines(answer),
    ...(stations.length === 0
      ? []
      : [
          "",
          "On station at any hour:",
          ...stations.map(
            ({ id, part, onStation, people }) =>
              `  ${id} (${part}): ${withRange(onStation, (value) => value.toFixed(1))}, with ${withRange(people, count)} people in theatre`,
          ),
        ]),
    ...contributorLines(answer),
  ].join("\n");
}

const row = ([first = "", ...cells]: readonly string[]) =>
  `${first.padStart(5)}  ${cells.map((cell) => cell.padEnd(24)).join("")}`.trimEnd();

/** `quickReaction` as it is said. */
const spoken = (part: string) => part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function partLines({ months }: TheatreAnswer): string[] {
  const last = months.at(-1);
  if (last === undefined) return [];
  const names = Object.entries(last.byPart).map(
    ([part, people]) => `  ${spoken(part)}: ${withRange(people, count)}`,
  );
  return ["", `What the others do, in month ${last.month}:`, ...names];
}

function caveatText(caveat: Caveat): string {
  switch (caveat.is) {
    case "off-line":
      return `${caveat.text} (never on the line)`;
    case "day-only":
      return `${caveat.text} (no watcher by night)`;
    case "stated":
      return caveat.text;
    case "needs": {
      const known = caveat.holds === true ? "it holds" : "it does not hold";
      return `${caveat.text} (${caveat.holds === null ? "nobody knows whether it holds" : known})`;
    }
  }
}

function contributorLines({ contributors, withdrawals }: TheatreAnswer): string[] {
  const told = contributors
    .filter(({ caveats }) => caveats.length > 0)
    .map(({ id, caveats }) => `  ${id}: ${caveats.map(caveatText).join(" ")}`);
  const left = withdrawals.map(
    ({ contributor, month, watchersByDay, watchersByDayHadItStayed }) =>
      `  ${contributor} withdraws: in month ${month} ${withRange(watchersByDay, count)} watch by day; had it stayed, ${withRange(watchersByDayHadItStayed, count)}.`,
  );
  return [
    ...(told.length === 0 ? [] : ["", "Caveats and conditions:", ...told]),
    ...(left.length === 0 ? [] : ["", "Withdrawals:", ...left]),
  ];
}
