import { compareProposals, type ProposalCell, type ProposalColumn } from "@truceline/planning";
import { useState } from "preact/hooks";
import { percent, whole } from "../format/numbers.ts";
import { cellAt, inputText, type ShownTable } from "./figures.ts";
import { axisEnd, postsAlong } from "./posts-along.ts";
import { proposalsWords } from "./proposals-words.ts";

const words = proposalsWords.picture;

/** Posts along a stretch of line to scale, and people a km beside it; or the same as numbers. */
export function ProposalsPicture({ table }: { readonly table: ShownTable }) {
  const [asNumbers, setAsNumbers] = useState(false);
  const { lengthKm, sightKm, terrainFactor } = table.picture;
  return (
    <section class="pppic" aria-labelledby="proposals-picture">
      <div class="ph">
        <h2 id="proposals-picture">{words.title(inputText(lengthKm, "km"))}</h2>
        <span class="d s12">
          {words.key(inputText(sightKm.value, "km"), inputText(terrainFactor.value, ""))}
        </span>
        <div class="right">
          <button
            type="button"
            class="btn"
            aria-pressed={asNumbers}
            onClick={() => setAsNumbers(!asNumbers)}
          >
            {words.table}
          </button>
        </div>
      </div>
      {asNumbers ? <Numbers table={table} /> : <Drawing table={table} />}
    </section>
  );
}

const spacingOf = (table: ShownTable, column: ProposalColumn): ProposalCell =>
  cellAt(table, "spacing", column.id);
const densityOf = (table: ShownTable, column: ProposalColumn): ProposalCell =>
  cellAt(table, "people-per-km", column.id);

function alongOf(table: ShownTable, column: ProposalColumn) {
  const { lengthKm, sightKm, terrainFactor } = table.picture;
  const cell = spacingOf(table, column);
  return cell.is === "figure"
    ? postsAlong(cell.value, lengthKm, sightKm.value * terrainFactor.value)
    : null;
}

function Drawing({ table }: { readonly table: ShownTable }) {
  const { columns, missions, picture } = table;
  const densities = columns.map((column) => densityOf(table, column));
  const end = axisEnd(
    Math.max(
      ...missions.map(({ value }) => value),
      ...densities.map((cell) => (cell.is === "figure" ? cell.high : 0)),
    ),
  );
  const own = compareProposals("own");
  return (
    <div class="ppgrid">
      <span class="cap" />
      <span class="cap" />
      <span class="cap num">{words.spacing}</span>
      <span class="cap">{words.people}</span>
      <span class="cap" />
      {columns.map((column) => {
        const density = densityOf(table, column);
        return (
          <div key={column.id} class="contents">
            <b class="num nw">{column.sizeText}</b>
            <Strip table={table} column={column} />
            <span class="num">{shortText(spacingOf(table, column))}</span>
            <div class="ppbars">
              <Bar
                cell={density}
                end={end}
                missions={missions.map(({ value }) => value)}
                // Whose authors put nobody on the line: people a km are a sum, not a row of people.
                isDashed={cellAt(own, "posts", column.id).is === "said"}
              />
            </div>
            <span class="nw">
              {density.is === "figure" && density.rangeText !== ""
                ? density.rangeText
                : shortText(density)}
            </span>
          </div>
        );
      })}
      <span />
      <Axis at={[0, picture.lengthKm / 2, picture.lengthKm]} unit="km" />
      <span />
      <Axis at={[0, end / 2, end]} unit="" />
      <span />
      <p class="ppdotted">
        {words.dotted(
          missions.map(({ name, value }) => words.mission(name, perKm(value))).join(", "),
        )}
      </p>
    </div>
  );
}

/** As the table writes people a km. */
const perKm = (value: number): string => (value < 30 ? value.toFixed(1) : whole(value));

const shortText = (cell: ProposalCell): string =>
  cell.is === "figure" ? cell.text : cell.is === "said" ? words.noPosts : words.unknown;

