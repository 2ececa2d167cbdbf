import type { DeploymentPlan } from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { planWords } from "./plan-words.ts";

const millions = (eur: number): string => {
  const m = eur / 1e6;
  return m < 100 ? m.toFixed(1) : whole(m);
};

/** Posts, people and verifiability of each sector. */
export function BySector({
  plan,
  ground,
}: {
  readonly plan: DeploymentPlan;
  readonly ground: Ground;
}) {
  const words = planWords.sectors;
  const known = new Set(ground.sectors.map(({ id }) => id));
  const rows = [
    ...ground.sectors.map(({ id, name, fromM, toM }) => ({ id, name, km: (toM - fromM) / 1_000 })),
    ...(plan.bySite.some(({ sector }) => !known.has(sector))
      ? [{ id: "", name: words.elsewhere, km: null }]
      : []),
  ];
  return (
    <section class="panel0 plp" aria-labelledby="plan-sectors">
      <div class="ph">
        <h2 id="plan-sectors">{words.title}</h2>
      </div>
      <div class="pltab" tabIndex={0} role="group" aria-labelledby="plan-sectors">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.sector}</th>
              {[words.km, words.posts, words.people, words.mean].map((name) => (
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
              const mean = meanIn(plan, id);
              return (
                <tr key={id}>
                  <td>{name}</td>
                  <td class="num">{km === null ? "" : whole(km)}</td>
                  <td class="num">{whole(sites.length)}</td>
                  <td class="num">{whole(sites.reduce((sum, { people }) => sum + people, 0))}</td>
                  <td class="num">{mean === null ? "" : mean.toFixed(2)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** By the weights of the clauses that have ground there; null where none has. */
function meanIn({ byClause }: DeploymentPlan, sectorId: string): number | null {
  let [sum, weights] = [0, 0];
  for (const { weight, bySector } of byClause) {
    const mean = bySector[sectorId];
    if (mean === undefined) continue;
    sum += weight * mean;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

/** What stands, who keeps it going, what it costs a year with the range over the inputs. */
export function PlanCostTable({ plan }: { readonly plan: DeploymentPlan }) {
  const words = planWords.cost;
  const { money, byPattern } = plan;
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
              {[words.count, words.people, words.equipment].map((name) => (
                <th key={name} scope="col" class="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {byPattern.map(({ pattern, name, count, people, equipmentEur }) => (
              <tr key={pattern} title={name}>
                <td>{name}</td>
                <td class="num">{whole(count)}</td>
                <td class="num">{whole(people)}</td>
                <td class="num">{millions(equipmentEur)}</td>
              </tr>
            ))}
            <tr>
              <td>{words.all}</td>
              <td />
              <td class="num">{whole(plan.people.inTheatre)}</td>
              <td class="num">{millions(money.peopleEur)}</td>
            </tr>
            <tr class="tot">
              <td>{words.sum}</td>
              <td class="num">{whole(plan.postCount)}</td>
              <td />
              <td class="num">{millions(money.totalEur)}</td>
            </tr>
          </tbody>
        </table>
        <p class="d s12 plrange">{words.range(millions(money.low), millions(money.high))}</p>
      </div>
    </section>
  );
}
