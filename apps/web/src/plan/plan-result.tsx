import type { DeploymentPlan, FrontierPoint } from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { percent, rate, whole } from "../format/numbers.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import type { PlanAsk } from "../state/address.ts";
import { estimated, peopleFor } from "./plan-ask.ts";
import { planWords as words } from "./plan-words.ts";
import type { MorePlanned, Planned } from "./planned.ts";

const two = (value: number): string => value.toFixed(2);

/** What the plan reaches, what it cannot observe, and what a reader must know; differences to a kept one. */
export function PlanResult(props: {
  readonly ask: PlanAsk;
  readonly planned: Planned | null;
  readonly more: MorePlanned | null;
  /** Told for breaches as in the past year. */
  readonly isPast: boolean;
  /** Whether a better plan than the first one is being looked for. */
  readonly isRefined: boolean;
  /** Whether the plan is the answer to what is asked now. */
  readonly isCurrent: boolean;
  readonly points: readonly FrontierPoint[];
  readonly kept: Planned | null;
  readonly ground: Ground;
}) {
  const { ask, planned, more, isPast, isRefined, isCurrent, points, kept, ground } = props;
  const plan = planned?.plan ?? null;
  const past = isPast ? (planned?.expected ?? null) : null;
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
            {past === null ? (
              <Figure value={two(plan.mean)} name={words.mean} say={words.meanSay} />
            ) : (
              <Figure value={two(past.mean)} name={words.mean} say={words.expectedMean} />
            )}
            <Figure value={two(plan.worstTenth)} name={words.worst} say={words.worstSay} />
            <Figure
              value={
                more?.delay == null
                  ? isRefined
                    ? "…"
                    : "–"
                  : words.delayValue(more.delay.hours < 0.05 ? "< 0.1" : rate(more.delay.hours))
              }
              name={words.delay}
              say={words.delaySay}
              title={more?.delay == null ? "" : words.delayMissed(percent(more.delay.missedRatio))}
            />
          </dl>
          {planned?.stage === "first" && (
            <p class="s12 plfirst">{isRefined ? words.first : words.firstKept}</p>
          )}
          {isPast && (
            <p class="s12 d">
              {past === null ? words.expectedNone : words.expectedSay(past.incidentCount)}
            </p>
          )}
          {ask.byDay && <p class="s12 d">{words.byDayNote}</p>}
          {more?.delay != null && (
            <p class="s12 d">{words.delayMissed(percent(more.delay.missedRatio))}</p>
          )}
          <p class="s12">
            {words.planned(
              whole(plan.people.inTheatre),
              whole(plan.postCount),
              whole(plan.sensorCount),
              percentUp(plan.gapRatio),
            )}{" "}
            {!plan.isComplete && words.early} {words.assumed(percent(plan.assumedShare))}
          </p>
          {kept !== null && <Compare planned={planned as Planned} kept={kept} />}
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

function Figure(props: {
  readonly value: string;
  readonly name: string;
  readonly say: string;
  readonly title?: string;
}) {
  return (
    <div title={props.title ?? ""}>
      <dt>
        {props.name} <span>{props.say}</span>
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}

/** The second plan beside this one, figure by figure. */
function Compare({ planned, kept }: { readonly planned: Planned; readonly kept: Planned }) {
  const own = words.compare;
  if (planned === kept) return <p class="s12 d">{own.same}</p>;
  const [one, other] = [planned.plan, kept.plan];
  const name = words.keptName(whole(other.people.inTheatre), other.withTechnicalMonitoring);
  const counted = (value: number): string => whole(Math.abs(value));
  const rows = [
    { name: own.mean, of: one.mean, b: other.mean, text: two },
    { name: own.worst, of: one.worstTenth, b: other.worstTenth, text: two },
    { name: own.people, of: one.people.inTheatre, b: other.people.inTheatre, text: counted },
    { name: own.posts, of: one.postCount, b: other.postCount, text: counted },
    { name: own.sensors, of: one.sensorCount, b: other.sensorCount, text: counted },
    { name: own.money, of: one.money.totalEur / 1e6, b: other.money.totalEur / 1e6, text: counted },
  ];
  return (
    <>
      <p class="s12">{words.kept(name, two(other.mean), signed(one.mean - other.mean))}</p>
      <table class="plcomp">
        <caption class="sr">{own.title}</caption>
        <thead>
          <tr>
            <th scope="col">{own.what}</th>
            {[own.this, own.kept, own.difference].map((title) => (
              <th key={title} scope="col" class="num">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name: what, of, b, text }) => (
            <tr key={what}>
              <td>{what}</td>
              <td class="num">{text(of)}</td>
              <td class="num">{text(b)}</td>
              <td class="num">{`${of < b ? "−" : "+"}${text(Math.abs(of - b))}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
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
