import type { PreparedAgreement } from "@truceline/agreement";
import type { Observation } from "@truceline/model";
import type { Theme } from "@truceline/reporting";
import { WatchError } from "../errors.ts";
import { textIn } from "../views/ground.ts";

/** @throws WatchError `TL_WATCH_REPORT_THEME` for what the agreement does not have */
export function reportTheme(
  { compiled }: PreparedAgreement,
  asked: Pick<Theme, "is" | "id"> | undefined,
): Theme | undefined {
  if (asked === undefined) return undefined;
  const { is, id } = asked;
  const named =
    is === "sector"
      ? compiled.sectors.find((one) => one.id === id)?.name
      : is === "disengagement-area"
        ? compiled.zones.find((one) => one.id === id && one.kind === "disengagement-area")?.name
        : compiled.articles.find((one) => one.id === id)?.text;
  if (named === undefined) throw new WatchError("TL_WATCH_REPORT_THEME", { is, id });
  return { is, id, name: { ...named } };
}

/** What a thematic report is about: undefined where it is about everything. */
export function themeFilter(
  { compiled }: PreparedAgreement,
  theme: Theme | undefined,
  regionOf: (observation: Observation) => string,
): ((observation: Observation) => boolean) | undefined {
  if (theme === undefined) return undefined;
  switch (theme.is) {
    case "sector": {
      const key = textIn(theme.name);
      return (observation) => regionOf(observation) === key;
    }
    case "disengagement-area": {
      const names = Object.values(theme.name).map((name) => name.toLowerCase());
      return ({ insideDisengagementArea }) =>
        insideDisengagementArea !== undefined &&
        (insideDisengagementArea === theme.id ||
          names.some((name) => name.includes(insideDisengagementArea.toLowerCase())));
    }
    case "article": {
      const rule = compiled.articles.find(({ id }) => id === theme.id)?.rule;
      const kinds: ReadonlySet<string> = new Set(
        rule === undefined || rule.kind === "access"
          ? ["access-denied", "interference"]
          : "kinds" in rule
            ? rule.kinds
            : [],
      );
      return ({ kind }) => kinds.has(kind) || kind === "nothing";
    }
  }
}
