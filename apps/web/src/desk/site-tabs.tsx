import type { SiteVisit } from "@truceline/model";
import { probability as probabilityText } from "../format/numbers.ts";
import { partyName } from "../format/party.ts";
import { clockMinutes, shortDate } from "../format/time.ts";
import { durationText } from "../log/late-text.ts";
import { Checklist } from "./checklist.tsx";
import { Act, Item, List, stored } from "./desk-tabs.tsx";
import { deskWords as words } from "./desk-words.ts";
import { changeRecord } from "./desk-write.ts";
import type { TabProps } from "./tab-props.ts";

export function SitesTab({ desk, ground, nowMs, live, act }: TabProps) {
  const change = (id: string, by: () => Partial<SiteVisit>) =>
    act(changeRecord("site-visits", id, stored<SiteVisit>()(by)));
  const { visits } = desk.siteVisits;
  const { holdings } = desk.storage;
  return (
    <List isEmpty={visits.length + holdings.length === 0}>
      {visits.map((visit) => (
        <Item
          key={visit.id}
          title={visit.placeName}
          state={
            visit.backlog ? words.backlog(durationText(visit.ageMs)) : words.visitState[visit.state]
          }
          warns={visit.backlog || visit.state === "blocked"}
          lines={[visit.purpose, visit.blockedBecause]}
        >
          {live && (visit.state === "requested" || visit.state === "blocked") && (
            <Act
              say={words.acts.granted}
              about={visit.placeName}
              go={() => change(visit.id, () => ({ state: "granted" }))}
            />
          )}
          {live && (visit.state === "requested" || visit.state === "granted") && (
            <Act
              say={words.acts.blocked}
              about={visit.placeName}
              go={() => change(visit.id, () => ({ state: "blocked" }))}
            />
          )}
          {live && visit.state === "granted" && (
            <Act
              say={words.acts.done}
              about={visit.placeName}
              go={() =>
                change(visit.id, () => ({ state: "done", done: { fromMs: nowMs, toMs: nowMs } }))
              }
            />
          )}
          <Checklist visit={visit} checklists={desk.checklists} live={live} act={act} />
        </Item>
      ))}
      {holdings.map((holding) => (
        <Item
          key={holding.holdingId}
          title={`${holding.siteName}, ${partyName(holding.party, ground.agreement.parties)}`}
          state={words.lookAccess[holding.access]}
          warns={holding.missingCount > 0 || holding.access === "refused"}
          lines={[
            words.holding(
              holding.declaredCount,
              holding.seenCount,
              holding.missingCount,
              holding.notVerifiedCount,
            ),
            ...holding.lines.map(({ what, declaredCount, seenCount }) =>
              words.holdingLine(what, declaredCount, seenCount),
            ),
          ]}
        />
      ))}
    </List>
  );
}

export function AreasTab({ desk }: TabProps) {
  const { areas, weapons } = desk;
  const heads = ["inViolation", "outsideStorage", "undetermined"] as const;
  return (
    <>
      <List isEmpty={areas.length === 0}>
        {areas.map((area) => (
          <Item
            key={area.zoneId}
            title={area.name}
            state={area.seenRatio === null ? "" : `${Math.round(area.seenRatio * 100)} %`}
            lines={[
              words.areaLine(
                area.fireCount,
                area.weaponCount,
                area.inspectionCount,
                area.refusedCount,
              ),
              ...area.remarks,
            ]}
          />
        ))}
      </List>
      {heads.map((head) =>
        weapons[head].length === 0 ? null : (
          <section key={head}>
            <h3>{words.weaponHeads[head]}</h3>
            <ul class="dl">
              {weapons[head].map((weapon) => (
                <Item
                  key={`${weapon.observationId}/${weapon.articleId}`}
                  title={words.weaponLine(
                    weapon.what,
                    weapon.countText,
                    weapon.word,
                    probabilityText(weapon.probability),
                    weapon.articleId,
                  )}
                  state={weapon.placeName ?? ""}
                  lines={weapon.byLine.map(
                    ({ drawnBy, probability }) => `${drawnBy}: ${probabilityText(probability)}`,
                  )}
                />
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  );
}

export function CasualtiesTab({ desk, ground }: TabProps) {
  const { timezone } = ground.agreement;
  return (
    <List isEmpty={desk.casualties.length === 0}>
      {desk.casualties.map((one) => (
        <Item
          key={one.id}
          title={words.casualtyLine(one.killedCount, one.injuredCount)}
          state={
            words.corroborations[one.corroboration as keyof typeof words.corroborations] ??
            one.corroboration
          }
          lines={[
            `${one.placeName}, ${shortDate(one.fromMs, timezone)} ${clockMinutes(one.fromMs, timezone)}`,
            one.raisedBy === null ? null : words.raisedBy(one.raisedBy),
          ]}
        />
      ))}
    </List>
  );
}
