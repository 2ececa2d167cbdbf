import type { Gazetteer, Place } from "@truceline/geo";
import type { DailyReport, DailyReportInput } from "@truceline/reporting";

const settlements = new Set(["city", "town", "village"]);
const nameMax = 5_000;

/** Names in every language of the places that a report speaks of, as far as the gazetteer knows them. */
export function namesOf(
  { tally, desk, released, agreement }: DailyReportInput,
  places: Gazetteer | undefined,
): DailyReport["names"] {
  const said = new Set<string>();
  const say = (name: string | undefined) => {
    if (name !== undefined && said.size < nameMax) said.add(name);
  };
  for (const { observation } of [...tally.fire().kept, ...tally.others()]) {
    if (released === undefined) {
      say(observation.observerPosition?.place);
      say(observation.observerPosition?.referenceTown);
      say(observation.insideDisengagementArea);
    } else {
      const told = released.observation(observation);
      if (told !== undefined) say(released.near(told));
    }
  }
  if (released === undefined) {
    const lists = [desk.denials, desk.casualties, desk.inspections, desk.siteVisits];
    for (const records of lists) for (const { place } of records) say(place.name);
    for (const { place } of [...desk.windows, ...desk.weapons]) say(place.name);
  }
  const names: DailyReport["names"] = {};
  for (const name of [...said].sort()) {
    const place = places?.find(name)[0];
    const zone = agreement.zones.find(({ id }) => id === name);
    const site = agreement.sites.find((one) => Object.values(one.name).includes(name));
    if (zone !== undefined) names[name] = { is: "area", text: { ...zone.name } };
    else if (place !== undefined) names[name] = { is: kindOf(place), text: textsOf(place) };
    else if (site !== undefined) names[name] = { is: "site", text: { ...site.name } };
  }
  return names;
}

function kindOf({ kind }: Place): "settlement" | "site" {
  return kind === undefined || settlements.has(kind) ? "settlement" : "site";
}

function textsOf({ names }: Place): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(names)) texts[language] = text;
  return texts;
}
