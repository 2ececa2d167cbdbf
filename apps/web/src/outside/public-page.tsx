import { useRef, useState } from "preact/hooks";
import { useSeconds } from "../frame/now-clock.ts";
import { WhoMenu } from "../people/who-menu.tsx";
import type { Session } from "../state/session.ts";
import { type AgreementTold, agreementTold, titleIn } from "./agreement-told.ts";
import { firstLanguage } from "./first-language.ts";
import { OutsideFrame } from "./outside-frame.tsx";
import { outsideWords as words } from "./outside-words.ts";
import { ReportList } from "./report-list.tsx";
import { ReportReader } from "./report-reader.tsx";
import { silentSince } from "./silent-since.ts";
import { standingOf } from "./standing.ts";
import { useAskAgain, useReading } from "./use-reading.ts";

/** What is out for everybody: the reports, and the way to sign in. */
export function PublicPage({ session }: { readonly session: Session | null }) {
  const nowMs = useSeconds();
  const reading = useReading("public", useAskAgain());
  const [language, setLanguage] = useState(() => firstLanguage(navigator.languages));
  const [about, setAbout] = useState<AgreementTold | null>(null);
  const place = useRef<HTMLElement>(null);
  const standing = session === null ? "nobody" : standingOf(session);
  return (
    <OutsideFrame
      title={words.publicTitle}
      agreement={titleIn(about, language)}
      origin={session?.origin ?? about?.origin ?? "observed"}
      banner={session?.banner ?? null}
      nowMs={nowMs}
      silentSinceMs={silentSince([reading.list])}
      way={
        session !== null && standing === "public" ? (
          <WhoMenu session={session} />
        ) : (
          <a class="btn" href="/">
            {standing === "nobody" ? words.signIn : words.back}
          </a>
        )
      }
    >
      <div class="outlist">
        <h1>{words.publicTitle}</h1>
        <ReportList shelf="public" reading={reading} opened={() => place.current?.focus()} />
        <ul class="outrules q">
          {words.publicRules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
      <ReportReader
        shelf="public"
        reading={reading}
        language={language}
        setLanguage={setLanguage}
        told={(report) => setAbout(agreementTold(report))}
        place={place}
      />
    </OutsideFrame>
  );
}
