import type { LonLat } from "@truceline/model";
import type { PostMove } from "@truceline/planning";
import type { Ground, Picture } from "@truceline/watch";
import { useMemo, useRef, useState } from "preact/hooks";
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
import { PlanTaken } from "./plan-taken.tsx";
import { planWords as words } from "./plan-words.ts";
import type { ResultLine } from "./planned.ts";
import { RotationPanel } from "./rotation-panel.tsx";
import { prepareSurrogate } from "./surrogate.ts";
import { patchedCoverage, placesOf, planTaken, stepped } from "./trial.ts";
import { TrialPanel } from "./trial-panel.tsx";
import { useJob } from "./use-job.ts";
import { useWhatIf } from "./use-what-if.ts";

const sameAsk = (one: PlanAsk, other: PlanAsk): boolean =>
  one.people === other.people &&
  one.eurM === other.eurM &&
  one.technical === other.technical &&
  one.byDay === other.byDay;

/** What a mission of this size could verify of the agreement, where it would stand, and at what cost. */
export function PlanScreen(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly address: Address;
}) {
  const { ground, picture, address } = props;
  const ask = address.planAsk;
  const { hash } = ground.agreement;
  const { planned, more, plannedFor, kept, moves, points, frontier } = heldFor(
    hash,
    useStore(held),
  );
  const hold = (change: (old: Held) => Partial<Held>): void => {
    const old = heldFor(hash, held.get());
    held.set({ ...old, ...change(old) });
  };
  const asked = useRef(ask);
  const take = (line: unknown): void => {
    const result = line as ResultLine;
    if (result.is === "plan") {
      hold(() => ({ planned: result, plannedFor: asked.current, more: null, moves: [] }));
    }
    if (result.is === "more") hold(() => ({ more: result }));
    if (result.is === "point") hold((old) => ({ points: [...old.points, result.point] }));
    if (result.is === "frontier") hold(() => ({ frontier: result.frontier }));
  };
  const planning = useJob("/plan", take);
  const sweeping = useJob("/plan/frontier", take);
  const planIt = (what: PlanAsk): void => {
    asked.current = what;
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
  const keep = (): void => hold((old) => ({ kept: old.kept === null ? planned : null }));

  // Posts tried elsewhere, on the plan that is there once nothing better is being looked for.
  const canTry = planned !== null && !planning.busy;
  const [dragged, setDragged] = useState<PostMove | null>(null);
  const whatIf = useWhatIf(plan?.deployment ?? null, canTry, moves);
  const surrogate = useMemo(
    () =>
      planned === null
        ? null
        : prepareSurrogate({
            ...planned,
            deployment: planned.plan.deployment,
            mean: planned.plan.mean,
          }),
    [planned],
  );
  const trying = dragged === null ? moves : [...moves, dragged];
  const guess = useMemo(
    () => (trying.length === 0 ? null : (surrogate?.meanWith(placesOf(trying)) ?? null)),
    [surrogate, moves, dragged],
  );
  const move = (to: PostMove): void => {
    setDragged(null);
    hold((old) => ({ moves: [...old.moves, to] }));
  };
  const undo = (): void => hold((old) => ({ moves: old.moves.slice(0, -1) }));
  const places = placesOf(trying);
  const chosen = plan?.deployment.posts.find(({ id }) => id === address.select) ?? null;
  const chosenAt: LonLat | null =
    chosen === null ? null : (places.get(chosen.id) ?? chosen.position);
  const step = (event: KeyboardEvent): void => {
    if (chosen === null || chosenAt === null || !canTry) return;
    const position = stepped(chosenAt, event.key, event.shiftKey);
    if (position === null) return;
    event.preventDefault();
    move({ post: chosen.id, position });
  };
  useKeys({
    b: keep,
    z: undo,
    h: () => {
      if (address.knownAtMs !== null) go({ knownAtMs: home.knownAtMs }, "step");
    },
    Escape: () => {
      if (address.select !== null) go({ select: null });
    },
    ArrowUp: step,
    ArrowDown: step,
    ArrowLeft: step,
    ArrowRight: step,
  });
  const isCurrent = plan !== null && plannedFor !== null && sameAsk(plannedFor, ask);
  const isPast = address.expected === "past";
  const { tried } = whatIf;
  const coverage = useMemo(
    () =>
      planned === null || tried === null
        ? (planned?.coverage ?? [])
        : patchedCoverage(planned.coverage, tried.changed),
    [planned, tried],
  );
  const taken = useMemo(
    () => (planned === null ? null : planTaken(planned, moves, tried, words.taken.note)),
    [planned, moves, tried],
  );
  const shown = tried?.figures.bySector ?? planned?.bySector ?? {};
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
            expected={address.expected}
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
          {planned !== null && (trying.length > 0 || chosen !== null) && (
            <TrialPanel
              {...{ planned, ground, chosen, chosenAt, whatIf, guess, canTry }}
              moveCount={moves.length}
              undo={undo}
              back={() => hold(() => ({ moves: [] }))}
            />
          )}
          <PlanResult
            {...{ ask, planned, more, isCurrent, points, kept, ground }}
            isRefined={planning.busy}
            isPast={isPast}
          />
        </div>
        <div class="ifoot">
          {planning.busy ? (
            <>
              <button type="button" class="btn" onClick={planning.stop}>
                {words.stop}
              </button>
              <span class="s12 plwork" role="status">
                {words.working(
                  planning.refining,
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
      <div class={points.length === 0 ? "plmid nocurve" : "plmid"}>
        <PlanMap
          {...{ ground, picture, planned, address, coverage, moves, chosen, chosenAt, canTry }}
          fog={more?.fog ?? null}
          drag={setDragged}
          move={move}
        />
        <FrontierPanel points={points} frontier={frontier} plan={plan} job={sweep} />
      </div>
      {plan !== null && planned !== null && taken !== null && (
        <div class="plright">
          <BySector
            plan={plan}
            ground={ground}
            figures={shown}
            past={isPast ? (planned.expected?.bySector ?? null) : null}
            kept={kept}
          />
          <PlanCostTable plan={plan} />
          <RotationPanel plan={plan} />
          <PlanTaken plan={taken} ground={ground} frontier={frontier} isMoved={moves.length > 0} />
        </div>
      )}
    </main>
  );
}
