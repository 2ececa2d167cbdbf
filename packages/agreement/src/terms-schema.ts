import Type from "typebox";
import {
  calendarSpan,
  closed,
  duration,
  id,
  instant,
  LocalTextSchema,
  measure,
  reference,
  remarkNote,
  share,
  sourceNote,
} from "./schema-parts.ts";

/** A state or body that is no party and still owes, decides or speaks. */
export const ThirdPartySchema = Type.Object(
  {
    id: id("Short id used in rules, obligations and positions, such as uk."),
    name: LocalTextSchema,
    role: Type.Optional(
      Type.Enum(["guarantor", "contributor", "mediator"], {
        description: "What it is to the agreement; rules bind guarantors by that word.",
      }),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const DueSchema = Type.Object(
  {
    at: Type.Optional(instant("By this instant.")),
    from: Type.Optional(instant("With `to`: when the time for it begins.")),
    to: Type.Optional(instant("When the time for it ends (excluded).")),
    after: Type.Optional(
      reference("in-force, the id of another obligation, or of an article that withdraws."),
    ),
    within: Type.Optional(duration("With `after`: how long there is for it.")),
    basis: Type.Optional(
      Type.Enum(["agreement", "claim", "assumed"], {
        description: "Where the date comes from; agreement unless said.",
      }),
    ),
  },
  {
    ...closed,
    oneOf: [{ required: ["at"] }, { required: ["to"] }, { required: ["after"] }],
    description: "When it is due: at an instant, in a span, or after something for a duration.",
  },
);

export const ObligationSchema = Type.Object(
  {
    id: id("Id of the obligation; no article has the same."),
    who: Type.Union(
      [
        Type.String({ minLength: 1, maxLength: 64, description: "each, or one id." }),
        Type.Array(reference("Id of a party or third party."), { minItems: 1, maxItems: 40 }),
      ],
      { description: "Who owes it: each (every party), or parties and third parties by id." },
    ),
    does: LocalTextSchema,
    amount: Type.Optional(measure("How much, if it is an amount.")),
    due: Type.Optional(DueSchema),
    throughout: Type.Optional(
      Type.Boolean({
        description: "true: kept during the whole time, as a moratorium; met when it has ended.",
      }),
    ),
    takes: Type.Optional(
      duration("The least time that it takes; nothing unless said. Shows impossible deadlines."),
    ),
    evidence: Type.Array(
      Type.String({ minLength: 1, maxLength: 64, pattern: "^[a-z0-9][a-z0-9-]*$" }),
      {
        minItems: 1,
        maxItems: 20,
        description: "What must be there before it counts as met; all of it.",
      },
    ),
    depends: Type.Optional(
      Type.Array(reference("Id of an obligation that comes first."), { maxItems: 50 }),
    ),
    mayBePartOf: Type.Optional(
      reference("Id of an obligation whose amount may hold this one already: it is not clear."),
    ),
    visit: Type.Optional(
      Type.Object(
        {
          site: reference("Id of the site."),
          gives: reference("Which item of the evidence a visit that is done gives."),
        },
        { ...closed, description: "Visits of the mission to a site that are evidence of it." },
      ),
    ),
    mark: Type.Enum(["confirmed", "claimed", "assumed"], {
      description: "How sure it is that anybody undertook it.",
    }),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

export const ContributionSchema = Type.Object(
  {
    id: id("Id of the contribution."),
    who: reference("Id of the party or third party that would give it."),
    gives: LocalTextSchema,
    atLeast: Type.Optional(measure("No less than.")),
    upTo: Type.Optional(measure("No more than: a cap.")),
    caveats: Type.Optional(
      Type.Array(LocalTextSchema, {
        minItems: 1,
        maxItems: 20,
        description: "Conditions and limits that the giver put on it.",
      }),
    ),
    needs: Type.Optional(
      Type.Array(reference("Id of a decision rule."), {
        minItems: 1,
        maxItems: 20,
        description: "Bodies that decide about it first.",
      }),
    ),
    obligation: Type.Optional(reference("Id of the obligation that says by when.")),
    mayBePartOf: Type.Optional(
      reference("Id of a contribution that may hold this one already: it is not clear."),
    ),
    mark: Type.Enum(["confirmed", "claimed", "assumed"], {
      description: "How sure it is that anybody undertook it.",
    }),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

export const DecisionSchema = Type.Object(
  {
    id: id("Id of the decision rule."),
    name: LocalTextSchema,
    members: Type.Union(
      [
        Type.Integer({ minimum: 1, maximum: 500, description: "How many; ids are 1, 2, 3 …" }),
        Type.Array(id("Id of a member."), { minItems: 1, maxItems: 500 }),
      ],
      { description: "Who votes: the number of members, or their ids." },
    ),
    weights: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
          description: "Votes of members that have not one, by id.",
        },
      ),
    ),
    vetoes: Type.Optional(
      Type.Array(reference("Id of a member."), {
        maxItems: 500,
        description: "Members that reject by voting no; abstaining is no veto.",
      }),
    ),
    quorum: Type.Optional(share("Share of all votes that must be present.")),
    unanimity: Type.Optional(
      Type.Object(
        {
          silence: Type.Enum(["consents", "blocks"], {
            description: "Whether abstaining and being absent consent or block.",
          }),
        },
        closed,
      ),
    ),
    threshold: Type.Optional(
      Type.Object(
        {
          of: Type.Enum(["present-and-voting", "present", "members"], {
            description: "What the share is of; present-and-voting leaves abstentions out.",
          }),
          moreThan: Type.Optional(share("More yes votes than this share.")),
          atLeast: Type.Optional(share("At least this share of yes votes.")),
          yesMembers: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 500,
              description: "And at least so many members voting yes, whatever their votes weigh.",
            }),
          ),
        },
        { ...closed, oneOf: [{ required: ["moreThan"] }, { required: ["atLeast"] }] },
      ),
    ),
    mark: Type.Enum(["confirmed", "claimed", "assumed"], {
      description: "How sure it is that the body decides so.",
    }),
    note: remarkNote,
    source: sourceNote,
  },
  { ...closed, oneOf: [{ required: ["unanimity"] }, { required: ["threshold"] }] },
);

export const TermSchema = Type.Object(
  {
    id: id("Id of the term."),
    name: LocalTextSchema,
    is: Type.Enum(["number", "interval", "choice"], {
      description: "number: one value. interval: values from to. choice: some of the options.",
    }),
    unit: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 32,
        pattern: "^[A-Za-z%][A-Za-z0-9%/-]*$",
        description: "Of numbers and intervals: km, persons, GBP …",
      }),
    ),
    options: Type.Optional(
      Type.Array(Type.Object({ id: id("Id of the option."), name: LocalTextSchema }, closed), {
        minItems: 2,
        maxItems: 12,
        description: "Of a choice: everything that could be chosen.",
      }),
    ),
    note: remarkNote,
  },
  closed,
);

