import type { CompiledRule } from "@truceline/agreement";
import { activityText, clause, listOf, partiesText, zoneText } from "./named-things.ts";
import type { Speech } from "./speech.ts";
import type { Condition, Recipient, Statement } from "./statement.ts";
import { heightSentences, nameOf, placeSentences, zoneAndLineSentences } from "./tell-ground.ts";
import { phaseSentences, timeSentences } from "./tell-time.ts";

/** What a sentence is about, so that a reader or a page can find it. */
export type SentenceAbout =
  | "rule"
  | Condition["because"]
  | "zone"
  | "line"
  | "evidence"
  | "coverage"
  | "look"
  | "counting"
  | "weight"
  | "not-assessed";

export interface Sentence {
  readonly about: SentenceAbout;
  readonly text: string;
}

/** The meaning of an article as sentences, in a fixed order: what, who, when, where, how sure. */
export function sentencesOf(statement: Statement, speech: Speech): readonly Sentence[] {
  const { rule } = statement;
  const told: Sentence[] = [];
  const add = (about: SentenceAbout, texts: readonly string[]) => {
    for (const text of texts) told.push({ about, text });
  };
  add("rule", ruleSentences(rule, speech, statement));
  for (const condition of statement.conditions) {
    add(condition.because, conditionSentences(condition, rule, speech));
  }
  for (const { about, text } of zoneAndLineSentences(statement, speech)) add(about, [text]);
  if (rule.kind === "narrative" || statement.notAssessed !== null) {
    const reason = statement.notAssessed ?? "narrative";
    add("not-assessed", [speech.sentence("not-assessed", { reason })]);
  } else {
    for (const { about, text } of evidenceSentences(statement, speech)) add(about, [text]);
  }
  const { weight } = statement.article;
  if (weight !== undefined) {
    add("weight", [speech.sentence("weight", { weight: speech.number(weight) })]);
  }
  return told;
}

/** The zone of a rule whose place no event is asked for. */
function onlyInZone(zoneId: string | null, { zones }: Statement, speech: Speech): string[] {
  const zone = zones.find(({ id }) => id === zoneId);
  return zone === undefined
    ? []
    : [speech.sentence("where.only", { zone: zoneText(zone, speech) })];
}

function ruleSentences(rule: CompiledRule, speech: Speech, statement: Statement): string[] {
  switch (rule.kind) {
    case "prohibit":
      return [speech.sentence("rule.prohibit", { activity: activityOf(rule, speech) })];
    case "permit":
      return [
        speech.sentence("rule.permit", { activity: activityOf(rule, speech) }),
        speech.sentence("rule.permit-others"),
        ...(rule.when === undefined
          ? []
          : [speech.sentence("rule.permit-when", { when: clause(rule.when, speech) })]),
      ];
    case "limit": {
      const { of, atMost } = rule;
      return atMost === 0
        ? [speech.sentence("rule.limit-none", { of })]
        : [speech.sentence("rule.limit", { of, n: atMost, figure: speech.figure(atMost) })];
    }
    case "withdraw":
      return [
        speech.sentence("rule.withdraw", {
          distance: speech.distance(rule.beyondM),
          line: lineName(rule.line, statement, speech),
          tested: rule.tested,
        }),
      ];
    case "access": {
      const subject = statement.conditions.find((one) => one.because === "subject");
      const bound = subject?.bound ?? [];
      const isMission = rule.of === "mission";
      const zone = statement.zones.find(({ id }) => id === rule.zone);
      return [
        speech.sentence("rule.access", {
          parties: partiesText(bound, speech),
          n: bound.length,
          guest: isMission ? "mission" : "party",
          guestName: nameOf(rule.of, statement.parties, speech),
          zone: zone === undefined ? speech.quoted(rule.zone) : zoneText(zone, speech),
        }),
      ];
    }
    case "require":
      return [
        speech.sentence("rule.require", { does: clause(rule.does, speech) }),
        ...(rule.obligation === null
          ? []
          : [
              speech.sentence("rule.require-obligation", {
                obligation: speech.quoted(rule.obligation),
              }),
            ]),
        ...onlyInZone(rule.zone, statement, speech),
      ];
    case "freeze":
      return [
        speech.sentence("rule.freeze", {
          what: rule.what,
          line: rule.line === null ? "" : lineName(rule.line, statement, speech),
        }),
        speech.sentence("rule.freeze-tolerance", {
          what: rule.what,
          any: rule.toleranceM === 0 ? "yes" : "no",
          distance: speech.distance(rule.toleranceM),
        }),
        ...onlyInZone(rule.zone, statement, speech),
      ];
    case "notify":
      return [
        speech.sentence("rule.notify", {
          activity: activityText(rule.of, rule.weapons !== null, speech),
          duration: speech.duration(rule.beforeMs, "acc"),
          recipients: recipientsText(statement.recipients, speech),
        }),
        ...(rule.atLeast === undefined
          ? []
          : [
              speech.sentence("rule.notify-from", {
                n: rule.atLeast,
                figure: speech.figure(rule.atLeast),
              }),
            ]),
      ];
    case "narrative":
      return [speech.sentence("rule.narrative")];
  }
}

function activityOf(
  rule: Extract<CompiledRule, { kind: "prohibit" | "permit" }>,
  speech: Speech,
): string {
  return activityText(rule.activity, rule.weapons !== null, speech);
}

