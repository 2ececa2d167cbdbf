import type { LonLat } from "@truceline/model";
import type { Assumption } from "../../assumption.ts";
import type { DeploymentPlan, Frontier } from "../deployment-plan.ts";
import { frontierSections, tornadoSections } from "./brief-frontier.ts";
import {
  type BriefBlock,
  type BriefSection,
  count,
  left,
  million,
  named,
  percent,
  right,
  row,
  text,
  two,
} from "./brief-parts.ts";
import { planMapSvg } from "./map-svg.ts";

const shownPostCount = 40;

/** What a brief tells besides the plan. */
export interface BriefInput {
  readonly title: string;
  readonly plan: DeploymentPlan | null;
  readonly frontier: Frontier | null;
  readonly lines: readonly { readonly id: string; readonly positions: readonly LonLat[] }[];
  /** Text of each article, by its id. */
  readonly articleText: ReadonlyMap<string, string>;
}

/** A brief as what it says; a page and a print are two ways to show it. Serialisable. */
export interface BriefDocument {
  readonly title: string;
  /** The answer, in one line. */
  readonly headline: string;
  readonly sections: readonly BriefSection[];
  readonly footer: string;
  /** Style of the drawings, by their classes. */
  readonly pictureStyle: string;
}

/** Colours of the drawings, on paper and on a screen alike. */
export const pictureStyle = `
text{font-size:12px;fill:#3c434b}.hours{fill:#3a6ea5}
.c0{fill:#c9ced6}.c1{fill:#c6d3dc}.c2{fill:#bfd9e2}.c3{fill:#a9dbe0}.c4{fill:#86d8d4}.cell{stroke:#fff;stroke-width:.4}
.key{stroke:#8a929c;stroke-width:.6}.line{fill:none;stroke:#1b1f24;stroke-width:1.6}
.people{fill:#1b1f24;stroke:#fff;stroke-width:.3}.gear{fill:#9a5b00;stroke:#fff;stroke-width:.2}
.grid{stroke:#dde1e6;fill:none}.band{opacity:.2}.band-with{fill:#3a6ea5}.band-without{fill:#9a5b00}
.curve{fill:none;stroke-width:2.2}.curve-with{stroke:#3a6ea5}.curve-without{stroke:#9a5b00;stroke-dasharray:7 4}
.bound{fill:none;stroke-width:1;stroke-dasharray:1.5 3}.bound-with{stroke:#3a6ea5}.bound-without{stroke:#9a5b00}
.dot-with{fill:#fff;stroke:#2c5680}.dot-without{fill:#fff;stroke:#7d4a00}.name-with{fill:#2c5680}.name-without{fill:#7d4a00}
.low{fill:#7c93ad}.high{fill:#b98b45}
`;

/**
 * The headline first, then map, frontier, clauses, posts, what cannot be verified, what moves the answer,
 * and every assumption with its mark.
 */
export function briefDocument(input: BriefInput): BriefDocument {
  const { plan, frontier, title } = input;
  const assumptions = frontier?.assumptions ?? plan?.assumptions ?? [];
  const assumedShare = frontier?.assumedShare ?? plan?.assumedShare ?? 0;
  const notes = [...new Set([...(plan?.notes ?? []), ...(frontier?.notes ?? [])])];
  return {
    title,
    headline: headlineOf(plan, frontier),
    sections: [
      ...(plan === null ? [] : planSections(plan, input)),
      ...(frontier === null ? [] : frontierSections(frontier)),
      ...unverifiableSection(plan, frontier, input.articleText),
      ...(frontier === null ? [] : tornadoSections(frontier)),
      assumptionsSection(assumptions, assumedShare),
      {
        heading: "To know",
        blocks: [{ is: "list", items: notes.map((text) => [{ text }]) }],
      },
    ],
    footer: `Seed ${plan?.seed ?? frontier?.seed ?? 0}. Same agreement, options and seed give the same result. Positions of posts are the mission's own: keep this page inside it.`,
    pictureStyle,
  };
}

