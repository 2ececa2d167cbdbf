import type {
  AssumptionChange,
  CellInput,
  ForceAssumptions,
  ProposalColumn,
} from "@truceline/planning";
import { PlanningError } from "@truceline/planning";
import { useState } from "preact/hooks";
import type { ProposalsBy } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { changedSet, keepChanged, tableOf, withChanges } from "./changed-set.ts";
import { inputText, type ShownTable, unitBeside } from "./figures.ts";
import { proposalsWords } from "./proposals-words.ts";

const words = proposalsWords.change;
const ends = ["value", "low", "high"] as const;
type End = (typeof ends)[number];

/** What was said of one proposal and of no other: never changed for all of them. */
const ofOneProposal = new Set<string>(["people", "people-on-zone"]);

/** The inputs of a figure as fields: what is changed makes the reader's own set. */
export function ChangeInput(props: {
  readonly table: ShownTable;
  readonly by: ProposalsBy;
  readonly column: ProposalColumn;
  readonly inputs: readonly CellInput[];
  readonly done: () => void;
}) {
  const { table, by, column, inputs, done } = props;
  const before = useStore(changedSet);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [isForAll, setForAll] = useState(table.base === "common");
  const [isTried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const textOf = (input: CellInput, end: End): string =>
    texts[`${input.id}/${end}`] ?? firstText(input[end]);
  const read = inputs.map((input) => ({ input, ...readChange(table, input, textOf) }));
  const changed = read.filter(({ isChanged }) => isChanged);
  const faults = changed.filter(({ fault }) => fault !== null);

  const keep = (): void => {
    setTried(true);
    setRefused([]);
    if (faults.length > 0) return;
    if (changed.length > 0) {
      const changes: AssumptionChange[] = changed.map(({ input, range }) => ({
        id: input.id,
        ...range,
        ...(isForAll && !ofOneProposal.has(input.id) ? {} : { column: column.id }),
      }));
      const set = withChanges(by, before, changes);
      const why = refusalOf(set);
      if (why.length > 0) {
        setRefused(why);
        return;
      }
      keepChanged(set);
      go({ by: "changed" });
    }
    done();
  };
  return (
    <form
      class="ppform"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <p class="s12 q">{words.say}</p>
      {by !== "changed" && before !== null && <p class="s12 q">{words.replaces}</p>}
      {read.map(({ input, fault }) => (
        <fieldset key={input.id}>
          <legend>
            {input.name} <span class="d">{unitBeside(input.name, input.unit)}</span>
          </legend>
          {ends.map((end) => (
            <label key={end}>
              {words.ends[end]}
              <input
                class="field"
                inputMode="decimal"
                autocomplete="off"
                aria-invalid={isTried && fault !== null}
                value={textOf(input, end)}
                onInput={(event) =>
                  setTexts({ ...texts, [`${input.id}/${end}`]: event.currentTarget.value })
                }
              />
            </label>
          ))}
          {isTried && fault !== null && (
            <p class="fault" role="alert">
              {fault}
            </p>
          )}
        </fieldset>
      ))}
      {refused.map((why) => (
        <p key={why} class="fault" role="alert">
          {why}
        </p>
      ))}
      <label class="ppall">
        <input
          type="checkbox"
          checked={isForAll}
          onChange={(event) => setForAll(event.currentTarget.checked)}
        />
        {words.forAll}
      </label>
      <div class="ifoot">
        <button type="submit" class="btn pri">
          {words.keep}
        </button>
        <button type="button" class="btn" onClick={done}>
          {words.cancel}
        </button>
        {before !== null && (
          <button
            type="button"
            class="btn"
            onClick={() => {
              keepChanged(null);
              go({ by: before.base });
              done();
            }}
          >
            {words.drop}
          </button>
        )}
      </div>
    </form>
  );
}

/** Whatever the fields let through: why a set cannot be reckoned with, empty where it can. */
function refusalOf(set: ForceAssumptions): readonly string[] {
  try {
    tableOf("changed", set);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof PlanningError)) throw thrown;
    return thrown.faults.map(({ message }) => message);
  }
}

/** A decimal comma is as good as a point; thousands may be apart. */
const numberOf = (text: string): number => {
  const plain = text.replace(/[\s\u2009\u00a0]/g, "").replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
};

/** As a field shows it at first: the last digits of a machine's number are nobody's. */
const firstText = (value: number): string => String(Number(value.toPrecision(6)));

function readChange(
  table: ShownTable,
  input: CellInput,
  textOf: (input: CellInput, end: End) => string,
): {
  readonly range: { readonly value: number; readonly low: number; readonly high: number };
  readonly isChanged: boolean;
  readonly fault: string | null;
} {
  const isEdited = (end: End): boolean => textOf(input, end) !== firstText(input[end]);
  const read = (end: End): number => (isEdited(end) ? numberOf(textOf(input, end)) : input[end]);
  const value = read("value");
  // Where there was no range one number is enough: the ends follow it until they are written.
  const follows = input.low === input.high && !isEdited("low") && !isEdited("high");
  const range = follows
    ? { value, low: value, high: value }
    : { value, low: read("low"), high: read("high") };
  const limits = table.changeable.find(({ id }) => id === input.id);
  const fault = ends.some((end) => !Number.isFinite(range[end]))
    ? words.notNumber
    : range.low > range.value || range.value > range.high
      ? words.notOrdered
      : limits !== undefined && (range.low < limits.least || range.high > limits.most)
        ? words.outside(inputText(limits.least, ""), inputText(limits.most, ""))
        : null;
  return { range, isChanged: ends.some(isEdited), fault };
}