function lineName(id: string, { lines }: Statement, speech: Speech): string {
  const line = lines.find((one) => one.id === id);
  return line === undefined ? speech.quoted(id) : speech.name(line.name);
}

function recipientsText(recipients: readonly Recipient[], speech: Speech): string {
  return listOf(
    recipients.map((one) =>
      speech.say("recipient", {
        kind: one.kind,
        name: one.kind === "party" ? speech.name(one.of.name) : "",
      }),
    ),
    speech,
  );
}

function conditionSentences(
  condition: Condition,
  rule: CompiledRule,
  speech: Speech,
): readonly string[] {
  switch (condition.because) {
    case "kind": {
      const { kinds } = condition;
      if (kinds.length === 0) return [speech.sentence("shown.nothing")];
      const named = kinds.map((kind) => speech.wording.kind(kind));
      return [speech.sentence("shown.kinds", { kinds: listOf(named, speech) })];
    }
    case "weapon": {
      const named = condition.classes.map((one) => speech.wording.weapons([{ class: one }]));
      return [
        speech.sentence("weapons.classes", { weapons: listOf(named, speech) }),
        ...rangeSentence(condition, speech),
      ];
    }
    case "calibre":
      return [
        speech.ends("weapons.calibre", condition.minMm, condition.maxMm, (valueMm) =>
          speech.calibre(valueMm),
        ),
      ];
    case "subject": {
      const { bound, free } = condition;
      return [
        // Access names whom it binds in its first sentence.
        ...(rule.kind === "access" ? [] : [boundSentence("bound.parties", bound, rule, speech)]),
        ...(free.length === 0 ? [] : [boundSentence("bound.not", free, rule, speech)]),
      ];
    }
    case "phase":
      return phaseSentences(condition.phase, condition.waits, speech);
    case "time":
      return timeSentences(
        condition.time,
        speech,
        rule.kind === "withdraw" ? "deadline" : "article",
      );
    case "place":
      return placeSentences(condition, rule, speech);
    case "height":
      return heightSentences(condition.zone, speech);
    case "count":
      return []; // The rule's own sentence tells the number.
    case "exempt":
      return exemptionSentences(condition, speech);
  }
}

function rangeSentence(
  { rangeMinM, rangeMaxM }: Extract<Condition, { because: "weapon" }>,
  speech: Speech,
): readonly string[] {
  if (rangeMinM === undefined && rangeMaxM === undefined) return [];
  return [speech.ends("weapons.range", rangeMinM, rangeMaxM, (valueM) => speech.distance(valueM))];
}

function boundSentence(
  key: "bound.parties" | "bound.not",
  parties: Extract<Condition, { because: "subject" }>["bound"],
  rule: CompiledRule,
  speech: Speech,
): string {
  return speech.sentence(key, {
    rule: rule.kind,
    parties: partiesText(parties, speech),
    n: parties.length,
  });
}

function exemptionSentences(
  { exemption, by, zone, to }: Extract<Condition, { because: "exempt" }>,
  speech: Speech,
): readonly string[] {
  const { kinds, notify } = exemption;
  return [
    speech.sentence("exempt.is", {
      purpose: speech.quoted(exemption.for),
      name: clause(exemption.name, speech),
    }),
    speech.sentence("exempt.by", { parties: partiesText(by, speech), n: by.length }),
    ...(kinds === null
      ? []
      : [
          speech.sentence("exempt.kinds", {
            kinds: listOf(
              kinds.map((kind) => speech.wording.kind(kind)),
              speech,
            ),
          }),
        ]),
    ...(zone === null ? [] : [speech.sentence("exempt.zone", { zone: zoneText(zone, speech) })]),
    ...timeSentences(exemption.time, speech, "exemption"),
    ...(notify === null
      ? []
      : [
          speech.sentence("exempt.notice", {
            duration: speech.duration(notify.beforeMs, "acc"),
            recipients: recipientsText(to, speech),
          }),
        ]),
    speech.sentence("exempt.people"),
  ];
}

const countingRules = ["smm", "incident", "acled", "ucdp"] as const;

function evidenceSentences({ article }: Statement, speech: Speech): readonly Sentence[] {
  const { standard, coverageRatio, persistence, count } = article;
  const sources = standard.independentSources;
  const rule = countingRules.find((name) => name === count);
  const told: Sentence[] = [
    {
      about: "evidence",
      text: speech.sentence("evidence.standard", {
        percent: speech.percent(standard.probability),
        n: sources,
        figure: speech.figure(sources),
      }),
    },
  ];
  if (standard.grade !== undefined) {
    const grade = standard.grade;
    told.push({ about: "evidence", text: speech.sentence("evidence.grade", { grade }) });
  }
  told.push(
    {
      about: "coverage",
      text: speech.sentence("evidence.coverage", { percent: speech.percent(coverageRatio) }),
    },
    {
      about: "look",
      text:
        persistence.is === "impulse"
          ? speech.sentence("look.impulse")
          : speech.sentence("look.state", {
              duration: speech.duration(persistence.lookEveryMs, "gen"),
            }),
    },
    {
      about: "counting",
      text: speech.sentence(rule === undefined ? "count.other" : `count.${rule}`, {
        rule: speech.quoted(count),
      }),
    },
  );
  return told;
}
