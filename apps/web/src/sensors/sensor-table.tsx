import type { SensorBoard, SensorRow } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { clockMinutes, clockSeconds, duration, longDate } from "../format/time.ts";
import { Tick } from "../shapes/glyphs.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import { go } from "../state/navigate.ts";
import { words as pageWords } from "../words/words.ts";
import { SensorStrip } from "./sensor-strip.tsx";
import { sensorsWords as words } from "./sensors-words.ts";

const dayMs = 86_400_000;

/** One row a sensor, in the order given. */
export function SensorTable(props: {
  readonly board: SensorBoard;
  readonly rows: readonly SensorRow[];
  readonly chosen: string | null;
  readonly timezone: string;
  readonly sectorName: (id: string | null) => string;
}) {
  const { board, rows, chosen, timezone, sectorName } = props;
  const { columns } = words;
  return (
    <>
      <div class="sw">
        <table class="stab">
          <thead>
            <tr>
              <th scope="col">
                <span class="sr">{columns.state}</span>
              </th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.sector}</th>
              <th scope="col" class="num">
                {columns.heard}
              </th>
              <th scope="col" class="num">
                {columns.delay}
              </th>
              <th scope="col">
                <span class="sr">{columns.day}</span>
                <span class="shours" aria-hidden>
                  {[0, 6, 12, 18].map((index) => (
                    <span key={index}>
                      {clockMinutes(board.fromMs + index * 3_600_000, timezone)}
                    </span>
                  ))}
                </span>
              </th>
              <th scope="col" class="num">
                {columns.up}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                chosen={row.id === chosen}
                atMs={board.asOfMs}
                timezone={timezone}
                sector={sectorName(row.sectorId)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="skey q s12">
        <span class="st">
          <i class="kfull" aria-hidden />
          {words.key.up}
        </span>
        <span class="st">
          <i class="kpart" aria-hidden />
          {words.key.part}
        </span>
        <span class="st">
          <svg width="14" height="12" aria-hidden>
            <rect width="14" height="12" fill="url(#hatch)" />
          </svg>
          {words.key.lost}
        </span>
        <span class="st">
          <i class="knone" aria-hidden />
          {words.key.none}
        </span>
      </p>
    </>
  );
}

function Row(props: {
  readonly row: SensorRow;
  readonly chosen: boolean;
  readonly atMs: number;
  readonly timezone: string;
  readonly sector: string;
}) {
  const { row, chosen, atMs, timezone, sector } = props;
  const isUp = row.state === "up";
  const open = (): void => go({ select: row.id });
  return (
    <tr aria-selected={chosen} onClick={open}>
      <td class="ic">
        {isUp ? (
          <Tick />
        ) : (
          <StateShape shape="cannot-see" label={pageWords.sensorStates[row.state]} />
        )}
      </td>
      <th scope="row">
        <button type="button" class="sname" aria-pressed={chosen} onClick={open}>
          {row.id}
        </button>
        {isUp && <span class="sr">{pageWords.sensorStates.up}</span>}
      </th>
      <td class="q">{pageWords.means[row.means] ?? row.means}</td>
      <td>{sector}</td>
      <td class={`num ${isUp ? "" : "c-attn"}`}>
        {row.lastHeardMs === null ? words.never : heardText(row.lastHeardMs, atMs, timezone)}
      </td>
      <td class={`num ${isUp ? "" : "c-attn"}`}>
        {isUp && row.delayMs !== null ? duration(row.delayMs) : pageWords.sensorStates[row.state]}
      </td>
      <td>
        <SensorStrip hours={row.hours} upRatio={row.upRatio} timezone={timezone} />
      </td>
      <td class="num">{row.upRatio === null ? words.noUp : percent(row.upRatio)}</td>
    </tr>
  );
}

/** The clock of today; of another day the date as well. */
const heardText = (heardMs: number, atMs: number, timezone: string): string =>
  atMs - heardMs < dayMs
    ? clockSeconds(heardMs, timezone)
    : `${longDate(heardMs, timezone)} ${clockMinutes(heardMs, timezone)}`;
