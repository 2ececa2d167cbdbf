import type { Call, Patrol, SilenceWindow } from "@truceline/model";
import type { ComponentChildren } from "preact";
import { partyName, withPartyNames } from "../format/party.ts";
import { clockMinutes, shortDate } from "../format/time.ts";
import { useOnce } from "../state/use-once.ts";
import { deskWords as words } from "./desk-words.ts";
import { changeRecord, type DeskRecord } from "./desk-write.ts";
import type { TabProps } from "./tab-props.ts";
import { TrackFile } from "./track-file.tsx";

export const stored =
  <Kind,>() =>
  (change: (record: Kind & DeskRecord) => Partial<Kind>) =>
    change as (record: DeskRecord) => Partial<DeskRecord>;

export function Item(props: {
  readonly title: string;
  readonly state: string;
  readonly lines: readonly (string | null)[];
  readonly warns?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <li class={props.warns === true ? "od" : undefined}>
      <div>
        <b>{props.title}</b> <span class="q">{props.state}</span>
      </div>
      {props.lines
        .filter((line): line is string => line !== null && line !== "")
        .map((line) => (
          <div key={line} class="d">
            {line}
          </div>
        ))}
      <div class="acts">{props.children}</div>
    </li>
  );
}

export function Act(props: {
  readonly say: string;
  readonly about: string;
  readonly go: () => Promise<unknown>;
}) {
  const { busy, once } = useOnce();
  return (
    <button type="button" class="btn" aria-busy={busy} onClick={() => void once(props.go)}>
      {props.say}
      <span class="sr">: {props.about}</span>
    </button>
  );
}

/** A list, or the sentence that there is nothing: never an empty box. */
export function List({
  children,
  isEmpty,
}: {
  readonly children: ComponentChildren;
  readonly isEmpty: boolean;
}) {
  return isEmpty ? <p class="empty">{words.empty}</p> : <ul class="dl">{children}</ul>;
}

export function PatrolsTab({ desk, ground, nowMs, live, act }: TabProps) {
  const { timezone, parties } = ground.agreement;
  const change = (id: string, by: (patrol: Patrol & DeskRecord) => Partial<Patrol>) =>
    act(changeRecord("patrols", id, stored<Patrol>()(by)));
  return (
    <List isEmpty={desk.patrols.length === 0}>
      {desk.patrols.map(
        ({ id, name, state, lastSeenMs, dueMs, overdueMs, clearance, sectorNames }) => (
          <Item
            key={id}
            title={name}
            state={[words.patrolStates[state], ...sectorNames].join(", ")}
            warns={overdueMs > 0}
            lines={[
              lastSeenMs === null
                ? words.notSeen
                : words.lastSeen(clockMinutes(lastSeenMs, timezone)),
              dueMs === null ? null : words.due2(clockMinutes(dueMs, timezone)),
              `${words.clearance}: ${withPartyNames(clearance, parties)}`,
            ]}
          >
            {live && state === "planned" && (
              <>
                {parties.map((party) => (
                  <Act
                    key={party.id}
                    say={words.acts.cleared(party.name)}
                    about={name}
                    go={() =>
                      change(id, ({ clearances }) => ({
                        clearances: [
                          ...clearances,
                          { party: party.id, state: "cleared", atMs: nowMs },
                        ],
                      }))
                    }
                  />
                ))}
                <Act
                  say={words.acts.setOut}
                  about={name}
                  go={() => change(id, () => ({ state: "out", leftAtMs: nowMs }))}
                />
                <Act
                  say={words.acts.cancel}
                  about={name}
                  go={() => change(id, () => ({ state: "cancelled" }))}
                />
              </>
            )}
            {live && (state === "out" || state === "back") && (
              <TrackFile patrolId={id} name={name} act={act} />
            )}
            {live && state === "out" && (
              <>
                <Act
                  say={words.acts.checkIn}
                  about={name}
                  go={() =>
                    change(id, ({ checkIns }) => ({ checkIns: [...checkIns, { atMs: nowMs }] }))
                  }
                />
                <Act
                  say={words.acts.back}
                  about={name}
                  go={() => change(id, () => ({ state: "back", backAtMs: nowMs }))}
                />
              </>
            )}
          </Item>
        ),
      )}
    </List>
  );
}

