import type { Ground, Picture } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { ProblemCard } from "../shapes/part-states.tsx";
import { type Address, home, type PlanAsk } from "../state/address.ts";
import { useKeys } from "../state/keys.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { FrontierPanel } from "./frontier-panel.tsx";
import { askBody } from "./plan-ask.ts";
import { lineKmOf, PlanControls, ToProposals } from "./plan-controls.tsx";
import { type Held, held, heldFor } from "./plan-held.ts";
import { PlanMap } from "./plan-map.tsx";
import { PlanResult } from "./plan-result.tsx";
import { BySector, PlanCostTable } from "./plan-tables.tsx";
import { planWords as words } from "./plan-words.ts";
import type { ResultLine } from "./planned.ts";
import { useJob } from "./use-job.ts";

const sameAsk = (one: PlanAsk, other: PlanAsk): boolean =>
  one.people === other.people && one.eurM === other.eurM && one.technical === other.technical;

/** What a mission of this size could verify of the agreement, where it would stand, and at what cost. */
export function PlanScreen(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly address: Address;
}) {
  const { ground, picture, address } = props;
  const ask = address.planAsk;
  const { hash } = ground.agreement;
  const { planned, plannedFor, kept, points, frontier } = heldFor(hash, useStore(held));
  const hold = (change: (old: Held) => Partial<Held>): void => {
    const old = heldFor(hash, held.get());
    held.set({ ...old, ...change(old) });
  };
  const take = (line: unknown): void => {
    const result = line as ResultLine;
    if (result.is === "plan")
      hold(() => ({ planned: { plan: result.plan, coverage: result.coverage } }));
    if (result.is === "point") hold((old) => ({ points: [...old.points, result.point] }));
    if (result.is === "frontier") hold(() => ({ frontier: result.frontier }));
  };
  const planning = useJob("/plan", take);
  const sweeping = useJob("/plan/frontier", take);
  const planIt = (what: PlanAsk): void => {
    hold(() => ({ plannedFor: what }));
    planning.start(askBody(what));
  };
  const sweep = {
    ...sweeping,
    start: (body: object): void => {
      hold(() => ({ points: [], frontier: null }));
      sweeping.start(body);
    },
  };
  const plan = planned?.plan ?? null;
  const keep = (): void => hold((old) => ({ kept: old.kept === null ? plan : null }));
  useKeys({
    b: keep,
    h: () => {
      if (address.knownAtMs !== null) go({ knownAtMs: home.knownAtMs }, "step");
    },
  });
  const isCurrent =
    plan !== null && !planning.busy && plannedFor !== null && sameAsk(plannedFor, ask);
  return (
    <main class={plan === null ? "pl early" : "pl"} id="content" tabIndex={-1}>
      <section class="panel0 plleft" aria-label={words.controls}>
        <div class="ph">
          <h1>{words.title}</h1>
          <div class="right">
            <ToProposals />
          </div>
        </div>
        <div class="pb plb" tabIndex={0} role="region" aria-label={words.controls}>
          <PlanControls
            ask={ask}
            lineKm={lineKmOf(ground)}
            settled={(next) => {
              // The first plan is asked for by its button; from then on it follows.
              if (planned !== null || planning.busy) planIt(next);
            }}
          />
          {planning.problem !== null && (
            <ProblemCard
              what={words.problem}
              problem={planning.problem}
              stays={plan !== null}
              retry={() => planIt(ask)}
            />
          )}
          <PlanResult {...{ ask, plan, isCurrent, points, kept, ground }} />
        </div>
        <div class="ifoot">
          {planning.busy ? (
            <>
              <button type="button" class="btn" onClick={planning.stop}>
                {words.stop}
              </button>
              <span class="s12 plwork" role="status">
                {words.working(
                  words.doing[planning.doing] ?? planning.doing,
                  whole(Math.round(planning.sinceMs / 1_000)),
                )}
              </span>
            </>
          ) : (
            <>
              <button type="button" class="btn pri" onClick={() => planIt(ask)}>
                {plan === null ? words.plan : words.again}
              </button>
              {plan !== null && (
                <button type="button" class="btn" onClick={keep}>
                  {kept === null ? words.keep : words.dropKept} <kbd>B</kbd>
                </button>
              )}
            </>
          )}
        </div>
      </section>
      <div class="plmid">
        <PlanMap ground={ground} picture={picture} planned={planned} address={address} />
        <FrontierPanel points={points} frontier={frontier} plan={plan} job={sweep} />
      </div>
      {plan !== null && (
        <div class="plright">
          <BySector plan={plan} ground={ground} />
          <PlanCostTable plan={plan} />
        </div>
      )}
    </main>
  );
}
