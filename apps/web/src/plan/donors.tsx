import type { ProposalColumn } from "@truceline/planning";
import { type ShownTable, underline } from "./figures.ts";
import { proposalsWords } from "./proposals-words.ts";

const words = proposalsWords.donors;

/** What single states would bear of a proposal, as far as anybody said it. */
export function Donors(props: { readonly table: ShownTable; readonly column: ProposalColumn }) {
  const { table, column } = props;
  const donors = table.donors.filter((one) => one.column === column.id);
  return (
    <>
      {donors.map((donor) => (
        <div key={donor.donor}>
          <h3>{donor.isOffer ? words.offer(donor.name) : words.comparison(donor.name)}</h3>
          <table class="ppin">
            <tbody>
              {table.donorRows.map(({ id, label, unit }) => {
                const cell = donor.cells[id];
                return (
                  <tr key={id} title={cell.is === "figure" ? cell.note : cell.source}>
                    <td>
                      {label} {unit !== "" && <span class="d">{unit}</span>}
                    </td>
                    <td class="num">
                      {cell.is === "missing" ? (
                        <span class="ppun">{cell.missing}</span>
                      ) : (
                        <span class={underline(cell)}>{cell.text}</span>
                      )}
                      {cell.is === "figure" && cell.rangeText !== "" && (
                        <span class="so">{cell.rangeText}</span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}
