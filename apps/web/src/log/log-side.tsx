import type { DeskHandoverItem, DeskPatrol, DeskView, DeskWindow } from "@truceline/watch";
import { partyName, withPartyNames } from "../format/party.ts";
import { clockMinutes } from "../format/time.ts";
import { Alarm } from "../shapes/glyphs.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import { durationText } from "./late-text.ts";
import { ClockSign } from "./log-glyphs.tsx";
import { sideWords as words } from "./side-words.ts";

interface SideProps {
  readonly desk: DeskView;
  readonly timezone: string;
  readonly nowMs: number;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
}

/** Patrols with their clocks: overdue is amber, with the time and the calls made. */
export function PatrolPanel({ desk, timezone, nowMs, parties }: SideProps) {
  const out = desk.patrols.filter(({ state }) => state === "out").length;
  return (
    <section>
      <div class="ph">
        <h2>{words.patrols}</h2>
        <div class="right">
          <span>{words.out(out)}</span>
        </div>
      </div>
      {desk.patrols.length === 0 ? (
        <p class="empty">{words.noPatrols}</p>
      ) : (
        <table class="ps">
          <tbody>
            {desk.patrols.map((patrol) => (
              <tr key={patrol.id} class={patrol.overdueMs > 0 ? "od" : undefined}>
                <th scope="row">
                  {patrol.overdueMs > 0 && <Alarm />}
                  {patrol.name}
                </th>
                <td>{seenText(patrol, timezone)}</td>
                <td>
                  {patrol.callCount > 0
                    ? words.called(patrol.callCount)
                    : withPartyNames(patrol.clearance, parties)}
                </td>
                <td class="num" role={patrol.alarm ? "alert" : undefined}>
                  {clockText(patrol, timezone, nowMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function seenText({ sectorNames, lastSeenMs, state }: DeskPatrol, timezone: string): string {
  const where = sectorNames.join(", ");
  const seen =
    lastSeenMs === null ? words.states[state] : words.seen(clockMinutes(lastSeenMs, timezone));
  return where === "" ? seen : `${where}, ${seen}`;
}

function clockText(patrol: DeskPatrol, timezone: string, nowMs: number): string {
  if (patrol.overdueMs > 0) return words.overdue(durationText(patrol.overdueMs));
  if (patrol.dueMs === null) return "";
  if (patrol.state === "planned") return words.leaves(clockMinutes(patrol.dueMs, timezone));
  return words.dueIn(durationText(Math.max(0, patrol.dueMs - nowMs)));
}

/** Windows of silence, one cell a minute: seen solid, unseen hatched, an event its shape. */
export function WindowPanel({ desk, timezone, nowMs, parties }: SideProps) {
  return (
    <section>
      <div class="ph">
        <h2>{words.windows}</h2>
        <div class="right">
          <span>{words.byMinute}</span>
        </div>
      </div>
      {desk.windows.length === 0 ? (
        <p class="empty">{words.noWindows}</p>
      ) : (
        <div class="wins">
          {desk.windows.map((window) => (
            <Window key={window.id} {...{ window, timezone, nowMs, parties }} />
          ))}
        </div>
      )}
    </section>
  );
}

function Window(props: {
  readonly window: DeskWindow;
  readonly timezone: string;
  readonly nowMs: number;
  readonly parties: SideProps["parties"];
}) {
  const { window, timezone, nowMs, parties } = props;
  const span = `${clockMinutes(window.fromMs, timezone)} to ${clockMinutes(window.toMs, timezone)}`;
  const shape =
    window.state === "met" || window.state === "breached" ? window.state : "undetermined";
  const guarantees = window.guarantees
    .map(({ party, atMs }) =>
      words.guarantee(
        partyName(party, parties),
        atMs === null ? null : clockMinutes(atMs, timezone),
      ),
    )
    .join(", ");
  const soon = window.fromMs > nowMs;
  return (
    <div class="win">
      <header>
        {soon || window.state === "cancelled" ? <ClockSign /> : <StateShape shape={shape} />}
        <span class="grow">
          <b>{window.name}</b>, {span}
        </span>
        <span class={`w-${window.state}`}>
          {soon && window.state !== "cannot-start"
            ? words.startsIn(durationText(window.fromMs - nowMs))
            : words.windowStates[window.state]}
        </span>
      </header>
      <Minutes minutes={window.minutes} name={window.name} />
      <div class="s11">
        <span>{words.guarantees(guarantees)}</span>
        <span>
          {words.minutesSeen(window.seenMinuteCount, window.minutes.length, window.eventCount)}
        </span>
      </div>
    </div>
  );
}

/** About what it is wide: the hatching is stretched by no more than what differs from it. */
const drawnWidthPx = 412;

/** Runs of equal minutes as one box each: 120 cells would be 120 elements for nothing. */
function Minutes({ minutes, name }: { readonly minutes: string; readonly name: string }) {
  const runs: { readonly from: number; readonly length: number; readonly is: string }[] = [];
  for (let at = 0; at < minutes.length; ) {
    let end = at + 1;
    while (end < minutes.length && minutes[end] === minutes[at]) end++;
    runs.push({ from: at, length: end - at, is: minutes[at] ?? "." });
    at = end;
  }
  const scale = drawnWidthPx / Math.max(1, minutes.length);
  return (
    <svg
      class="mn"
      viewBox={`0 0 ${drawnWidthPx} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.minutesOf(name)}
    >
      {runs.map(({ from, length, is }) =>
        is === "." ? (
          <rect
            key={from}
            x={from * scale}
            y="0.5"
            width={length * scale}
            height="11"
            class="m-none"
          />
        ) : (
          <rect
            key={from}
            x={from * scale}
            y="0.5"
            width={length * scale}
            height="11"
            class={is === "s" ? "m-seen" : is === "e" ? "m-event" : "m-unseen"}
          />
        ),
      )}
    </svg>
  );
}

/** What is open, by clock: the shift hands it over as it stands. */
export function HandoverPanel(
  props: SideProps & { readonly open: () => void; readonly logCall: () => void },
) {
  const { desk, timezone } = props;
  const shown = inShort(desk.handover);
  const restCount = inShort(desk.handover, Number.POSITIVE_INFINITY).length - shown.length;
  return (
    <section class="hov">
      <div class="ph">
        <h2>{words.handover(clockMinutes(desk.shift.toMs, timezone))}</h2>
        <div class="right">
          <span>{words.madeFromOpen}</span>
        </div>
      </div>
      <ul>
        {desk.handover.length === 0 && <li class="d">{words.nothingOpen}</li>}
        {shown.map((item) => (
          <HandoverRow
            key={`${item.is}/${item.ref ?? item.text}`}
            item={item}
            timezone={timezone}
          />
        ))}
        {restCount > 0 && <li class="d">{words.more(restCount)}</li>}
      </ul>
      <div class="ifoot">
        <button type="button" class="btn" onClick={props.open}>
          {words.openDesk}
        </button>
        <button type="button" class="btn" onClick={props.logCall}>
          {words.logCall}
        </button>
      </div>
    </section>
  );
}

const handoverCountMax = 5;

/** Sensors that do not work as one line, below what people have to do: the screen Now tells each. */
function inShort(
  items: readonly DeskHandoverItem[],
  countMax = handoverCountMax,
): readonly DeskHandoverItem[] {
  const sensors = items.filter(({ is }) => is === "sensor");
  const [one] = sensors;
  const others = items.filter(({ is }) => is !== "sensor");
  const together =
    one === undefined || sensors.length === 1
      ? sensors
      : [{ ...one, text: words.sensorsDown(one.text, sensors.length - 1) }];
  return [...others.slice(0, countMax - together.length), ...together];
}

export function HandoverRow(props: { readonly item: DeskHandoverItem; readonly timezone: string }) {
  const { item, timezone } = props;
  return (
    <li>
      {item.is === "patrol" || item.is === "sensor" ? <Alarm /> : <ClockSign />}
      <span>{item.text}</span>
      <span class="d">{item.dueMs === null ? "" : clockMinutes(item.dueMs, timezone)}</span>
    </li>
  );
}
