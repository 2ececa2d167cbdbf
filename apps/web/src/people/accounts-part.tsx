import type { Account } from "@truceline/watch";
import { useState } from "preact/hooks";
import { postJson } from "../state/api.ts";
import { useView } from "../state/use-view.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { instantSaid } from "./instant-said.ts";
import { BeginButton, ListPart } from "./list-part.tsx";
import { peopleWords } from "./people-words.ts";
import { PersonDialog, type PersonDraft } from "./person-dialog.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { useWrite } from "./use-write.ts";
import { rolesSaid } from "./who-menu.tsx";

const words = peopleWords.people;

interface Link {
  readonly path: string;
  readonly expiresAtMs: number;
}
type Shown =
  | { readonly is: "add" }
  | { readonly is: "roles" | "shut"; readonly account: Account }
  | { readonly is: "link"; readonly name: string; readonly link: Link };

/** The accounts: who may sign in, and with which roles. */
export function AccountsPart(props: {
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly mayChange: boolean;
}) {
  const list = useView<{ readonly items: readonly Account[] }>("/people", 0);
  const [shown, setShown] = useState<Shown | null>(null);
  const { busy, problem, run } = useWrite();
  const close = (): void => setShown(null);

  /** A write on one account, and the list anew. */
  async function act(account: Account, action: string, body: object = {}): Promise<boolean> {
    const answer = await run(() => postJson(`/people/${account.id}/${action}`, body));
    list.retry();
    return answer !== undefined;
  }
  async function add(draft: PersonDraft): Promise<void> {
    const answer = await run(() => postJson("/people", draft));
    if (answer === undefined) return;
    const { account, link } = answer as { readonly account: Account; readonly link: Link };
    list.retry();
    setShown({ is: "link", name: account.name, link });
  }
  async function newLink(account: Account): Promise<void> {
    const answer = await run(() => postJson(`/people/${account.id}/reset`, {}));
    if (answer !== undefined) setShown({ is: "link", name: account.name, link: answer as Link });
  }
  async function thenClose(work: Promise<boolean>): Promise<void> {
    if (await work) close();
  }

  return (
    <ListPart
      title={words.parts.accounts}
      list={list}
      none={words.none.accounts}
      columns={[
        words.name,
        words.roles,
        words.lastSignIn,
        words.state,
        ...(props.mayChange ? [words.acts] : []),
      ]}
      above={props.mayChange && <BeginButton say={words.add} go={() => setShown({ is: "add" })} />}
      row={(account) => (
        <tr key={account.id}>
          <th scope="row">{account.name}</th>
          <td>{rolesSaid(account.roles, partyName(account.party, props.parties))}</td>
          <td>{account.lastSignInMs === null ? words.never : instantSaid(account.lastSignInMs)}</td>
          <td>{stateOf(account)}</td>
          {props.mayChange && (
            <td class="pp-acts">
              <Act
                account={account}
                say={words.changeRoles}
                go={() => setShown({ is: "roles", account })}
              />
              <Act account={account} say={words.newLink} go={() => void newLink(account)} />
              {account.disabledAtMs === null ? (
                <Act
                  account={account}
                  say={words.shutIt}
                  go={() => setShown({ is: "shut", account })}
                />
              ) : (
                <Act account={account} say={words.openIt} go={() => void act(account, "enable")} />
              )}
            </td>
          )}
        </tr>
      )}
    >
      {shown?.is === "add" && (
        <PersonDialog
          title={words.add}
          draft={null}
          parties={props.parties}
          busy={busy}
          problem={problem}
          save={(draft) => void add(draft)}
          close={close}
        />
      )}
      {shown?.is === "roles" && (
        <PersonDialog
          title={words.actOn(words.changeRoles, shown.account.name)}
          draft={shown.account}
          parties={props.parties}
          busy={busy}
          problem={problem}
          save={({ roles, party }) => void thenClose(act(shown.account, "roles", { roles, party }))}
          close={close}
        />
      )}
      {shown?.is === "shut" && (
        <ConfirmDialog
          title={words.shutAsk(shown.account.name)}
          say={words.shutSay}
          act={words.shutIt}
          busy={busy}
          problem={problem}
          go={() => void thenClose(act(shown.account, "disable"))}
          close={close}
        />
      )}
      {shown?.is === "link" && (
        <ShownOnce
          title={words.linkFor(shown.name)}
          say={words.linkSay}
          text={`${location.origin}${shown.link.path}`}
          expiresAtMs={shown.link.expiresAtMs}
          close={close}
        />
      )}
    </ListPart>
  );
}

function Act(props: { readonly account: Account; readonly say: string; readonly go: () => void }) {
  return (
    <button
      type="button"
      class="btn"
      aria-label={words.actOn(props.say, props.account.name)}
      onClick={props.go}
    >
      {props.say}
    </button>
  );
}

function partyName(
  party: string | null,
  parties: readonly { readonly id: string; readonly name: string }[],
): string | null {
  return parties.find(({ id }) => id === party)?.name ?? party;
}

function stateOf({ disabledAtMs, passwordAtMs }: Account): string {
  if (disabledAtMs !== null) return words.shut(instantSaid(disabledAtMs));
  return passwordAtMs === null ? words.waits : words.open;
}
