import type { Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { Down, Tick } from "../shapes/glyphs.tsx";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import { words } from "../words/words.ts";
import { Popover } from "./popover.tsx";

/** The agreement that is watched; in an exercise the other scenarios are one click away. */
export function ScenarioMenu({ ground }: { ground: Ground }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function choose(id: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await postJson("/scenario", { id });
      // Another agreement is another ground: start over with nothing selected.
      location.assign(location.pathname);
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem(thrown.problem);
      setBusy(false);
    }
  }

  const { title } = ground.agreement;
  if (ground.scenarios.length < 2) return <span class="agr">{title}</span>;
  return (
    <Popover
      open={open}
      setOpen={setOpen}
      name={words.scenarioSwitch(title)}
      buttonClass="agr"
      button={
        <>
          <span>{title}</span>
          <Down />
        </>
      }
    >
      <h2>{words.scenario}</h2>
      <ul>
        {ground.scenarios.map((scenario) => (
          <li key={scenario.id}>
            <button
              type="button"
              disabled={busy}
              aria-current={scenario.current ? "true" : undefined}
              onClick={() => (scenario.current ? setOpen(false) : void choose(scenario.id))}
            >
              <span class="tick">{scenario.current && <Tick />}</span>
              {scenario.title}
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{busy ? words.scenarioChanging : words.scenarioSay}</p>
      {problem !== null && (
        <p role="alert">
          {words.problem.scenario} {problem.title} {problem.code}
        </p>
      )}
    </Popover>
  );
}
