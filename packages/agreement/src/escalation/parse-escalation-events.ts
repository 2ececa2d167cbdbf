import type { DocumentFault } from "@truceline/model";
import Type from "typebox";
import { checkShape } from "../check-shape.ts";
import { checkReference } from "../compile-context.ts";
import type { CompiledAgreement } from "../compiled.ts";
import { Cursor } from "../cursor.ts";
import type { Ballot } from "../decisions/decision-rule.ts";
import { FaultList, Reporter } from "../faults.ts";
import { parseInstantMs } from "../quantities.ts";
import { closed, id, instant, reference, remarkNote } from "../schema-parts.ts";
import { withWholeTexts } from "../text-check.ts";
import { readYamlText } from "../yaml-text.ts";
import type { EscalationEvent } from "./escalation-event.ts";

/** More would take seconds to walk through; a ladder sees a handful a day. */
const eventCountMax = 5_000;

const EventSchema = Type.Object(
  {
    at: instant("When it was made, given or decided."),
    is: Type.Enum(["finding", "withdrawal", "answer", "decision", "clock"], {
      description: "What came; clock: nothing, only to be told how the ladder stands.",
    }),
    id: Type.Optional(id("Of a finding: its id.")),
    article: Type.Optional(reference("Of a finding: the article.")),
    sector: Type.Optional(reference("Of a finding: the sector, if it is in one.")),
    happened: Type.Optional(
      instant("Of a finding: when what it found happened; when it was made unless said."),
    ),
    finding: Type.Optional(reference("Of a withdrawal: which finding no longer stands.")),
    by: Type.Optional(reference("Of an answer or decision: whose.")),
    says: Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
    transition: Type.Optional(reference("Of a decision: the transition.")),
    outcome: Type.Optional(
      Type.Enum(["take", "decline"], { description: "Of a decision: what was decided." }),
    ),
    reason: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4_000, description: "Of a decision: why." }),
    ),
    votes: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: Type.Enum(["yes", "no", "abstain", "absent"]),
          description: "Of a decision by a body with a rule: ballots for taking it, by member.",
        },
      ),
    ),
    note: remarkNote,
  },
  closed,
);

const EventsSchema = Type.Object(
  {
    truceline: Type.Literal("escalation-events/1", { description: "Form of this document." }),
    agreement: id("Id of the agreement."),
    events: Type.Array(EventSchema, { maxItems: eventCountMax }),
  },
  closed,
);

/** Keys of each kind of event: those it must have, and those it may. */
const keysOf: Readonly<Record<EscalationEvent["is"], readonly [string[], string[]]>> = {
  finding: [
    ["id", "article"],
    ["sector", "happened"],
  ],
  withdrawal: [["finding"], []],
  answer: [["by"], ["says"]],
  decision: [["transition", "by", "outcome", "reason"], ["votes"]],
  clock: [[], []],
};
const ownKeys = [...new Set(Object.values(keysOf).flat(2))];

