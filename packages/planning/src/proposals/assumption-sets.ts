import type { DocumentFault } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import { rangeFault } from "../force/check-range.ts";
import {
  commonInputs,
  inputLimits,
  type NamedInput,
  personsPerPost,
  postKeeping,
} from "./common-inputs.ts";
import { inputText } from "./figure-text.ts";
import type {
  AssumptionChange,
  CellInput,
  ColumnId,
  ForceAssumptions,
  InputId,
} from "./proposals-table.ts";
import { columnIds } from "./proposals-table.ts";
import type { Donor, Proposal } from "./reported-proposals.ts";

/** Said of one proposal and of no other, so changed in one column only. */
export const ofOneProposal: readonly InputId[] = ["people", "people-on-zone"];
/** How a post is kept, and the people that take makes: a change of the former changes the latter. */
const ofPost = ["on-watch", "duty-hours", "overhead"] as const satisfies readonly InputId[];

/** What a reader may change, in the order of the formulas. */
const changeableIds: readonly InputId[] = [...ofOneProposal, ...commonInputs.map(({ id }) => id)];

/**
 * The inputs of one proposal under a set: its authors' own words and how posts are kept, or the same for
 * all; then the reader's changes.
 */
export function inputsOf(
  proposal: Proposal,
  { base, changes }: ForceAssumptions,
  agreementLine: NamedInput | undefined,
): ReadonlyMap<InputId, CellInput> {
  const given =
    base === "own"
      ? [...commonInputs.filter(({ id }) => postKeeping.includes(id)), ...proposal.says]
      : [...commonInputs, ...proposal.says.filter(({ id }) => id === "people")];
  const inputs = new Map<InputId, CellInput>(
    [...given, ...(agreementLine === undefined ? [] : [agreementLine])].map((one) => [
      one.id,
      { ...one, isChanged: false },
    ]),
  );
  const own = changes.filter(({ column }) => column === undefined || column === proposal.id);
  // What is said of this column counts more than what is said of all.
  for (const change of own.toSorted(
    (a, b) => Number(a.column !== undefined) - Number(b.column !== undefined),
  )) {
    const changed = changedInput(change, inputs);
    inputs.set(changed.id, changed);
  }
  const isPostChanged = ofPost.some((id) => inputs.get(id)?.isChanged === true);
  if (isPostChanged && inputs.get("persons-per-post")?.isChanged !== true) {
    const [watch, hours, top] = ofPost.map((id) => inputs.get(id));
    if (watch !== undefined && hours !== undefined && top !== undefined) {
      inputs.set("persons-per-post", { ...personsPerPost(watch, hours, top), isChanged: true });
    }
  }
  return inputs;
}

/** The inputs of one donor beside those of the proposal. */
export function withDonor(
  inputs: ReadonlyMap<InputId, CellInput>,
  donor: Donor,
): ReadonlyMap<InputId, CellInput> {
  return new Map([
    ...inputs,
    ...donor.inputs.map((one) => [one.id, { ...one, isChanged: false }] as const),
  ]);
}

function changedInput(
  { id, value, low, high }: AssumptionChange,
  inputs: ReadonlyMap<InputId, CellInput>,
): CellInput {
  const before = inputs.get(id as InputId);
  const like = before ?? commonInputs.find((one) => one.id === id);
  const { symbol, name, unit } = like ?? { symbol: "F", name: "On the zone", unit: "people" };
  const was =
    before === undefined
      ? "its authors did not say"
      : `it was ${inputText(before.value)}${unit === "" ? "" : ` ${unit}`}`;
  return {
    id: id as InputId,
    symbol,
    name,
    unit,
    value,
    low,
    high,
    mark: "assumed",
    source: `changed by the reader; ${was}`,
    isChanged: true,
  };
}

/**
 * @throws PlanningError `TL_PLAN_INPUT` where a change names no input or proposal, or names one twice;
 * `TL_PLAN_RANGE` where its values cannot be. Each fault names the change.
 */
export function checkChanges(changes: readonly AssumptionChange[]): void {
  const named = changes.map((change, index) => nameFault(change, changes.slice(0, index)));
  const faults = named.filter((one) => one !== undefined);
  if (faults.length > 0) throw new PlanningError("TL_PLAN_INPUT", { faults });
  const ranges = changes.map(valueFault).filter((one) => one !== undefined);
  if (ranges.length > 0) throw new PlanningError("TL_PLAN_RANGE", { faults: ranges });
}

const pathOf = ({ id, column }: AssumptionChange) =>
  column === undefined ? id : `${column}/${id}`;

function nameFault(
  change: AssumptionChange,
  earlier: readonly AssumptionChange[],
): DocumentFault | undefined {
  const { id, column } = change;
  const path = pathOf(change);
  const fault = (message: string): DocumentFault => ({ code: "TL_PLAN_INPUT", path, message });
  if (column !== undefined && !columnIds.includes(column as ColumnId)) {
    return fault(`there is no proposal \`${column}\`; there are ${columnIds.join(", ")}`);
  }
  if (!changeableIds.includes(id as InputId)) {
    return fault(`there is no input \`${id}\` to change; there are ${changeableIds.join(", ")}`);
  }
  if (column === undefined && ofOneProposal.includes(id as InputId)) {
    return fault(`it belongs to one proposal: write 30000/${id}`);
  }
  if (earlier.some((one) => pathOf(one) === path)) return fault("it is set twice");
  return undefined;
}

function valueFault(change: AssumptionChange): DocumentFault | undefined {
  const id = change.id as InputId;
  const { value, low, high } = change;
  // The people on watch and those for a post hang together, so the former has no range of its own.
  if (id === "on-watch" && !(low === high && Number.isInteger(value))) {
    const message = "it is a whole number of people, without a range";
    return { code: "TL_PLAN_RANGE", path: pathOf(change), message };
  }
  return rangeFault(pathOf(change), { value, low, high }, inputLimits[id]);
}

/** One value, or a range whose middle counts unless a value is named. */
export function rangeFrom(low: number, high: number, value: number = (low + high) / 2): Ranged {
  return { value, low, high };
}
