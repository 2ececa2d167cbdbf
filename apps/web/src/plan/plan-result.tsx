import type { DeploymentPlan, FrontierPoint } from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { percent, whole } from "../format/numbers.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import type { PlanAsk } from "../state/address.ts";
import { estimated, peopleFor } from "./plan-ask.ts";
import { planWords as words } from "./plan-words.ts";

const two = (value: number): string => value.toFixed(2);

/** What the plan reaches, what it cannot observe, and what a reader must know; differences to a kept one. */
export function PlanResult(props: {
  readonly ask: PlanAsk;
  readonly plan: DeploymentPlan | null;
  /** Whether the plan is the answer to what is asked now. */
  readonly isCurrent: boolean;
  readonly points: readonly FrontierPoint[];
  readonly kept: DeploymentPlan | null;
  readonly ground: Ground;
}) {
  const { ask, plan, isCurrent, points, kept, ground } = props;
  const guess = isCurrent ? null : estimated(ask, points);
  return (
    <>
      {guess !== null && (
        <p class="plguess" role="status">
          <b>{words.estimated(two(guess))}</b> <span class="d s12">{words.estimatedSay}</span>
        </p>
      )}
      {plan === null ? (
        guess === null && <p class="q">{words.none}</p>
      ) : (
        <div class={isCurrent ? "" : "plold"}>
          <dl class="plres">
            <Figure value={two(plan.mean)} name={words.mean} say={words.meanSay} />
            <Figure value={two(plan.worstTenth)} name={words.worst} say={words.worstSay} />
            <Figure value={percentUp(plan.gapRatio)} name={words.gap} say={words.gapSay} />
          </dl>
          <p class="s12">
            {words.planned(
              whole(plan.people.inTheatre),
              whole(plan.postCount),
              whole(plan.sensorCount),
            )}{" "}
            {!plan.isComplete && words.early} {words.assumed(percent(plan.assumedShare))}
          </p>
          {kept !== null && kept !== plan && (
            <p class="s12">
              {words.kept(
                words.keptName(whole(kept.people.inTheatre), kept.withTechnicalMonitoring),
                two(kept.mean),
                signed(kept.mean - plan.mean),
              )}
            </p>
          )}
          <Reach points={points} />
          <Cannot plan={plan} ground={ground} />
          {plan.notes.length > 0 && (
            <details>
              <summary>{words.notes}</summary>
              <ul class="plnotes">
                {plan.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </>
  );
}

/** Rounded up: how far it may be from the best must never look nearer than it is. */
const percentUp = (ratio: number): string =>
  ratio <= 0 ? "0\u00a0%" : `${(Math.ceil(ratio * 1_000 - 1e-9) / 10).toFixed(1)}\u00a0%`;

const signed = (difference: number): string =>
  `${difference < 0 ? "−" : "+"}${two(Math.abs(difference))}`;

function Figure(props: { readonly value: string; readonly name: string; readonly say: string }) {
  return (
    <div>
      <dt>
        {props.name} <span>{props.say}</span>
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}

/** A mean that most agreements ask for; said of the curve where there is one. */
const reachMean = 0.6;

function Reach({ points }: { readonly points: readonly FrontierPoint[] }) {
  if (points.length < 4) return null;
  const needed = (technical: boolean): string | null => {
    const people = peopleFor(reachMean, points, technical);
    return people === null ? null : whole(Math.ceil(people / 100) * 100);
  };
  return <p class="plsay">{words.reach(two(reachMean), needed(true), needed(false))}</p>;
}

/** Clauses below what they ask for, those that nothing reaches, and those nobody assesses. */
function Cannot({ plan, ground }: { readonly plan: DeploymentPlan; readonly ground: Ground }) {
  const never = new Set(plan.unverifiable.map(({ article }) => article));
  const below = plan.byClause.filter(
    ({ article, mean, requirementRatio }) => mean < requirementRatio && !never.has(article),
  );
  const narrative = ground.agreement.articles.filter(({ kind }) => kind === "narrative");
  const all = [
    ...plan.unverifiable.map(({ article, reason, meanAtMost }) => ({
      key: `never ${article}`,
      say: words.never[reason](article, two(meanAtMost)),
      isNarrative: false,
    })),
    ...below.map(({ article, mean, requirementRatio }) => ({
      key: `below ${article}`,
      say: words.below(article, two(mean), two(requirementRatio)),
      isNarrative: false,
    })),
    ...narrative.map(({ id }) => ({
      key: `narrative ${id}`,
      say: words.narrative(id),
      isNarrative: true,
    })),
  ];
  return (
    <>
      <h3>{words.cannot}</h3>
      {all.length === 0 ? (
        <p class="q">{words.nothingMissing}</p>
      ) : (
        <ul class="plcant">
          {all.map(({ key, say, isNarrative }) => (
            <li key={key}>
              {isNarrative ? <Dash /> : <StateShape shape="undetermined" />}
              <span>{say}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Dash = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden>
    <path d="M2 6h8" class="s-ink3" stroke-width="1.6" />
  </svg>
);
