import type { DailyReport, Section } from "./daily-report.ts";
import { list, percent, quote, type ReportDraft, sentence } from "./report-draft.ts";
import type { ClauseRow } from "./report-parts.ts";
import type { PlainValue, ReportValue } from "./report-value.ts";
import { isInside, mainArticleId, section, sentencesBlock, table } from "./section-parts.ts";

const unknown: PlainValue = { is: "unknown" };
const code = (text: string): PlainValue => ({ is: "code", text });

/** Hours and share that could not be seen, by sector and reason and by side; with the map. */
export function unseenSection(draft: ReportDraft, clauses: readonly ClauseRow[]): Section {
  const { input } = draft;
  const followsAtMs = input.released?.coverageFollowsAtMs;
  if (followsAtMs !== undefined) {
    return section("unseen", [
      sentencesBlock("text", [
        sentence("unseen/follows", "unseen.follows", {
          from: { is: "instant", atMs: followsAtMs },
        }),
      ]),
    ]);
  }
  const articleId = mainArticleId(draft);
  const asked = clauses.flatMap((row) =>
    row.articleId === articleId && row.coverage !== null && row.coverage.hourCount > 0
      ? [{ ...row, coverage: row.coverage }]
      : [],
  );
  const below = asked.filter(({ coverage }) => coverage.hourBelowCount > 0);
  return section("unseen", [
    sentencesBlock("text", [
      asked.length === 0 ? sentence("unseen/not-worked-out", "unseen.not-worked-out") : undefined,
      asked.length > 0 && below.length === 0
        ? sentence("unseen/all-covered", "unseen.all-covered", { article: code(articleId ?? "") })
        : undefined,
      below.length > 0
        ? sentence("unseen/explained", "unseen.explained", { article: code(articleId ?? "") })
        : undefined,
    ]),
    table(
      "unseen/table",
      [
        ...(isOnePeriod(draft) ? [] : (["<period"] as const)),
        "<sector",
        ">seen",
        ">asked",
        ">hours-below",
        ">hours-unseen",
        ">free",
        "<why+",
      ],
      asked.map((row) => ({
        key: `unseen/row/${row.period}/${row.sectorId}`,
        cells: [
          ...periodCell(draft, row.period),
          sectorName(draft, row.sectorId),
          percent(row.coverage.coverageRatio),
          percent(row.coverage.requirementRatio),
          row.coverage.hourBelowCount,
          row.coverage.hourUnseenCount,
          percent(row.coverage.freeToAvoidRatio),
          reasonsOf(row),
        ],
      })),
    ),
    table(
      "unseen/by-side",
      ["<side", ">seen", ">hours-below", ">hours"],
      input.bySide.map((one) => ({
        key: `unseen/side/${one.party}`,
        cells: [
          draft.party(one.party),
          percent(one.coverageRatio),
          one.hourBelowCount,
          one.hourCount,
        ],
      })),
    ),
    input.map === null ? undefined : { is: "map" },
    input.map === null
      ? undefined
      : sentencesBlock("notes", [
          sentence("unseen/map-note", "unseen.map-note", { article: code(input.map.articleId) }),
        ]),
  ]);
}

/** What would give something back if it alone were gone; where nothing would, all that stands in the way. */
function reasonsOf({ coverage }: ClauseRow): ReportValue {
  if (coverage === null || coverage.hourBelowCount === 0) return unknown;
  const telling = coverage.losses.filter(({ lossRatio }) => lossRatio >= 0.005);
  const shown = telling.length > 0 ? telling : coverage.losses;
  return list(
    shown.slice(0, 4).map(({ reason, lossRatio }) => ({ is: "loss", reason, ratio: lossRatio })),
  );
}

const isOnePeriod = ({ own }: ReportDraft) => own.from === own.to;

function periodCell(draft: ReportDraft, period: string): PlainValue[] {
  return isOnePeriod(draft) ? [] : [{ is: "day", date: period }];
}

function sectorName({ input }: ReportDraft, sectorId: string): PlainValue {
  const region = input.regions.find(({ id }) => id === sectorId);
  const sector = input.agreement.sectors.find(({ id }) => id === sectorId);
  const text = sector?.name ?? region?.name ?? elsewhereNames[sectorId];
  return text === undefined ? code(sectorId) : { is: "name", text: { ...text } };
}

/** Ground of an article that lies in no sector; all of it where the agreement has none. */
const elsewhereNames: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  elsewhere: { en: "Elsewhere", uk: "Поза секторами", ru: "Вне секторов", fr: "Hors des secteurs" },
  all: { en: "All ground", uk: "Уся місцевість", ru: "Вся местность", fr: "Tout le terrain" },
};

