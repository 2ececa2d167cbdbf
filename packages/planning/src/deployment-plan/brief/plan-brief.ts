import type { LonLat } from "@truceline/model";
import type { Assumption } from "../../assumption.ts";
import type { DeploymentPlan, Frontier } from "../deployment-plan.ts";
import { escapeText } from "./escape-text.ts";
import { frontierSvg } from "./frontier-svg.ts";
import { planMapSvg } from "./map-svg.ts";
import { tornadoSvg } from "./tornado-svg.ts";

const count = (value: number) => Math.round(value).toLocaleString("en");
const two = (value: number) => value.toFixed(2);
const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
const million = (eur: number) => (eur / 1e6).toFixed(eur < 1e8 ? 1 : 0);
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

/**
 * A printable page: the headline first, then map, frontier, clauses, posts, what cannot be verified, what
 * moves the answer, and every assumption with its mark. One HTML text with its drawings inside; it asks
 * nothing of any network, and works without scripts.
 */
export function planBrief(input: BriefInput): string {
  const { plan, frontier, title } = input;
  const assumptions = frontier?.assumptions ?? plan?.assumptions ?? [];
  const assumedShare = frontier?.assumedShare ?? plan?.assumedShare ?? 0;
  const parts = [
    `<p class="headline">${escapeText(headlineOf(plan, frontier))}</p>`,
    `<h1>${escapeText(title)}</h1>`,
    ...(plan === null ? [] : planParts(plan, input)),
    ...(frontier === null ? [] : frontierParts(frontier)),
    ...unverifiablePart(plan, frontier, input.articleText),
    ...(frontier === null ? [] : tornadoPart(frontier)),
    assumptionsPart(assumptions, assumedShare),
    notesPart([...new Set([...(plan?.notes ?? []), ...(frontier?.notes ?? [])])]),
    `<p class="small">Seed ${plan?.seed ?? frontier?.seed ?? 0}. Same agreement, options and seed give the same result. Positions of posts are the mission's own: keep this page inside it.</p>`,
  ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title><style>${style}</style></head><body><main>`,
    ...parts,
    "</main></body></html>",
    "",
  ].join("\n");
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

function planParts(plan: DeploymentPlan, { lines, articleText }: BriefInput): string[] {
  const { money, people } = plan;
  return [
    `<section><h2>Where</h2>${planMapSvg(plan, lines)}`,
    '<p class="legend"><span class="k0"></span>not covered <span class="k2"></span>half <span class="k4"></span>covered; <svg viewBox="0 0 10 10"><circle class="people" cx="5" cy="5" r="4"/></svg>post with people, <svg viewBox="0 0 10 10"><path class="gear" d="M5 1l4 8H1Z"/></svg>equipment. Lines are drawings and imply nothing about borders or sovereignty.</p></section>',
    "<section><h2>What it takes</h2><table><tbody>",
    row("People in theatre", count(people.inTheatre)),
    row("of them on line tasks", count(people.onLineTasks)),
    row("at work at any hour", count(people.onWatch)),
    row("Posts; sensors", `${count(plan.postCount)}; ${count(plan.sensorCount)}`),
    row(
      "EUR m a year",
      `${million(money.totalEur)} (${million(money.low)} to ${million(money.high)}): people ${million(money.peopleEur)}, equipment ${million(money.equipmentEur)}`,
    ),
    "</tbody></table>",
    '<table><thead><tr><th>Post</th><th class="n">Number</th><th class="n">People</th><th class="n">Equipment, EUR m</th></tr></thead><tbody>',
    ...plan.byPattern.map(
      (own) =>
        `<tr><td>${escapeText(own.name)}</td><td class="n">${count(own.count)}</td><td class="n">${count(own.people)}</td><td class="n">${million(own.equipmentEur)}</td></tr>`,
    ),
    "</tbody></table></section>",
    '<section><h2>By clause</h2><table><thead><tr><th>Clause</th><th class="n">asks</th><th class="n">mean</th><th class="n">worst tenth</th><th class="n">reached</th><th class="n">at most</th><th>hour by hour</th></tr></thead><tbody>',
    ...plan.byClause.map(
      (own) =>
        `<tr><td><b>${escapeText(own.article)}</b> ${escapeText(articleText.get(own.article) ?? "")}</td><td class="n">${two(own.requirementRatio)}</td><td class="n">${two(own.mean)}</td><td class="n">${two(own.worstTenth)}</td><td class="n">${percent(own.reachedRatio)}</td><td class="n">${own.meanAtMost === null ? "" : two(own.meanAtMost)}</td><td>${hoursSvg(own.byHour)}</td></tr>`,
    ),
    "</tbody></table><p>Coverage: the chance that a breach there and then would have met the clause's own standard. Reached: share of cell-hours in which it is what the clause asks for. At most: the mean with every candidate post there.</p></section>",
    `<section><h2>Posts</h2><p>The ${Math.min(shownPostCount, plan.bySite.length)} without which most is lost, of ${plan.bySite.length}.</p><table><thead><tr><th>Post</th><th>Sector</th><th class="n">km along</th><th>Serves</th><th class="n">lost without it</th></tr></thead><tbody>`,
    ...[...plan.bySite]
      .sort((a, b) => b.lossWithout - a.lossWithout)
      .slice(0, shownPostCount)
      .map(
        (own) =>
          `<tr><td>${escapeText(own.post)}</td><td>${escapeText(own.sector)}</td><td class="n">${own.chainageM === null ? "" : count(own.chainageM / 1000)}</td><td>${own.clauses
            .slice(0, 4)
            .map(({ article, cellCount, dayRatio }) =>
              escapeText(`${article} (${cellCount} cells, ${percent(dayRatio)} by day)`),
            )
            .join("; ")}</td><td class="n">${own.lossWithout.toFixed(5)}</td></tr>`,
      ),
    "</tbody></table></section>",
    ...(plan.minimum === null || plan.minimum.isMet
      ? []
      : [
          `<section><h2>The minimum is not met</h2><p>${percent(plan.minimum.metRatio)} of cell-hours have ${two(plan.minimum.ratio)} or more. Not to be had together: ${escapeText(plan.minimum.conflict.join("; "))}.</p></section>`,
        ]),
  ];
}

const row = (name: string, value: string) => `<tr><td>${name}</td><td class="n">${value}</td></tr>`;

function hoursSvg(byHour: readonly number[]): string {
  const bars = byHour.map(
    (ratio, hour) =>
      `<rect x="${hour * 4}" y="${(16 - 16 * ratio).toFixed(1)}" width="3" height="${(16 * ratio).toFixed(1)}"/>`,
  );
  return `<svg class="hours" viewBox="0 0 96 16" role="img" aria-label="Mean by local hour, 0 to 23">${bars.join("")}</svg>`;
}

function frontierParts(frontier: Frontier): string[] {
  const saturation = frontier.saturation.map(({ withTechnicalMonitoring, people }) => {
    const how = withTechnicalMonitoring ? "With" : "Without";
    return people === null
      ? `${how} technical monitoring another 10,000 people still add a point or more at every size looked at.`
      : `${how} technical monitoring another 10,000 people add less than one point from ${count(people)} on.`;
  });
  return [
    `<section><h2>People against verifiability</h2>${frontierSvg(frontier.points)}`,
    `<p>Lines: median of ${frontier.sampleCount} samples over the ranges of all inputs; bands: 5th to 95th percentile. Rings: flat ground and all inputs at their middle, as the catalogue has them; dotted: what no plan over the same candidates exceeds then.</p>`,
    ...saturation.map((text) => `<p>${text}</p>`),
    '<table><thead><tr><th class="n">People</th><th>Technical monitoring</th><th class="n">flat, middle</th><th class="n">median</th><th class="n">band</th><th class="n">worst tenth</th><th class="n">within of best</th><th class="n">people used</th><th class="n">EUR m a year</th><th class="n">bad weather</th><th class="n">jammed</th><th class="n">denied</th></tr></thead><tbody>',
    ...frontier.points.map((point) => {
      const hard = (id: string) => {
        const found = point.robustness.find((own) => own.id === id);
        return found === undefined ? "" : two(found.mean);
      };
      return `<tr><td class="n">${count(point.people)}</td><td>${point.withTechnicalMonitoring ? "with" : "without"}</td><td class="n">${two(point.mean)}</td><td class="n">${two(point.meanBand.value)}</td><td class="n">${two(point.meanBand.low)} to ${two(point.meanBand.high)}</td><td class="n">${two(point.worstTenth)}</td><td class="n">${percent(point.gapRatio)}</td><td class="n">${count(point.peopleUsed)}</td><td class="n">${million(point.money.totalEur)}</td><td class="n">${hard("worse-weather")}</td><td class="n">${hard("jammed-uav")}</td><td class="n">${hard("posts-denied")}</td></tr>`;
    }),
    "</tbody></table>",
    ...clauseTable(frontier.points),
    "</section>",
  ];
}

/** Sizes shown clause by clause, where they were computed. */
const shownSizes = [5_000, 30_000, 100_000];

/** Every clause counts alike in the mean unless the agreement weighs them: so each is told as well. */
function clauseTable(points: Frontier["points"]): string[] {
  const chosen = points.filter(({ people }) => shownSizes.includes(people));
  const shown = (chosen.length > 0 ? chosen : points).slice(0, shownSizes.length * 2);
  const [first] = shown;
  if (first === undefined) return [];
  const heads = shown.map(
    ({ people, withTechnicalMonitoring }) =>
      `<th class="n">${count(people)}<br>${withTechnicalMonitoring ? "with" : "without"}</th>`,
  );
  const rows = first.byClause.map(({ article }, index) => {
    const cells = shown.map(({ byClause }) => {
      const own = byClause[index];
      return own === undefined
        ? "<td></td>"
        : `<td class="n">${two(own.mean)} <small>${two(own.band.low)} to ${two(own.band.high)}</small></td>`;
    });
    return `<tr><td><b>${escapeText(article)}</b></td>${cells.join("")}</tr>`;
  });
  return [
    `<h3>Clause by clause</h3><table><thead><tr><th>Clause</th>${heads.join("")}</tr></thead><tbody>`,
    ...rows,
    "</tbody></table>",
  ];
}

function unverifiablePart(
  plan: DeploymentPlan | null,
  frontier: Frontier | null,
  articleText: ReadonlyMap<string, string>,
): string[] {
  const clauses = frontier?.unverifiable ?? plan?.unverifiable ?? [];
  if (clauses.length === 0) return [];
  const why = {
    "no-means": "no means of the catalogue shows it",
    "no-place-to-stand": "nowhere to stand near it",
    "out-of-reach": "too little is covered with every candidate there",
  };
  return [
    "<section><h2>Unverifiable at any size</h2><ul>",
    ...clauses.map(
      ({ article, requirementRatio, meanAtMost, reason }) =>
        `<li><b>${escapeText(article)}</b> ${escapeText(articleText.get(article) ?? "")} Asks ${two(requirementRatio)}, at most ${two(meanAtMost)}: ${why[reason]}.</li>`,
    ),
    "</ul></section>",
  ];
}

function tornadoPart({ tornado }: Frontier): string[] {
  const sizes = new Map(
    tornado.map((bar) => [`${bar.people} ${bar.withTechnicalMonitoring}`, bar] as const),
  );
  return [...sizes.values()].map(({ people, withTechnicalMonitoring }) => {
    const own = tornado.filter(
      (bar) => bar.people === people && bar.withTechnicalMonitoring === withTechnicalMonitoring,
    );
    return `<section><h2>What moves the answer, ${count(people)} people ${withTechnicalMonitoring ? "with" : "without"}</h2>${tornadoSvg(own)}</section>`;
  });
}

function assumptionsPart(assumptions: readonly Assumption[], share: number): string {
  return [
    `<section><h2>Assumptions</h2><p>No source bears ${percent(share)} of the inputs: those of the catalogue of means, of the climate and of this list.</p>`,
    '<table><thead><tr><th>Input</th><th class="n">low</th><th class="n">middle</th><th class="n">high</th><th>unit</th><th>mark</th><th>source</th></tr></thead><tbody>',
    ...assumptions.map(
      ({ name, low, value, high, unit, mark, source }) =>
        `<tr><td>${escapeText(name)}</td><td class="n">${figure(low)}</td><td class="n">${figure(value)}</td><td class="n">${figure(high)}</td><td>${escapeText(unit)}</td><td>${mark}</td><td>${escapeText(source)}</td></tr>`,
    ),
    "</tbody></table></section>",
  ].join("\n");
}

const figure = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 4 });

function notesPart(notes: readonly string[]): string {
  return `<section><h2>To know</h2><ul>${notes.map((note) => `<li>${escapeText(note)}</li>`).join("")}</ul></section>`;
}

const style = `
:root{color-scheme:light}body{margin:0;background:#fff;color:#1b1f24;font:14px/1.45 system-ui,sans-serif}
main{max-width:1000px;margin:0 auto;padding:24px}.headline{font-size:20px;line-height:1.35;font-weight:600;border-left:4px solid #3a6ea5;padding-left:12px}
h1{font-size:18px;margin:8px 0 16px}h2{font-size:16px;margin:24px 0 8px}h3{font-size:14px;margin:16px 0 4px}section{break-inside:auto}
table{border-collapse:collapse;width:100%;margin:8px 0}th,td{text-align:left;padding:3px 8px 3px 0;border-bottom:1px solid #dde1e6;vertical-align:top}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}thead{display:table-header-group}tr{break-inside:avoid}
svg{display:block;width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#3c434b}.hours{width:96px}.hours rect{fill:#3a6ea5}
.map{background:#f4f5f6}.map .c0,.k0{fill:#c9ced6;background:#c9ced6}.map .c1{fill:#c6d3dc}.map .c2,.k2{fill:#bfd9e2;background:#bfd9e2}.map .c3{fill:#a9dbe0}.map .c4,.k4{fill:#86d8d4;background:#86d8d4}
.map path[class^=c]{stroke:#fff;stroke-width:.4}.map .line{fill:none;stroke:#1b1f24;stroke-width:1.6}.people{fill:#1b1f24;stroke:#fff;stroke-width:.6}.gear{fill:#9a5b00;stroke:#fff;stroke-width:.5}
.legend svg{display:inline-block;width:10px;height:10px;margin:0 4px 0 8px;vertical-align:middle}.legend span{display:inline-block;width:14px;height:10px;margin:0 4px 0 10px;border:1px solid #8a929c}
.grid{stroke:#dde1e6;fill:none}.band.with{fill:#3a6ea5;opacity:.2}.band.without{fill:#9a5b00;opacity:.18}.curve{fill:none;stroke-width:2.2}.curve.with{stroke:#3a6ea5}.curve.without{stroke:#9a5b00;stroke-dasharray:7 4}
.bound{fill:none;stroke-width:1;stroke-dasharray:1.5 3}.bound.with{stroke:#3a6ea5}.bound.without{stroke:#9a5b00}circle.with{fill:#fff;stroke:#2c5680}circle.without{fill:#fff;stroke:#7d4a00}svg text.with{fill:#2c5680}svg text.without{fill:#7d4a00}
.tornado rect{fill:#7c93ad}.tornado .high{fill:#b98b45}.tornado .zero{stroke:#1b1f24}.small{color:#59616b;font-size:12px}
@media print{main{padding:0;max-width:none}@page{size:A4;margin:14mm}h2{break-after:avoid}}
`;
