import { languages } from "@truceline/model";
import type { AgreementView, ClauseBoard, Ground, ShownRemark } from "@truceline/watch";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Moment } from "../frame/moment.ts";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import { type Address, home } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { useKeys } from "../state/keys.ts";
import { slowPulse } from "../state/live.ts";
import { address as addressStore, go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { tellsItself, useView } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { AgreementHead } from "./agreement-head.tsx";
import { AgreementMap } from "./agreement-map.tsx";
import { agreementWords as words } from "./agreement-words.ts";
import { ArticleRow } from "./article-row.tsx";
import { DocumentRow } from "./document-remarks.tsx";
import { Parts } from "./parts.tsx";

/** The book of obligations is a file: it is looked at again this often. */
const askAgainMs = 300_000;

/** The agreement for reading: text, meaning and remarks side by side; below them what hangs on it. */
export function AgreementScreen(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, address, moment } = props;
  const { knownAtMs } = address;
  const language = address.text ?? pageWords.language;
  // Meanings are told in the languages of the software; the text may be in others.
  const told = languages.find((one) => one === language) ?? pageWords.language;
  const live = knownAtMs === null;
  const view = useView<AgreementView>(
    withQuery("/agreement", { knownAt: knownAtMs, language: told }),
    live ? Math.floor(moment.atMs / askAgainMs) : 0,
  );
  const slow = useStore(slowPulse);
  const board = useView<ClauseBoard>(
    withQuery("/clauses", { knownAt: knownAtMs }),
    live ? slow : 0,
  );
  const [tall, setTall] = useState(false);
  const list = useRef<HTMLOListElement>(null);

  const articles = view.data?.articles ?? [];
  const at = articles.findIndex(({ id }) => id === address.article);
  const article = articles[at] ?? null;
  const focusOn = (id: string): void => {
    list.current?.querySelector<HTMLElement>(`[data-article="${CSS.escape(id)}"]`)?.focus();
  };
  const step = (by: 1 | -1): void => {
    // Keys may come faster than the page is drawn: the address knows where we are.
    const now = articles.findIndex(({ id }) => id === addressStore.get().article);
    const next = articles[now === -1 ? 0 : now + by];
    if (next === undefined) return;
    go({ article: next.id, opened: false });
    focusOn(next.id);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: (event) => {
      // A button takes Enter itself.
      if (event.target instanceof HTMLElement && event.target.closest("button, a, summary")) return;
      if (article !== null) go({ opened: !address.opened });
    },
    Escape: () => go(address.opened ? { opened: false } : { article: null }),
    h: () => {
      if (!live) go({ knownAtMs: home.knownAtMs }, "step");
    },
  });
  // Who comes by a link sees the article that it names; what is opened begins at the top.
  const isThere = view.data !== null;
  useEffect(() => {
    if (!isThere || address.article === null) return;
    list.current
      ?.querySelector(`[data-article="${CSS.escape(address.article)}"]`)
      ?.closest("li")
      ?.scrollIntoView({ block: address.opened ? "start" : "nearest" });
  }, [isThere, address.article, address.opened]);

  const grey = view.waiting === "grey" || view.waiting === "long";
  const data = grey ? null : view.data;
  const remarksOf = (id: string): readonly ShownRemark[] =>
    data?.inside?.remarks.filter((one) => one.about === "article" && one.id === id) ?? [];
  return (
    <main class={`agz ${tall ? "tall" : ""}`} id="content" tabIndex={-1}>
      {data === null && <h1 class="sr">{pageWords.screens.agreement}</h1>}
      {grey && <Loading say={view.waiting === "long" ? pageWords.waitingFor.agreement : null} />}
      {view.problem !== null && tellsItself(view) && (
        <ProblemCard
          what={pageWords.problem.agreement}
          problem={view.problem}
          stays={data !== null}
          retry={view.retry}
        />
      )}
      {data !== null && (
        <>
          <AgreementHead view={data} language={language} nowMs={moment.atMs} />
          <section class="agarts" aria-label={words.articles}>
            <div class="agcols" aria-hidden>
              <div>{words.columns[data.status] ?? words.columns["exercise"]}</div>
              <div>{words.meaning}</div>
              <div>
                {words.remarks} <span class="agkeys">{words.step}</span>
              </div>
            </div>
            <div class="agscroll">
              <ol ref={list}>
                {data.articles.map((one, index) => (
                  <ArticleRow
                    key={one.id}
                    view={data}
                    article={one}
                    remarks={data.inside === null ? null : remarksOf(one.id)}
                    board={board.data}
                    language={language}
                    chosen={index === at}
                    opened={index === at && address.opened}
                    inTabOrder={index === Math.max(0, at)}
                    choose={() => {
                      if (one.id !== address.article) go({ article: one.id, opened: false });
                    }}
                    toggle={() =>
                      go({ article: one.id, opened: !(index === at && address.opened) })
                    }
                  />
                ))}
              </ol>
              <DocumentRow
                view={data}
                remarks={data.inside?.remarks.filter(({ about }) => about !== "article") ?? []}
                language={language}
              />
            </div>
          </section>
          <div class="aglow">
            <Parts {...{ view: data, address, language, live, tall, setTall }} />
            <AgreementMap
              ground={ground}
              article={article}
              remarks={article === null ? [] : remarksOf(article.id)}
              opened={address.opened}
              language={language}
            />
          </div>
        </>
      )}
    </main>
  );
}
