import { type Denial, denialKinds, type SiteVisit } from "@truceline/model";
import { denialWord } from "./area-section.ts";
import type { Section, Sentence } from "./daily-report.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import { list, quote, type ReportDraft, sentence, word } from "./report-draft.ts";
import type { ReportedWindow } from "./report-input.ts";
import { isInside, noRecord, part, section, sentencesBlock, table } from "./section-parts.ts";
import { toldObservations } from "./violations.ts";

const interferenceKinds = ["interference", "access-denied"];

export function denialFigures(draft: ReportDraft, periodOf: (denial: Denial) => string) {
  const standing = draft.input.desk.denials.filter(({ withdrawn }) => withdrawn !== true);
  return {
    all: draft.figure("movement/all", "records", ({ from, to }) => ({
      value:
        standing.filter((one) => periodOf(one) >= from && periodOf(one) <= to).length +
        draft.input.tally.kindCount(interferenceKinds, from, to),
      atLeast: false,
    })),
    byKind: denialKinds.map((kind) => ({
      kind,
      figure: draft.recordFigure(
        `movement/${kind}`,
        standing.filter((one) => one.kind === kind),
        periodOf,
      ),
    })),
  };
}

/** Restrictions of the mission's movement by kind, with interference; the sides only as ground. */
export function movementSection(
  draft: ReportDraft,
  others: readonly TalliedObservation[],
  periodOf: (denial: Denial) => string,
): Section {
  const standing = draft.input.desk.denials.filter(
    (one) => one.withdrawn !== true && draft.isOwn(periodOf(one)),
  );
  const noticed = others.filter(({ observation }) => interferenceKinds.includes(observation.kind));
  const { all, byKind } = denialFigures(draft, periodOf);
  const ofKind = (kind: Denial["kind"]) => standing.filter((one) => one.kind === kind);
  return section(
    "movement",
    [
      sentencesBlock("text", [
        standing.length + noticed.length === 0
          ? noRecord(draft, "movement")
          : sentence(
              "movement/counted",
              "movement.counted",
              {
                restrictions: draft.count("restrictions", all),
                before: { is: "figure", key: `${all.key}@previous` },
                week: { is: "figure", key: `${all.key}@week` },
              },
              [
                ...standing.map(({ id }) => id),
                ...noticed.map(({ observation }) => observation.id),
              ],
            ),
      ]),
      table(
        "movement/table",
        ["<restriction", ">count", ">before", ">week"],
        standing.length === 0
          ? []
          : byKind.map(({ kind, figure }) => ({
              key: `movement/row/${kind}`,
              cells: [
                denialWord(kind),
                figure,
                { is: "figure", key: `${figure.key}@previous` },
                { is: "figure", key: `${figure.key}@week` },
              ],
            })),
      ),
    ],
    denialKinds.flatMap((kind) => {
      const own = ofKind(kind);
      const observed = kind === "interference" ? noticed : [];
      const told = [
        ...(isInside(draft) ? own.map((one) => denialSentence(draft, one)) : []),
        ...toldObservations(draft, observed),
      ];
      if (told.length === 0) return [];
      return [
        part(`movement/${kind}`, "denial", [sentencesBlock("text", told)], {
          kind: denialWord(kind),
        }),
      ];
    }),
  );
}

export function denialSentence(draft: ReportDraft, one: Denial, under = "movement"): Sentence {
  const { groundHeldBy, statedBy, asked, reasonGiven, result } = one;
  const has = (text: string | undefined) => (text === undefined ? "no" : "yes");
  return sentence(
    `${under}/${one.id}`,
    "movement.one",
    {
      place: draft.place(one.place),
      when: { is: "span", ...one.span },
      kind: one.kind,
      hasGround: has(groundHeldBy),
      ground: groundHeldBy === undefined ? { is: "unknown" } : draft.party(groundHeldBy),
      hasStatedBy: has(statedBy),
      statedBy: quote(statedBy),
      hasAsked: has(asked),
      asked: quote(asked),
      hasReason: has(reasonGiven),
      reason: quote(reasonGiven),
      hasResult: has(result),
      result: quote(result),
    },
    [one.id],
  );
}

