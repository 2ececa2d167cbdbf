import type { Frontier, FrontierPoint } from "../deployment-plan.ts";
import { anyPeople } from "../frontier.ts";
import {
  type BriefCell,
  type BriefSection,
  count,
  left,
  million,
  named,
  percent,
  plain,
  right,
  row,
  text,
  two,
} from "./brief-parts.ts";
import { frontierSvg } from "./frontier-svg.ts";
import { tornadoSvg } from "./tornado-svg.ts";

/** The plot, its numbers, money beside people, and clause by clause. */
export function frontierSections(frontier: Frontier): BriefSection[] {
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

/** For each size the inputs that move it, the widest first. */
export function tornadoSections({ tornado }: Frontier): BriefSection[] {
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
