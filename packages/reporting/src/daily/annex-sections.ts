import { violationColumns } from "@truceline/model";
import { denialFigures } from "./access-sections.ts";
import type { Section } from "./daily-report.ts";
import { casualtyFigures } from "./harm-sections.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import type { ReportDraft } from "./report-draft.ts";
import { percent, sentence, word } from "./report-draft.ts";
import type { ReportPeriods } from "./report-periods.ts";
import type { ReportValue } from "./report-value.ts";
import { isInside, mainArticleId, section, sentencesBlock, table } from "./section-parts.ts";
import { regionSentences, shownState, wholeSentence } from "./violations.ts";
import { weaponFigures, weaponValue } from "./weapon-section.ts";

/** Table of violations with the mission's columns; `N/K` where not known. */
export function violationAnnex(
  draft: ReportDraft,
  fire: readonly TalliedObservation[],
  { leftOutCount, withheldCount }: { leftOutCount: number; withheldCount: number },
): Section {
  return section("annex/violations", [
    sentencesBlock("notes", [
      fire.length === 0 ? sentence("annex/violations/none", "annex.none") : undefined,
      leftOutCount > 0
        ? sentence("annex/violations/left-out", "annex.left-out", { count: leftOutCount })
        : undefined,
      withheldCount > 0
        ? sentence("annex/violations/withheld", "annex.withheld", { count: withheldCount })
        : undefined,
      isInside(draft) ? undefined : sentence("annex/violations/coarse", "annex.coarse"),
    ]),
    table(
      "annex/violations/table",
      [
        "<smm-position+",
        "<event-location",
        "<means",
        ">number",
        "<observation",
        "<description+",
        "<weapon",
        "<date-time",
      ],
      fire.map(({ observation: { id } }) => ({
        key: `annex/violations/row/${id}`,
        cells: violationColumns.map((of): ReportValue => ({ is: "column", id, of })),
      })),
    ),
  ]);
}

/** Table of weapons with the mission's columns. Inside only: a sighting does not leave the house. */
export function weaponAnnex(draft: ReportDraft, periods: ReportPeriods): Section | undefined {
  if (!isInside(draft)) return undefined;
  const own = draft.input.desk.weapons.filter((one) => draft.isOwn(periods.ofWeapons(one)));
  const rows = own.flatMap((one) =>
    one.weapons.map((line, index) => ({
      key: `annex/weapons/row/${one.id}/${index}`,
      cells: [
        { is: "day" as const, date: periods.dayOf(one.atMs) },
        one.atLeast ? ({ is: "counted", of: "at-least", count: line.count } as const) : line.count,
        weaponValue({ ...line, count: 0 }),
        draft.place(one.place),
        word(`standing.${one.standing}`),
      ],
    })),
  );
  return section("annex/weapons", [
    sentencesBlock("notes", [
      rows.length === 0 ? sentence("annex/weapons/none", "annex.none") : undefined,
    ]),
    table(
      "annex/weapons/table",
      ["<date", ">weapon-number", "<weapon-type", "<location+", "<standing"],
      rows,
    ),
  ]);
}

