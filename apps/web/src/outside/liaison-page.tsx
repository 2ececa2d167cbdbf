import { useRef, useState } from "preact/hooks";
import { useSeconds } from "../frame/now-clock.ts";
import { WhoMenu } from "../people/who-menu.tsx";
import { withQuery } from "../state/api.ts";
import type { Session } from "../state/session.ts";
import { useView } from "../state/use-view.ts";
import { type AgreementTold, agreementTold, titleIn } from "./agreement-told.ts";
import { firstLanguage } from "./first-language.ts";
import { OutsideFrame } from "./outside-frame.tsx";
import { outsideWords as words } from "./outside-words.ts";
import { ReportList } from "./report-list.tsx";
import { ReportReader } from "./report-reader.tsx";
import { silentSince } from "./silent-since.ts";
import type { ToldCall, ToldWindow } from "./told.ts";
import { ToldCalls } from "./told-calls.tsx";
import { ToldWindows } from "./told-windows.tsx";
import { useAskAgain, useReading } from "./use-reading.ts";

const dayMs = 86_400_000;
const shownDays = 30;
const listMax = 500;

/**
 * What the mission shares with a party: released reports, the calls to it, the windows it guarantees,
 * and by which rules the rest stays inside.
 */
export function LiaisonPage({ session }: { readonly session: Session }) {
  const nowMs = useSeconds();
  const pulse = useAskAgain();
  const reading = useReading("liaison", pulse);
  // By whole days, so that the same question is asked again and not a new one each second.
  const [sinceMs] = useState(() => (Math.floor(Date.now() / dayMs) - shownDays) * dayMs);
  const asked = { from: sinceMs, limit: listMax };
  const calls = useView<{ items: readonly ToldCall[] }>(withQuery("/calls", asked), pulse);
  const windows = useView<{ items: readonly ToldWindow[] }>(
    withQuery("/silence-windows", asked),
    pulse,
  );
  const [language, setLanguage] = useState(() => firstLanguage(navigator.languages));
  const [about, setAbout] = useState<AgreementTold | null>(null);
  const place = useRef<HTMLElement>(null);
  const timezone = about?.timezone ?? "UTC";
  const party = session.party == null ? words.yourParty : words.party(session.party);
  return (
    <OutsideFrame
      title={words.liaisonTitle(party)}
      agreement={titleIn(about, language)}
      origin={session.origin}
      banner={session.banner ?? null}
      nowMs={nowMs}
      silentSinceMs={silentSince([reading.list, calls, windows])}
      way={<WhoMenu session={session} />}
    >
      <div class="outlist">
        <h1>{words.liaisonTitle(party)}</h1>
        <ReportList shelf="liaison" reading={reading} opened={() => place.current?.focus()} />
        <ToldCalls view={calls} {...{ party, nowMs, sinceMs, timezone }} />
        <ToldWindows view={windows} {...{ nowMs, sinceMs, timezone }} />
        <section aria-labelledby="out-stays">
          <h2 id="out-stays">{words.stays}</h2>
          <ul class="outrules q">
            {words.staysRules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <p>
            <a href="/public">{words.toPublic}</a>
          </p>
        </section>
      </div>
      <ReportReader
        shelf="liaison"
        reading={reading}
        language={language}
        setLanguage={setLanguage}
        told={(report) => setAbout(agreementTold(report))}
        place={place}
      />
    </OutsideFrame>
  );
}
