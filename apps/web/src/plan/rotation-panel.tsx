import type { DeploymentPlan, RotationPlan } from "@truceline/planning";
import { PlanningError } from "@truceline/planning";
import { useEffect, useState } from "preact/hooks";
import { whole } from "../format/numbers.ts";
import { useStore } from "../state/store.ts";
import { planWords } from "./plan-words.ts";
import {
  monthCount,
  poolOf,
  rotationDraft,
  rotationProblem,
  tourBars,
  workedOut,
} from "./rotation.ts";
import { RotationForm } from "./rotation-form.tsx";

const words = planWords.rotation;
const width = 318;
const rowHeight = 13;
/** Lanes on which bars are laid in turns; more than these say nothing more. */
const laneCountMax = 6;

/** Who serves when over two years, so that the plan's people are there; what is missing, and why. */
export function RotationPanel({ plan }: { readonly plan: DeploymentPlan }) {
  const draft = useStore(rotationDraft);
  const [rotation, setRotation] = useState<RotationPlan | null>(null);
  const [refused, setRefused] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { inTheatre } = plan.people;
  const { date } = plan.ground;
  const problem = rotationProblem(draft, inTheatre, date, words.unnamed);
  useEffect(() => {
    let left = false;
    setRefused(false);
    workedOut(problem).then(
      (found) => {
        if (!left) setRotation(found);
      },
      (thrown: unknown) => {
        if (!(thrown instanceof PlanningError)) throw thrown;
        if (!left) setRefused(true);
      },
    );
    return () => {
      left = true;
    };
  }, [draft, inTheatre, date]);
  const pool = rotation === null ? null : poolOf(rotation);
  return (
    <section class="panel0 plp" aria-labelledby="plan-rotation">
      <div class="ph">
        <h2 id="plan-rotation">{words.title}</h2>
        <div class="right">
          {pool !== null && <span>{words.pool(whole(pool.people), factorText(pool.factor))}</span>}
          <button type="button" class="btn" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.done : words.change}
          </button>
        </div>
      </div>
      {isOpen && <RotationForm draft={draft} people={inTheatre} />}
      {refused && (
        <p class="err" role="alert">
          {words.problem}
        </p>
      )}
      {rotation !== null && !refused && (
        <div class="plrot">
          <Tours rotation={rotation} start={problem.start} />
          {draft.contributors.length === 0 ? (
            <p class="d s12">{words.all}</p>
          ) : (
            <Missing rotation={rotation} />
          )}
        </div>
      )}
    </section>
  );
}

const factorText = (factor: number): string =>
  Number.isInteger(factor) ? String(factor) : factor.toFixed(1);

function Missing({ rotation }: { readonly rotation: RotationPlan }) {
  const { months, conflict, status } = rotation;
  const short = months.filter((month) => month.short > 0.5);
  const [first] = short;
  if (first === undefined) return <p class="s12">{words.met}</p>;
  const most = Math.max(...short.map((month) => month.short));
  return (
    <div class="s12" role="status">
      <p>{words.short(whole(most), first.month, short.length)}</p>
      {status === "open" && <p class="d">{words.open}</p>}
      {conflict !== null && (
        <>
          <p>{words.cannot}</p>
          <ul class="plnotes">
            {conflict.requirements.map(({ id, sentence }) => (
              <li key={id}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Tours as bars in lanes, handing over hatched; the list is in the sentence for who cannot see it. */
function Tours({ rotation, start }: { readonly rotation: RotationPlan; readonly start: string }) {
  const bars = tourBars(rotation, start);
  const laneCount = Math.min(laneCountMax, Math.max(1, bars.length));
  const height = laneCount * rowHeight + 18;
  const x = (month: number): number => 4 + (month / monthCount) * (width - 8);
  const said = bars
    .map(
      ({ tour }) =>
        `${words.tourName(tour.contributor, tour.unit)}, ${tour.takesOver} – ${tour.leaves}`,
    )
    .join("; ");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${words.name}: ${said}`}>
      {[0, 6, 12, 18, 24].map((month) => (
        <g key={month}>
          <path d={`M${x(month)} 0V${height - 16}`} class="plgrid" />
          <text
            x={x(month)}
            y={height - 4}
            class={month === 0 ? "tx" : month === monthCount ? "tx end" : "tx mid"}
          >
            {monthName(start, month)}
          </text>
        </g>
      ))}
      {bars.map(({ tour, fromMonth, dutyMonth, toMonth }, index) => {
        const top = (index % laneCount) * rowHeight + 1;
        return (
          <g key={`${tour.contributor} ${tour.unit} ${tour.arrives}`}>
            <rect
              x={x(fromMonth)}
              y={top}
              width={Math.max(0, x(Math.min(dutyMonth, toMonth)) - x(fromMonth))}
              height={rowHeight - 2}
              fill="url(#hatch)"
            />
            <rect
              x={x(dutyMonth)}
              y={top}
              width={Math.max(1, x(toMonth) - x(dutyMonth))}
              height={rowHeight - 2}
              class="pltour"
            />
          </g>
        );
      })}
    </svg>
  );
}

/** `2026-07`: figures, so that it is the same in every language. */
function monthName(start: string, after: number): string {
  const [year = 0, month = 1] = start.split("-").map(Number);
  const at = year * 12 + month - 1 + after;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
