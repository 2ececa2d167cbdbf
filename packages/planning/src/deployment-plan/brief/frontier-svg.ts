import type { FrontierPoint } from "../deployment-plan.ts";

const widthPx = 960;
const heightPx = 420;
const left = 56;
const right = 24;
const top = 24;
const bottom = 46;
const gridRatios = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * People against the mean over clauses, with and without technical monitoring: the median over samples of
 * the input ranges with its band (5th to 95th percentile); rings where the plan lies on flat ground with
 * all inputs at their middle; dotted the bound that no plan exceeds there. People on a scale by
 * their logarithm, since sizes lie from a thousand to hundreds of thousands.
 */
export function frontierSvg(points: readonly FrontierPoint[]): string {
  const sizes = [...new Set(points.map(({ people }) => people))].sort((a, b) => a - b);
  const first = Math.max(1, sizes.find((size) => size > 0) ?? 1);
  const last = Math.max(first * 1.01, sizes.at(-1) ?? first);
  const x = (people: number) =>
    left +
    ((widthPx - left - right) * Math.log(Math.max(first, people) / first)) / Math.log(last / first);
  const y = (ratio: number) => heightPx - bottom - (heightPx - top - bottom) * ratio;
  const place = (people: number, ratio: number) => `${x(people).toFixed(1)} ${y(ratio).toFixed(1)}`;
  const grid = gridRatios.flatMap((ratio) => [
    `<path class="grid" d="M${left} ${y(ratio).toFixed(1)}H${widthPx - right}"/>`,
    `<text x="${left - 8}" y="${(y(ratio) + 4).toFixed(1)}" text-anchor="end">${ratio.toFixed(1)}</text>`,
  ]);
  const ticks = spacedTicks(sizes, x).map(
    (size) =>
      `<text x="${x(size).toFixed(1)}" y="${heightPx - bottom + 18}" text-anchor="middle">${size.toLocaleString("en")}</text>`,
  );
  const curves = [true, false].flatMap((isWith) => {
    const own = points
      .filter(({ withTechnicalMonitoring }) => withTechnicalMonitoring === isWith)
      .sort((a, b) => a.people - b.people);
    const end = own.at(-1);
    if (end === undefined) return [];
    const name = isWith ? "with" : "without";
    // The upper name stands above everything of its own, the lower one below its line.
    const labelY = isWith ? y(Math.max(end.bound, end.mean)) - 8 : y(end.meanBand.value) + 18;
    const up = own.map(({ people, meanBand }) => place(people, meanBand.high));
    const down = own.map(({ people, meanBand }) => place(people, meanBand.low)).reverse();
    const bounds = own.map(({ people, bound }) => place(people, Math.min(1, bound)));
    return [
      `<path class="band band-${name}" d="M${[...up, ...down].join("L")}Z"/>`,
      `<path class="bound bound-${name}" d="M${bounds.join("L")}"/>`,
      `<path class="curve curve-${name}" d="M${own.map(({ people, meanBand }) => place(people, meanBand.value)).join("L")}"/>`,
      ...own.map(
        ({ people, mean, meanBand }) =>
          `<circle class="dot-${name}" cx="${x(people).toFixed(1)}" cy="${y(mean).toFixed(1)}" r="3"><title>${people.toLocaleString("en")} people ${name}: ${mean.toFixed(2)} on flat ground; median ${meanBand.value.toFixed(2)}, ${meanBand.low.toFixed(2)} to ${meanBand.high.toFixed(2)}</title></circle>`,
      ),
      `<text class="name-${name}" x="${x(end.people).toFixed(1)}" y="${labelY.toFixed(1)}" text-anchor="end">${name} technical monitoring</text>`,
    ];
  });
  return [
    `<svg class="frontier" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="People in theatre against the mean coverage of clauses, with and without technical monitoring">`,
    ...grid,
    ...ticks,
    `<text x="${widthPx - right}" y="${heightPx - 8}" text-anchor="end">people in theatre (logarithmic)</text>`,
    `<text x="${left}" y="14">mean over clauses of the chance that a breach would have been established</text>`,
    ...curves,
    "</svg>",
  ].join("\n");
}

/** Sizes whose labels do not run into each other. */
function spacedTicks(sizes: readonly number[], x: (size: number) => number): readonly number[] {
  const kept: number[] = [];
  for (const size of sizes) {
    const last = kept.at(-1);
    if (last === undefined || x(size) - x(last) > 58) kept.push(size);
  }
  return kept;
}
