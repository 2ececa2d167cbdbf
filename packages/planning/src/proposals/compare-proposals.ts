import type { Ranged } from "../assumption.ts";
import { exactly, rangeFault, throwRangeFaults } from "../force/check-range.ts";
import { checkChanges, inputsOf, ofOneProposal, withDonor } from "./assumption-sets.ts";
import {
  commonInputs,
  input,
  inputLimits,
  type NamedInput,
  sightKm,
  terrainFactor,
} from "./common-inputs.ts";
import { figureCell, formulaFor, type Inputs, missingCell } from "./figure-cell.ts";
import { inputText } from "./figure-text.ts";
import { missionDensities } from "./mission-densities.ts";
import type {
  ChangeableInput,
  ColumnId,
  DonorFigureId,
  DonorRow,
  ForceAssumptions,
  InputId,
  ProposalCell,
  ProposalsTable,
  RowId,
} from "./proposals-table.ts";
import { type Donor, type Proposal, proposals } from "./reported-proposals.ts";
import { donorDefinitions, type RowDefinition, rowDefinitions } from "./row-definitions.ts";

/** Kilometres of line that the picture shows. */
const pictureKm = 20;

/**
 * The reported proposals side by side: each figure with its range, formula, inputs, mark, and what moves
 * it; what its authors did not say is missing and says what is missing.
 *
 * `own`: what its authors said, and only that, but for how a post is kept. `common`: the same line, share,
 * shifts and cost for all. Otherwise one of the two with the reader's changes, and named as such.
 * With the length of an agreement's own line, in km, two more rows say what it would be there.
 *
 * Nothing is ranked: columns stand by size, rows in the order of the page.
 *
 * @throws PlanningError `TL_PLAN_INPUT`, `TL_PLAN_RANGE` with each change that cannot be
 */
export function compareProposals(
  assumptions: "own" | "common" | ForceAssumptions,
  lineLengthKm?: number | Ranged,
): ProposalsTable {
  const set = setOf(assumptions);
  checkChanges(set.changes);
  const agreementLine = lineLengthKm === undefined ? undefined : lineOf(lineLengthKm);
  const rows = rowDefinitions.filter(
    ({ id }) => agreementLine !== undefined || !id.startsWith("agreement-"),
  );
  const inputsBy = new Map(
    proposals.map((proposal) => [proposal.id, inputsOf(proposal, set, agreementLine)]),
  );
  const isChanged = set.changes.length > 0;
  return {
    assumptions: isChanged ? "changed" : set.base,
    base: set.base,
    name: nameOf(set),
    about: aboutOf(set),
    columns: proposals.map(({ id, size, sizeText, who, when, task, lineText, source }) => ({
      id,
      size,
      sizeText,
      who,
      when,
      task,
      lineText,
      source,
    })),
    rows: rows.map(({ id, label, unit }) => ({ id, label, unit })),
    cells: Object.fromEntries(
      rows.map((row) => [
        row.id,
        Object.fromEntries(
          proposals.map((proposal) => [
            proposal.id,
            cellOf(row, proposal, inputsBy.get(proposal.id) ?? new Map(), set),
          ]),
        ) as Record<ColumnId, ProposalCell>,
      ]),
    ),
    donorRows: donorDefinitions.map(({ id, label, unit }) => ({ id, label, unit })),
    donors: proposals.flatMap((proposal) =>
      proposal.donors.map((donor) =>
        donorRow(proposal, donor, inputsBy.get(proposal.id) ?? new Map()),
      ),
    ),
    missions: missionDensities,
    picture: { lengthKm: pictureKm, sightKm, terrainFactor },
    changeable: changeableOf(inputsBy),
  };
}

function setOf(assumptions: "own" | "common" | ForceAssumptions): ForceAssumptions {
  return typeof assumptions === "string"
    ? { base: assumptions, name: "", changes: [] }
    : assumptions;
}

function lineOf(lineLengthKm: number | Ranged) {
  const { low, value, high } =
    typeof lineLengthKm === "number" ? exactly(lineLengthKm) : lineLengthKm;
  throwRangeFaults([
    rangeFault("agreement-line", { low, value, high }, inputLimits["agreement-line"]),
  ]);
  return input(
    "agreement-line",
    "L",
    "Line of this agreement",
    [low, value, high],
    "km",
    "derived",
    "measured on the agreement's own line, geodesic on WGS 84",
  );
}