/** What a reader must know first: one point a section that has something to tell. */
export function summarySection(draft: ReportDraft, periods: ReportPeriods): Section {
  const { input } = draft;
  const inside = isInside(draft);
  const casualties = casualtyFigures(draft, periods.ofCasualty);
  const weapons = weaponFigures(draft, periods);
  const movement = denialFigures(draft, periods.ofDenial);
  const windows = input.desk.windows.filter((one) => draft.isOwn(periods.ofWindow(one)));
  const windowsIn = (state: (typeof windows)[number]["state"]) =>
    windows.filter((one) => one.state === state).length;
  const has = (...figures: readonly { readonly key: string }[]) =>
    figures.some((figure) => draft.valueOf(figure) > 0);
  const clauses = input.clauses.filter(
    ({ state }) => state !== "narrative" && state !== "not-applicable",
  );
  const standing = (state: "met" | "found" | "examined" | "undetermined") =>
    clauses.filter((clause) => shownState(clause) === state).length;
  const mayTell = input.released?.coverageFollowsAtMs === undefined;
  const worst = mayTell ? worstSector(draft) : undefined;
  return section("summary", [
    sentencesBlock("points", [
      input.kind === "thematic" && input.theme !== undefined
        ? sentence("summary/theme", "summary.theme", {
            theme: { is: "name", text: { ...input.theme.name } },
          })
        : undefined,
      ...regionSentences(draft),
      wholeSentence(draft),
      has(casualties.killed, casualties.injured, casualties.followed)
        ? sentence("summary/casualties", "summary.casualties", {
            killed: draft.count("killed", casualties.killed),
            injured: draft.count("injured", casualties.injured),
            followed: draft.count("reports-followed", casualties.followed),
          })
        : undefined,
      has(weapons.inViolation, weapons.outsideStorage)
        ? sentence("summary/weapons", "summary.weapons", {
            inViolation: draft.count("weapons", weapons.inViolation),
            outside: draft.count("weapons", weapons.outsideStorage),
          })
        : undefined,
      windows.length > 0
        ? sentence(
            "summary/windows",
            "summary.windows",
            {
              windows: { is: "counted", of: "windows", count: windows.length },
              breached: windowsIn("breached"),
              met: mayTell ? windowsIn("met") : 0,
              undetermined: mayTell ? windowsIn("undetermined") : 0,
              told: mayTell ? "yes" : "no",
            },
            windows.map(({ id }) => id),
          )
        : undefined,
      has(movement.all)
        ? sentence("summary/movement", "summary.movement", {
            restrictions: draft.count("restrictions", movement.all),
            before: { is: "figure", key: `${movement.all.key}@previous` },
          })
        : undefined,
      mayTell && clauses.length > 0
        ? sentence("summary/clauses", "summary.clauses", {
            met: standing("met"),
            found: standing("found"),
            examined: standing("examined"),
            undetermined: standing("undetermined"),
            all: clauses.length,
          })
        : undefined,
      worst === undefined ? undefined : sentence("summary/unseen", "summary.unseen", worst),
      input.corrections.length > 0
        ? sentence(
            "summary/corrections",
            "summary.corrections",
            { count: input.corrections.length },
            input.corrections.map(({ id }) => id),
          )
        : undefined,
      input.quarantine.waitingCount > 0
        ? sentence("summary/quarantine", "summary.quarantine", {
            count: input.quarantine.waitingCount,
          })
        : undefined,
      input.claims.count > 0 && inside
        ? sentence("summary/claims", "summary.claims", {
            count: input.claims.count,
            untyped: input.claims.untypedCount,
          })
        : undefined,
    ]),
  ]);
}

/** The sector where least could be seen of what the main article asks. */
function worstSector(draft: ReportDraft) {
  const { input } = draft;
  const articleId = mainArticleId(draft);
  let worst: (typeof input.clauses)[number] | undefined;
  for (const clause of input.clauses) {
    if (clause.articleId !== articleId || clause.coverageRatio >= clause.requirementRatio) continue;
    if (clause.state === "not-applicable" || clause.state === "narrative") continue;
    if (worst === undefined || clause.coverageRatio < worst.coverageRatio) worst = clause;
  }
  if (worst === undefined) return undefined;
  const { sectorId, coverageRatio, requirementRatio } = worst;
  const region = input.regions.find(({ id }) => id === sectorId);
  return {
    sector:
      region === undefined
        ? ({ is: "code", text: sectorId } as const)
        : ({ is: "name", text: { ...region.name } } as const),
    article: { is: "code", text: articleId ?? "" } as const,
    seen: percent(coverageRatio),
    asked: percent(requirementRatio),
  };
}
