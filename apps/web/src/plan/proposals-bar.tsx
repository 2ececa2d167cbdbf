import { useState } from "preact/hooks";
import { type ProposalsBy, proposalsBy } from "../state/address.ts";
import { follow, go, linkTo } from "../state/navigate.ts";
import { proposalsWords as words } from "./proposals-words.ts";

/** Which assumptions, what they are in a sentence, and a copy for a table elsewhere. */
export function ProposalsBar(props: {
  readonly by: ProposalsBy;
  readonly hasChanges: boolean;
  readonly why: string;
  readonly csv: () => string;
}) {
  const { by, hasChanges, why, csv } = props;
  const [copied, setCopied] = useState(false);
  return (
    <div class="ppbar">
      <div>
        <p class="ppcrumb">
          <a href={linkTo({ screen: "plan" })} onClick={follow({ screen: "plan" })}>
            {words.plan}
          </a>{" "}
          / {words.crumb}
        </p>
        <h1 id="proposals-title">{words.title}</h1>
      </div>
      <fieldset class="seg">
        <legend class="sr">{words.assumptions}</legend>
        {proposalsBy
          .filter((one) => one !== "changed" || hasChanges)
          .map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === by}
              onClick={() => {
                setCopied(false);
                go({ by: one });
              }}
            >
              {words.by[one]}
            </button>
          ))}
      </fieldset>
      <p class="ppwhy">{why}</p>
      <button
        type="button"
        class="btn"
        onClick={() => {
          void navigator.clipboard.writeText(csv()).then(() => setCopied(true));
        }}
      >
        {copied ? words.copied : words.csv}
      </button>
    </div>
  );
}
