import { whole } from "../format/numbers.ts";
import { duration } from "../format/time.ts";
import { Tick } from "../shapes/glyphs.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import { type Connection, isStopped } from "../state/connection-state.ts";
import { words } from "../words/words.ts";

export function ConnectionSign(props: {
  readonly connection: Connection;
  readonly behindCount: number;
  readonly nowMs: number;
}) {
  const { connection, behindCount, nowMs } = props;
  if (isStopped(connection, nowMs)) {
    return (
      <span class="conn c-attn">
        <StateShape shape="cannot-see" />
        <b>{words.noConnectionFor(duration(nowMs - (connection.lostAtMs ?? nowMs)))}</b>
      </span>
    );
  }
  if (connection.stream !== "open") {
    const opening = connection.stream === "opening";
    return <span class="conn">{opening ? words.connecting : words.reconnecting}</span>;
  }
  return (
    <span class="conn">
      <Tick />
      {behindCount === 0 ? words.connected : words.connectedBehind(whole(behindCount))}
    </span>
  );
}
