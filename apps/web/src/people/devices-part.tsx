import { type Role, roles } from "@truceline/model";
import { useState } from "preact/hooks";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import { type Problem, postJson } from "../state/api.ts";
import { useView } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { instantSaid } from "./instant-said.ts";
import { BeginButton, ListPart } from "./list-part.tsx";
import { peopleWords } from "./people-words.ts";
import { ShownOnce } from "./shown-once.tsx";
import { useWrite } from "./use-write.ts";

const words = peopleWords.people;

interface Device {
  readonly name: string;
  readonly role: string;
  readonly createdAtMs: number;
  readonly seenAtMs?: number;
  readonly revokedAtMs?: number;
  readonly expiresAtMs?: number;
}
interface Code {
  readonly name: string;
  readonly code: string;
  readonly expiresAtMs: number;
}
type Shown =
  | { readonly is: "enrol" }
  | { readonly is: "revoke"; readonly name: string }
  | ({ readonly is: "code" } & Code);

/** Tokens of devices and scripts: enrolled by a code, revoked by name. */
export function DevicesPart({ mayChange }: { readonly mayChange: boolean }) {
  const list = useView<{ readonly items: readonly Device[] }>("/devices", 0);
  const [shown, setShown] = useState<Shown | null>(null);
  const { busy, problem, run } = useWrite();
  const close = (): void => setShown(null);
  const nowMs = Date.now();

  async function enrol(name: string, role: Role): Promise<void> {
    const answer = await run(() => postJson("/devices", { name, role }));
    if (answer !== undefined) setShown({ is: "code", ...(answer as Code) });
  }
  async function revoke(name: string): Promise<void> {
    const path = `/devices/${encodeURIComponent(name)}/revoke`;
    const answer = await run(() => postJson(path, {}));
    list.retry();
    if (answer !== undefined) close();
  }

  return (
    <ListPart
      title={words.parts.devices}
      list={list}
      none={words.none.devices}
      columns={[
        words.name,
        words.role,
        words.made,
        words.seen,
        words.state,
        ...(mayChange ? [words.acts] : []),
      ]}
      above={mayChange && <BeginButton say={words.enrol} go={() => setShown({ is: "enrol" })} />}
      row={(device) => (
        <tr key={`${device.name} ${device.createdAtMs}`}>
          <th scope="row">{device.name}</th>
          <td>{pageWords.roles[device.role] ?? device.role}</td>
          <td>{instantSaid(device.createdAtMs)}</td>
          <td>{device.seenAtMs === undefined ? words.never : instantSaid(device.seenAtMs)}</td>
          <td>{stateOf(device, nowMs)}</td>
          {mayChange && (
            <td class="pp-acts">
              {device.revokedAtMs === undefined && (
                <button
                  type="button"
                  class="btn"
                  aria-label={words.actOn(words.revoke, device.name)}
                  onClick={() => setShown({ is: "revoke", name: device.name })}
                >
                  {words.revoke}
                </button>
              )}
            </td>
          )}
        </tr>
      )}
    >
      {shown?.is === "enrol" && (
        <EnrolDialog
          busy={busy}
          problem={problem}
          save={(name, role) => void enrol(name, role)}
          close={close}
        />
      )}
      {shown?.is === "revoke" && (
        <ConfirmDialog
          title={words.revokeAsk(shown.name)}
          say={words.revokeSay}
          act={words.revoke}
          busy={busy}
          problem={problem}
          go={() => void revoke(shown.name)}
          close={close}
        />
      )}
      {shown?.is === "code" && (
        <ShownOnce
          title={words.codeFor(shown.name)}
          say={words.codeSay}
          text={shown.code}
          expiresAtMs={shown.expiresAtMs}
          close={close}
        />
      )}
    </ListPart>
  );
}

function EnrolDialog(props: {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly save: (name: string, role: Role) => void;
  readonly close: () => void;
}) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("device");
  return (
    <FormDialog
      title={words.enrol}
      act={words.enrol}
      cancel={words.cancel}
      off={props.busy || name.trim() === ""}
      send={() => props.save(name.trim(), role)}
      close={props.close}
    >
      <label class="fl">
        {words.name}
        <input
          class="field"
          required
          maxLength={100}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="fl">
        {words.role}
        <select
          class="field"
          value={role}
          onChange={(event) =>
            setRole(roles.find((one) => one === event.currentTarget.value) ?? "device")
          }
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {pageWords.roles[one] ?? one}
            </option>
          ))}
        </select>
      </label>
      {props.problem !== null && <ProblemLine problem={props.problem} />}
    </FormDialog>
  );
}

function stateOf({ revokedAtMs, expiresAtMs }: Device, nowMs: number): string {
  if (revokedAtMs !== undefined) return words.revoked(instantSaid(revokedAtMs));
  if (expiresAtMs === undefined) return words.valid;
  return expiresAtMs > nowMs ? words.replaced(instantSaid(expiresAtMs)) : words.replacedPast;
}
