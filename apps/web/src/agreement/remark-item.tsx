import type { ShownRemark } from "@truceline/watch";
import { agreementWords as words } from "./agreement-words.ts";
import { quoted, remarkKind, shortCode } from "./remark-kind.ts";
import { RemarkShape } from "./remark-shape.tsx";

/** One remark of check: what is remarked, where it stands in the text; opened, what shows and mends it. */
export function RemarkItem({ remark, opened }: { remark: ShownRemark; opened: boolean }) {
  const { code, message, suggestion, line, column, witness } = remark;
  const kind = remarkKind(remark);
  return (
    <li class="agf">
      <RemarkShape kind={kind} label={words.remarkSeverity[kind] ?? kind} />
      <div>
        <b class="code">{opened ? code : shortCode(code)}</b>{" "}
        <span class="d">
          {line === null || column === null ? words.ofDeployment : words.place(line, column)}
        </span>
        <p>{quoted(message)}</p>
        {opened && (
          <>
            <p>
              <span class="d">{words.suggestion}</span> {quoted(suggestion)}
            </p>
            {witness.length > 0 && (
              <p>
                <span class="d">{words.shownBy}</span>{" "}
                {witness.map(({ name, value }) => `${name} ${value}`).join("; ")}
              </p>
            )}
          </>
        )}
      </div>
    </li>
  );
}
