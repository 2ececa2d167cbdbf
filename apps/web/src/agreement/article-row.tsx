import type { AgreementView, ClauseBoard, ShownRemark } from "@truceline/watch";
import { agreementWords as words } from "./agreement-words.ts";
import { ArticleSectors, ArticleState } from "./article-state.tsx";
import { RemarkItem } from "./remark-item.tsx";
import { asksText, ruleFacts, whereText, whoText, wordText } from "./rule-facts.ts";
import { textOf } from "./text-of.ts";

/** One article: its text, what it means, what check remarks; opened, all there is of it. */
export function ArticleRow(props: {
  readonly view: AgreementView;
  readonly article: AgreementView["articles"][number];
  readonly remarks: readonly ShownRemark[] | null;
  readonly board: ClauseBoard | null;
  readonly language: string;
  readonly chosen: boolean;
  readonly opened: boolean;
  readonly inTabOrder: boolean;
  readonly choose: () => void;
  readonly toggle: () => void;
}) {
  const { view, article, remarks, board, language, chosen, opened, inTabOrder } = props;
  const { id, rule } = article;
  const shown = textOf(article.text, language);
  const asks = asksText(article);
  return (
    // The number's button is the way in for keys; a click anywhere in the row chooses it as well.
    <li
      class={`agr1 ${chosen ? "on" : ""} ${rule.kind === "narrative" ? "narrative" : ""}`}
      onClick={props.choose}
    >
      <div class="agt">
        <button
          type="button"
          class="agn"
          data-article={id}
          tabIndex={inTabOrder ? 0 : -1}
          aria-expanded={opened}
          aria-current={chosen ? "true" : undefined}
          aria-label={opened ? words.close(id) : words.open(id)}
          onFocus={props.choose}
          onClick={(event) => {
            event.stopPropagation();
            props.toggle();
          }}
        >
          {id}
        </button>
        <div>
          <p class="agx" lang={shown.language}>
            {shown.text}
          </p>
          {shown.language !== language && (
            <p class="d s12">{words.inOtherLanguage(shown.language)}</p>
          )}
          {opened && <OtherLanguages article={article} shown={shown.language} />}
        </div>
      </div>
      <div class="agc">
        {article.notAssessed === null ? (
          <p>{meaningOf(article, view, language)}</p>
        ) : (
          <>
            {rule.kind !== "narrative" && <p>{meaningOf(article, view, language)}</p>}
            <p class="q s12">
              {words.notAssessed}{" "}
              {words.notAssessedBecause[article.notAssessed] ?? article.notAssessed}
            </p>
          </>
        )}
        {asks !== null && <p class="q s12">{asks}</p>}
        {asks !== null && view.inside !== null && <ArticleState board={board} id={id} />}
        {opened && (
          <dl class="kv agk">
            {ruleFacts(article, view, language).map(({ name, value }) => (
              <div key={`${name}${value}`} class="contents">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {opened && board !== null && <ArticleSectors board={board} id={id} />}
      </div>
      <ul class="agm">
        {remarks?.map((remark) => (
          <RemarkItem
            key={`${remark.code}${remark.line}${remark.column}${remark.message}`}
            remark={remark}
            opened={opened}
          />
        ))}
      </ul>
    </li>
  );
}

function OtherLanguages(props: {
  readonly article: AgreementView["articles"][number];
  readonly shown: string;
}) {
  const others = Object.entries(props.article.text).filter(([tag]) => tag !== props.shown);
  if (others.length === 0) return null;
  return (
    <>
      <h3>{words.otherLanguages}</h3>
      <dl class="agl">
        {others.map(([tag, text]) => (
          <div key={tag} class="contents">
            <dt>{tag}</dt>
            <dd lang={tag}>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The compiled rule in a line: kind, what, who, where. */
function meaningOf(
  article: AgreementView["articles"][number],
  view: AgreementView,
  language: string,
): string {
  const { rule } = article;
  if (rule.kind === "narrative") return "";
  const where = whereText(article, language);
  return [
    ...ruleFacts(article, view, language)
      .filter(({ name }) => name === words.facts.kind || name === words.facts.what)
      .map(({ value }) => value),
    whoText(rule.by, view.parties, language),
    ...(where === null ? [] : [wordText(where)]),
  ].join(" · ");
}
