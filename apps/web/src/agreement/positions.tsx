import type { AgreementView, ShownPositions } from "@truceline/watch";
import { fullDate } from "../format/time.ts";
import { agreementWords } from "./agreement-words.ts";
import { commonText, heldText } from "./held-text.ts";
import { nameOf, textOf } from "./text-of.ts";
import { whoText, wordText } from "./who-text.ts";

const words = agreementWords.positions;

/** Positions by term, what they have in common, and who said what. */
export function Positions(props: {
  readonly view: AgreementView;
  readonly shown: ShownPositions;
  readonly language: string;
}) {
  const { view, shown, language } = props;
  const { terms, positions, contradictions } = shown;
  const against = (id: string): readonly string[] => [
    ...new Set(
      contradictions
        .filter(({ between }) => between.includes(id))
        .flatMap(({ between }) => between.filter((other) => other !== id)),
    ),
  ];
  return (
    <div class="agp">
      <p class="agnote">{words.say}</p>
      {terms.length > 0 && (
        <table class="agterms">
          <thead>
            <tr>
              <th scope="col">{words.term}</th>
              <th scope="col">{words.held}</th>
              <th scope="col">{words.common}</th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <tr key={term.id} data-term={term.id}>
                <th scope="row">
                  {nameOf(term.name, language)}
                  {term.unit !== undefined && <span class="d">{term.unit}</span>}
                </th>
                <td>
                  <ul>
                    {positions.flatMap(({ id, who, holds }) =>
                      holds
                        .filter((held) => held.term === term.id)
                        .map((held) => {
                          const excludes = term.ground.excluding.includes(id);
                          return (
                            <li key={id} class={excludes ? "b" : ""}>
                              <span class="agid">{id}</span> {heldText(held, term, language)}{" "}
                              <span class="d">
                                {who}
                                {excludes && `, ${words.excludes}`}
                              </span>
                            </li>
                          );
                        }),
                    )}
                  </ul>
                </td>
                <td>{commonText(term, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {contradictions.length > 0 && (
        <>
          <h3>{words.contradictions}</h3>
          <ul class="agcon">
            {contradictions.map(({ between, kind, note }) => (
              <li key={`${between.join()}${kind}`}>
                <span class="b">{between.join(", ")}</span> <span class="d">{wordText(kind)}</span>{" "}
                {nameOf(note, language)}
              </li>
            ))}
          </ul>
        </>
      )}
      {positions.length > 0 && <h3>{words.claims}</h3>}
      <ul class="agclaims">
        {positions.map((position) => {
          const { id, who, side, said, dateBasis, published, grade, says } = position;
          const text = textOf(says, language);
          const others = against(id);
          return (
            <li key={id} data-position={id}>
              <span class="agid">{id}</span>
              <div>
                <p lang={text.language}>{text.text}</p>
                <p class="d s12">
                  {[
                    fullDate(said.fromMs, view.timezone),
                    ...(dateBasis === "inferred" ? [words.inferred] : []),
                    side === undefined
                      ? who
                      : `${who} (${whoText([side], view.parties, language)})`,
                    published,
                    ...(grade === undefined ? [] : [words.grade(grade)]),
                  ].join(" · ")}
                  {" · "}
                  {others.length === 0 ? words.alone : words.contradicts(others.join(", "))}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
