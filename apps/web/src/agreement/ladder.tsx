import type { AgreementView, ShownLadder } from "@truceline/watch";
import { Alarm } from "../shapes/glyphs.tsx";
import { agreementWords } from "./agreement-words.ts";
import { Faults } from "./faults.tsx";
import { decidersText, stepName, wayText, whenText } from "./ladder-text.ts";
import { spanText } from "./span-text.ts";
import { nameOf } from "./text-of.ts";
import { wordText } from "./who-text.ts";

const words = agreementWords.ladder;

interface LadderProps {
  readonly view: AgreementView;
  readonly ladder: ShownLadder;
  readonly language: string;
}

/** The ladder step by step: where it stands, what may be decided and by whom, how it came there. */
export function Ladder({ view, ladder, language }: LadderProps) {
  const { standing, entered, steps, transitions, begins } = ladder;
  return (
    <div class="agp">
      <p class="agnote">
        {entered.is === "absent"
          ? words.noBook
          : entered.is === "refused"
            ? words.refused
            : words.entered(entered.count)}
      </p>
      {entered.is === "refused" && <Faults faults={entered.faults} />}
      {standing !== null && <Standing {...{ view, ladder, language, standing }} />}
      <table class="agterms">
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.triggers}</th>
            <th scope="col">{words.way}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const here = standing?.step === step.id;
            return (
              <tr
                key={step.id}
                class={here ? "agnow" : ""}
                aria-current={here ? "step" : undefined}
                data-step={step.id}
              >
                <th scope="row">
                  {nameOf(step.name, language)}
                  <span class="d">
                    {wordText(step.is)}
                    {here && ` · ${words.here}`}
                    {standing === null && step.id === begins && ` · ${words.start}`}
                  </span>
                </th>
                <td>
                  {step.triggers !== undefined && nameOf(step.triggers, language)}
                  {step.answerWithinMs !== null && step.asks.length > 0 && (
                    <p class="q s12">
                      {words.asked(
                        decidersText(step.asks, view, ladder, language),
                        spanText(step.answerWithinMs),
                      )}
                    </p>
                  )}
                </td>
                <td>
                  <ul>
                    {transitions
                      .filter(({ to }) => to === step.id)
                      .map((transition) => (
                        <li key={transition.id}>{wayText(transition, view, ladder, language)}</li>
                      ))}
                  </ul>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Standing(
  props: LadderProps & { readonly standing: NonNullable<ShownLadder["standing"]> },
) {
  const { view, ladder, language, standing } = props;
  const { step, sinceMs, answers, open, taken, declined, atMs } = standing;
  const who = (ids: readonly string[]) => decidersText(ids, view, ladder, language);
  return (
    <div class="agstand">
      <p class="b">{words.standsAt(stepName(step, ladder, language), whenText(sinceMs, view))}</p>
      {answers.map(({ by, dueMs, answeredMs }) => {
        const overdue = answeredMs === null && dueMs <= atMs;
        const say = answeredMs !== null ? words.answered : overdue ? words.overdue : words.due;
        return (
          <p key={by} class={overdue ? "c-attn" : ""}>
            {say(who([by]), whenText(answeredMs ?? dueMs, view))}
          </p>
        );
      })}
      {open.length === 0 && <p class="q">{words.nothingOpen}</p>}
      {open.map(({ id, to, sinceMs: openMs, waitsFor, agreed }) => (
        <p key={id} class="agopen1">
          <Alarm />
          <span>
            <b>{words.may(stepName(to, ladder, language))}</b> {words.since(whenText(openMs, view))}
            , {waitsFor === null ? words.waitsForNobody : words.waitsFor(who(waitsFor))}
            {agreed.map((voice) => (
              <span key={voice.by} class="q">
                {" "}
                {words.agreed(who([voice.by]), voice.reason)}
              </span>
            ))}
          </span>
        </p>
      ))}
      {taken.length + declined.length > 0 && <h3>{words.taken}</h3>}
      <ul>
        {[...taken].reverse().map((one) => (
          <li key={`${one.id}${one.atMs}`}>
            {words.takenFrom(
              whenText(one.atMs, view),
              stepName(one.from, ladder, language),
              stepName(one.to, ladder, language),
            )}{" "}
            <span class="q">
              {one.automatic
                ? words.automatic
                : one.decided
                    .map((voice) => words.reason(who([voice.by]), voice.reason))
                    .join("; ")}
            </span>
          </li>
        ))}
        {declined.map(({ transition, voice }) => (
          <li key={`${transition}${voice.by}${voice.atMs}`}>
            {words.declined(whenText(voice.atMs, view), who([voice.by]), voice.reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}
