import type { Ground, SiteBoard, SiteRow } from "@truceline/watch";
import { distance, probability } from "../format/numbers.ts";
import { Tick } from "../shapes/glyphs.tsx";
import { ViewStates } from "../shapes/part-states.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { deskPulse, slowPulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { useView } from "../state/use-view.ts";
import { useListKeys } from "./list-keys.ts";
import { sitesWords as words } from "./sites-words.ts";

/** Every site of the agreement by what is at stake, and how each stands. */
export function Sites(props: { readonly ground: Ground; readonly address: Address }) {
  const { ground, address } = props;
  const live = address.knownAtMs === null;
  const pulse = useStore(slowPulse) + useStore(deskPulse);
  const view = useView<SiteBoard>(
    withQuery("/sites", { knownAt: address.knownAtMs }),
    live ? pulse : 0,
  );
  const board = view.data;
  const sites = board?.sites ?? [];
  useListKeys(sites, address.select);
  const sectorName = (id: string): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? id;
  return (
    <>
      <ViewStates view={view} what={words.problem} awaited={words.waiting} />
      {board !== null && board.sites.length === 0 && <p class="empty lead">{words.none}</p>}
      {board !== null && board.sites.length > 0 && (
        <>
          <p class={`snote ${board.events.length === 0 ? "calm" : ""}`}>
            {board.events.length > 0 && <StateShape shape="cannot-see" />}{" "}
            {board.events.length === 0 ? words.noAlarms : words.alarms(board.events.length)}
          </p>
          <div class="sw">
            <SitesTable rows={board.sites} chosen={address.select} sectorName={sectorName} />
          </div>
        </>
      )}
    </>
  );
}

function SitesTable(props: {
  readonly rows: readonly SiteRow[];
  readonly chosen: string | null;
  readonly sectorName: (id: string) => string;
}) {
  const { rows, chosen, sectorName } = props;
  const { columns } = words;
  return (
    <table class="stab">
      <thead>
        <tr>
          <th />
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col">{columns.sector}</th>
          <th scope="col" class="num">
            {columns.radius}
          </th>
          <th scope="col">{columns.events}</th>
          <th scope="col">{columns.visits}</th>
          <th scope="col">{columns.denied}</th>
          <th scope="col">{columns.list}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const open = (): void => go({ select: row.id });
          return (
            <tr key={row.id} aria-selected={row.id === chosen} onClick={open}>
              <td class="ic">
                {row.eventCount > 0 ? <StateShape shape="cannot-see" /> : <Tick />}
              </td>
              <th scope="row">
                <button type="button" class="sname" aria-pressed={row.id === chosen} onClick={open}>
                  {row.name}
                </button>
              </th>
              <td class="q">{words.kinds[row.kind] ?? row.kind}</td>
              <td>{sectorName(row.sectorId)}</td>
              <td class="num">
                {distance(row.safetyRadiusM)}
                {row.isRadiusAssumed && <span class="d s12"> {words.assumed}</span>}
              </td>
              <td class={row.eventCount > 0 ? "c-attn" : "q"}>
                {row.eventCount === 0
                  ? words.noEvents
                  : words.events(row.eventCount, probability(row.worstRatio))}
              </td>
              <td class={row.backlogCount > 0 ? "c-attn" : "q"}>
                {words.visits(row.openVisitCount, row.backlogCount)}
              </td>
              <td class={row.denialCount > 0 ? "c-attn" : "q"}>{words.denied(row.denialCount)}</td>
              <td class={row.items["does-not-hold"] > 0 ? "c-attn" : "q"}>{listText(row)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function listText({ items }: SiteRow): string {
  const open = items["not-asked"] + items["not-seen"];
  const all = items.holds + items["does-not-hold"] + open;
  return all === 0 ? words.noList : words.list(items.holds, items["does-not-hold"], open);
}
