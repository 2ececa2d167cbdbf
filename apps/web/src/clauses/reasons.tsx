import type { ClauseBoard, ClauseCell, Ground } from "@truceline/watch";
import { loss, percent, rate } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import { SidePanel } from "../shapes/side-panel.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { follow, go, linkTo } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { cellShape } from "./cell-words.ts";
import { CoverageByHour } from "./coverage-by-hour.tsx";

const tagOf = {
  met: "met",
  breached: "breached",
  found: "breached",
  undetermined: "undetermined",
  "cannot-see": "cannot-see",
} as const;

/** Why a cell is as it is: the sentence first, then coverage, losses, incidents, the bound. */
export function Reasons(props: {
  readonly board: ClauseBoard | null;
  readonly cell: ClauseCell | null;
  readonly ground: Ground;
  readonly address: Address;
}) {
  const { board, cell, ground, address } = props;
  const chosen = address.cell;
  const sector = board?.sectors.find(({ id }) => id === chosen?.sectorId);
  return (
    <SidePanel
      name={words.reasons.name}
      title={
        board === null || cell === null || chosen === null
          ? null
          : words.reasons.title(chosen.articleId, sector?.name ?? chosen.sectorId)
      }
      empty={
        <>
          <p class="b">{words.reasons.choose}</p>
          <p class="q">{words.reasons.chooseSay}</p>
        </>
      }
      right={address.period === "today" ? words.reasons.today : board?.periodName}
      acts={
        <button
          type="button"
          class="btn pri"
          onClick={() =>
            go(
              { screen: "now", sector: chosen?.sectorId ?? null, veil: chosen?.articleId ?? null },
              "step",
            )
          }
        >
          {words.inspector.showOnMap} <kbd>M</kbd>
        </button>
      }
      close={() => go({ cell: null })}
    >
      {board !== null && cell !== null && (
        <Why board={board} cell={cell} timezone={ground.agreement.timezone} />
      )}
    </SidePanel>
  );
}

/** A number and its unit stay on one line. */
const unbroken = (sentence: string): string => sentence.replace(/ (?=%|km\b|m\b|h\b)/g, "\u00a0");

function Why(props: { board: ClauseBoard; cell: ClauseCell; timezone: string }) {
  const { board, cell, timezone } = props;
  const shape = cellShape(cell);
  return (
    <>
      <p>
        <span class={`tag ${tagOf[shape]}`}>
          <StateShape shape={shape} />
          {words.clauses[cell.state === "not-applicable" ? "notApplicable" : cell.state]}
        </span>
      </p>
      <p class="lead">{unbroken(cell.sentence)}</p>
      <h3>{words.reasons.coverageByHour}</h3>
      <CoverageByHour board={board} cell={cell} timezone={timezone} />
      <h3>{words.reasons.tookAway}</h3>
      {cell.losses.length === 0 ? (
        <p class="q">{words.reasons.nothingTook}</p>
      ) : (
        <table class="why">
          <tbody>
            {cell.losses.map(({ reason, text, lossRatio }) => (
              <tr key={`${reason} ${text}`}>
                <td>{text}</td>
                <td class="num">{loss(lossRatio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{words.reasons.openHere}</h3>
      {cell.incidents.length === 0 ? (
        <p class="q">{words.reasons.noneHere}</p>
      ) : (
        <ul class="op">
          {cell.incidents.map(({ id, title, atMs, shape: state, text }) => (
            <li key={id}>
              <StateShape shape={state} label={words.shapes[state]} />
              <span>
                <a
                  href={linkTo({ screen: "now", select: id })}
                  onClick={follow({ screen: "now", select: id })}
                >
                  {title} · {clockMinutes(atMs, timezone)}
                </a>
                <br />
                <span class="q">{text}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {cell.assessedCount > 0 && (
        <p class="s12 q">
          {words.reasons.wrong(cell.assessedCount, cell.expectedWrongCount.toFixed(1))}
        </p>
      )}
      {cell.bound !== null && (
        <>
          <h3>{words.reasons.boundTitle}</h3>
          <p>
            {words.reasons.bound(
              cell.bound.seenCount,
              rate(cell.bound.upperPerDay),
              rate(cell.bound.exposureH),
            )}{" "}
            <span class="q">{words.reasons.free(percent(cell.freeToAvoidRatio))}</span>
          </p>
        </>
      )}
    </>
  );
}
