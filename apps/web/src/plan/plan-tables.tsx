import type { DeploymentPlan } from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { planWords } from "./plan-words.ts";
import type { Planned } from "./planned.ts";

const millions = (eur: number): string => {
  const m = eur / 1e6;
  return m < 100 ? m.toFixed(1) : whole(m);
};

/** Posts, people and verifiability of each sector, in the mean and where and when it is worst. */
export function BySector(props: {
  readonly plan: DeploymentPlan;
  readonly ground: Ground;
  /** As solved, or with the posts tried elsewhere. */
  readonly figures: Planned["bySector"];
  /** By sector, of breaches as in the past year; null: anywhere. */
  readonly past: Readonly<Record<string, number>> | null;
  readonly kept: Planned | null;
}) {
  const { plan, ground, figures, past, kept } = props;
  const words = planWords.sectors;
  const known = new Set(ground.sectors.map(({ id }) => id));
  const rows = [
    ...ground.sectors.map(({ id, name, fromM, toM }) => ({ id, name, km: (toM - fromM) / 1_000 })),
    ...(plan.bySite.some(({ sector }) => !known.has(sector)) || figures[""] !== undefined
      ? [{ id: "", name: words.elsewhere, km: null }]
      : []),
  ];
  const hasKept = kept !== null && kept.bySector !== figures;
  // Beside a second plan there is no room for what is the same in both.
  const head = [
    ...(hasKept ? [] : [words.km]),
    words.posts,
    words.people,
    words.mean,
    words.worst,
    ...(hasKept ? [words.difference] : []),
  ];
  return (
    <section class="panel0 plp" aria-labelledby="plan-sectors">
      <div class="ph">
        <h2 id="plan-sectors">{words.title}</h2>
        <div class="right">{words.worstSay}</div>
      </div>
      <div class="pltab" tabIndex={0} role="group" aria-labelledby="plan-sectors">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.sector}</th>
              {head.map((name) => (
                <th key={name} scope="col" class="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, km }) => {
              const sites = plan.bySite.filter(({ sector }) =>
                id === "" ? !known.has(sector) : sector === id,
              );
              const own = figures[id];
              const other = kept?.bySector[id];
              return (
                <tr key={id} data-sector={id}>
                  <td>{name}</td>
                  {!hasKept && <td class="num">{km === null ? "" : whole(km)}</td>}
                  <td class="num">{whole(sites.length)}</td>
                  <td class="num">{whole(sites.reduce((sum, { people }) => sum + people, 0))}</td>
                  <td class="num">{(past === null ? own?.mean : past[id])?.toFixed(2) ?? ""}</td>
                  <td class="num">{own === undefined ? "" : own.worstTenth.toFixed(2)}</td>
                  {hasKept && (
                    <td class="num">
                      {own === undefined || other === undefined
                        ? ""
                        : signed(own.mean - other.mean)}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/**
 * What stands and what it costs a year, with the people who keep it going; what the rest of the people in
 * theatre cost; the range over the inputs.
 */
export function PlanCostTable({ plan }: { readonly plan: DeploymentPlan }) {
  const words = planWords.cost;
  const { money, people, byPattern } = plan;
  const inAll = byPattern.reduce((sum, own) => sum + own.people, 0);
  // Who keeps a post going stands in its row; support comes in one row of its own.
  const onTask = people.inTheatre === 0 ? 0 : people.onLineTasks / people.inTheatre;
  const eurEach = people.inTheatre === 0 ? 0 : money.peopleEur / people.inTheatre;
  const rows = byPattern.map((own) => {
    const crew = inAll === 0 ? 0 : (own.people / inAll) * people.inTheatre * onTask;
    return { ...own, crew, eur: own.equipmentEur + crew * eurEach };
  });
  const support = people.inTheatre - people.onLineTasks;
  return (
    <section class="panel0 plp" aria-labelledby="plan-cost">
      <div class="ph">
        <h2 id="plan-cost">{words.title}</h2>
        <div class="right">{words.unit}</div>
      </div>
      <div class="pltab" tabIndex={0} role="group" aria-labelledby="plan-cost">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              {[words.count, words.people, words.money].map((name) => (
                <th key={name} scope="col" class="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ pattern, name, count, crew, eur }) => (
              <tr key={pattern} title={name}>
                <td>{name}</td>
                <td class="num">{whole(count)}</td>
                <td class="num">{whole(crew)}</td>
                <td class="num">{millions(eur)}</td>
              </tr>
            ))}
            <tr>
              <td>{words.support}</td>
              <td />
              <td class="num">{whole(support)}</td>
              <td class="num">{millions(support * eurEach)}</td>
            </tr>
            <tr class="tot">
              <td>{words.sum}</td>
              <td class="num">{whole(plan.postCount)}</td>
              <td class="num">{whole(people.inTheatre)}</td>
              <td class="num">{millions(money.totalEur)}</td>
            </tr>
          </tbody>
        </table>
        <p class="d s12 plrange">{words.range(millions(money.low), millions(money.high))}</p>
      </div>
    </section>
  );
}

const signed = (difference: number): string =>
  `${difference < 0 ? "−" : "+"}${Math.abs(difference).toFixed(2)}`;
