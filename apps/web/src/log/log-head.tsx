import type { LineContext } from "@truceline/log";
import { defaultCatalogue, detectionProbability, isNight } from "@truceline/sensing";
import { shortDate } from "../format/time.ts";
import type { LogSeat } from "./log-context.ts";
import { logWords as words } from "./log-words.ts";

/** Half of what happens this far off is heard: the figure a person would give. */
const heardRatio = 0.5;
const stepM = 500;
const farM = 30_000;

/** What is carried, the light, and what could be heard there: so that "nothing heard" has a weight. */
export function LogHead(props: {
  readonly seat: LogSeat;
  readonly context: LineContext;
  readonly atMs: number;
}) {
  const { seat, context, atMs } = props;
  const { position } = seat.post;
  const night = position === undefined ? null : isNight(position, atMs);
  return (
    <div class="ctx">
      <div>
        <span>{words.head.post}</span>
        {seat.post.name ?? (position === undefined ? words.head.none : placeText(position))}
      </div>
      <div>
        <span>{words.head.observers}</span>
        {seat.observers.join(", ")}
      </div>
      <div>
        <span>
          {words.head.day} <i class="car">{words.carried}</i>
        </span>
        {words.head.localDay(
          shortDate(Date.parse(`${context.dayLocal}T12:00:00Z`), "UTC"),
          context.timezone,
        )}
      </div>
      {night !== null && (
        <>
          <div>
            <span>{words.head.light}</span>
            {night ? words.light.night : words.light.day}
          </div>
          <div>
            <span>{words.head.couldHear}</span>
            {words.hear(reachText("burst", night), reachText("explosion", night))}
          </div>
        </>
      )}
    </div>
  );
}

function reachText(kind: "burst" | "explosion", night: boolean): string {
  const ear = defaultCatalogue.find(({ id }) => id === "ear");
  if (ear === undefined) return "–";
  let reachM = 0;
  for (let distanceM = stepM; distanceM <= farM; distanceM += stepM) {
    if (detectionProbability("ear", kind, distanceM, { isNight: night }) < heardRatio) break;
    reachM = distanceM;
  }
  return `${reachM / 1_000} km`;
}

export function placeText([lonDeg, latDeg]: readonly [number, number]): string {
  return `${latDeg.toFixed(3)}, ${lonDeg.toFixed(3)}`;
}