export interface ParsedEscalationEvents {
  readonly events?: readonly EscalationEvent[] | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads what a ladder goes by: `escalation-events/1` in YAML or JSON, or, where the path ends in
 * `.ndjson`, one event a line. Every fault in one pass, each at its line and column: shape, names that
 * are not in the agreement, keys that do not belong to the kind of event. Never throws for the text.
 */
export function parseEscalationEvents(
  input: { readonly path: string; readonly text: string },
  compiled: CompiledAgreement,
): ParsedEscalationEvents {
  const faults = new FaultList();
  const { path, text } = input;
  const cursors = path.endsWith(".ndjson")
    ? eventLines(path, text, faults)
    : eventList(path, text, compiled.id, faults);
  const events = cursors.map(({ entry, reporter }) => readEvent(entry, compiled, reporter));
  const findingIds = new Set<string>();
  for (const { entry, reporter } of cursors) {
    const findingId = entry.get("id").text();
    if (entry.get("is").text() !== "finding" || findingId === undefined) continue;
    if (findingIds.has(findingId)) {
      reporter.report("TL_AGR_ID_TWICE", entry.get("id").pointer, `\`${findingId}\``);
    }
    findingIds.add(findingId);
  }
  for (const { entry, reporter } of cursors) {
    if (entry.get("is").text() !== "withdrawal") continue;
    checkReference(entry.get("finding"), [...findingIds], "finding in this file", reporter);
  }
  return faults.count > 0 ? { faults: faults.sorted(path) } : { events, faults: [] };
}

interface EventPlace {
  readonly entry: Cursor;
  readonly reporter: Reporter;
}

function eventList(
  path: string,
  text: string,
  agreementId: string,
  faults: FaultList,
): readonly EventPlace[] {
  const read = readYamlText(path, text, faults);
  if (read === undefined) return [];
  const reporter = new Reporter(path, faults, read.locate);
  const value = withWholeTexts(read.value, reporter);
  checkShape(EventsSchema, value, reporter);
  const root = new Cursor(value);
  checkReference(root.get("agreement"), [agreementId], "agreement", reporter);
  return root
    .get("events")
    .items()
    .map((entry) => ({ entry, reporter }));
}

function eventLines(path: string, text: string, faults: FaultList): readonly EventPlace[] {
  const lines = text.split("\n");
  const filled = [...lines.entries()].filter(([, line]) => line.trim() !== "");
  const list = new Reporter(path, faults, () => ({ line: 1, column: 1 }));
  if (filled.length > eventCountMax) {
    list.report("TL_AGR_LENGTH", "", `${filled.length} given, 0 to ${eventCountMax} allowed`);
    return [];
  }
  return filled.flatMap(([index, line]) => {
    const own = new FaultList();
    const read = readYamlText(path, line, own);
    for (const fault of own.sorted(path)) faults.add({ ...fault, line: index + 1 });
    if (read === undefined) return [];
    const reporter = new Reporter(path, faults, (pointer, part) => {
      const place = read.locate(pointer, part);
      return place === undefined ? undefined : { ...place, line: index + 1 };
    });
    const value = withWholeTexts(read.value, reporter);
    checkShape(EventSchema, value, reporter);
    return [{ entry: new Cursor(value), reporter }];
  });
}

function readEvent(
  entry: Cursor,
  compiled: CompiledAgreement,
  reporter: Reporter,
): EscalationEvent {
  const is = (entry.get("is").text() ?? "clock") as EscalationEvent["is"];
  const [needed, allowed] = keysOf[is] ?? [[], []];
  for (const key of needed.filter((one) => !entry.has(one))) {
    reporter.report("TL_AGR_KEY_MISSING", entry.pointer, `\`${key}\``, {
      hint: `Each ${is} has ${needed.map((one) => `\`${one}\``).join(", ")}.`,
    });
  }
  for (const key of ownKeys) {
    if (!entry.has(key) || needed.includes(key) || allowed.includes(key)) continue;
    reporter.report("TL_AGR_KEY_UNKNOWN", entry.get(key).pointer, `\`${key}\``, {
      at: "key",
      hint: `It does not belong to ${is === "answer" ? "an answer" : `a ${is}`}.`,
    });
  }
  const { timezone, escalation, inForce } = compiled;
  const atMs = parseInstantMs(entry.get("at").text() ?? "", timezone);
  if (atMs !== undefined && atMs < inForce.fromMs) {
    reporter.report(
      "TL_AGR_TIME_ORDER",
      entry.get("at").pointer,
      "it lies before entry into force",
    );
  }
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id: one }) => one);
  const text = (key: string) => entry.get(key).text() ?? "";
  const people = [
    ...idsOf(compiled.parties),
    ...idsOf(compiled.thirdParties ?? []),
    "mission",
    ...idsOf(escalation?.offices ?? []),
  ];
  const known: Readonly<Record<string, readonly [readonly string[], string]>> = {
    article: [idsOf(compiled.articles), "article"],
    sector: [[...idsOf(compiled.sectors), "all", "elsewhere"], "sector"],
    by: [people, "party, state or office"],
    transition: [idsOf(escalation?.transitions ?? []), "transition"],
  };
  for (const [key, [ids, what]] of Object.entries(known)) {
    if (entry.has(key)) checkReference(entry.get(key), ids, what, reporter);
  }
  const base = { atMs: atMs ?? 0 };
  switch (is) {
    case "finding": {
      const happened = entry.get("happened");
      const happenedMs = parseInstantMs(happened.text() ?? "", timezone) ?? base.atMs;
      if (happenedMs > base.atMs) {
        reporter.report("TL_AGR_TIME_ORDER", happened.pointer, "it was found before it happened");
      }
      const sector = entry.get("sector").text() ?? null;
      return { is, ...base, id: text("id"), article: text("article"), sector, happenedMs };
    }
    case "withdrawal":
      return { is, ...base, finding: text("finding") };
    case "answer":
      return { is, ...base, by: text("by"), ...(entry.has("says") ? { says: text("says") } : {}) };
    case "decision": {
      const outcome = text("outcome") === "decline" ? "decline" : "take";
      const votes = ballotsOf(entry, compiled, reporter);
      const decided = { transition: text("transition"), by: text("by"), reason: text("reason") };
      return { is, ...base, ...decided, outcome, ...(votes === undefined ? {} : { votes }) };
    }
    default:
      return { is: "clock", ...base };
  }
}

/** Ballots of a decision; whose members they are is said by the rule of who decides. */
function ballotsOf(
  entry: Cursor,
  { escalation, decisions = [] }: CompiledAgreement,
  reporter: Reporter,
): Readonly<Record<string, Ballot>> | undefined {
  const office = escalation?.offices.find(({ id: one }) => one === entry.get("by").text());
  const rule = decisions.find(({ id: one }) => one === office?.rule);
  const votes = entry.get("votes");
  if (rule === undefined) {
    if (entry.has("votes")) {
      reporter.report("TL_AGR_KEY_UNKNOWN", votes.pointer, "`votes`", {
        at: "key",
        hint: "Only a body that decides by a rule votes.",
      });
    }
    return undefined;
  }
  if (!entry.has("votes")) {
    reporter.report("TL_AGR_KEY_MISSING", entry.pointer, "`votes`", {
      hint: `\`${office?.id}\` decides by \`${rule.id}\`: say who voted how.`,
    });
  }
  const members = rule.members.map(({ id: one }) => one);
  return Object.fromEntries(
    votes.entries().flatMap(([member, ballot]) => {
      const isKnown = checkReference(ballot, members, "member", reporter, "key");
      return isKnown ? [[member, (ballot.text() ?? "absent") as Ballot]] : [];
    }),
  );
}
