import { deskWords as words } from "./desk-words.ts";
import {
  areaOptions,
  type DeskForm,
  made,
  optional,
  partyOptions,
  spanFields,
  spanOf,
  spanStart,
  textOf,
} from "./form-parts.ts";
import { fromField, toField } from "./local-time.ts";
import { weaponsOf } from "./weapon-lines.tsx";

const hourMs = 3_600_000;

/** What is declared to be held at a storage site, and looks at it and at disengagement areas. */
export const siteForms: readonly DeskForm[] = [
  {
    id: "holding",
    path: "holdings",
    title: words.forms.holding,
    fields: (ground) => [
      {
        key: "site",
        label: words.site,
        is: "choice",
        options: ground.sites.map(({ id, name }) => ({ value: id, label: name })),
      },
      { key: "place", label: words.place, is: "text" },
      {
        key: "party",
        label: words.party,
        is: "choice",
        required: true,
        options: partyOptions(ground),
      },
      { key: "declared", label: words.declaredAt, is: "when", required: true },
      { key: "weapons", label: words.declaredWeapons, is: "weapons" },
      { key: "note", label: words.remark, is: "long" },
    ],
    start: (ground, nowMs) => ({
      party: ground.agreement.parties[0]?.id ?? "",
      declared: toField(nowMs, ground.agreement.timezone),
    }),
    record(values, ground) {
      const site = ground.sites.find(({ id }) => id === values["site"]);
      const name = site?.name ?? textOf(values, "place");
      const declaredAtMs = fromField(values["declared"] ?? "", ground.agreement.timezone);
      const weapons = weaponsOf(values["weapons"]);
      if (name === "") return { wrong: "place" };
      if (declaredAtMs === null) return { wrong: "declared" };
      if (weapons === null || weapons.length === 0) return { wrong: "weapons" };
      return made(ground, "holding/1", {
        site: {
          name,
          ...(site === undefined ? {} : { siteId: site.id, position: site.position }),
        },
        party: values["party"],
        declaredAtMs,
        weapons,
        ...optional(values, "note"),
      });
    },
  },
  {
    id: "inspection",
    path: "inspections",
    title: words.forms.inspection,
    fields: (ground, desk) => [
      {
        key: "of",
        label: words.inspectionOf,
        is: "choice",
        required: true,
        options: Object.entries(words.inspectionKinds).map(([value, label]) => ({ value, label })),
      },
      {
        key: "holding",
        label: words.declaredThere,
        is: "choice",
        options: desk.storage.holdings.map(({ holdingId, siteName, party }) => ({
          value: holdingId,
          label: `${siteName}, ${partyOptions(ground).find(({ value }) => value === party)?.label ?? party}`,
        })),
      },
      {
        key: "zone",
        label: words.area,
        is: "choice",
        options: areaOptions(ground, "disengagement-area"),
      },
      { key: "place", label: words.place, is: "text" },
      ...spanFields,
      {
        key: "access",
        label: words.access,
        is: "choice",
        required: true,
        options: Object.entries(words.accesses).map(([value, label]) => ({ value, label })),
      },
      { key: "seen", label: words.seenWeapons, is: "weapons" },
      { key: "refusedBecause", label: words.reasonGiven, is: "long" },
      { key: "remark", label: words.remark, is: "long" },
    ],
    start: (ground, nowMs) => ({
      ...spanStart(ground, nowMs - hourMs, nowMs),
      of: "storage-site",
      access: "full",
    }),
    record(values, ground, _nowMs, desk) {
      const span = spanOf(values, ground);
      const isStore = values["of"] === "storage-site";
      const holding = isStore
        ? desk.storage.holdings.find(({ holdingId }) => holdingId === values["holding"])
        : undefined;
      const zone = isStore ? undefined : ground.zones.find(({ id }) => id === values["zone"]);
      const site = ground.sites.find(({ name }) => name === holding?.siteName);
      const name = holding?.siteName ?? zone?.name ?? textOf(values, "place");
      const seen = weaponsOf(values["seen"]);
      if (span === null) return { wrong: "from" };
      if (name === "") return { wrong: "place" };
      if (seen === null) return { wrong: "seen" };
      return made(ground, "inspection/1", {
        of: values["of"],
        place: {
          name,
          ...(zone === undefined ? {} : { zoneId: zone.id }),
          ...(site === undefined ? {} : { siteId: site.id, position: site.position }),
        },
        ...(holding === undefined ? {} : { holdingId: holding.holdingId }),
        span,
        access: values["access"],
        seen,
        remarks: textOf(values, "remark") === "" ? [] : [textOf(values, "remark")],
        ...optional(values, "refusedBecause"),
      });
    },
  },
];
