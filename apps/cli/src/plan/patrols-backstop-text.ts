import type {
  BackstopAnswer,
  Exposure,
  HelpTime,
  MinutesRange,
  PostTimes,
  SectorTimes,
} from "@truceline/planning";
import { numberText, ratioText } from "./patrols-text.ts";

/** `35 min (30 to 45)`, `never`, or `35 min (30 to never)`. */
function minutesText({ value, low, high }: MinutesRange): string {
  const one = (minutes: number | null) => (minutes === null ? "never" : minutes.toFixed(0));
  const unit = value === null ? "" : " min";
  const range = one(low) === one(high) ? "" : ` (${one(low)} to ${one(high)})`;
  return `${one(value)}${unit}${range}`;
}

/** Times of help as people read them. */
export function backstopText(answer: BackstopAnswer): string {
  const { agreement, posts, sectors, exposure, flyable, sentences, postsFrom } = answer;
  const from = {
    file: "posts of the document",
    deployment: "posts of the deployment",
    "along-line": "places along the line, as no posts are given",
  } as const;
  const lines = [
    `Protection of the mission's own people, for ${agreement}: ${posts.length} ${from[postsFrom]}.`,
    ...sentences.map((sentence) => `  ${sentence}`),
    `  ${(answer.assumedRatio * 100).toFixed(0)} % of the figures are assumed.`,
    "",
    "People for whom help comes later than the limit:",
    ...exposure.map((one) => exposureText(one, flyable.length > 0)),
  ];
  if (flyable.length > 0) lines.push("", "Share of hours in which aircraft may fly:");
  for (const { aircraft, light, ratio } of flyable) {
    lines.push(`  ${aircraft} by ${light}: ${ratioText(ratio)}`);
  }
  for (const sector of sectors) lines.push("", ...sectorLines(sector));
  lines.push("", "Posts:");
  for (const post of posts) lines.push(...postLines(post));
  return lines.join("\n");
}

const kindTexts = { reaction: "quick reaction", surgery: "surgery" } as const;

function exposureText(exposure: Exposure, hasAircraft: boolean): string {
  const { light, kind, limitMin, withAir, roadOnly, mean } = exposure;
  const what = `  ${kindTexts[kind]} within ${limitMin} min, by ${light}: `;
  if (!hasAircraft) return `${what}${numberText(roadOnly)}, all by road`;
  return `${what}${numberText(mean)} on the mean; ${numberText(withAir)} while aircraft fly, ${numberText(roadOnly)} by road alone`;
}

function sectorLines({
  sector,
  people,
  postCount,
  worst,
  exposure,
}: SectorTimes): readonly string[] {
  const lines = [
    `Sector ${sector}: ${numberText(people)} people at ${postCount} ${postCount === 1 ? "post" : "posts"}`,
  ];
  for (const { light, kind, minutes, post } of worst) {
    lines.push(
      `  slowest ${kindTexts[kind]} by ${light}: ${minutesText(minutes)}${post === null ? "" : `, ${post}`}`,
    );
  }
  for (const { light, kind, limitMin, mean } of exposure) {
    if (mean.high > 0) {
      lines.push(
        `  later than ${limitMin} min to ${kindTexts[kind]} by ${light}: ${numberText(mean)} people`,
      );
    }
  }
  return lines;
}

function postLines({
  post,
  people,
  reaction,
  surgery,
  leaving,
  cutOffFrom,
}: PostTimes): readonly string[] {
  const help = (name: string, times: readonly HelpTime[]) =>
    times
      .filter(({ by }) => by !== null)
      .map(({ light, means, by, minutes, withoutFirst }) => {
        const second = `; without it ${minutesText(withoutFirst)}`;
        return `    ${name} by ${means}, ${light}: ${minutesText(minutes)} from ${by}${second}`;
      });
  const lines = [
    `  ${post} (${numberText(people)} people)`,
    ...help("quick reaction", reaction),
    ...help("surgery", surgery),
    ...leaving
      .filter(({ by }) => by !== null)
      .map(({ light, by, minutes }) => `    to ${by} to leave, ${light}: ${minutesText(minutes)}`),
  ];
  if (cutOffFrom.length > 0) lines.push(`    no road from ${cutOffFrom.join(", ")}`);
  return lines;
}
