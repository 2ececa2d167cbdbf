import { type WeaponClass, weaponClasses } from "@truceline/model";
import { type CompileContext, checkReference } from "./compile-context.ts";
import type { RuleTime, WeaponSelector } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { parseDistanceM, parseInstantMs } from "./quantities.ts";
import { type EquipmentName, equipmentNames, weaponClassesOf, weekdayNames } from "./vocabulary.ts";

/**
 * Whom a rule binds: parties in the order of the document, then third parties in theirs. `any` and
 * `each` are all parties; third parties are bound where they are named, each or as a group.
 */
export function subjectsOf(by: Cursor, context: CompileContext): readonly string[] {
  const { partyIds, thirdPartyIds, guarantorIds, reporter } = context;
  const word = by.text();
  if (word === "any" || word === "each") return partyIds;
  const known = [...partyIds, ...thirdPartyIds];
  const named = new Set<string>();
  for (const item of by.itemsOrOne()) {
    const text = item.text();
    if (text === "third-parties" || text === "guarantors") {
      const group = text === "guarantors" ? guarantorIds : thirdPartyIds;
      if (group.length === 0) {
        reporter.report("TL_AGR_REFERENCE", item.pointer, `there are no ${text}`, {
          hint: "List them under `thirdParties`, guarantors with `role: guarantor`.",
        });
      }
      for (const id of group) named.add(id);
    } else if (checkReference(item, known, "party", reporter)) {
      named.add(text ?? "");
    }
  }
  return known.filter((id) => named.has(id));
}

/** Who has to be told: the mission, parties and third parties, in this order. */
export function toldOf(to: Cursor, { partyIds, thirdPartyIds, reporter }: CompileContext) {
  const known = ["mission", ...partyIds, ...thirdPartyIds];
  const named = to
    .itemsOrOne()
    .filter((item) => checkReference(item, known, "party or third party", reporter))
    .map((item) => item.text());
  return known.filter((id) => named.includes(id));
}

/** The weapons that a rule means; what is said beside a definition narrows it. */
export function weaponsOf(equipment: Cursor, context: CompileContext): WeaponSelector {
  const defined = definedBy(equipment.get("defined"), context);
  const classes = new Set<WeaponClass>(defined?.classes);
  const known: readonly string[] = [...weaponClasses, ...equipmentNames];
  for (const item of equipment.get("class").itemsOrOne()) {
    const name = item.text();
    if (name === undefined || !known.includes(name)) continue;
    for (const weaponClass of weaponClassesOf(name as WeaponClass | EquipmentName)) {
      classes.add(weaponClass);
    }
  }
  const calibre = equipment.get("calibreMm");
  const range = equipment.get("range");
  const rangeEnd = (key: string) => parseDistanceM(range.get(key).text() ?? "");
  const minMm = larger(defined?.calibreMinMm, calibre.get("min").number());
  const maxMm = smaller(defined?.calibreMaxMm, calibre.get("max").number());
  const rangeMinM = larger(defined?.rangeMinM, rangeEnd("min"));
  const rangeMaxM = smaller(defined?.rangeMaxM, rangeEnd("max"));
  if (minMm !== undefined && maxMm !== undefined && minMm > maxMm) {
    const at = calibre.has("min") ? calibre.get("min") : calibre.get("max");
    context.reporter.report("TL_AGR_CALIBRE_ORDER", at.pointer, `${minMm} above ${maxMm}`);
  }
  if (rangeMinM !== undefined && rangeMaxM !== undefined && rangeMinM > rangeMaxM) {
    const at = range.has("min") ? range.get("min") : range.get("max");
    context.reporter.report(
      "TL_AGR_RANGE_ORDER",
      at.pointer,
      `${rangeMinM} m above ${rangeMaxM} m`,
    );
  }
  return {
    classes: weaponClasses.filter((weaponClass) => classes.has(weaponClass)),
    ...(minMm === undefined ? {} : { calibreMinMm: minMm }),
    ...(maxMm === undefined ? {} : { calibreMaxMm: maxMm }),
    ...(rangeMinM === undefined ? {} : { rangeMinM }),
    ...(rangeMaxM === undefined ? {} : { rangeMaxM }),
  };
}

