import type { Inspection, WeaponLine } from "@truceline/model";
import type { Part, Section, Sentence } from "./daily-report.ts";
import { list, quote, type ReportDraft, sentence } from "./report-draft.ts";
import type { ReportedWeapons } from "./report-input.ts";
import type { PlainValue } from "./report-value.ts";
import { isInside, noRecord, part, section, sentencesBlock } from "./section-parts.ts";

export function weaponValue(line: WeaponLine): PlainValue {
  const { class: weaponClass, statedAs, calibreMm, count } = line;
  return {
    is: "weapon",
    class: weaponClass,
    ...(statedAs === undefined ? {} : { statedAs }),
    ...(calibreMm === undefined ? {} : { calibreMm }),
    count,
  };
}

export interface WeaponPeriods {
  readonly ofWeapons: (one: ReportedWeapons) => string;
  readonly ofInspection: (one: Inspection) => string;
}

export function weaponFigures(draft: ReportDraft, { ofWeapons, ofInspection }: WeaponPeriods) {
  const { weapons, inspections } = draft.input.desk;
  const of = (standing: ReportedWeapons["standing"]) =>
    draft.recordFigure(
      `weapons/${standing}`,
      weapons.filter((one) => one.standing === standing),
      ofWeapons,
      { rule: "weapons", count: (one) => one.weapons.reduce((sum, { count }) => sum + count, 0) },
    );
  const visits = inspections.filter((one) => one.withdrawn !== true && one.of === "storage-site");
  return {
    inViolation: of("in-violation"),
    outsideStorage: of("outside-storage"),
    notDecided: of("not-decided"),
    visits: draft.recordFigure("weapons/visits", visits, ofInspection),
  };
}

/**
 * Withdrawal of weapons: in violation of the lines, beyond them but outside storage, visits to storage,
 * what could not be verified. Outside the house only how many: a sighting is evidence, not news.
 */
export function weaponSection(draft: ReportDraft, periods: WeaponPeriods): Section {
  const { desk } = draft.input;
  const own = desk.weapons.filter((one) => draft.isOwn(periods.ofWeapons(one)));
  const visits = desk.inspections.filter(
    (one) =>
      one.withdrawn !== true && one.of === "storage-site" && draft.isOwn(periods.ofInspection(one)),
  );
  const figures = weaponFigures(draft, periods);
  const refused = visits.filter(({ access }) => access === "refused" || access === "not-possible");
  const standingPart = (
    standing: ReportedWeapons["standing"],
    figure: { readonly key: string },
  ): Part => {
    const key = `weapons/${standing}`;
    const found = own.filter((one) => one.standing === standing);
    return part(key, key.replace("/", "-"), [
      sentencesBlock("text", [
        found.length === 0
          ? noRecord(draft, key)
          : sentence(
              `${key}/counted`,
              "weapons.counted",
              {
                weapons: draft.count("weapons", figure),
                before: { is: "figure", key: `${figure.key}@previous` },
                week: { is: "figure", key: `${figure.key}@week` },
              },
              found.map(({ id }) => id),
            ),
        ...(isInside(draft) ? found.map((one) => weaponSentence(draft, key, one)) : []),
      ]),
    ]);
  };
  return section(
    "weapons",
    [],
    [
      standingPart("in-violation", figures.inViolation),
      standingPart("outside-storage", figures.outsideStorage),
      part("weapons/storage", "weapons-storage", [
        sentencesBlock("text", [
          visits.length === 0
            ? noRecord(draft, "weapons/storage")
            : sentence(
                "weapons/storage/counted",
                "weapons.visits",
                {
                  visits: draft.count("storage-visits", figures.visits),
                  before: { is: "figure", key: `${figures.visits.key}@previous` },
                  refused: refused.length,
                },
                visits.map(({ id }) => id),
              ),
          ...(isInside(draft) ? visits.map((one) => visitSentence(draft, one)) : []),
        ]),
      ]),
      standingPart("not-decided", figures.notDecided),
    ],
  );
}

function weaponSentence(draft: ReportDraft, key: string, one: ReportedWeapons): Sentence {
  return sentence(
    `${key}/${one.id}`,
    "weapons.one",
    {
      when: { is: "instant", atMs: one.atMs },
      place: draft.place(one.place),
      weapons: list(one.weapons.map(weaponValue)),
      bound: one.atLeast ? "atLeast" : "exactly",
      article: one.articleId === null ? { is: "unknown" } : { is: "code", text: one.articleId },
    },
    [one.id],
  );
}

function visitSentence(draft: ReportDraft, one: Inspection): Sentence {
  const missing = draft.input.desk.missing.get(one.id) ?? [];
  return sentence(
    `weapons/storage/${one.id}`,
    "weapons.visit",
    {
      when: { is: "span", ...one.span },
      place: draft.place(one.place),
      access: one.access,
      reason: quote(one.refusedBecause),
      hasReason: one.refusedBecause === undefined ? "no" : "yes",
      seen: list(one.seen.map(weaponValue)),
      seenCount: one.seen.reduce((sum, { count }) => sum + count, 0),
      missing: list(missing.map(weaponValue)),
      missingCount: missing.reduce((sum, { count }) => sum + count, 0),
    },
    [one.id],
  );
}
