import type { Casualty } from "@truceline/model";
import type { Section, Sentence } from "./daily-report.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import { quote, type ReportDraft, sentence, word } from "./report-draft.ts";
import { isInside, noRecord, section, sentencesBlock, table } from "./section-parts.ts";
import { toldObservations } from "./violations.ts";

/** Corroborated or better: what may be counted as having happened. */
const borneOut: ReadonlySet<Casualty["corroboration"]> = new Set([
  "corroborated",
  "confirmed",
] as const);

export function casualtyFigures(draft: ReportDraft, periodOf: (casualty: Casualty) => string) {
  const standing = draft.input.desk.casualties.filter(
    ({ withdrawn, corroboration, who }) =>
      withdrawn !== true && who === "civilians" && borneOut.has(corroboration),
  );
  const followed = draft.input.desk.casualties.filter(
    ({ withdrawn, corroboration }) => withdrawn !== true && !borneOut.has(corroboration),
  );
  const persons = (key: string, count: (one: Casualty) => number) =>
    draft.recordFigure(key, standing, periodOf, { rule: "persons", count });
  return {
    killed: persons("casualties/killed", (one) => one.killedCount),
    injured: persons("casualties/injured", (one) => one.injuredCount),
    followed: draft.recordFigure("casualties/followed", followed, periodOf),
  };
}

/** Civilian casualties with how far each is borne out, then damage. */
export function casualtySection(
  draft: ReportDraft,
  others: readonly TalliedObservation[],
  periodOf: (casualty: Casualty) => string,
): Section {
  const own = draft.input.desk.casualties.filter(
    (one) => one.withdrawn !== true && draft.isOwn(periodOf(one)),
  );
  const { killed, injured, followed } = casualtyFigures(draft, periodOf);
  const damage = others.filter(({ observation }) => observation.kind === "damage");
  const reports = others.filter(({ observation }) => observation.kind === "casualty-report");
  const told: Sentence[] = toldObservations(draft, [...reports, ...damage]);
  const nothing = own.length === 0 && reports.length === 0 && damage.length === 0;
  return section("casualties", [
    sentencesBlock("text", [
      nothing
        ? noRecord(draft, "casualties")
        : sentence(
            "casualties/counted",
            "casualties.counted",
            {
              killed: draft.count("killed", killed),
              injured: draft.count("injured", injured),
              killedBefore: { is: "figure", key: `${killed.key}@previous` },
              injuredBefore: { is: "figure", key: `${injured.key}@previous` },
              followed: draft.count("reports-followed", followed),
            },
            own.map(({ id }) => id),
          ),
      ...(isInside(draft) ? own.map((one) => casualtySentence(draft, one)) : []),
      ...told,
    ]),
    table(
      "casualties/table",
      ["<place+", "<time", ">killed", ">injured", "<who", "<corroboration", "<cause"],
      isInside(draft)
        ? own.map((one) => ({
            key: `casualties/row/${one.id}`,
            cells: [
              draft.place(one.place),
              { is: "span", ...one.span },
              one.killedCount,
              one.injuredCount,
              word(`who.${one.who}`),
              word(`corroboration.${one.corroboration}`),
              quote(one.cause),
            ],
          }))
        : [],
    ),
  ]);
}

function casualtySentence(draft: ReportDraft, one: Casualty): Sentence {
  return sentence(
    `casualties/${one.id}`,
    "casualties.one",
    {
      place: draft.place(one.place),
      when: { is: "span", ...one.span },
      killed: { is: "counted", of: "killed", count: one.killedCount },
      injured: { is: "counted", of: "injured", count: one.injuredCount },
      who: word(`who.${one.who}`),
      corroboration: one.corroboration,
      sourceCount: one.sources.length,
    },
    [one.id],
  );
}

/** Trenches, persons, vehicles: what stands in the zone beside weapons. */
export function presenceSection(
  draft: ReportDraft,
  others: readonly TalliedObservation[],
): Section {
  const kinds = ["persons", "construction", "vehicle", "aircraft", "uncrewed-aircraft", "vessel"];
  return kindsSection(draft, "presence", others, kinds);
}

/** Mines and unexploded ordnance, observed or in the way. */
export function mineSection(
  draft: ReportDraft,
  others: readonly TalliedObservation[],
  more: readonly Sentence[],
): Section {
  return kindsSection(draft, "mines", others, ["mine"], more);
}

function kindsSection(
  draft: ReportDraft,
  key: string,
  others: readonly TalliedObservation[],
  kinds: readonly string[],
  more: readonly Sentence[] = [],
): Section {
  const own = others.filter(({ observation }) => kinds.includes(observation.kind));
  const told = toldObservations(draft, own);
  const figure = draft.figure(`${key}/observations`, "records", ({ from, to }) => ({
    value: draft.input.tally.kindCount(kinds, from, to),
    atLeast: false,
  }));
  const toldCount = told.reduce((sum, { recordCount }) => sum + recordCount, 0);
  const keptCount = own.length - toldCount;
  return section(key, [
    sentencesBlock("text", [
      own.length + more.length === 0 ? noRecord(draft, key) : undefined,
      own.length > 0
        ? sentence(`${key}/counted`, "observations.counted", {
            observations: draft.count("observations", figure),
            before: { is: "figure", key: `${figure.key}@previous` },
            week: { is: "figure", key: `${figure.key}@week` },
          })
        : undefined,
      ...told,
      keptCount > 0 ? sentence(`${key}/kept`, "observations.kept", { kept: keptCount }) : undefined,
      ...more,
    ]),
  ]);
}
