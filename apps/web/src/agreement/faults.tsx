import type { ShownObligations } from "@truceline/watch";
import { agreementWords as words } from "./agreement-words.ts";

type Refused = Extract<ShownObligations["entered"], { readonly is: "refused" }>;

/** Why a book that is kept beside the agreement was refused, each fault at its place. */
export function Faults({ faults }: Pick<Refused, "faults">) {
  return (
    <div class="agfaults" role="alert">
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.code}${fault.line}${fault.column}`}>
            {fault.message} <span class="d">{fault.code}</span>{" "}
            {fault.line !== undefined && fault.column !== undefined && (
              <span class="d">{words.place(fault.line, fault.column)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
