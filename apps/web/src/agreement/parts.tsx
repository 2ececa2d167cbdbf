import type { AgreementView } from "@truceline/watch";
import { type Address, type AgreementPart, agreementParts } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { Decisions } from "./decisions.tsx";
import { Indicators } from "./indicators.tsx";
import { Ladder } from "./ladder.tsx";
import { Obligations } from "./obligations.tsx";
import { Positions } from "./positions.tsx";

/** What hangs on the agreement, one part at a time; only parts that it has. */
export function Parts(props: {
  readonly view: AgreementView;
  readonly address: Address;
  readonly language: string;
  readonly live: boolean;
  readonly tall: boolean;
  readonly setTall: (tall: boolean) => void;
}) {
  const { view, address, language, live, tall, setTall } = props;
  const { obligations, inside } = view;
  const counts: Readonly<Record<AgreementPart, number>> = {
    obligations: obligations.items.length,
    positions: inside?.positions.positions.length ?? 0,
    decisions: inside?.decisions.length ?? 0,
    ladder: inside?.ladder?.steps.length ?? 0,
    indicators: inside?.indicatorCount ?? 0,
  };
  const there = agreementParts.filter((part) => counts[part] > 0);
  const part = there.find((one) => one === address.part) ?? there[0];
  return (
    <section class="panel0 aglp" aria-label={words.parts.name}>
      {part === undefined ? (
        <p class="empty">{words.nothingBeyond}</p>
      ) : (
        <>
          <div class="ph">
            <fieldset class="seg">
              <legend class="sr">{words.parts.name}</legend>
              {there.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === part}
                  onClick={() => go({ part: one })}
                >
                  {words.parts[one]} <span class="d">{counts[one]}</span>
                </button>
              ))}
            </fieldset>
            <div class="right">
              <button type="button" class="btn" onClick={() => setTall(!tall)}>
                {tall ? words.smaller : words.larger}
              </button>
            </div>
          </div>
          <div class="aglb" tabIndex={0} role="region" aria-label={words.parts[part]}>
            {part === "obligations" && <Obligations {...{ view, atMs: view.asOfMs, language }} />}
            {part === "positions" && inside !== null && (
              <Positions {...{ view, shown: inside.positions, language }} />
            )}
            {part === "decisions" && inside !== null && (
              <Decisions decisions={inside.decisions} language={language} />
            )}
            {part === "ladder" && inside?.ladder != null && (
              <Ladder {...{ view, ladder: inside.ladder, language }} />
            )}
            {part === "indicators" && (
              <Indicators {...{ knownAtMs: address.knownAtMs, live, language }} />
            )}
          </div>
        </>
      )}
    </section>
  );
}
