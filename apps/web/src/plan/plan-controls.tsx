import type { Ground } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { type ExpectedBreaches, expectedBreaches, type PlanAsk } from "../state/address.ts";
import { follow, go, linkTo } from "../state/navigate.ts";
import { eurMStops, peopleStops, stopOf } from "./plan-ask.ts";
import { planWords as words } from "./plan-words.ts";

/** How large the mission may be, and by which means. */
export function PlanControls(props: {
  readonly ask: PlanAsk;
  readonly expected: ExpectedBreaches;
  readonly lineKm: number;
  /** The reader has let go of a slider, or chosen: time to plan. */
  readonly settled: (ask: PlanAsk) => void;
}) {
  const { ask, expected, lineKm, settled } = props;
  const change = (part: Partial<PlanAsk>): PlanAsk => {
    const next = { ...ask, ...part };
    go({ planAsk: next });
    return next;
  };
  return (
    <>
      <Amount
        name={words.people}
        amount={ask.people}
        stops={peopleStops}
        text={whole}
        below={
          ask.people === null || lineKm === 0
            ? ""
            : words.perKm((ask.people / lineKm).toFixed(ask.people / lineKm < 30 ? 1 : 0))
        }
        change={(people) => change({ people })}
        settled={settled}
      />
      <Amount
        name={words.money}
        amount={ask.eurM}
        stops={eurMStops}
        text={(eurM) => words.eurM(whole(eurM))}
        below=""
        change={(eurM) => change({ eurM })}
        settled={settled}
      />
      <Choice
        id="plan-technical"
        name={words.technical}
        options={[
          {
            is: ask.technical,
            text: words.with,
            choose: () => settled(change({ technical: true })),
          },
          {
            is: !ask.technical,
            text: words.without,
            choose: () => settled(change({ technical: false })),
          },
        ]}
      />
      <Choice
        id="plan-night"
        name={words.manned}
        options={[
          { is: !ask.byDay, text: words.always, choose: () => settled(change({ byDay: false })) },
          { is: ask.byDay, text: words.byDay, choose: () => settled(change({ byDay: true })) },
        ]}
      />
      <Choice
        id="plan-expected"
        name={words.expected}
        options={expectedBreaches.map((one) => ({
          is: expected === one,
          text: words.expectedOf[one],
          choose: () => go({ expected: one }),
        }))}
      />
    </>
  );
}

/** One of a few, each a button beside the others. */
function Choice(props: {
  readonly id: string;
  readonly name: string;
  readonly options: readonly {
    readonly is: boolean;
    readonly text: string;
    readonly choose: () => void;
  }[];
}) {
  const { id, name, options } = props;
  return (
    <div class="plsw">
      <span id={id}>{name}</span>
      <span class="seg" role="group" aria-labelledby={id}>
        {options.map(({ is, text, choose }) => (
          <button key={text} type="button" aria-pressed={is} onClick={choose}>
            {text}
          </button>
        ))}
      </span>
    </div>
  );
}

/** One amount on a slider of stops; past the last one there is no limit. */
function Amount(props: {
  readonly name: string;
  readonly amount: number | null;
  readonly stops: readonly number[];
  readonly text: (amount: number) => string;
  readonly below: string;
  readonly change: (amount: number | null) => PlanAsk;
  readonly settled: (ask: PlanAsk) => void;
}) {
  const { name, amount, stops, text, below, change, settled } = props;
  const said = amount === null ? words.noLimit : text(amount);
  const at = (value: string): number | null => stops[Number(value)] ?? null;
  return (
    <label class="plsl">
      <span>
        {name} <b>{said}</b>
      </span>
      <input
        type="range"
        min="0"
        max={stops.length}
        step="1"
        value={stopOf(amount, stops)}
        aria-valuetext={said}
        onInput={(event) => change(at(event.currentTarget.value))}
        onChange={(event) => settled(change(at(event.currentTarget.value)))}
      />
      <span class="d">
        <span>{text(stops[0] ?? 0)}</span>
        <span>{below}</span>
        <span>{words.noLimit}</span>
      </span>
    </label>
  );
}

/** The way to the reported proposals. */
export function ToProposals() {
  return (
    <a href={linkTo({ screen: "proposals" })} onClick={follow({ screen: "proposals" })}>
      {words.proposals}
    </a>
  );
}

/** Length of the main line in force, for people a km. */
export function lineKmOf({ sectors }: Ground): number {
  return Math.max(0, ...sectors.map(({ toM }) => toM)) / 1_000;
}
