import type { LonLat } from "@truceline/model";
import type { Assumption } from "../../assumption.ts";
import type { DeploymentPlan, Frontier, FrontierPoint } from "../deployment-plan.ts";
import { anyPeople } from "../frontier.ts";
import { frontierSvg } from "./frontier-svg.ts";
import { planMapSvg } from "./map-svg.ts";
import { tornadoSvg } from "./tornado-svg.ts";

const count = (value: number) => Math.round(value).toLocaleString("en");
const two = (value: number) => value.toFixed(2);
const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
const million = (eur: number) =>
  (eur / 1e6).toLocaleString("en", { maximumFractionDigits: eur < 1e8 ? 1 : 0 });
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

/** Text with parts in bold or small; always text, never markup. */
export interface BriefText {
  readonly text: string;
  readonly as?: "bold" | "small";
}

export interface BriefCell {
  readonly parts: readonly BriefText[];
  /** A small drawing in place of text. */
  readonly svg?: string;
}

export type BriefBlock =
  | { readonly is: "text"; readonly text: string; readonly isSmall: boolean }
  | { readonly is: "list"; readonly items: readonly (readonly BriefText[])[] }
  | {
      readonly is: "table";
      readonly columns: readonly { readonly text: string; readonly align: "left" | "right" }[];
      readonly rows: readonly (readonly BriefCell[])[];
    }
  | { readonly is: "picture"; readonly svg: string; readonly alt: string }
  | {
      readonly is: "legend";
      readonly entries: readonly { readonly svg: string; readonly text: string }[];
    };

