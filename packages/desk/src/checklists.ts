import type { SiteVisit } from "@truceline/model";

/** Questions for a visit, with where they come from. */
export interface Checklist {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly items: readonly { readonly item: string; readonly text: string }[];
}

/**
 * What the IAEA asks to hold at a nuclear site during an armed conflict. The texts are ours, in the
 * mission's words; the numbers are the source's.
 */
export const sevenPillars: Checklist = {
  id: "iaea-seven-pillars",
  title: "Seven pillars of nuclear safety and security",
  source: "IAEA Director General to the Board of Governors, 2 March 2022",
  items: [
    {
      item: "pillar-1",
      text: "Physical integrity of the facilities: reactors, fuel ponds, waste stores.",
    },
    { item: "pillar-2", text: "All safety and security systems and equipment work at all times." },
    {
      item: "pillar-3",
      text: "Operating staff can do their duties and decide free of undue pressure.",
    },
    { item: "pillar-4", text: "Secure off-site power supply from the grid." },
    { item: "pillar-5", text: "Uninterrupted supply chains and transport to and from the site." },
    {
      item: "pillar-6",
      text: "Radiation monitoring and emergency measures work, on and off site.",
    },
    { item: "pillar-7", text: "Reliable communication with the regulator and others." },
  ],
};

/** The five principles for the Zaporizhzhia plant. */
export const fivePrinciples: Checklist = {
  id: "iaea-five-principles",
  title: "Five principles for the Zaporizhzhia nuclear power plant",
  source: "IAEA Director General to the United Nations Security Council, 30 May 2023",
  items: [
    { item: "principle-1", text: "No fire or other use of force from or against the plant." },
    {
      item: "principle-2",
      text: "The plant does not store or base heavy weapons or personnel for such use.",
    },
    {
      item: "principle-3",
      text: "Off-site power is not put at risk and stays available and secure.",
    },
    {
      item: "principle-4",
      text: "Structures, systems and components for safe operation are protected.",
    },
    { item: "principle-5", text: "Nothing is done that undermines these principles." },
  ],
};

/** The checklists that fit a site, by its kind and id in the agreement. */
export function checklistsFor(site: {
  readonly id: string;
  readonly kind: string;
  readonly powerLines?: readonly string[] | undefined;
}): readonly Checklist[] {
  const lines = powerLineList(site);
  if (site.kind !== "nuclear-plant") return lines;
  const common = [sevenPillars, ...lines];
  return site.id === "zaporizhzhia-npp" ? [...common, fivePrinciples] : common;
}

/** How a power line of a site stands in a checklist. */
export function powerLineItem(line: string): string {
  return `power-line: ${line}`;
}

function powerLineList(site: {
  readonly id: string;
  readonly powerLines?: readonly string[] | undefined;
}): readonly Checklist[] {
  if (site.powerLines === undefined || site.powerLines.length === 0) return [];
  return [
    {
      id: `power-lines/${site.id}`,
      title: "Power from outside",
      source: "The agreement's list of lines that supply the site.",
      items: site.powerLines.map((line) => ({
        item: powerLineItem(line),
        text: `${line} supplies the site.`,
      })),
    },
  ];
}

/** The items of checklists as a visit begins with them: nothing asked yet. */
export function checklistItems(lists: readonly Checklist[]): SiteVisit["checklist"] {
  return lists.flatMap(({ items }) =>
    items.map(({ item }) => ({ item, state: "not-asked" as const })),
  );
}
