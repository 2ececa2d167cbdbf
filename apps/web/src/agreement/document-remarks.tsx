import type { AgreementView, ShownRemark } from "@truceline/watch";
import { fullDate } from "../format/time.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { RemarkItem } from "./remark-item.tsx";
import { weaponsText } from "./rule-text.ts";
import { spanText } from "./span-text.ts";
import { type LocalText, nameOf } from "./text-of.ts";
import { wordText } from "./who-text.ts";

/** What is not of one article: definitions, phases, and remarks on lines, zones, obligations … */
export function DocumentRow(props: {
  readonly view: AgreementView;
  readonly remarks: readonly ShownRemark[];
  readonly language: string;
}) {
  const { view, remarks, language } = props;
  const { definitions, phases, timezone } = view;
  if (remarks.length === 0 && definitions.length === 0 && phases.length === 0) return null;
  const abouts = [...new Set(remarks.map(({ about, id }) => `${about}/${id ?? ""}`))];
  return (
    <section class="agw" aria-label={words.whole}>
      <h2>{words.whole}</h2>
      {definitions.length > 0 && (
        <>
          <h3>{words.definitions}</h3>
          <dl class="agl">
            {definitions.map(({ id, term, means }) => (
              <div key={id} class="contents">
                <dt>{nameOf(term, language)}</dt>
                <dd>
                  {Array.isArray(means.classes)
                    ? weaponsText(means as { readonly classes: readonly string[] })
                    : nameOf(means as LocalText, language)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {phases.length > 0 && (
        <>
          <h3>{words.phases}</h3>
          <dl class="agl">
            {phases.map(({ id, name, begins }) => (
              <div key={id} class="contents">
                <dt>{nameOf(name, language)}</dt>
                <dd>
                  {begins.by === "at"
                    ? words.phaseAt(fullDate(begins.atMs, timezone))
                    : words.phaseAfter(begins.article, spanText(begins.forMs))}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {remarks.length > 0 && (
        <details>
          <summary>{words.elsewhere(remarks.length)}</summary>
          {abouts.map((key) => {
            const own = remarks.filter(({ about, id }) => `${about}/${id ?? ""}` === key);
            const [first] = own;
            return (
              <div key={key} class="agd">
                <h3>
                  {words.abouts[first?.about ?? "document"]}{" "}
                  {first?.id != null && wordText(first.id)}
                </h3>
                <ul>
                  {own.map((remark) => (
                    <RemarkItem
                      key={`${remark.code}${remark.line}${remark.message}`}
                      remark={remark}
                      opened
                    />
                  ))}
                </ul>
              </div>
            );
          })}
        </details>
      )}
    </section>
  );
}