export function CallsTab({ desk, ground, nowMs, live, act }: TabProps) {
  const { timezone, parties } = ground.agreement;
  return (
    <List isEmpty={desk.calls.length === 0}>
      {desk.calls.map((call) => (
        <Item
          key={call.id}
          title={`${partyName(call.party, parties)}, ${call.to}`}
          state={clockMinutes(call.atMs, timezone)}
          warns={call.overdue}
          lines={[
            call.about,
            call.answer === null
              ? call.dueMs === null
                ? words.open
                : words.due2(clockMinutes(call.dueMs, timezone))
              : words.answeredAs(call.answer),
          ]}
        >
          {live && !call.answered && (
            <Answer
              about={call.about}
              change={(by) =>
                act(
                  changeRecord(
                    "calls",
                    call.id,
                    stored<Call>()(() => by),
                  ),
                )
              }
              nowMs={nowMs}
            />
          )}
        </Item>
      ))}
    </List>
  );
}

/** What the party said, or that it said nothing. */
function Answer(props: {
  readonly about: string;
  readonly nowMs: number;
  readonly change: (by: Partial<Call>) => Promise<unknown>;
}) {
  const { about, nowMs, change } = props;
  const { busy, once } = useOnce();
  return (
    <form
      class="inl"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get("answer") ?? "").trim();
        if (text === "") return;
        void once(() => change({ state: "answered", answer: { atMs: nowMs, text } }));
      }}
    >
      <input
        class="field"
        name="answer"
        aria-label={words.answer}
        placeholder={words.answer}
        maxLength={4_000}
      />
      <button type="submit" class="btn" aria-busy={busy}>
        {words.acts.answered}
      </button>
      <Act say={words.acts.noAnswer} about={about} go={() => change({ state: "no-answer" })} />
    </form>
  );
}

export function WindowsTab({ desk, ground, nowMs, live, act }: TabProps) {
  const { timezone, parties } = ground.agreement;
  const change = (id: string, by: (window: SilenceWindow & DeskRecord) => Partial<SilenceWindow>) =>
    act(changeRecord("silence-windows", id, stored<SilenceWindow>()(by)));
  return (
    <List isEmpty={desk.windows.length === 0}>
      {desk.windows.map((window) => (
        <Item
          key={window.id}
          title={window.name}
          state={`${shortDate(window.fromMs, timezone)} ${clockMinutes(window.fromMs, timezone)} to ${clockMinutes(window.toMs, timezone)}, ${words.windowStates[window.state]}`}
          warns={window.state === "cannot-start"}
          lines={[
            window.purpose,
            ...window.reasons.map((reason) => withPartyNames(reason, parties)),
          ]}
        >
          {live && window.state !== "cancelled" && window.toMs > nowMs && (
            <>
              {window.guarantees
                .filter(({ atMs }) => atMs === null)
                .map(({ party }) => (
                  <Act
                    key={party}
                    say={words.acts.guarantee(partyName(party, parties))}
                    about={window.name}
                    go={() =>
                      change(window.id, ({ guarantees }) => ({
                        guarantees: [
                          ...guarantees,
                          { party, atMs: nowMs, by: words.liaisonOffice },
                        ],
                      }))
                    }
                  />
                ))}
              <Act
                say={words.acts.cancel}
                about={window.name}
                go={() => change(window.id, () => ({ state: "cancelled" }))}
              />
            </>
          )}
        </Item>
      ))}
    </List>
  );
}

export function DenialsTab({ desk, ground }: TabProps) {
  const { timezone } = ground.agreement;
  return (
    <List isEmpty={desk.denials.length === 0}>
      {desk.denials.map(({ id, kind, fromMs, toMs, placeName, patrolName }) => (
        <Item
          key={id}
          title={placeName}
          state={words.denialKinds[kind as keyof typeof words.denialKinds] ?? kind}
          lines={[
            `${clockMinutes(fromMs, timezone)} to ${clockMinutes(toMs, timezone)}`,
            patrolName,
          ]}
        />
      ))}
    </List>
  );
}
