import type { Ground, IncidentEvidence, IncidentView } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { clockSeconds } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import { ProbabilityRow } from "../shapes/probability-row.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import { withQuery } from "../state/api.ts";
import { picturePulse } from "../state/live.ts";
import { useStore } from "../state/store.ts";
import { tellsItself, useView } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { ArticleTrace } from "./article-trace.tsx";
import { BreachTable } from "./breach-table.tsx";
import { EvidenceLines } from "./evidence-lines.tsx";
import { Responsibility } from "./responsibility.tsx";

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One incident: what, when, where; breach by anybody; what could not be seen; who, last. */
export function IncidentDetails(props: {
  readonly id: string;
  readonly ground: Ground;
  readonly evidence: IncidentEvidence | null;
  readonly knownAtMs: number | null;
  readonly moment: Moment;
}) {
  const { id, ground, evidence, knownAtMs, moment } = props;
  // A sensor that was not there then has no incident of its name: nothing to ask for.
  const path = uuidForm.test(id)
    ? withQuery(`/incidents/${encodeURIComponent(id)}/view`, { knownAt: knownAtMs })
    : null;
  const view = useView<IncidentView>(path, useStore(picturePulse));
  const { timezone } = ground.agreement;
  const grey = view.waiting === "grey" || view.waiting === "long";
  const incident = grey ? null : view.data;
  const gone = path === null || view.problem?.status === 404;
  return (
    <>
      <div class="ph">
        <h2>{words.inspector.incident}</h2>
        <div class="right">
          {incident !== null &&
            words.inspector.known(clockSeconds(incident.recordedAtMs, timezone))}
        </div>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.inspector.incident}>
        {grey && <Loading say={view.waiting === "long" ? words.waitingFor.incident : null} />}
        {gone && <p class="q">{words.inspector.absent}</p>}
        {view.problem !== null && tellsItself(view) && !gone && (
          <ProblemCard
            what={words.problem.incident}
            problem={view.problem}
            stays={incident !== null}
            retry={view.retry}
          />
        )}
        {incident !== null && !gone && (
          <Body
            incident={incident}
            ground={ground}
            evidence={evidence}
            past={moment.mode === "past"}
          />
        )}
      </div>
    </>
  );
}

function Body(props: {
  incident: IncidentView;
  ground: Ground;
  evidence: IncidentEvidence | null;
  past: boolean;
}) {
  const { incident, ground, evidence, past } = props;
  return (
    <>
      <p class="t">{incident.title}</p>
      <p class="q">{sentence(incident.placeText)}</p>
      <BreachTable incident={incident} parties={ground.agreement.parties} />
      {incident.couldNotSee.length > 0 && (
        <p class="miss">
          <StateShape shape="cannot-see" />
          <span>
            {incident.couldNotSee.join(" ")}
            {incident.coverageHereRatio !== null &&
              ` ${words.inspector.coverage(percent(incident.coverageHereRatio))}`}
          </span>
        </p>
      )}
      {(incident.where.length > 0 || incident.ellipseText !== null) && (
        <h3>{words.inspector.where}</h3>
      )}
      {incident.where.map(({ label, p }) => (
        <ProbabilityRow
          key={label}
          label={capital(label)}
          p={p}
          standard={incident.articles[0]?.standardProbability ?? null}
        />
      ))}
      {incident.ellipseText !== null && <p class="s12 d">{incident.ellipseText}</p>}
      {evidence !== null && <EvidenceLines evidence={evidence} />}
      {incident.what.length > 0 && <h3>{words.inspector.what}</h3>}
      {incident.what.map(({ label, p }) => (
        <ProbabilityRow key={label} label={capital(label)} p={p} standard={null} />
      ))}
      <h3>{words.inspector.responsibility}</h3>
      <Responsibility incident={incident} parties={ground.agreement.parties} />
      {past && (
        <>
          <h3>{words.inspector.later}</h3>
          <p class="s12 q">{words.inspector.laterSay}</p>
        </>
      )}
      <details>
        <summary>{words.inspector.observed(incident.observations.length)}</summary>
        <ul class="ev">
          {incident.observations.map(({ id, sentence, sourceText }) => (
            <li key={id}>
              {sentence} <span class="d">{sourceText}</span>
            </li>
          ))}
        </ul>
      </details>
      {incident.articles.map((article) => (
        <ArticleTrace key={article.articleId} article={article} />
      ))}
    </>
  );
}

/** When and where in the server's words: it knows how exactly each was said. */
const sentence = (text: string): string => `${capital(text).replace(/\.$/, "")}.`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
