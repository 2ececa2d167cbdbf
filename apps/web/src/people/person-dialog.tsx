import type { Role } from "@truceline/model";
import { useState } from "preact/hooks";
import { Dialog } from "../log/dialog.tsx";
import type { Problem } from "../state/api.ts";
import { words as pageWords } from "../words/words.ts";
import { peopleWords } from "./people-words.ts";
import { ProblemLine } from "./problem-line.tsx";

const words = peopleWords.people;
/** Roles that go together; a liaison has no other. */
const missionRoles: readonly Role[] = [
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "administrator",
];

export interface PersonDraft {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly party: string | null;
}

/** Name and roles of a new account, or the roles of one there is. */
export function PersonDialog(props: {
  readonly title: string;
  /** Given for an account there is: its name stays. */
  readonly draft: PersonDraft | null;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly save: (draft: PersonDraft) => void;
  readonly close: () => void;
}) {
  const { draft, parties } = props;
  const [name, setName] = useState(draft?.name ?? "");
  const [roles, setRoles] = useState<readonly Role[]>(draft?.roles ?? ["observer"]);
  const [party, setParty] = useState(draft?.party ?? parties[0]?.id ?? "");
  const isLiaison = roles.includes("liaison");
  const toggle = (role: Role): void =>
    setRoles(
      roles.includes(role)
        ? roles.filter((one) => one !== role)
        : role === "liaison"
          ? ["liaison"]
          : [...roles.filter((one) => one !== "liaison"), role],
    );
  return (
    <Dialog title={props.title} close={props.close}>
      <form
        class="pform"
        onSubmit={(event) => {
          event.preventDefault();
          props.save({ name, roles, party: isLiaison ? party : null });
        }}
      >
        {draft === null && (
          <label class="fl">
            {words.name}
            <input
              class="field"
              required
              maxLength={60}
              autocomplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
        )}
        <fieldset>
          <legend>{words.roles}</legend>
          {[...missionRoles, "liaison" as const].map((role) => (
            <label key={role} class="tick">
              <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
              {pageWords.roles[role] ?? role}
            </label>
          ))}
        </fieldset>
        {isLiaison && (
          <label class="fl">
            {words.party}
            <select
              class="field"
              value={party}
              onChange={(event) => setParty(event.currentTarget.value)}
            >
              {parties.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {props.problem !== null && <ProblemLine problem={props.problem} />}
        <div class="db">
          <button type="submit" class="btn pri" disabled={props.busy || roles.length === 0}>
            {words.save}
          </button>
          <button type="button" class="btn" onClick={props.close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
