import { useState } from "preact/hooks";
import { postBytes, RequestFailed } from "../state/api.ts";
import { askDesk } from "../state/live.ts";
import { deskWords as words } from "./desk-words.ts";
import type { TabProps } from "./tab-props.ts";

/** The way a patrol went, from its device: a GPX file. */
export function TrackFile(props: {
  readonly patrolId: string;
  readonly name: string;
  readonly act: TabProps["act"];
}) {
  const [pointCount, setPointCount] = useState<number | null>(null);
  const send = async (file: File) => {
    try {
      const answer = (await postBytes(
        `/patrol-tracks/gpx?patrolId=${props.patrolId}`,
        file,
        "application/gpx+xml",
      )) as { readonly pointCount: number };
      setPointCount(answer.pointCount);
      askDesk();
      return null;
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      return thrown.problem;
    }
  };
  return (
    <>
      <label class="btn gpx">
        {words.acts.track}
        <span class="sr">: {props.name}</span>
        <input
          class="sr"
          type="file"
          accept=".gpx,application/gpx+xml"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void props.act(send(file));
            event.currentTarget.value = "";
          }}
        />
      </label>
      {pointCount !== null && (
        <span class="d" role="status">
          {words.trackTaken(pointCount)}
        </span>
      )}
    </>
  );
}