const HeldSchema = Type.Object(
  {
    term: reference("Id of the term."),
    exactly: Type.Optional(measure("Of a number: the value.")),
    atLeast: Type.Optional(measure("Of an interval: this and more.")),
    moreThan: Type.Optional(measure("Of an interval: more than this.")),
    atMost: Type.Optional(measure("Of an interval: this and less.")),
    lessThan: Type.Optional(measure("Of an interval: less than this.")),
    oneOf: Type.Optional(
      Type.Array(reference("Id of an option."), {
        minItems: 1,
        maxItems: 12,
        description: "Of a choice: the options that it would accept.",
      }),
    ),
    note: remarkNote,
  },
  closed,
);

export const PositionSchema = Type.Object(
  {
    id: id("Id of the position, such as Q8."),
    who: Type.String({ minLength: 1, maxLength: 200, description: "Who said it, in words." }),
    side: Type.Optional(reference("Id of the party or third party that they speak for.")),
    when: calendarSpan("When it was said."),
    dateBasis: Type.Optional(
      Type.Enum(["stated", "inferred"], {
        description: "inferred: from the events that it names. stated unless said.",
      }),
    ),
    published: Type.String({
      minLength: 1,
      maxLength: 500,
      description: "Where it was published.",
    }),
    grade: Type.Optional(
      Type.String({
        pattern: "^[A-F][1-6]$",
        maxLength: 2,
        description: "Admiralty grade: reliability of the source, credibility of what it says.",
      }),
    ),
    says: LocalTextSchema,
    holds: Type.Optional(
      Type.Array(HeldSchema, {
        maxItems: 20,
        description: "What it would accept, term by term; terms left out are open.",
      }),
    ),
    note: remarkNote,
  },
  closed,
);

export const ContradictionSchema = Type.Object(
  {
    between: Type.Array(reference("Id of a position or decision rule."), {
      minItems: 2,
      maxItems: 20,
      description: "Positions that contradict each other, or a rule that they are about.",
    }),
    kind: Type.Enum(
      [
        "number",
        "task",
        "method",
        "role",
        "consent",
        "terms",
        "status",
        "risk",
        "money",
        "law",
        "supply",
      ],
      { description: "In what they do." },
    ),
    note: LocalTextSchema,
  },
  closed,
);
