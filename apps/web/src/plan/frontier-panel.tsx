import type { DeploymentPlan, Frontier, FrontierPoint } from "@truceline/planning";
import { useState } from "preact/hooks";
import { whole } from "../format/numbers.ts";
import { ProblemCard } from "../shapes/part-states.tsx";
import { frontierShape } from "./frontier-shape.ts";
import { planWords } from "./plan-words.ts";
import type { Job } from "./use-job.ts";

const words = planWords.frontier;
const size = { width: 680, height: 232 };
const box = { left: 36, right: 664, top: 16, bottom: 204 };
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** People against verifiability, with technical monitoring and without, with bands and the plan at hand. */
export function FrontierPanel(props: {
  readonly points: readonly FrontierPoint[];
  readonly frontier: Frontier | null;
  readonly plan: DeploymentPlan | null;
  readonly job: Job;
}) {
  const { points, frontier, plan, job } = props;
  const [asTable, setAsTable] = useState(false);
  return (
    <section class="panel0 plp" aria-labelledby="plan-frontier">
      <div class="ph">
        <h2 id="plan-frontier">{words.title}</h2>
        <div class="right">
          {frontier !== null && <span>{words.bands(frontier.sampleCount, frontier.seed)}</span>}
          {frontier === null && points.length > 0 && <span>{words.points(points.length)}</span>}
          {job.busy ? (
            <button type="button" class="btn" onClick={job.stop}>
              {planWords.stop}
            </button>
          ) : (
            frontier === null && (
              <button type="button" class="btn" onClick={() => job.start({})}>
                {words.start}
              </button>
            )
          )}
          {points.length > 0 && (
            <button
              type="button"
              class="btn"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {words.table}
            </button>
          )}
        </div>
      </div>
      {job.problem !== null && (
        <ProblemCard
          what={words.problem}
          problem={job.problem}
          stays={points.length > 0}
          retry={() => job.start({})}
        />
      )}
      {job.busy && (
        <p class="plwork s12" role="status">
          {planWords.working(
            false,
            planWords.doing[job.doing] ?? job.doing,
            String(Math.round(job.sinceMs / 1_000)),
          )}
        </p>
      )}
      {points.length === 0 ? (
        !job.busy && job.problem === null && <p class="q plstart">{words.startSay}</p>
      ) : (
        <>
          {frontier !== null && <p class="plhead s12">{frontier.headline}</p>}
          {asTable ? <Numbers points={points} /> : <Chart points={points} plan={plan} />}
        </>
      )}
    </section>
  );
}

function Chart(props: {
  readonly points: readonly FrontierPoint[];
  readonly plan: DeploymentPlan | null;
}) {
  const { points, plan } = props;
  const at = plan?.budget.people ?? plan?.people.inTheatre ?? 0;
  const shape = frontierShape(points, at, box);
  const { x, y } = shape;
  const ends = [0, 0.25, 0.5, 0.75, 1].map((share) => share * shape.endPeople);
  const labelAt = (technical: boolean): number | null => {
    const last = points
      .filter(({ withTechnicalMonitoring }) => withTechnicalMonitoring === technical)
      .reduce<FrontierPoint | null>(
        (far, point) => (far === null || point.people > far.people ? point : far),
        null,
      );
    return last === null ? null : y(last.mean);
  };
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      class="plchart"
      role="img"
      aria-label={words.name(points.length)}
    >
      {shares.map((share) => (
        <g key={share}>
          <path d={`M${box.left} ${y(share)}H${box.right}`} class="plgrid" />
          <text x={box.left - 6} y={y(share) + 4} class="tx end">
            {share.toFixed(1)}
          </text>
        </g>
      ))}
      {ends.map((people) => (
        <g key={people}>
          <path d={`M${x(people)} ${box.top}V${box.bottom}`} class="plgrid" />
          <text
            x={x(people)}
            y={box.bottom + 15}
            class={people === shape.endPeople ? "tx end" : "tx mid"}
          >
            {whole(people)}
          </text>
        </g>
      ))}
      {[false, true].map((technical) => (
        <path
          key={String(technical)}
          d={shape.band(technical)}
          class={technical ? "f-ink1" : "f-ink3"}
          opacity=".16"
        />
      ))}
      <path d={shape.line(false)} class="nofill s-ink2" stroke-width="1.8" stroke-dasharray="6 4" />
      <path d={shape.line(true)} class="nofill s-ink1" stroke-width="2.2" />
      {[true, false].map((technical) => {
        const top = labelAt(technical);
        return (
          top !== null && (
            <text
              key={String(technical)}
              x={box.right - 4}
              y={technical ? top - 7 : top + 15}
              class="tx2 end"
            >
              {technical ? words.with : words.without}
            </text>
          )
        );
      })}
      {plan !== null && (
        <>
          <path d={`M${x(at)} ${box.top}V${box.bottom}`} class="s-ink1" stroke-width="1" />
          <circle
            cx={x(at)}
            cy={y(plan.mean)}
            r="4.5"
            class={plan.withTechnicalMonitoring ? "f-ink1" : "plopen"}
          />
          <text
            x={x(at) + (at > shape.endPeople * 0.8 ? -9 : 9)}
            y={y(plan.mean) + 14}
            class={at > shape.endPeople * 0.8 ? "tx2 end" : "tx2"}
          >
            {`${plan.mean.toFixed(2)} ${words.thisPlan}`}
          </text>
        </>
      )}
      <text x={box.left} y="10" class="tx">
        {words.axisY}
      </text>
      <text x={box.right} y={size.height - 2} class="tx end">
        {words.axisX}
      </text>
    </svg>
  );
}

function Numbers({ points }: { readonly points: readonly FrontierPoint[] }) {
  const { columns } = words;
  const sorted = [...points].sort(
    (one, other) =>
      Number(other.withTechnicalMonitoring) - Number(one.withTechnicalMonitoring) ||
      one.people - other.people,
  );
  return (
    <div class="pltab" tabIndex={0} role="group" aria-label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="num">
              {columns.people}
            </th>
            <th scope="col">{columns.mode}</th>
            {[columns.mean, columns.band, columns.worst, columns.bound, columns.cost].map(
              (name) => (
                <th key={name} scope="col" class="num">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((point) => (
            <tr key={`${point.people} ${point.withTechnicalMonitoring}`}>
              <td class="num">{whole(point.people)}</td>
              <td>{point.withTechnicalMonitoring ? planWords.with : planWords.without}</td>
              <td class="num">{point.mean.toFixed(2)}</td>
              <td class="num">
                {point.meanBand.low.toFixed(2)} – {point.meanBand.high.toFixed(2)}
              </td>
              <td class="num">{point.worstTenth.toFixed(2)}</td>
              <td class="num">{point.bound.toFixed(2)}</td>
              <td class="num">{whole(point.money.totalEur / 1e6)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
