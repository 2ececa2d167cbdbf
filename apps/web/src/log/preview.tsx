import type { LineReading } from "@truceline/log";
import { violationColumns } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import type { Wording } from "@truceline/wording";
import { lateText } from "./late-text.ts";
import { logWords as words } from "./log-words.ts";
import { areasOf, countText, endOf, shareInZones } from "./reading.ts";

/** The sentence as the report will have it, the rows of the mission's table, and what it counts as. */
export function Preview(props: {
  readonly reading: LineReading;
  readonly wording: Wording;
  readonly ground: Ground;
  readonly post: string;
  readonly nowMs: number;
}) {
  const { reading, wording } = props;
  const { observations } = reading;
  return (
    <>
      <p class="rd" id="log-say" aria-live="off">
        {observations.length === 0 ? (
          <span class="d">{words.notRead}</span>
        ) : (
          wording.statementSentence(observations, { position: true })
        )}
      </p>
      <div class="tb">
        <table class="smm">
          <thead>
            <tr>
              {violationColumns.map((column) => (
                <th key={column} scope="col" class={column === "number" ? "num" : undefined}>
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {observations.map((observation, index) => {
              const row = wording.observationRow(observation, { position: true });
              const carried: readonly string[] = reading.carried[index] ?? [];
              return (
                <tr key={index}>
                  {violationColumns.map((column) => (
                    <td key={column} class={column === "number" ? "num" : undefined}>
                      {row[column]}
                      {column === "means" && carried.includes("means") && (
                        <i class="car"> {words.carried}</i>
                      )}
                      {column === "dateTime" && carried.includes("time") && (
                        <i class="car"> {words.carried}</i>
                      )}
                      {row.defaults.includes(column) &&
                        column !== "number" &&
                        row[column] !== "" && <i class="car"> {words.default}</i>}
                    </td>
                  ))}
                </tr>
              );
            })}
            {reading.partial !== undefined && (
              <tr>
                <td colSpan={violationColumns.length}>
                  <span class="unread">{words.notRead}</span>
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <Effects {...props} />
    </>
  );
}

function Effects({
  reading,
  ground,
  post,
  nowMs,
}: {
  readonly reading: LineReading;
  readonly ground: Ground;
  readonly post: string;
  readonly nowMs: number;
}) {
  const { observations, nothing } = reading;
  if (observations.length === 0) return <div class="fx" />;
  const endMs = endOf(reading);
  const counts = observations
    .filter(({ kind }) => kind !== "nothing")
    .map(({ count }) => countText(count));
  const late = endMs === null ? null : lateText(nowMs - endMs);
  return (
    <div class="fx">
      <span>
        {nothing || counts.length === 0
          ? words.countsAsNothing
          : words.countsAs(counts.join(words.and))}
      </span>
      {late !== null && <span>{late}</span>}
      {areasOf(observations).map(({ area, label, areaKm2 }, index) => (
        <span key={index}>
          {words.insideZone(
            `${label}, ${areaKm2.toFixed(1)} km²`,
            shareInZones(area, ground.zones).toFixed(2),
          )}
        </span>
      ))}
      <span class="d">{words.noPlaceLeaves(post)}</span>
    </div>
  );
}
