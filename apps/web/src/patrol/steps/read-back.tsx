import { clockText } from "../clock.ts";
import type { Draft } from "../draft.ts";
import type { Mission } from "../mission.ts";
import { areaHere } from "../observed-here.ts";
import { MiniMap } from "../parts/mini-map.tsx";
import { observationOf, type PatrolContext } from "../records-of-draft.ts";
import { sentenceOf } from "../sentence.ts";
import type { PatrolWords } from "../words/en.ts";
import { accuracyText } from "./where-step.tsx";

/** What was said, as the report will have it, and where it may have been. */
export function ReadBack(props: {
  readonly words: PatrolWords;
  readonly draft: Draft;
  readonly mission: Mission;
  readonly context: PatrolContext;
  readonly goTo: (step: "where" | "what" | "more") => void;
}) {
  const { words, draft, mission, context } = props;
  const { readBack } = words;
  const observation = observationOf(draft, context);
  const stood = draft.fix?.position ?? null;
  const area = observation === null ? null : areaHere(observation);
  const span =
    draft.fromMs === draft.toMs
      ? clockText(draft.fromMs, mission.timezone)
      : `${clockText(draft.fromMs, mission.timezone).slice(0, 5)}–${clockText(draft.toMs, mission.timezone).slice(0, 5)}`;
  const place = [
    draft.place.name ?? readBack.place,
    ...(draft.fix === null ? [] : [readBack.accuracy(accuracyText(draft.fix.accuracyM))]),
  ].join(", ");
  return (
    <>
      <h1>{readBack.title}</h1>
      <blockquote>{sentenceOf(draft, context, mission, words)}</blockquote>
      <dl class="rd">
        <Row
          term={readBack.stood}
          told={place}
          act={words.what.change}
          go={() => props.goTo("where")}
        />
        <Row
          term={readBack.when}
          told={span}
          act={words.what.change}
          go={() => props.goTo("what")}
        />
        {draft.kind !== "check-in" && draft.kind !== "nothing" && (
          <Row
            term={readBack.also}
            told={
              draft.photos.length === 0 ? readBack.noPhotos : readBack.photos(draft.photos.length)
            }
            act={words.what.change}
            go={() => props.goTo("more")}
          />
        )}
      </dl>
      {stood !== null && (
        <MiniMap
          label={readBack.mapSays}
          itMayBe={readBack.itMayBe}
          stood={stood}
          area={area}
          lines={mission.lines}
        />
      )}
      <p class="note">{readBack.noSide}</p>
    </>
  );
}

function Row(props: {
  readonly term: string;
  readonly told: string;
  readonly act: string;
  readonly go: () => void;
}) {
  return (
    <>
      <dt>{props.term}</dt>
      <dd>
        {props.told}
        <button type="button" class="lnk" onClick={props.go}>
          {props.act}
          <span class="sr">: {props.term}</span>
        </button>
      </dd>
    </>
  );
}