export interface BriefSection {
  readonly heading: string;
  readonly blocks: readonly BriefBlock[];
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

const text = (words: string): BriefBlock => ({ is: "text", text: words, isSmall: false });
const left = (words: string) => ({ text: words, align: "left" }) as const;
const right = (words: string) => ({ text: words, align: "right" }) as const;
const plain = (words: string): BriefCell => ({ parts: [{ text: words }] });
const row = (...words: readonly string[]): readonly BriefCell[] => words.map(plain);
const named = (id: string, words: string): BriefCell => ({
  parts: [{ text: id, as: "bold" }, { text: words === "" ? "" : ` ${words}` }],
});

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

function frontierSections(frontier: Frontier): BriefSection[] {
  const saturation = frontier.saturation.map(({ withTechnicalMonitoring, people }) => {
    const how = withTechnicalMonitoring ? "With" : "Without";
    return text(
      people === null
        ? `${how} technical monitoring another 10,000 people still add a point or more at every size looked at.`
        : `${how} technical monitoring another 10,000 people add less than one point from ${count(people)} on.`,
    );
  });
  const hard = (point: Frontier["points"][number], id: string) => {
    const found = point.robustness.find((own) => own.id === id);
    return found === undefined ? "" : two(found.mean);
  };
  return [
    {
      heading: "People against verifiability",
      blocks: [
        {
          is: "picture",
          svg: frontierSvg(frontier.points),
          alt: "People in theatre against the mean coverage of clauses, with and without technical monitoring",
        },
        text(
          `Lines: median of ${frontier.sampleCount} samples over the ranges of all inputs; bands: 5th to 95th percentile. Rings: all inputs at their middle, as the catalogue has them; dotted: what no plan over the same candidates exceeds then.`,
        ),
        ...saturation,
        {
          is: "table",
          columns: [
            right("People"),
            left("Technical"),
            ...[
              "middle",
              "median",
              "band",
              "worst tenth",
              "within of best",
              "people used",
              "EUR m a year",
              "bad weather",
              "jammed",
              "denied",
            ].map(right),
          ],
          rows: frontier.points.map((point) =>
            row(
              count(point.people),
              point.withTechnicalMonitoring ? "with" : "without",
              two(point.mean),
              two(point.meanBand.value),
              `${two(point.meanBand.low)}–${two(point.meanBand.high)}`,
              two(point.worstTenth),
              percent(point.gapRatio),
              count(point.peopleUsed),
              million(point.money.totalEur),
              hard(point, "worse-weather"),
              hard(point, "jammed-uav"),
              hard(point, "posts-denied"),
            ),
          ),
        },
      ],
    },
    ...moneySections(frontier.byMoney ?? []),
    ...clauseSection(frontier.points),
  ];
}

/** Sums of money across, sizes down: the mean at the middle, and its band. */
function moneySections(points: readonly FrontierPoint[]): BriefSection[] {
  const sums = [...new Set(points.map(({ eurPerYear }) => eurPerYear ?? 0))].sort((a, b) => a - b);
  const sizes = [...new Set(points.map(({ people }) => people))].sort((a, b) => a - b);
  const modes = [true, false].filter((mode) =>
    points.some((point) => point.withTechnicalMonitoring === mode),
  );
  return modes.map((mode) => ({
    heading: `Money and people ${mode ? "with" : "without"} technical monitoring`,
    blocks: [
      text(
        "Mean at the middle of the ranges, and its band; below it the people that the money keeps.",
      ),
      {
        is: "table",
        columns: [left("People at most"), ...sums.map((sum) => right(`EUR ${million(sum)} m`))],
        rows: sizes.map((people) => [
          plain(people >= anyPeople ? "as the money keeps" : count(people)),
          ...sums.map((sum): BriefCell => {
            const own = points.find(
              (point) =>
                point.people === people &&
                point.eurPerYear === sum &&
                point.withTechnicalMonitoring === mode,
            );
            if (own === undefined) return plain("");
            const { mean, meanBand, peopleUsed } = own;
            return {
              parts: [
                { text: `${two(mean)} ` },
                {
                  text: `${two(meanBand.low)}–${two(meanBand.high)}; ${count(peopleUsed)}`,
                  as: "small",
                },
              ],
            };
          }),
        ]),
      },
    ],
  }));
}

/** Sizes shown clause by clause, where they were computed. */
const shownSizes = [5_000, 30_000, 100_000];

/** Every clause counts alike in the mean unless the agreement weighs them: so each is told as well. */
function clauseSection(points: Frontier["points"]): BriefSection[] {
  const chosen = points.filter(({ people }) => shownSizes.includes(people));
  const shown = (chosen.length > 0 ? chosen : points).slice(0, shownSizes.length * 2);
  const [first] = shown;
  if (first === undefined) return [];
  const columns = shown.map(({ people, withTechnicalMonitoring }) =>
    right(`${count(people)} ${withTechnicalMonitoring ? "with" : "without"}`),
  );
  const rows = first.byClause.map(({ article }, index) => [
    named(article, ""),
    ...shown.map(({ byClause }): BriefCell => {
      const own = byClause[index];
      return own === undefined
        ? plain("")
        : {
            parts: [
              { text: `${two(own.mean)} ` },
              { text: `${two(own.band.low)}–${two(own.band.high)}`, as: "small" },
            ],
          };
    }),
  ]);
  return [
    {
      heading: "Clause by clause",
      blocks: [{ is: "table", columns: [left("Clause"), ...columns], rows }],
    },
  ];
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

function tornadoSections({ tornado }: Frontier): BriefSection[] {
  const sizes = new Map(
    tornado.map((bar) => [`${bar.people} ${bar.withTechnicalMonitoring}`, bar] as const),
  );
  return [...sizes.values()].map(({ people, withTechnicalMonitoring }) => {
    const own = tornado.filter(
      (bar) => bar.people === people && bar.withTechnicalMonitoring === withTechnicalMonitoring,
    );
    return {
      heading: `What moves the answer, ${count(people)} people ${withTechnicalMonitoring ? "with" : "without"}`,
      blocks: [
        {
          is: "picture",
          svg: tornadoSvg(own),
          alt: "Mean at either end of each input's range",
        },
      ],
    };
  });
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