function Axis({ at, unit }: { readonly at: readonly number[]; readonly unit: string }) {
  const [last = 1] = at.slice(-1);
  return (
    <div class="axis" aria-hidden>
      {at.map((value) => (
        <span key={value} style={{ left: `${(100 * value) / last}%` }}>
          {value === 0 ? "0" : inputText(value, unit)}
        </span>
      ))}
    </div>
  );
}

function Strip({ table, column }: { readonly table: ShownTable; readonly column: ProposalColumn }) {
  const cell = spacingOf(table, column);
  const along = alongOf(table, column);
  if (cell.is !== "figure" || along === null) {
    return (
      <div class="ppstrip">
        <span>{cell.is === "missing" ? cell.missing : cell.is === "said" ? cell.text : ""}</span>
      </div>
    );
  }
  const { lengthKm } = table.picture;
  const said = words.strip(cell.text, percent(along.seenRatio));
  return (
    <div class="ppstrip" role="img" aria-label={said} title={said}>
      <svg viewBox={`0 0 ${lengthKm} 1`} preserveAspectRatio="none" aria-hidden>
        {along.seenKm.map(([fromKm, toKm]) => (
          <rect key={fromKm} x={fromKm} width={toKm - fromKm} height="1" class="f-bg3" />
        ))}
        <path
          d={along.postsKm.map((km) => `M${km} 0v1`).join("")}
          class="s-ink1"
          stroke-width="1.6"
        />
      </svg>
    </div>
  );
}

/** People a km: full to the low end, fainter to the high end, hatched where nobody knows. */
function Bar(props: {
  readonly cell: ProposalCell;
  readonly end: number;
  readonly missions: readonly number[];
  readonly isDashed: boolean;
}) {
  const { cell, end, missions, isDashed } = props;
  return (
    <>
      {cell.is !== "figure" && <span class="unknown" />}
      <svg viewBox={`0 0 ${end} 2`} preserveAspectRatio="none" aria-hidden>
        {missions.map((value) => (
          <path key={value} d={`M${value} 0V2`} class="ppref" />
        ))}
        {cell.is === "figure" && (
          <>
            <path
              d={`M0 1H${cell.low}`}
              class="s-ink2"
              stroke-width="7"
              {...(isDashed ? { "stroke-dasharray": "3 2" } : {})}
            />
            <path d={`M${cell.low} 1H${cell.high}`} class="s-ink2" stroke-width="7" opacity=".45" />
          </>
        )}
      </svg>
    </>
  );
}

function Numbers({ table }: { readonly table: ShownTable }) {
  const { columns, missions } = table;
  return (
    <div class="ppnums">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.who}</th>
            <th scope="col" class="num">
              {words.columns.spacing}
            </th>
            <th scope="col" class="num">
              {words.columns.seen}
            </th>
            <th scope="col" class="num">
              {words.columns.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const along = alongOf(table, column);
            return (
              <tr key={column.id}>
                <th scope="row">{column.sizeText}</th>
                <td class="num">
                  <Said cell={spacingOf(table, column)} />
                </td>
                <td class="num">{along === null ? words.unknown : percent(along.seenRatio)}</td>
                <td class="num">
                  <Said cell={densityOf(table, column)} />
                </td>
              </tr>
            );
          })}
          {missions.map(({ id, name, value, low, high, source }) => (
            <tr key={id} title={source}>
              <th scope="row">{name}</th>
              <td class="num" />
              <td class="num" />
              <td class="num">
                {perKm(value)}{" "}
                {low !== high && (
                  <span class="ppr">{proposalsWords.range(perKm(low), perKm(high))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Said({ cell }: { readonly cell: ProposalCell }) {
  if (cell.is === "missing") return <span class="ppun">{cell.missing}</span>;
  return (
    <>
      {cell.text} {cell.is === "figure" && <span class="ppr">{cell.rangeText}</span>}
    </>
  );
}
