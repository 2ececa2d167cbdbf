import type { Ground } from "@truceline/watch";
import type { LogSeat } from "./log-context.ts";
import { logWords as words } from "./log-words.ts";
import { NothingDialog } from "./nothing-dialog.tsx";
import { PostDialog } from "./post-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import type { ShiftLine } from "./shift-lines.tsx";

/** What the log asks for in a dialog. */
export type Asked =
  | { readonly is: "post" }
  | { readonly is: "nothing" }
  | { readonly is: "correct" | "withdraw"; readonly line: ShiftLine }
  | null;

/** The dialog of what is asked for; none where nothing is. */
export function LogDialogs(props: {
  readonly asked: Asked;
  readonly ground: Ground;
  readonly seat: LogSeat;
  /** The hours that a watch without events would cover. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly byMap: (observers: readonly string[]) => void;
  readonly choose: (seat: LogSeat) => void;
  readonly nothing: (line: string) => void;
  readonly correct: (line: ShiftLine, reason: string) => void;
  readonly withdraw: (line: ShiftLine, reason: string) => void;
  readonly close: () => void;
}) {
  const { asked, ground, seat, close } = props;
  switch (asked?.is) {
    case "post":
      return (
        <PostDialog
          ground={ground}
          seat={seat}
          byMap={props.byMap}
          done={props.choose}
          close={close}
        />
      );
    case "nothing":
      return (
        <NothingDialog
          fromMs={props.fromMs}
          toMs={props.toMs}
          timezone={ground.agreement.timezone}
          done={props.nothing}
          close={close}
        />
      );
    case "correct":
    case "withdraw":
      return (
        <ReasonDialog
          title={
            asked.is === "correct"
              ? words.reasonTitle(asked.line.no)
              : words.withdrawTitle(asked.line.no)
          }
          done={(reason) => props[asked.is](asked.line, reason)}
          close={close}
        />
      );
    default:
      return null;
  }
}
