import type { ComponentChildren } from "preact";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import type { View } from "../state/use-view.ts";
import { peopleWords } from "./people-words.ts";

const words = peopleWords.people;

/** A part of the page that lists: what is above the list, the list or why there is none, what is below. */
export function ListPart<Item>(props: {
  readonly title: string;
  readonly list: View<{ readonly items: readonly Item[] }>;
  /** What is said of an empty list. */
  readonly none: string;
  readonly columns: readonly string[];
  /** The row of an item, with its key. */
  readonly row: (item: Item) => ComponentChildren;
  readonly above?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  const { data, problem, retry } = props.list;
  return (
    <section aria-label={props.title}>
      {props.above}
      {problem !== null && (
        <ProblemCard what={words.problem} problem={problem} stays={data !== null} retry={retry} />
      )}
      {data === null && problem === null && <Loading say={words.loading} />}
      {data?.items.length === 0 && <p class="empty">{props.none}</p>}
      {data !== null && data.items.length > 0 && (
        <table>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{data.items.map(props.row)}</tbody>
        </table>
      )}
      {props.children}
    </section>
  );
}

/** The button above a list that begins something new. */
export function BeginButton(props: { readonly say: string; readonly go: () => void }) {
  return (
    <p class="pp-acts">
      <button type="button" class="btn pri" onClick={props.go}>
        {props.say}
      </button>
    </p>
  );
}
