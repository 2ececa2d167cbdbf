import type { DeskView, Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { Dialog } from "../frame/dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import type { Problem } from "../state/api.ts";
import type { Session } from "../state/session.ts";
import { deskForms } from "./desk-forms.ts";
import { CallsTab, DenialsTab, PatrolsTab, WindowsTab } from "./desk-tabs.tsx";
import { deskWords as words } from "./desk-words.ts";
import { HandoverTab } from "./handover-tab.tsx";
import { NewRecord } from "./new-record.tsx";
import { AreasTab, CasualtiesTab, SitesTab } from "./site-tabs.tsx";

const tabs = [
  "patrols",
  "calls",
  "windows",
  "denials",
  "sites",
  "areas",
  "people",
  "handover",
] as const;
export type DeskTab = (typeof tabs)[number];

/** Forms that a tab offers. */
const formsOf: Readonly<Record<DeskTab, readonly string[]>> = {
  patrols: ["patrol"],
  calls: ["call"],
  windows: ["window"],
  denials: ["denial"],
  sites: ["holding", "inspection", "visit"],
  areas: ["inspection"],
  people: ["casualty"],
  handover: ["note"],
};

/** All that the shift has open, by kind, each with what can be done about it. */
export function DeskDialog(props: {
  readonly desk: DeskView;
  readonly ground: Ground;
  readonly session: Session | null;
  readonly nowMs: number;
  readonly live: boolean;
  readonly first: DeskTab;
  /** Opens this form at once. */
  readonly form?: string | undefined;
  readonly close: () => void;
}) {
  const { desk, ground, session, nowMs, live } = props;
  const [tab, setTab] = useState<DeskTab>(props.first);
  const [form, setForm] = useState<string | null>(props.form ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (work: Promise<Problem | null>): Promise<Problem | null> => {
    setProblem(null);
    const inTheWay = await work;
    // One that went well takes nothing back of what another was told meanwhile.
    if (inTheWay !== null) setProblem(inTheWay);
    return inTheWay;
  };
  const shared = { desk, ground, nowMs, live, act };
  const opened = deskForms.find(({ id }) => id === form);
  // Beside each other, not one in the other: of two that open at once, the later in the page is above.
  return (
    <>
      <Dialog title={words.title} close={props.close} wide>
        <div class="tabs" role="tablist" aria-label={words.title}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`desk-tab-${one}`}
              aria-selected={tab === one}
              aria-controls="desk-panel"
              onClick={() => {
                setProblem(null);
                setTab(one);
              }}
            >
              {words.tabs[one]}
            </button>
          ))}
        </div>
        <div role="tabpanel" id="desk-panel" aria-labelledby={`desk-tab-${tab}`} class="dp">
          {live && (
            <div class="acts">
              {deskForms
                .filter(({ id }) => formsOf[tab].includes(id))
                .map(({ id, title }) => (
                  <button key={id} type="button" class="btn" onClick={() => setForm(id)}>
                    {words.add(title)}
                  </button>
                ))}
            </div>
          )}
          {problem !== null && <ProblemLine problem={problem} conflict={words.conflict} />}
          {tab === "patrols" && <PatrolsTab {...shared} />}
          {tab === "calls" && <CallsTab {...shared} />}
          {tab === "windows" && <WindowsTab {...shared} />}
          {tab === "denials" && <DenialsTab {...shared} />}
          {tab === "sites" && <SitesTab {...shared} />}
          {tab === "areas" && <AreasTab {...shared} />}
          {tab === "people" && <CasualtiesTab {...shared} />}
          {tab === "handover" && <HandoverTab {...shared} session={session} />}
        </div>
        <div class="db">
          <button type="button" class="btn" onClick={props.close}>
            {words.close}
          </button>
        </div>
      </Dialog>
      {opened !== undefined && (
        <NewRecord
          form={opened}
          ground={ground}
          desk={desk}
          nowMs={nowMs}
          close={() => setForm(null)}
        />
      )}
    </>
  );
}
