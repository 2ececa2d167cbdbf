import type { Handover } from "@truceline/model";
import { useState } from "preact/hooks";
import { clockMinutes } from "../format/time.ts";
import { HandoverRow } from "../log/log-side.tsx";
import { deskPulse } from "../state/live.ts";
import type { Session } from "../state/session.ts";
import { useStore } from "../state/store.ts";
import { useOnce } from "../state/use-once.ts";
import { useView } from "../state/use-view.ts";
import { deskWords as words } from "./desk-words.ts";
import { changeRecord, newDeskId, writeRecord } from "./desk-write.ts";
import type { TabProps } from "./tab-props.ts";

/** The page that one shift leaves to the next: what is open, signed by the one who goes and the one who comes. */
export function HandoverTab(props: TabProps & { readonly session: Session | null }) {
  const { desk, ground, nowMs, live, act, session } = props;
  const { timezone } = ground.agreement;
  const [note, setNote] = useState("");
  const pulse = useStore(deskPulse);
  const made = useView<{ items: readonly Handover[] }>(
    `/handovers?from=${desk.shift.fromMs - 86_400_000}&limit=20`,
    live ? pulse : 0,
  );
  const me = session?.name ?? "";
  const { busy, once } = useOnce();
  const make = async (): Promise<void> => {
    const inTheWay = await act(
      writeRecord("handovers", {
        schema: "handover/1",
        id: newDeskId(),
        origin: ground.origin,
        version: 1,
        shift: desk.shift,
        items: desk.handover.map(({ text, ref, dueMs }) => ({
          text,
          ...(ref === null ? {} : { ref }),
          ...(dueMs === null ? {} : { dueMs }),
        })),
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        signedOut: { by: me, atMs: nowMs },
      }),
    );
    if (inTheWay === null) setNote("");
  };
  const notes = [...(made.data?.items ?? [])].sort((a, b) => b.recordedAtMs - a.recordedAtMs);
  return (
    <>
      <p class="q">{words.handoverSay}</p>
      <ul class="hl">
        {desk.handover.map((item) => (
          <HandoverRow
            key={`${item.is}/${item.ref ?? item.text}`}
            item={item}
            timezone={timezone}
          />
        ))}
      </ul>
      {desk.handover.length === 0 && <p class="empty">{words.empty}</p>}
      {live && (
        <>
          <label class="fl">
            {words.handoverNote}
            <textarea
              class="field"
              rows={2}
              maxLength={4_000}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          </label>
          <button type="button" class="btn pri" aria-busy={busy} onClick={() => void once(make)}>
            {words.make}
          </button>
        </>
      )}
      {notes.length > 0 && <h3>{words.handovers}</h3>}
      <ul class="dl">
        {notes.map(({ id, signedOut, signedIn, items, note: left }) => (
          <li key={id}>
            {signedOut !== undefined && (
              <div>{words.signedOut(signedOut.by, clockMinutes(signedOut.atMs, timezone))}</div>
            )}
            {signedIn !== undefined && (
              <div>{words.signedIn(signedIn.by, clockMinutes(signedIn.atMs, timezone))}</div>
            )}
            {left !== undefined && <div class="q">{left}</div>}
            <div class="d">{items.map(({ text }) => text).join(" · ")}</div>
            {live && signedIn === undefined && (
              <div class="acts">
                <button
                  type="button"
                  class="btn"
                  onClick={() =>
                    void once(() =>
                      act(
                        changeRecord("handovers", id, () => ({
                          signedIn: { by: me, atMs: nowMs },
                        })),
                      ),
                    )
                  }
                >
                  {words.signIn}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
