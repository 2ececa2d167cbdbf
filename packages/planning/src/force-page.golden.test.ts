import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import type { Assumption } from "./assumption.ts";
import { forceFigureNames, forceFigures } from "./force/force-figures.ts";
import { forceInputNames, forceLimits } from "./force/force-inputs.ts";
import { theatreDefaultList } from "./force/theatre-defaults.ts";
import { commonInputs, inputLimits, sightKm, terrainFactor } from "./proposals/common-inputs.ts";
import { inputText } from "./proposals/figure-text.ts";
import { missionDensities } from "./proposals/mission-densities.ts";
import { proposalSources, proposals } from "./proposals/reported-proposals.ts";
import { donorDefinitions, rowDefinitions } from "./proposals/row-definitions.ts";

const plain = (text: string) => text.replaceAll("\u2009", " ");
const cell = (text: string) => plain(text).replaceAll("|", "\\|");
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => "---").join(" | ")} |`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
  ].join("\n");
const amount = ({ value, low, high, unit }: Assumption) =>
  `${inputText(value)}${low === high ? "" : ` (${inputText(low)} to ${inputText(high)})`}${unit === "" ? "" : ` ${unit}`}`;
const withMarks = (assumptions: readonly Assumption[]) =>
  table(
    ["id", "what", "default", "mark", "source or reason"],
    assumptions.map((one) => [`\`${one.id}\``, one.name, amount(one), one.mark, one.source]),
  );
const named = (inputs: Readonly<Record<string, 1 | -1>>, direction: 1 | -1) =>
  Object.entries(inputs)
    .filter(([, one]) => one === direction)
    .map(([name]) => `\`${name}\``)
    .join(", ");
const inDirection = (name: (typeof forceFigureNames)[number], direction: 1 | -1) => {
  const { inputs, equipment, states, turn } = forceFigures[name];
  const parts = [
    named(inputs, direction),
    equipment === undefined ? "" : named(equipment, direction),
    states === undefined ? "" : named(states, direction),
    turn === undefined
      ? ""
      : `\`${turn.input}\` (${direction === 1 ? "beyond" : "up to"} all in sight)`,
  ];
  return parts.filter((part) => part !== "").join(", ");
};
const formulas = (rows: typeof rowDefinitions | typeof donorDefinitions) =>
  table(
    ["row", "unit", "formula"],
    rows.map(({ id, label, unit, formulas: all }) => [
      label,
      unit,
      all.length === 0
        ? id === "army-share"
          ? "below, of the donor named first"
          : "in words"
        : [...new Set(all.map(({ text }) => `\`${text}\``))].join("; else "),
    ]),
  );

const page = `# Force model

How Truceline gets from people to posts, watchers, pools and money; which numbers it takes where nobody gives
others, and how sure they are. This page is made from the code (\`REGEN=1 npx vitest run
packages/planning/src/force-page\`), so it cannot say anything else than what is computed.

Marks: *confirmed*, seen or stated in a source; *derived*, computed from such; *unconfirmed*, general knowledge of
the field, not checked against a text; *assumed*, chosen here. A figure is as weak as its weakest input. A range
goes from its lower to its higher end; the number before it is the middle value that counts where one is needed.

## Formulas

Lengths in km, times in hours, shares and chances 0 to 1, money in one currency. Posts are not rounded unless it
says so. Where a divisor is nothing (no posts, no patrols) the figure is infinite, never made up.

${table(
  ["figure", "name", "formula", "unit", "grows with", "falls with"],
  forceFigureNames.map((name) => {
    const { label, formula, unit } = forceFigures[name];
    return [label, `\`${name}\``, formula, unit, inDirection(name, 1), inDirection(name, -1)];
  }),
)}

With ranges in, ranges come out: the true smallest and largest value while every input moves freely in its own
range. A sum of worst cases term by term would be wider, because one input can stand in several terms. Each figure
is monotone in each input, so its ends are at corners of the ranges; the one exception is the cost of an hour of a
km in sight. It falls with people until the whole line is in sight, and grows beyond: its smallest value may lie
inside.

