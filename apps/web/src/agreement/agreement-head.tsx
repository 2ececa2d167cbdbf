import type { AgreementView } from "@truceline/watch";
import { fullDate } from "../format/time.ts";
import { go } from "../state/navigate.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { remarkKind } from "./remark-kind.ts";
import { type RemarkKind, RemarkShape } from "./remark-shape.tsx";
import { nameOf } from "./text-of.ts";

const kinds: readonly (readonly [RemarkKind, (n: number) => string])[] = [
  ["error", words.errors],
  ["warning", words.warnings],
  ["note", words.notes],
  ["deployment", words.lacking],
];

/** Which agreement this is, since when, how much is remarked, and the language of its text. */
export function AgreementHead(props: {
  readonly view: AgreementView;
  readonly language: string;
  readonly nowMs: number;
}) {
  const { view, language, nowMs } = props;
  const { inForce, timezone, inside } = view;
  const from = fullDate(inForce.fromMs, timezone);
  const since =
    inForce.toMs !== null
      ? words.inForceTo(from, fullDate(inForce.toMs, timezone))
      : inForce.fromMs > nowMs
        ? words.inForceFrom(from)
        : words.inForce(from);
  const remarks = inside?.remarks ?? [];
  return (
    <header class="agh">
      <div class="agtitle">
        <h1>{nameOf(view.title, language)}</h1>
        <p class="d s12">
          {words.statusOf[view.status] ?? view.status}, {since} ·{" "}
          <span title={words.compiledSay}>{words.compiled(view.hash.slice(0, 12))}</span>
        </p>
      </div>
      {inside !== null && (
        <p class="agcounts">
          {kinds.map(([kind, say]) => {
            const count = remarks.filter((remark) => remarkKind(remark) === kind).length;
            return (
              count > 0 && (
                <span key={kind} class="st">
                  <RemarkShape kind={kind} />
                  {say(count)}
                </span>
              )
            );
          })}
          {remarks.length === 0 && <span class="d">{words.noRemarks}</span>}
        </p>
      )}
      <span class="grow" />
      {view.languages.length > 1 && (
        <fieldset class="seg">
          <legend class="sr">{words.language}</legend>
          {view.languages.map((tag) => (
            <button
              key={tag}
              type="button"
              aria-pressed={tag === language}
              title={tag === view.authentic ? words.authenticSay : undefined}
              onClick={() => go({ text: tag })}
            >
              {tag === view.authentic ? words.authentic(tag) : tag}
            </button>
          ))}
        </fieldset>
      )}
    </header>
  );
}
