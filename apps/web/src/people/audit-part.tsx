import type { StoredAuditEntry } from "@truceline/watch";
import { useState } from "preact/hooks";
import { withQuery } from "../state/api.ts";
import { useView } from "../state/use-view.ts";
import { instantSaid } from "./instant-said.ts";
import { ListPart } from "./list-part.tsx";
import { peopleWords } from "./people-words.ts";

const words = peopleWords.people;

interface Page {
  readonly items: readonly StoredAuditEntry[];
  readonly next: string | null;
}
interface Asked {
  readonly person: string | null;
  readonly subject: string | null;
  readonly cursor: string | null;
}

/** Who saw and changed what, newest first. It can be read and nothing else. */
export function AuditPart() {
  const [asked, setAsked] = useState<Asked>({ person: null, subject: null, cursor: null });
  const page = useView<Page>(withQuery("/audit", { ...asked, limit: 100 }), 0);

  function ask(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string | null => String(form.get(name) ?? "").trim() || null;
    setAsked({ person: text("person"), subject: text("subject"), cursor: null });
  }
  const next = page.data?.next ?? null;
  return (
    <ListPart
      title={words.parts.audit}
      list={page}
      none={words.noEntries}
      columns={[words.when, words.who, words.what, words.subject, words.how]}
      above={
        <form class="pp-acts" onSubmit={ask}>
          <label>
            {words.person} <input class="field" name="person" maxLength={100} autocomplete="off" />
          </label>
          <label>
            {words.subject}{" "}
            <input class="field" name="subject" maxLength={200} autocomplete="off" />
          </label>
          <button type="submit" class="btn pri">
            {words.show}
          </button>
        </form>
      }
      row={(entry) => (
        <tr key={entry.seq}>
          <td>
            {instantSaid(entry.atMs)}
            {entry.times > 1 && <span class="d"> · {words.times(entry.times)}</span>}
          </td>
          <td>
            {entry.kind === "anonymous" && entry.name === "" ? words.anonymous : entry.name}
            {entry.kind === "device" && <span class="d"> · {words.device}</span>}
          </td>
          <td class="mono">
            {entry.method} {entry.route}
          </td>
          <td class="mono">{entry.subject}</td>
          <td>{outcomeSaid(entry)}</td>
        </tr>
      )}
    >
      {next !== null && (
        <p class="pp-acts">
          <button type="button" class="btn" onClick={() => setAsked({ ...asked, cursor: next })}>
            {words.older}
          </button>
        </p>
      )}
    </ListPart>
  );
}

function outcomeSaid({ outcome }: StoredAuditEntry): string {
  if (outcome === null) return words.unknown;
  return outcome.status < 400 ? words.done : words.refused(outcome.status, outcome.code);
}
