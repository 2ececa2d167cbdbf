import type { IncidentView } from "@truceline/watch";
import { probability } from "../format/numbers.ts";
import { partyName } from "../format/party.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";

const shapeOf = { breach: "breached", undetermined: "undetermined", "no-breach": "met" } as const;
const classOf = { breach: "c-breached", undetermined: "c-undet", "no-breach": "c-met" } as const;
type Outcome = keyof typeof shapeOf;

/** Was it broken, by anybody: a row for each version of the line, a column for each article. */
export function BreachTable(props: {
  readonly incident: IncidentView;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
}) {
  const { incident, parties } = props;
  const articles = incident.articles.slice(0, 4);
  if (articles.length === 0) return null;
  const rows = [...incident.underLines].sort((one, other) =>
    one.drawnBy.localeCompare(other.drawnBy),
  );
  const first = articles[0];
  return (
    <>
      <table class="both">
        <thead>
          <tr>
            <th scope="col">{words.inspector.breachLine}</th>
            {articles.map(({ articleId }) => (
              <th key={articleId} scope="col">
                {words.inspector.article(articleId)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.line} ${row.drawnBy}`}>
              <td>{partyName(row.drawnBy, parties)}</td>
              {articles.map(({ articleId }) => {
                const under = row.byArticle.find((entry) => entry.articleId === articleId);
                return (
                  <td key={articleId}>
                    {under === undefined ? (
                      <span class="d">{words.inspector.outside}</span>
                    ) : (
                      <Outcome outcome={under.outcome as Outcome} p={under.probability} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td />
              {articles.map(({ articleId, outcome, probability: p }) => (
                <td key={articleId}>
                  <Outcome outcome={outcome as Outcome} p={p} />
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {first !== undefined && (
        <p class="s12 q">
          {rows.length > 1 ? `${words.inspector.twoLines} ` : ""}
          {words.inspector.standard(
            first.standardProbability.toFixed(2),
            first.independentSourcesNeeded,
          )}{" "}
          {words.inspector.has(first.independentSources)}
        </p>
      )}
    </>
  );
}

function Outcome({ outcome, p }: { outcome: Outcome; p: number }) {
  const shape = shapeOf[outcome];
  return (
    <span class={`st ${classOf[outcome]}`}>
      <StateShape shape={shape} label={words.shapes[shape]} />
      {probability(p)}
    </span>
  );
}