function definedBy(name: Cursor, { definitions, reporter }: CompileContext) {
  const text = name.text();
  if (text === undefined) return undefined;
  if (!checkReference(name, [...definitions.keys()], "definition before it", reporter)) {
    return undefined;
  }
  const selector = definitions.get(text) ?? undefined;
  if (selector === undefined) {
    reporter.report("TL_AGR_DEFINITION", name.pointer, `\`${text}\` is a text`);
  }
  return selector;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

/** The limits of a rule within those of the agreement and of its phase. */
export function ruleTime(time: Cursor, context: CompileContext): RuleTime {
  const { reporter, timezone, inForce } = context;
  const from = parseInstantMs(time.get("from").text() ?? "", timezone);
  const until = parseInstantMs(time.get("until").text() ?? "", timezone);
  const phase = phaseOf(time.get("phase"), context);
  const fromMs = Math.max(
    inForce?.fromMs ?? 0,
    from ?? Number.NEGATIVE_INFINITY,
    phase?.fromMs ?? Number.NEGATIVE_INFINITY,
  );
  const untilMs = Math.min(
    inForce?.toMs ?? Number.POSITIVE_INFINITY,
    until ?? Number.POSITIVE_INFINITY,
  );
  const spans = spansOf(time.get("spans"), context);
  const holdsEver = spans?.some((span) => span.fromMs < untilMs && span.toMs > fromMs) ?? true;
  if (inForce !== undefined && (untilMs <= fromMs || !holdsEver)) {
    const key = ["until", "spans", "from", "phase"].find((name) => time.has(name)) ?? "from";
    reporter.report("TL_AGR_TIME_ORDER", time.get(key).pointer, "the rule never holds", {
      hint: "Give the rule a time within that of the agreement, `until` after `from`.",
    });
  }
  const [start, end] = time
    .get("daily")
    .items()
    .map((part) => part.text());
  if (start !== undefined && start === end) {
    reporter.report("TL_AGR_DAILY_WINDOW", time.get("daily").pointer, `\`${start}\` twice`);
  }
  const weekdays = weekdaysOf(time.get("weekdays"));
  return {
    fromMs,
    ...(Number.isFinite(untilMs) ? { untilMs } : {}),
    ...(start !== undefined && end !== undefined ? { dailyWindow: [start, end] as const } : {}),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(spans === undefined ? {} : { spans }),
    ...(phase === undefined ? {} : { phase: phase.id }),
    ...(phase?.waits === true ? { waits: true as const } : {}),
  };
}

function phaseOf(name: Cursor, { phases, reporter }: CompileContext) {
  if (name.text() === undefined) return undefined;
  if (
    !checkReference(
      name,
      phases.map(({ id }) => id),
      "phase",
      reporter,
    )
  ) {
    return undefined;
  }
  const phase = phases.find(({ id }) => id === name.text());
  if (phase === undefined) return undefined;
  const { id, begins } = phase;
  return begins.by === "at" ? { id, fromMs: begins.atMs, waits: false } : { id, waits: true };
}

/** Days as numbers, 1 for Monday; undefined where none is said, or all are. */
function weekdaysOf(list: Cursor): readonly number[] | undefined {
  const names: readonly string[] = weekdayNames;
  const days = new Set(list.items().map((item) => names.indexOf(item.text() ?? "") + 1));
  days.delete(0);
  return days.size === 0 || days.size === names.length
    ? undefined
    : [...days].sort((a, b) => a - b);
}

/** Spans by date in order, those that touch made one; each that ends before it begins is told. */
function spansOf(list: Cursor, { reporter, timezone }: CompileContext): RuleTime["spans"] {
  if (list.value === undefined) return undefined;
  const spans: { fromMs: number; toMs: number }[] = [];
  for (const item of list.items()) {
    const fromMs = parseInstantMs(item.get("from").text() ?? "", timezone);
    const to = item.get("to");
    const toMs = parseInstantMs(to.text() ?? "", timezone);
    if (fromMs === undefined || toMs === undefined) continue;
    if (toMs > fromMs) spans.push({ fromMs, toMs });
    else reporter.report("TL_AGR_TIME_ORDER", to.pointer, "`to` is not after `from`");
  }
  if (spans.length === 0) return undefined;
  spans.sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const apart: { fromMs: number; toMs: number }[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last !== undefined && span.fromMs <= last.toMs) {
      last.toMs = Math.max(last.toMs, span.toMs);
    } else {
      apart.push({ ...span });
    }
  }
  return apart;
}