function cellOf(
  row: RowDefinition<RowId>,
  proposal: Proposal,
  inputs: Inputs,
  { base }: ForceAssumptions,
): ProposalCell {
  if (row.id === "army-share") return armyShare(proposal);
  const formula = formulaFor(row, inputs);
  const isForced = formula?.inputs.some((id) => inputs.get(id)?.isChanged === true) === true;
  const said = proposal.words[row.id];
  const isWord = row.formulas.length === 0 || (base === "own" && !isForced);
  if (said !== undefined && isWord) return { is: "said", ...said, note: said.note ?? "" };
  if (formula !== undefined) {
    const { notes } = proposal;
    // Who fills in what its authors left open leaves what they meant, as the common set does.
    const note = notes[base][row.id] ?? (isForced ? notes.common[row.id] : undefined);
    return figureCell(row, formula, inputs, row.unit, note);
  }
  const missing = missingCell(row, inputs);
  const unsaid = proposal.unsaid[row.id];
  if (unsaid !== undefined) return { ...missing, ...unsaid };
  return row.id === "refused-by" ? { ...missing, missing: "no answer held" } : missing;
}

/** Under any assumptions the same: what a state would send, of what it has. */
function armyShare(proposal: Proposal): ProposalCell {
  const [donor] = proposal.donors;
  const row = donorDefinitions.find(({ id }) => id === "army-share");
  if (donor === undefined || row === undefined) return missingCell({ formulas: [] }, new Map());
  const inputs = withDonor(new Map(), donor);
  const formula = formulaFor(row, inputs);
  if (formula === undefined) return missingCell(row, inputs);
  return figureCell(row, formula, inputs, `% ${donor.army}`, donor.note);
}

function donorRow(proposal: Proposal, donor: Donor, inputs: Inputs): DonorRow {
  const known = withDonor(inputs, donor);
  const cells = donorDefinitions.map((row) => [row.id, donorCell(row, donor, known)] as const);
  return {
    column: proposal.id,
    donor: donor.id,
    name: donor.name,
    isOffer: donor.isOffer,
    cells: Object.fromEntries(cells) as Record<DonorFigureId, ProposalCell>,
  };
}

function donorCell(row: RowDefinition<DonorFigureId>, donor: Donor, known: Inputs): ProposalCell {
  const isMoney = row.id.startsWith("money-") || row.id === "gdp-share";
  if (isMoney && !donor.isOffer) {
    return { is: "missing", missing: "no state offered it", source: "", note: donor.note };
  }
  const formula = formulaFor(row, known);
  if (formula === undefined) return missingCell(row, known);
  const note = row.id === "part" || row.id === "army-share" ? donor.note : undefined;
  return figureCell(row, formula, known, row.unit, note);
}

function nameOf({ base, name, changes }: ForceAssumptions): string {
  const set = `${base} assumptions`;
  if (changes.length === 0) return set;
  if (name !== "") return `${name} (${set}, changed)`;
  return `${set}, changed: ${changes.map(changeText).join("; ")}`;
}

function changeText({ id, column, value, low, high }: ForceAssumptions["changes"][number]): string {
  const path = column === undefined ? id : `${column}/${id}`;
  const range = low === high ? "" : ` (${inputText(low)} to ${inputText(high)})`;
  return `${path} ${inputText(value)}${range}`;
}

function aboutOf(set: ForceAssumptions): string {
  const { base, changes } = set;
  const about =
    base === "own"
      ? "Each by what its authors said. What they did not say is missing."
      : `Each as if ${percent("share-on-line")} % stood on a line of ${span("line")} km. 30 000 was not meant to.`;
  return changes.length === 0 ? about : `A private set: ${nameOf(set)}. It is nobody’s proposal.`;
}

const commonOf = (id: InputId) => commonInputs.find((one) => one.id === id);
function span(id: InputId, factor = 1): string {
  const { low, high } = commonOf(id) ?? exactly(0);
  return `${inputText(low * factor)} to ${inputText(high * factor)}`;
}
const percent = (id: InputId) => span(id, 100);

/** What a form starts with: the reader's value, else that of the common set, else the authors' own. */
function changeableOf(inputsBy: ReadonlyMap<ColumnId, Inputs>): ChangeableInput[] {
  const limited = (one: NamedInput, column: ColumnId | null): ChangeableInput => {
    const { id, symbol, name, value, low, high, unit, mark, source } = one;
    return { id, column, symbol, name, value, low, high, unit, mark, source, ...inputLimits[id] };
  };
  const ofProposals = [...inputsBy].flatMap(([column, inputs]) =>
    ofOneProposal.flatMap((id) => {
      const held = inputs.get(id);
      return held === undefined ? [] : [limited(held, column)];
    }),
  );
  const ofAll = commonInputs.map((common) => {
    const all = [...inputsBy.values()].map((inputs) => inputs.get(common.id));
    const [first] = all;
    const isChanged = first !== undefined && all.every((one) => one?.isChanged === true);
    return limited(isChanged ? first : common, null);
  });
  return [...ofProposals, ...ofAll];
}