\`sustainableF\` is the least of the states, as the formula set has it: what each of them could keep up, not what
they could together. \`personsPerPlace\` may hold leave once more, which \`availability\` holds already: the lower
end of the overhead leaves it out.

## Inputs and what they can be

What lies outside is refused, by name, with the reason, all at once; so is a range whose ends are reversed, and a
middle value outside its range.

${table(
  ["input", "least", "most"],
  forceInputNames.map((name) => [
    `\`${name}\``,
    String(forceLimits[name].least),
    inputText(forceLimits[name].most),
  ]),
)}

## From people in theatre to watchers at any hour

Month by month, for each contributor: \`min(cap, pool / R)\` people, from the month they arrive over their ramp,
until they withdraw. The parts take their shares of all in theatre. What they leave, \`s\`, can stand on the line,
but no more people than those whom no caveat keeps off it; the others fill the parts first. Of them
\`a = (1 − (leave + training) / 365) · (1 − sickness)\` is at work on a day, and \`h / 24 / (1 + g)\` of these watch
at any hour.

| caveat | what it does |
| --- | --- |
| \`off-line\` | counts for the parts, never for the line |
| \`day-only\` | no watcher by night; posts are counted by night |
| \`needs\` | nobody comes while it does not hold; where nobody knows, all at the high end and none at the low one |
| \`stated\` | shown, changes no number |

A contributor that withdraws leaves over some months from one on; the people it takes away stand in each month, and
the watchers fall with them. Ranges go through to every figure. \`truceline plan AGREEMENT --theatre FILE\` tells it
for a file (\`theatre/1\`, an example in \`fixtures/plan/theatre.yaml\`); what the file leaves out is as here:

${withMarks(theatreDefaultList)}

## Reported proposals

\`truceline plan AGREEMENT --compare\` sets them side by side. *Own assumptions*: what their authors said, and only
that, but for how a post is kept. *Common assumptions*: the same for all.

${table(
  ["proposal", "who, when", "task", "line", "source"],
  proposals.map(({ sizeText, who, when, task, lineText, source }) => [
    sizeText,
    `${who}, ${when}`,
    task ?? "not published",
    lineText ?? "not stated",
    source,
  ]),
)}

${proposalSources.map(({ id, text }) => `${id}: ${text}.`).join(" ")}

What they said in figures:

${withMarks(
  proposals.flatMap(({ id, says, donors }) => [
    ...says.map((one) => ({ ...one, id: `${id}/${one.id}` })),
    ...donors.flatMap((donor) =>
      donor.inputs.map((one) => ({ ...one, id: `${id}/${donor.id}/${one.id}` })),
    ),
  ]),
)}

The common set, and what a reader may change (\`--set ID=VALUE\`, \`ID=LOW..HIGH\`, or of one proposal
\`30000/ID=…\`):

${withMarks(commonInputs)}

${table(
  ["input", "least", "most"],
  commonInputs.map(({ id }) => [
    `\`${id}\``,
    String(inputLimits[id].least),
    inputText(inputLimits[id].most),
  ]),
)}

\`persons-per-post\` follows from \`on-watch\`, \`duty-hours\` and \`overhead\`; who changes one of these changes it
too, unless it is set itself. \`on-watch\` has no range.

${formulas(rowDefinitions)}

What states would bear:

${formulas(donorDefinitions)}

The picture beside the table draws how far a person is seen by day:

${withMarks([sightKm, terrainFactor])}

Missions that stood, for the eye only:

${table(
  ["mission", "people", "line, km", "people a km", "source"],
  missionDensities.map(({ name, people, lineKm, value, low, high, source }) => [
    name,
    inputText(people),
    lineKm.low === lineKm.high
      ? inputText(lineKm.value)
      : `${inputText(lineKm.low)} to ${inputText(lineKm.high)}`,
    low === high
      ? value.toFixed(1)
      : `${value.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`,
    source,
  ]),
)}

Whole posts and whole sites are rounded down. Shown figures round a half to its even neighbour.
`;

test("[PLN-013] docs/reference/force-model.md is what the code computes", () => {
  expectGolden(new URL("../../../docs/reference/force-model.md", import.meta.url), page);
});

test("[PLN-013] every figure, input and default stands on it", () => {
  for (const name of [...forceFigureNames, ...forceInputNames])
    expect(page).toContain(`\`${name}\``);
  for (const { id } of [...theatreDefaultList, ...commonInputs])
    expect(page).toContain(`\`${id}\``);
});
