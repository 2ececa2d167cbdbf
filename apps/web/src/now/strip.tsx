import type { Ground, Picture } from "@truceline/watch";
import type { ComponentChildren } from "preact";
import { percent, rate, whole } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";
import { worstSector } from "./worst-sector.ts";

/** The day in numbers, each with its rule or its requirement beside it. */
export function Strip(props: {
  readonly picture: Picture;
  readonly ground: Ground;
  readonly children: ComponentChildren;
}) {
  const { picture, ground, children } = props;
  const { today, clauses, seen } = picture;
  const nameOf = (id: string): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? id;
  const shown = today.figures.filter(
    ({ label, now, before }) => label !== "other" || now + before > 0,
  );
  const worst = worstSector(seen.sectors);
  const since = clockMinutes(today.fromMs, ground.agreement.timezone);
  return (
    <section class="strip" aria-label={words.strip.name}>
      <div class="figs">
        {shown.map((figure, index) => (
          <Figure
            key={figure.label}
            last={index === shown.length - 1}
            head={index === 0 ? words.strip.since(since) : "\u00a0"}
            foot={
              index === 0
                ? words.strip.countedAs(words.strip.ruleMeaning[today.rule] ?? today.rule)
                : words.strip.before(whole(figure.before))
            }
          >
            <b class="t15">
              {figure.atLeast ? words.strip.atLeast(whole(figure.now)) : whole(figure.now)}
            </b>
            {words.strip.figures[figure.label]}
          </Figure>
        ))}
        <Figure
          last
          head={words.strip.clauses}
          foot={words.strip.breachedAre(clauses.assessedCount, clauses.foundCount)}
        >
          <span class="sr">
            {words.strip.states(clauses.metCount, clauses.breachedCount, clauses.undeterminedCount)}
          </span>
          <span class="st" aria-hidden>
            <StateShape shape="met" />
            <b class="t15">{clauses.metCount}</b>
          </span>
          <span class="st" aria-hidden>
            <StateShape shape="breached" />
            <b class="t15">{clauses.breachedCount}</b>
          </span>
          <span class="st" aria-hidden>
            <StateShape shape="undetermined" />
            <b class="t15">{clauses.undeterminedCount}</b>
          </span>
        </Figure>
        <Figure
          head={picture.live ? words.strip.weSee : words.strip.weSaw}
          foot={
            worst === null ? (
              words.strip.asks(percent(seen.requirementRatio))
            ) : (
              <>
                <span class={worst.seenRatio < worst.requirementRatio ? "c-undet" : ""}>
                  {words.strip.worst(worst.name, percent(worst.seenRatio))}
                </span>
                , {words.strip.asks(percent(worst.requirementRatio))}
              </>
            )
          }
        >
          <b class="t15">{percent(seen.seenRatio)}</b> {words.strip.ofZone}
        </Figure>
        <Figure
          last
          wide
          head={words.strip.unseen}
          foot={
            picture.bound === null
              ? words.strip.noBoundSay
              : words.strip.seenMet(picture.bound.seenCount)
          }
        >
          {picture.bound === null ? (
            words.strip.noBound
          ) : (
            <>
              <b class="t15">{rate(picture.bound.upperPerDay)}</b>
              {words.strip.aDayIn(nameOf(picture.bound.sectorId))}
            </>
          )}
        </Figure>
        <Figure head={words.strip.notAdmitted} foot={words.strip.late(whole(picture.lateCount))}>
          <b class="t15">{whole(picture.quarantineCount)}</b> {words.strip.inQuarantine}
        </Figure>
      </div>
      <div class="deck">{children}</div>
    </section>
  );
}

function Figure(props: {
  readonly head: ComponentChildren;
  readonly foot: ComponentChildren;
  readonly children: ComponentChildren;
  readonly last?: boolean;
  readonly wide?: boolean;
}) {
  const { head, foot, children, last = false, wide = false } = props;
  return (
    <div class={`nc ${last ? "sep" : ""} ${wide ? "wide" : ""}`}>
      <span class="nl">{head}</span>
      <span class="nv">{children}</span>
      <span class="nsb">{foot}</span>
    </div>
  );
}
