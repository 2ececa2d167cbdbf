import type { IncidentView } from "@truceline/watch";
import { words } from "../words/words.ts";

/** Every factor of an assessment, in the order it was asked. */
export function ArticleTrace({ article }: { article: IncidentView["articles"][number] }) {
  if (article.trace.length === 0) return null;
  return (
    <details>
      <summary>{words.inspector.trace(article.articleId)}</summary>
      <p class="s12 q">{article.text}</p>
      <dl class="trace">
        {article.trace.map(({ factor, text, value }, index) => (
          <div key={`${factor} ${index}`} class="contents">
            <dt>{factor}</dt>
            <dd>{text}</dd>
            <dd class="num">{value === null ? "" : String(Math.round(value * 1000) / 1000)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
