import type { Role } from "@truceline/model";
import { useState } from "preact/hooks";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import type { Problem } from "../state/api.ts";
import { words as pageWords } from "../words/words.ts";
import { peopleWords } from "./people-words.ts";

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
    <FormDialog
      title={props.title}
      act={words.save}
      cancel={words.cancel}
      off={props.busy || roles.length === 0}
      send={() => props.save({ name, roles, party: isLiaison ? party : null })}
      close={props.close}
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
    </FormDialog>
  );
}
