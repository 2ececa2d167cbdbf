import type { IncidentView } from "@truceline/watch";
import { probability } from "../format/numbers.ts";
import { partyName } from "../format/party.ts";
import { words } from "../words/words.ts";

/** Second to what happened: a sentence with numbers, never bars and never colours. */
export function Responsibility(props: {
  readonly incident: IncidentView;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
}) {
  const { incident, parties } = props;
  const held = incident.articles.find(({ responsibility }) => responsibility !== null);
  const responsibility = held?.responsibility ?? null;
  if (responsibility === null) {
    return (
      <p>
        {words.inspector.notAttributed} <span class="q">{words.inspector.bears}</span>
      </p>
    );
  }
  const order = new Map(parties.map(({ id }, index) => [id, index]));
  const place = (id: string): number => order.get(id) ?? parties.length;
  const listed = [...responsibility.posterior]
    .sort((one, other) => place(one.hypothesis) - place(other.hypothesis))
    .map(({ hypothesis, p }) =>
      words.inspector.hypothesis(partyName(hypothesis, parties), probability(p)),
    )
    .join(", ");
  return (
    <p>
      {words.inspector.words[responsibility.word] ?? responsibility.word}{" "}
      <span class="q">{listed}.</span>
    </p>
  );
}
