import type { Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import type { Session } from "../state/session.ts";
import { AccountsPart } from "./accounts-part.tsx";
import { AuditPart } from "./audit-part.tsx";
import { DevicesPart } from "./devices-part.tsx";
import { peopleWords } from "./people-words.ts";

const words = peopleWords.people;
const parts = ["accounts", "devices", "audit"] as const;

/** Who may come in, with what, and what they did. For administrators; the head of mission reads. */
export function People(props: { readonly ground: Ground; readonly session: Session | null }) {
  const [part, setPart] = useState<(typeof parts)[number]>("accounts");
  const mayChange = props.session?.roles?.includes("administrator") === true;
  return (
    <main class="people" id="content" tabIndex={-1}>
      <header class="pp-head">
        <h1>{words.title}</h1>
        <nav class="pp-parts" aria-label={words.partsName}>
          {parts.map((one) => (
            <button
              key={one}
              type="button"
              class="btn"
              aria-current={part === one ? "true" : undefined}
              onClick={() => setPart(one)}
            >
              {words.parts[one]}
            </button>
          ))}
        </nav>
      </header>
      {part === "accounts" && (
        <AccountsPart parties={props.ground.agreement.parties} mayChange={mayChange} />
      )}
      {part === "devices" && <DevicesPart mayChange={mayChange} />}
      {part === "audit" && <AuditPart />}
    </main>
  );
}