function headlineOf(plan: DeploymentPlan | null, frontier: Frontier | null): string {
  if (frontier !== null) return frontier.headline;
  if (plan === null) return "Nothing was planned.";
  const how = plan.withTechnicalMonitoring ? "with" : "without";
  return (
    `${count(plan.people.inTheatre)} people in theatre ${how} technical monitoring verify ${two(plan.mean)} of what the clauses ask to be seen, ` +
    `${two(plan.worstTenth)} in the worst tenth of cell-hours; within ${percent(plan.gapRatio)} of the best possible. ` +
    `${plan.unverifiable.length} of ${plan.byClause.length} clauses stay unverifiable at any size.`
  );
}

function planSections(plan: DeploymentPlan, { lines, articleText }: BriefInput): BriefSection[] {
  const { money, people } = plan;
  return [
    {
      heading: "Where",
      blocks: [
        {
          is: "picture",
          svg: planMapSvg(plan, lines),
          alt: "Planned posts, and how much of the ground they cover",
        },
        { is: "legend", entries: mapLegend },
        text("Lines are drawings and imply nothing about borders or sovereignty."),
      ],
    },
    {
      heading: "What it takes",
      blocks: [
        {
          is: "table",
          columns: [left("Of all posts"), right("")],
          rows: [
            row("People in theatre", count(people.inTheatre)),
            row("of them on line tasks", count(people.onLineTasks)),
            row("at work at any hour", count(people.onWatch)),
            row("Posts; sensors", `${count(plan.postCount)}; ${count(plan.sensorCount)}`),
            row(
              "EUR m a year",
              `${million(money.totalEur)} (${million(money.low)} to ${million(money.high)})`,
            ),
            row(
              "of it people; equipment",
              `${million(money.peopleEur)}; ${million(money.equipmentEur)}`,
            ),
          ],
        },
        {
          is: "table",
          columns: [left("Post"), right("Number"), right("People"), right("Equipment, EUR m")],
          rows: plan.byPattern.map((own) =>
            row(own.name, count(own.count), count(own.people), million(own.equipmentEur)),
          ),
        },
      ],
    },
    {
      heading: "By clause",
      blocks: [
        {
          is: "table",
          columns: [
            left("Clause"),
            ...["asks", "mean", "worst tenth", "reached", "at most"].map(right),
            left("hour by hour"),
          ],
          rows: plan.byClause.map((own) => [
            named(own.article, articleText.get(own.article) ?? ""),
            ...row(
              two(own.requirementRatio),
              two(own.mean),
              two(own.worstTenth),
              percent(own.reachedRatio),
              own.meanAtMost === null ? "" : two(own.meanAtMost),
            ),
            { parts: [], svg: hoursSvg(own.byHour) },
          ]),
        },
        text(
          "Coverage: the chance that a breach there and then would have met the clause's own standard. Reached: share of cell-hours in which it is what the clause asks for. At most: the mean with every candidate post there.",
        ),
      ],
    },
    ...askedSections(plan),
    {
      heading: "Posts",
      blocks: [
        text(
          `The ${Math.min(shownPostCount, plan.bySite.length)} without which most is lost, of ${plan.bySite.length}.`,
        ),
        {
          is: "table",
          columns: [
            left("Post"),
            left("Sector"),
            right("km along"),
            left("Serves"),
            right("lost without it"),
          ],
          rows: [...plan.bySite]
            .sort((a, b) => b.lossWithout - a.lossWithout)
            .slice(0, shownPostCount)
            .map((own) =>
              row(
                own.post,
                own.sector,
                own.chainageM === null ? "" : count(own.chainageM / 1000),
                own.clauses
                  .slice(0, 4)
                  .map(
                    ({ article, cellCount, dayRatio }) =>
                      `${article} (${cellCount} cells, ${percent(dayRatio)} by day)`,
                  )
                  .join("; "),
                own.lossWithout.toFixed(5),
              ),
            ),
        },
      ],
    },
  ];
}

