import type { AgreementView, ShownObligation } from "@truceline/watch";
import { useState } from "preact/hooks";
import { whole } from "../format/numbers.ts";
import { fullDate } from "../format/time.ts";
import { agreementWords } from "./agreement-words.ts";
import { Faults } from "./faults.tsx";
import { ObligationAxis, ObligationBar } from "./obligation-bar.tsx";
import { obligationScales } from "./obligation-scale.ts";
import { StateSign } from "./obligation-state.tsx";
import { textOf } from "./text-of.ts";
import { whoText, wordText } from "./who-text.ts";

const words = agreementWords.obligations;

/** Who owes what by when: one row each, by date, on one time line. */
export function Obligations(props: {
  readonly view: AgreementView;
  readonly atMs: number;
  readonly language: string;
}) {
  const { view, atMs, language } = props;
  const { items, criticalPath, earliestEndMs, entered } = view.obligations;
  const [all, setAll] = useState(false);
  const scales = obligationScales(items);
  const scale = all ? scales.all : (scales.nearer ?? scales.all);
  return (
    <div class="ago">
      <div class="agnote">
        <p>
          {entered.is === "read"
            ? words.entered(entered.count)
            : entered.is === "absent"
              ? words.noBook
              : words.refused}{" "}
          {earliestEndMs !== null &&
            words.criticalSay(criticalPath.length, fullDate(earliestEndMs, view.timezone))}
        </p>
        {scales.nearer !== null && (
          <fieldset class="seg">
            <legend class="sr">{words.scale}</legend>
            <button type="button" aria-pressed={!all} onClick={() => setAll(false)}>
              {words.nearer}
            </button>
            <button type="button" aria-pressed={all} onClick={() => setAll(true)}>
              {words.all}
            </button>
          </fieldset>
        )}
      </div>
      {entered.is === "refused" && <Faults faults={entered.faults} />}
      <table class="agot">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col" class="agline">
              <span class="sr">{words.line}</span>
              {scale !== null && <ObligationAxis scale={scale} atMs={atMs} />}
            </th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              {...{ item, view, atMs, language, scale }}
              critical={criticalPath.includes(item.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  readonly item: ShownObligation;
  readonly view: AgreementView;
  readonly atMs: number;
  readonly language: string;
  readonly scale: Parameters<typeof ObligationBar>[0]["scale"] | null;
  readonly critical: boolean;
}) {
  const { item, view, atMs, language, scale, critical } = props;
  const shown = textOf(item.does, language);
  const mark = [words.marks[item.mark] ?? "", words.basis[item.dueBasis ?? "agreement"] ?? ""]
    .filter((text) => text !== "")
    .join(", ");
  return (
    <tr data-obligation={item.id}>
      <th scope="row">
        <span lang={shown.language}>{shown.text}</span>
        <span class="d">
          {[
            whoText(item.who, view.parties, language),
            ...(item.amount === undefined
              ? []
              : [`${whole(item.amount.value)} ${wordText(item.amount.unit)}`]),
            ...(mark === "" ? [] : [mark]),
          ].join(" · ")}
        </span>
        {critical && <span class="agcrit">{words.critical}</span>}
      </th>
      <td class="agline">
        {scale !== null && item.dueMs !== null && (
          <ObligationBar item={item} scale={scale} atMs={atMs} timezone={view.timezone} />
        )}
      </td>
      <td class="nw">
        {item.dueMs === null ? (
          <span class="d">{words.noDate}</span>
        ) : (
          fullDate(item.dueMs, view.timezone)
        )}
        {item.throughout && <span class="d">{words.kept}</span>}
      </td>
      <td>
        <StateSign item={item} />
      </td>
    </tr>
  );
}