/** Windows of silence: hours, guarantees, what was seen of them, what happened in them. */
export function windowSection(
  draft: ReportDraft,
  periodOf: (window: ReportedWindow) => string,
): Section {
  const own = draft.input.desk.windows.filter((one) => draft.isOwn(periodOf(one)));
  const figure = draft.recordFigure("windows/all", draft.input.desk.windows, periodOf);
  return section("windows", [
    sentencesBlock("text", [
      own.length === 0
        ? noRecord(draft, "windows")
        : sentence(
            "windows/counted",
            "windows.counted",
            {
              windows: draft.count("windows", figure),
              before: { is: "figure", key: `${figure.key}@previous` },
              week: { is: "figure", key: `${figure.key}@week` },
            },
            own.map(({ id }) => id),
          ),
      ...own.map((one) =>
        sentence(
          `windows/${one.id}`,
          "windows.one",
          {
            place: isInside(draft) ? draft.place(one.place) : { is: "quote", text: one.name },
            purpose: isInside(draft) ? quote(one.purpose) : { is: "unknown" },
            hasPurpose: isInside(draft) && one.purpose !== "" ? "yes" : "no",
            when: { is: "span", fromMs: one.fromMs, toMs: one.toMs },
            state: one.state,
            minutes: one.minuteCount,
            // Which minutes went unseen is coverage, and told when coverage is.
            hasSeen: draft.input.released?.coverageFollowsAtMs === undefined ? "yes" : "no",
            seen: draft.input.released?.coverageFollowsAtMs === undefined ? one.seenMinuteCount : 0,
            events: one.eventCount,
            guarantees: one.guaranteedBy.length,
          },
          [one.id],
        ),
      ),
    ]),
  ]);
}

/** Visits to plants, ports and other sites: requested, granted, blocked, done, and the backlog. */
export function visitSection(
  draft: ReportDraft,
  visits: readonly SiteVisit[],
  key: "visits" | "civilians",
  more: readonly Sentence[] = [],
): Section {
  const { knownAtMs } = draft.input;
  const backlog = visits.filter(
    ({ state, dueMs }) =>
      state !== "done" && state !== "cancelled" && dueMs !== undefined && dueMs < knownAtMs,
  );
  const of = (state: SiteVisit["state"]) => visits.filter((one) => one.state === state).length;
  return section(key, [
    sentencesBlock("text", [
      visits.length + more.length === 0 ? noRecord(draft, key) : undefined,
      visits.length > 0
        ? sentence(
            `${key}/counted`,
            "visits.counted",
            {
              visits: { is: "counted", of: "visits", count: visits.length },
              done: of("done"),
              granted: of("granted"),
              requested: of("requested"),
              blocked: of("blocked"),
              backlog: backlog.length,
            },
            visits.map(({ id }) => id),
          )
        : undefined,
      ...(isInside(draft) ? visits.map((one) => visitSentence(draft, key, one)) : []),
      ...more,
    ]),
  ]);
}

function visitSentence(draft: ReportDraft, key: string, one: SiteVisit): Sentence {
  const failing = one.checklist.filter(({ state }) => state === "does-not-hold");
  const held = one.checklist.filter(({ state }) => state === "holds").length;
  return sentence(
    `${key}/${one.id}`,
    "visits.one",
    {
      place: draft.place(one.place),
      purpose: quote(one.purpose),
      state: one.state,
      stateWord: word(`visit.${one.state}`),
      hasReason: one.blockedBecause === undefined ? "no" : "yes",
      reason: quote(one.blockedBecause),
      items: one.checklist.length,
      held,
      failing: failing.length,
      failingItems: list(failing.map(({ item }) => quote(item))),
    },
    [one.id],
  );
}