/** What was corrected since, with the reason given; and what came late. */
export function correctionSection(draft: ReportDraft): Section {
  const { corrections, tally } = draft.input;
  const inside = isInside(draft);
  return section("corrections", [
    sentencesBlock("text", [
      corrections.length === 0
        ? sentence("corrections/none", "corrections.none")
        : sentence(
            "corrections/counted",
            "corrections.counted",
            {
              corrections: { is: "counted", of: "corrections", count: corrections.length },
              withdrawn: corrections.reduce((sum, one) => sum + one.withdraws.length, 0),
              replaced: corrections.reduce((sum, one) => sum + one.replacedBy.length, 0),
            },
            corrections.map(({ id }) => id),
          ),
      ...(inside ? corrections.slice(0, 100) : []).map((one) =>
        sentence(
          `corrections/${one.id}`,
          "corrections.one",
          {
            at: { is: "instant", atMs: one.recordedAtMs },
            when: { is: "span", fromMs: one.fromMs, toMs: one.toMs },
            withdrawn: one.withdraws.length,
            replaced: one.replacedBy.length,
            reason: quote(one.reason),
          },
          [one.id],
        ),
      ),
      sentence("corrections/late", "corrections.late", { count: tally.lateCount }),
    ]),
  ]);
}

/** What was refused and is kept, by code. */
export function quarantineSection(
  draft: ReportDraft,
  { waitingCount, readmittedCount, byCode }: DailyReport["quarantine"],
): Section {
  return section("quarantine", [
    sentencesBlock("text", [
      sentence("quarantine/counted", "quarantine.counted", {
        waiting: waitingCount,
        readmitted: readmittedCount,
      }),
    ]),
    table(
      "quarantine/table",
      ["<code", ">messages"],
      isInside(draft)
        ? byCode.map(({ code: name, count }) => ({
            key: `quarantine/row/${name}`,
            cells: [code(name), count],
          }))
        : [],
    ),
  ]);
}

/** How clauses stand: adopted by those who sign; what is open is examined; no party, no probability. */
export function clauseSection(draft: ReportDraft, clauses: readonly ClauseRow[]): Section {
  const asked = clauses.filter(({ state }) => state !== "narrative" && state !== "not-applicable");
  const narrative = [
    ...new Set(clauses.filter(({ state }) => state === "narrative").map((row) => row.articleId)),
  ];
  const followsAtMs = draft.input.released?.coverageFollowsAtMs;
  // Which clause is undetermined tells where the mission cannot see.
  const rows = followsAtMs === undefined ? asked : [];
  return section("clauses", [
    sentencesBlock("text", [
      clauses.length === 0
        ? sentence("clauses/not-worked-out", "clauses.not-worked-out")
        : sentence("clauses/adopted", "clauses.adopted"),
      followsAtMs !== undefined && clauses.length > 0
        ? sentence("clauses/follow", "clauses.follow", {
            from: { is: "instant", atMs: followsAtMs },
          })
        : undefined,
    ]),
    table(
      "clauses/table",
      [
        ...(isOnePeriod(draft) ? [] : (["<period"] as const)),
        "<article",
        "<sector",
        "<state",
        ">examined",
        ">found",
        ">seen",
        ">asked",
        ">bound",
      ],
      rows.map((row) => ({
        key: `clauses/row/${row.period}/${row.articleId}/${row.sectorId}`,
        cells: [
          ...periodCell(draft, row.period),
          code(row.articleId),
          sectorName(draft, row.sectorId),
          { is: "standing", state: row.state },
          row.examinedCount,
          row.foundCount,
          row.coverage === null ? unknown : percent(row.coverage.coverageRatio),
          row.coverage === null ? unknown : percent(row.coverage.requirementRatio),
          row.coverage === null || row.coverage.bound === null
            ? unknown
            : { is: "decimal", value: row.coverage.bound.upperPerDay, digits: 1 },
        ],
      })),
    ),
    sentencesBlock("notes", [
      rows.length > 0 ? sentence("clauses/bound", "clauses.bound") : undefined,
      narrative.length > 0
        ? sentence("clauses/narrative", "clauses.narrative", {
            count: narrative.length,
            articles: list(narrative.map(code)),
          })
        : undefined,
    ]),
  ]);
}

/** What others say: counted apart, decides nothing. */
export function claimSection({ claims }: Pick<DailyReport, "claims">): Section {
  return section("claims", [
    sentencesBlock("text", [
      sentence("claims/counted", "claims.counted", {
        count: claims.count,
        untyped: claims.untypedCount,
        stored: claims.storedCount,
        storedUntyped: claims.storedUntypedCount,
      }),
      sentence("claims/method", "claims.method"),
    ]),
  ]);
}
