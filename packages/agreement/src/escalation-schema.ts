import Type from "typebox";
import { stepKinds } from "./escalation/escalation.ts";
import {
  closed,
  duration,
  id,
  instant,
  LocalTextSchema,
  reference,
  remarkNote,
  sourceNote,
} from "./schema-parts.ts";

const mark = Type.Enum(["confirmed", "claimed", "assumed"], {
  description: "How sure it is that anybody agreed to it.",
});

const ConditionSchema = Type.Object(
  {
    findings: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000,
        description: "So many findings by people, with `within`; one of them new in this step.",
      }),
    ),
    within: Type.Optional(duration("With `findings`: what they found lies within this time.")),
    quiet: Type.Optional(duration("Nothing was found to have happened for so long.")),
    of: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1, maxLength: 64, description: "Id of an article." }),
          Type.Array(reference("Id of an article."), { minItems: 1, maxItems: 100 }),
        ],
        { description: "With `findings` or `quiet`: of these articles; of any unless said." },
      ),
    ),
    in: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description:
          "With `findings` or `quiet`: sector (any one of them, each by itself), or the id of a sector; everywhere together unless said.",
      }),
    ),
    unanswered: Type.Optional(
      Type.Enum(["any", "all"], {
        description: "Any or all of those whom the step asks did not answer in its time.",
      }),
    ),
    answered: Type.Optional(
      Type.Enum(["any", "all"], {
        description: "Any or all of those whom the step asks have answered.",
      }),
    ),
    lasted: Type.Optional(duration("The step has lasted so long.")),
    at: Type.Optional(instant("From this instant on.")),
  },
  {
    ...closed,
    oneOf: ["findings", "quiet", "unanswered", "answered", "lasted", "at"].map((key) => ({
      required: [key],
    })),
    description: "One condition.",
  },
);

const OfficeSchema = Type.Object(
  {
    id: id("Id of who decides, such as head-of-mission."),
    name: LocalTextSchema,
    rule: Type.Optional(reference("Id of the decision rule by which a body decides.")),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const StepSchema = Type.Object(
  {
    id: id("Id of the step, such as hotline."),
    is: Type.Enum(stepKinds, {
      description:
        "What it is. Only people lead into suspended, tripwire, backstop and ended; a ladder may stay ended.",
    }),
    name: LocalTextSchema,
    triggers: Type.Optional(LocalTextSchema),
    asks: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1, maxLength: 64, description: "each, or one id." }),
          Type.Array(reference("Id of a party, third party, mission or office."), {
            minItems: 1,
            maxItems: 40,
          }),
        ],
        { description: "Who is asked for an answer: each party, unless others are named." },
      ),
    ),
    answerWithin: Type.Optional(duration("How long there is for the answer.")),
    mark,
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const TransitionSchema = Type.Object(
  {
    id: id("Id of the transition."),
    from: Type.Union(
      [
        Type.String({ minLength: 1, maxLength: 64, description: "Id of a step." }),
        Type.Array(reference("Id of a step."), { minItems: 1, maxItems: 50 }),
      ],
      { description: "From which steps it leads." },
    ),
    // biome-ignore lint/suspicious/noThenProperty: the word of the document
    then: reference("Id of the step it leads to."),
    when: Type.Union(
      [ConditionSchema, Type.Array(ConditionSchema, { minItems: 1, maxItems: 10 })],
      {
        description: "What must be so before it may be decided; of several, all.",
      },
    ),
    decidedBy: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1, maxLength: 64, description: "One id." }),
          Type.Array(reference("Id of an office, party, third party or mission."), {
            minItems: 1,
            maxItems: 40,
          }),
        ],
        { description: "Who must decide it; of several, all." },
      ),
    ),
    automatic: Type.Optional(
      Type.Boolean({ description: "true: taken as soon as its conditions hold, by nobody." }),
    ),
    mark,
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

/** The `escalation` part of an agreement. */
export const EscalationSchema = Type.Object(
  {
    begins: reference("Id of the step it stands at on entry into force."),
    offices: Type.Optional(Type.Array(OfficeSchema, { maxItems: 50 })),
    steps: Type.Array(StepSchema, { minItems: 1, maxItems: 50 }),
    transitions: Type.Array(TransitionSchema, { maxItems: 200 }),
    note: remarkNote,
    source: sourceNote,
  },
  { ...closed, description: "The escalation ladder: steps, and who may decide to go on or back." },
);