/** What was asked beside the budget, and whether it is had. */
function askedSections({ minimum, fairness }: DeploymentPlan): BriefSection[] {
  const blocks: BriefBlock[] = [];
  if (minimum != null) {
    blocks.push(
      text(
        minimum.isMet
          ? `No cell-hour is below ${two(minimum.ratio)}.`
          : `${percent(minimum.metRatio)} of cell-hours have ${two(minimum.ratio)} or more. Not to be had together: ${minimum.conflict.join("; ")}.`,
      ),
    );
  }
  if (fairness != null) {
    const sides = Object.entries(fairness.bySide).map(([side, mean]) => `${side} ${two(mean)}`);
    blocks.push(
      text(
        `Mean by side: ${sides.join(", ")}. The lower has ${percent(fairness.ratio)} of the higher, ${percent(fairness.asked)} asked: ${fairness.isMet ? "kept" : "not kept"}; it costs ${fairness.cost.toFixed(3)} of the whole.`,
      ),
    );
  }
  return blocks.length === 0 ? [] : [{ heading: "What was asked beside", blocks }];
}

const keySvg = (shape: string) => `<svg viewBox="0 0 14 10">${shape}</svg>`;
const swatch = (step: number) => keySvg(`<path class="c${step} key" d="M.5.5h13v9h-13Z"/>`);
const mapLegend = [
  { svg: swatch(0), text: "not covered" },
  { svg: swatch(2), text: "half" },
  { svg: swatch(4), text: "covered" },
  { svg: keySvg('<circle class="people" cx="7" cy="5" r="4"/>'), text: "post with people" },
  { svg: keySvg('<path class="gear" d="M7 1l4 8H3Z"/>'), text: "equipment" },
];

function hoursSvg(byHour: readonly number[]): string {
  const bars = byHour.map(
    (ratio, hour) =>
      `<rect class="hours" x="${hour * 4}" y="${(16 - 16 * ratio).toFixed(1)}" width="3" height="${(16 * ratio).toFixed(1)}"/>`,
  );
  return `<svg viewBox="0 0 96 16" role="img" aria-label="Mean by local hour, 0 to 23">${bars.join("")}</svg>`;
}

function unverifiableSection(
  plan: DeploymentPlan | null,
  frontier: Frontier | null,
  articleText: ReadonlyMap<string, string>,
): BriefSection[] {
  const clauses = frontier?.unverifiable ?? plan?.unverifiable ?? [];
  if (clauses.length === 0) return [];
  const why = {
    "no-means": "no means of the catalogue shows it",
    "no-place-to-stand": "nowhere to stand near it",
    "out-of-reach": "too little is covered with every candidate there",
  };
  const items = clauses.map(({ article, requirementRatio, meanAtMost, reason }) => [
    { text: article, as: "bold" } as const,
    {
      text: ` ${articleText.get(article) ?? ""} Asks ${two(requirementRatio)}, at most ${two(meanAtMost)}: ${why[reason]}.`,
    },
  ]);
  return [{ heading: "Unverifiable at any size", blocks: [{ is: "list", items }] }];
}

function assumptionsSection(assumptions: readonly Assumption[], share: number): BriefSection {
  return {
    heading: "Assumptions",
    blocks: [
      text(
        `No source bears ${percent(share)} of the inputs: those of the catalogue of means, of the climate and of this list.`,
      ),
      {
        is: "table",
        columns: [
          left("Input"),
          ...["low", "middle", "high"].map(right),
          left("unit"),
          left("mark"),
          left("source"),
        ],
        rows: assumptions.map(({ name, low, value, high, unit, mark, source }) =>
          row(name, figure(low), figure(value), figure(high), unit, mark, source),
        ),
      },
    ],
  };
}

const figure = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
