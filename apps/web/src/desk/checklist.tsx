import type { SiteVisit } from "@truceline/model";
import type { DeskChecklist, DeskSiteVisit } from "@truceline/watch";
import { Act, stored } from "./desk-tabs.tsx";
import { deskWords as words } from "./desk-words.ts";
import { changeRecord } from "./desk-write.ts";
import type { TabProps } from "./tab-props.ts";

type State = SiteVisit["checklist"][number]["state"];
const states: readonly State[] = ["holds", "does-not-hold", "not-seen", "not-asked"];

/** The questions of a visit, each with its answer; until a list is chosen, the lists that there are. */
export function Checklist(props: {
  readonly visit: DeskSiteVisit;
  readonly checklists: readonly DeskChecklist[];
  readonly live: boolean;
  readonly act: TabProps["act"];
}) {
  const { visit, checklists, live } = props;
  const change = (
    by: (visit: SiteVisit) => readonly SiteVisit["checklist"][number][],
  ): ReturnType<TabProps["act"]> =>
    props.act(
      changeRecord(
        "site-visits",
        visit.id,
        stored<SiteVisit>()((before) => ({ checklist: [...by(before)] })),
      ),
    );
  const texts = new Map(
    checklists.flatMap(({ items }) => items.map(({ item, text }) => [item, text] as const)),
  );
  if (visit.checklist.length === 0) {
    if (!live || visit.state === "cancelled") return null;
    return checklists.map(({ id, title, items }) => (
      <Act
        key={id}
        say={words.acts.checklist(title)}
        about={visit.placeName}
        go={() => change(() => items.map(({ item }) => ({ item, state: "not-asked" })))}
      />
    ));
  }
  return (
    <dl class="cl">
      {visit.checklist.map(({ item, state }) => (
        <div key={item}>
          <dt id={`${visit.id}-${item}`}>{texts.get(item) ?? item}</dt>
          <dd>
            {live ? (
              <select
                class="field"
                aria-labelledby={`${visit.id}-${item}`}
                value={state}
                onChange={(event) => {
                  const next = states.find((one) => one === event.currentTarget.value) ?? state;
                  void change(({ checklist }) =>
                    checklist.map((one) => (one.item === item ? { ...one, state: next } : one)),
                  );
                }}
              >
                {states.map((one) => (
                  <option key={one} value={one}>
                    {words.checklistStates[one]}
                  </option>
                ))}
              </select>
            ) : (
              words.checklistStates[state]
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
