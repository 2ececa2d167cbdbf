import type { AgreementView, ClauseBoard, ShownRemark } from "@truceline/watch";
import { agreementWords as words } from "./agreement-words.ts";
import { ArticleSectors, ArticleState } from "./article-state.tsx";
import { MeaningInFull, MeaningInShort } from "./meaning.tsx";
import { RemarkItem } from "./remark-item.tsx";
import { asksText } from "./rule-text.ts";
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
  const { id, rule, meaning } = article;
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
        {meaning !== null && <MeaningInShort meaning={meaning} language={view.language} />}
        {asks !== null && <p class="q s12">{asks}</p>}
        {asks !== null && view.inside !== null && <ArticleState board={board} id={id} />}
        {opened && meaning !== null && <MeaningInFull meaning={meaning} language={view.language} />}
        {opened && article.source !== null && (
          <p class="s12">
            <span class="d">{words.source}</span> {article.source}
          </p>
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
