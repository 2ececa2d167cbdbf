import type { LonLat, Post } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import { ProblemCard } from "../shapes/part-states.tsx";
import { planWords } from "./plan-words.ts";
import type { Planned } from "./planned.ts";
import { differences } from "./trial.ts";
import type { WhatIf } from "./use-what-if.ts";

const words = planWords.trial;
/** More rows than anybody compares. */
const shownMax = 12;
const three = (value: number): string => value.toFixed(3);
const signed = (difference: number): string => {
  const text = Math.abs(difference).toFixed(4);
  if (Number(text) === 0) return "±0";
  return `${difference < 0 ? "−" : "+"}${text}`;
};

/** The chosen post, and what trying posts elsewhere does: at once by an estimate, then worked out. */
export function TrialPanel(props: {
  readonly planned: Planned;
  readonly ground: Ground;
  readonly chosen: Post | null;
  readonly chosenAt: LonLat | null;
  readonly whatIf: WhatIf;
  /** By the estimate; null where nothing is moved. */
  readonly guess: number | null;
  readonly moveCount: number;
  readonly canTry: boolean;
  readonly undo: () => void;
  readonly back: () => void;
}) {
  const { planned, ground, chosen, chosenAt, whatIf, guess, moveCount, canTry, undo, back } = props;
  const { tried, solved } = whatIf;
  return (
    <section class="pltry" aria-labelledby="plan-trial">
      <h2 id="plan-trial">{chosen === null ? words.title : (chosen.name ?? chosen.id)}</h2>
      {chosen !== null && chosenAt !== null && (
        <ChosenPost planned={planned} post={chosen} at={chosenAt} />
      )}
      {!canTry && <p class="s12 d">{words.wait}</p>}
      {guess !== null && (
        <div role="status">
          {tried === null ? (
            <p class="plguess">
              <b>{words.estimate(three(guess))}</b> <span class="d s12">{words.estimateSay}</span>
            </p>
          ) : (
            <p class="plguess">
              <b>{three(tried.figures.mean)}</b> <span class="d s12">{words.exact}</span>
            </p>
          )}
          <p class="s12">
            {words.solved(three(planned.plan.mean))}{" "}
            <b>
              {signed(
                tried === null || solved === null
                  ? guess - planned.plan.mean
                  : tried.figures.mean - solved.mean,
              )}
            </b>
          </p>
        </div>
      )}
      {whatIf.opening && guess !== null && <p class="s12 d">{words.opening}</p>}
      {whatIf.problem !== null && (
        <ProblemCard what={words.problem} problem={whatIf.problem} stays retry={whatIf.again} />
      )}
      {moveCount > 0 && (
        <p class="pltrydo">
          <span class="s12 d">{words.moved(moveCount)}</span>
          <button type="button" class="btn" onClick={undo}>
            {words.undo} <kbd>Z</kbd>
          </button>
          <button type="button" class="btn" onClick={back}>
            {words.back}
          </button>
        </p>
      )}
      {tried !== null && solved !== null && (
        <LostGained changes={differences(solved, tried.figures)} ground={ground} />
      )}
    </section>
  );
}

/** What a post does in the plan, and how it is moved. */
function ChosenPost(props: {
  readonly planned: Planned;
  readonly post: Post;
  readonly at: LonLat;
}) {
  const { planned, post, at } = props;
  const site = planned.plan.bySite.find((own) => own.post === post.id);
  return (
    <div class="s12">
      <p>
        {words.at(`${at[1].toFixed(4)}°, ${at[0].toFixed(4)}°`)}{" "}
        {site !== undefined && words.lossWithout(site.lossWithout.toFixed(4))}{" "}
        {site !== undefined &&
          site.clauses.length > 0 &&
          words.serves(
            site.clauses.map(({ article }) => planWords.posts.article(article)).join(", "),
          )}
      </p>
      <p class="d">{words.how}</p>
    </div>
  );
}

function LostGained(props: {
  readonly changes: ReturnType<typeof differences>;
  readonly ground: Ground;
}) {
  const { changes, ground } = props;
  if (changes.length === 0) return <p class="q">{words.none}</p>;
  const sectorOf = new Map(ground.sectors.map(({ id, name }) => [id, name]));
  const rows = changes.slice(0, shownMax);
  return (
    <>
      <table class="plcomp">
        <caption>{words.lostGained}</caption>
        <thead>
          <tr>
            <th scope="col">{words.clause}</th>
            <th scope="col">{words.sector}</th>
            {[words.before, words.now, words.change].map((name) => (
              <th key={name} scope="col" class="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ article, sector, before, now }) => (
            <tr key={`${article} ${sector}`}>
              <td>{article}</td>
              <td>{sectorOf.get(sector) ?? planWords.sectors.elsewhere}</td>
              <td class="num">{three(before)}</td>
              <td class="num">{three(now)}</td>
              <td class="num">{signed(now - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="d s12">{words.shown(rows.length, changes.length)}</p>
    </>
  );
}
