import type { Denial, Inspection } from "@truceline/model";
import type { Part, Section, Sentence } from "./daily-report.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import { list, quote, type ReportDraft, sentence, word } from "./report-draft.ts";
import { isInside, noRecord, part, section, sentencesBlock } from "./section-parts.ts";
import { toldObservations } from "./violations.ts";
import { weaponValue } from "./weapon-section.ts";

const sentencePerAreaMax = 40;

/** Disengagement areas one by one, in the agreement's order; each says so where nothing was entered. */
export function areaSection(
  draft: ReportDraft,
  inAreas: readonly TalliedObservation[],
  periods: {
    readonly ofDenial: (denial: Denial) => string;
    readonly ofInspection: (inspection: Inspection) => string;
  },
): Section {
  const { agreement, theme, desk } = draft.input;
  const areas = agreement.zones.filter(
    ({ kind, id }) =>
      kind === "disengagement-area" && (theme?.is !== "disengagement-area" || theme.id === id),
  );
  const parts = areas.map((zone): Part => {
    const key = `areas/${zone.id}`;
    const names = Object.values(zone.name).map(areaKey);
    const observed = inAreas.filter(
      ({ observation: { insideDisengagementArea: said = "?" } }) =>
        said === zone.id || names.some((name) => name.includes(areaKey(said))),
    );
    const isHere = ({ zoneId, name }: { zoneId?: string; name?: string }) =>
      zoneId === zone.id || (name !== undefined && names.includes(areaKey(name)));
    const looks = desk.inspections.filter(
      (one) =>
        one.withdrawn !== true && isHere(one.place) && draft.isOwn(periods.ofInspection(one)),
    );
    const denied = desk.denials.filter(
      (one) => one.withdrawn !== true && isHere(one.place) && draft.isOwn(periods.ofDenial(one)),
    );
    const told = toldObservations(draft, observed.slice(0, sentencePerAreaMax)).map((one) => ({
      ...one,
      key: `${key}/${one.key}`,
    }));
    const toldCount = told.reduce((sum, { recordCount }) => sum + recordCount, 0);
    const nothing = observed.length + looks.length + denied.length === 0;
    return part(
      key,
      "area",
      [
        sentencesBlock("text", [
          nothing ? noRecord(draft, key) : undefined,
          ...told,
          observed.length > toldCount
            ? sentence(`${key}/more`, "violations.more", { more: observed.length - toldCount })
            : undefined,
          ...(isInside(draft) ? looks.map((one) => lookSentence(key, one)) : []),
          !isInside(draft) && looks.length > 0
            ? sentence(`${key}/looks`, "areas.looks", { count: looks.length })
            : undefined,
          denied.length > 0
            ? sentence(
                `${key}/denied`,
                "areas.denied",
                {
                  count: denied.length,
                  kinds: list([...new Set(denied.map(({ kind }) => kind))].map(denialWord)),
                },
                denied.map(({ id }) => id),
              )
            : undefined,
        ]),
      ],
      { area: { is: "name", text: { ...zone.name } } },
    );
  });
  return section(
    "areas",
    [
      sentencesBlock("text", [
        areas.length === 0 ? sentence("areas/not-agreed", "areas.not-agreed") : undefined,
      ]),
    ],
    parts,
  );
}

export const denialWord = (kind: Denial["kind"]) => word(`denial.${kind}`);

/** The part of an area's name that people say: without case, marks and the word for area. */
function areaKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/disengagement area|[«»"']/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function lookSentence(key: string, one: Inspection): Sentence {
  return sentence(
    `${key}/${one.id}`,
    "areas.look",
    {
      when: { is: "span", ...one.span },
      access: one.access,
      seen: list(one.seen.map(weaponValue)),
      seenCount: one.seen.reduce((sum, { count }) => sum + count, 0),
      remarkCount: one.remarks.length,
      remarks: list(one.remarks.map(quote)),
    },
    [one.id],
  );
}
