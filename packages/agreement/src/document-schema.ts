import Type, { type Static } from "typebox";
import { EscalationSchema } from "./escalation-schema.ts";
import { IndicatorSchema } from "./indicator-schema.ts";
import { DefinitionSchema, ExemptionSchema, PhaseSchema } from "./norms-schema.ts";
import { RuleSchema } from "./rule-schema.ts";
import {
  clockTimePattern,
  closed,
  distance,
  duration,
  geometryFile,
  id,
  instant,
  LocalTextSchema,
  ratio,
  reference,
  remarkNote,
  sourceNote,
  text,
} from "./schema-parts.ts";
import {
  ContradictionSchema,
  ContributionSchema,
  DecisionSchema,
  ObligationSchema,
  PositionSchema,
  TermSchema,
  ThirdPartySchema,
} from "./terms-schema.ts";
import { GateSchema, ZoneSchema } from "./zone-schema.ts";

const PartySchema = Type.Object(
  { id: id("Short id used in rules, such as a."), name: LocalTextSchema, note: remarkNote },
  closed,
);

const LineVersionSchema = Type.Object(
  {
    drawnBy: id("Who drew this version: a party's id, the mission, or that it is a schematic."),
    acceptedBy: Type.Array(reference("A party's id."), {
      maxItems: 20,
      description: "Parties that accepted it; [] for none.",
    }),
    validFrom: instant("From when on this version is the one its author holds to be true."),
    geometry: geometryFile("One LineString."),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const LineSchema = Type.Object(
  {
    id: id("Id of the line."),
    name: LocalTextSchema,
    sides: Type.Object(
      {
        left: reference("Party that holds the ground left of the line, walking as digitised."),
        right: reference("Party that holds the ground right of it."),
      },
      closed,
    ),
    versions: Type.Array(LineVersionSchema, {
      minItems: 1,
      maxItems: 2_000,
      description: "Older versions of one author before newer ones.",
    }),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const SectorSchema = Type.Object(
  {
    id: id("Id of the sector."),
    name: LocalTextSchema,
    along: Type.Optional(
      Type.Object(
        {
          line: reference("Id of the line."),
          from: distance("Where the sector begins, along the line as digitised."),
          to: Type.Optional(distance("Where it ends; without it, at the end of the line.")),
        },
        closed,
      ),
    ),
    geometry: Type.Optional(geometryFile("Polygon or MultiPolygon.")),
    note: remarkNote,
    source: sourceNote,
  },
  { ...closed, oneOf: [{ required: ["along"] }, { required: ["geometry"] }] },
);

const SiteSchema = Type.Object(
  {
    id: id("Id of the site."),
    kind: Type.String({
      minLength: 1,
      maxLength: 64,
      pattern: "^[a-z][a-z0-9-]*$",
      description: "What it is: nuclear-plant, port, city, crossing-point, storage-site …",
    }),
    name: LocalTextSchema,
    at: Type.Array(Type.Number(), {
      minItems: 2,
      maxItems: 2,
      quantity: "position",
      description: "[longitude, latitude] in degrees, WGS 84.",
    }),
    safetyRadius: Type.Optional(
      distance("Fire that lands nearer than this puts the site at risk; by its kind unless said."),
    ),
    powerLines: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 50,
        description: "Lines that supply it from outside, each asked after on every visit.",
      }),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

const StandardSchema = Type.Object(
  {
    probability: ratio("How probable a breach must be, 0 to 1, such as 0.9."),
    independentSources: Type.Integer({
      minimum: 1,
      maximum: 100,
      description: "How many independent sources must have seen or heard it.",
    }),
    grade: Type.Optional(
      Type.Enum(["A", "B", "C", "D", "E"], {
        description: "The least reliability of a source that counts, A (best) to E.",
      }),
    ),
  },
  { ...closed, description: "The standard of evidence." },
);

const ArticleSchema = Type.Object(
  {
    id: id("Number or id of the article, in quotes if it is a number."),
    text: Type.Optional(LocalTextSchema),
    rule: RuleSchema,
    standard: Type.Optional(StandardSchema),
    coverage: Type.Optional(ratio("Coverage that `met` asks for; 0.8 unless said.")),
    persistence: Type.Optional(
      Type.Union(
        [
          Type.Literal("impulse"),
          Type.Object({ state: duration("It must be looked at again within this time.") }, closed),
        ],
        { description: "impulse: over at once, as a shot. state: lasts, as a weapon or a trench." },
      ),
    ),
    count: Type.Optional(
      Type.Enum(["smm", "incident", "acled", "ucdp"], {
        description: "The counting rule: smm for fire and incident for the rest, unless said.",
      }),
    ),
    weight: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1_000,
        description: "How much the clause counts where clauses are pooled; 1 unless said.",
      }),
    ),
    note: remarkNote,
    source: sourceNote,
  },
  closed,
);

/**
 * The schema of an agreement: the one source of its type, of the published JSON Schema and of the
 * faults of shape (`checkShape` reads this very object, with annexes and amendments added to it). `quantity` is a keyword of ours that says
 * how a text is read; `pattern` says the same to an editor.
 */
export const AgreementDocumentSchema = Type.Object(
  {
    truceline: Type.Literal("agreement/1", { description: "Form and version of this document." }),
    id: id("Id of the agreement, such as minsk-2015."),
    status: Type.Enum(["agreement", "proposal", "declared", "exercise"], {
      description: "Whether it was agreed, proposed, declared by one side, or made up to train.",
    }),
    title: LocalTextSchema,
    authentic: Type.Optional(
      Type.String({
        maxLength: 35,
        pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description: "Language of the authentic text, such as en; the others are translations.",
      }),
    ),
    timezone: text(
      "timezone",
      "^[A-Za-z][A-Za-z0-9_+/-]*$",
      "Time zone of dates and clock times, such as Europe/Kyiv.",
    ),
    inForce: Type.Object(
      {
        from: instant("Entry into force."),
        to: Type.Optional(instant("End (excluded); without it, none.")),
      },
      closed,
    ),
    reporting: Type.Optional(
      Type.Object(
        {
          cutOff: text(
            "clock-time",
            clockTimePattern,
            'Local end of a reporting period, such as "19:30".',
          ),
        },
        closed,
      ),
    ),
    parties: Type.Array(PartySchema, { minItems: 2, maxItems: 20 }),
    association: Type.Optional(
      Type.Object(
        {
          distance: Type.Optional(
            distance("Observations nearer than this may be one incident; 3 km unless said."),
          ),
          time: Type.Optional(duration("And nearer in time than this; PT2M unless said.")),
        },
        closed,
      ),
    ),
    coverage: Type.Optional(
      Type.Object(
        {
          cellResolution: Type.Integer({
            minimum: 3,
            maximum: 9,
            description: "H3 resolution of the coverage cells; 6 unless said.",
          }),
        },
        closed,
      ),
    ),
    release: Type.Optional(
      Type.Object(
        {
          delay: Type.Optional(
            duration("How old a record is before the public sees it; PT24H unless said."),
          ),
          area: Type.Optional(
            text(
              "area",
              "^[0-9]+(\\.[0-9]+)?\\s*(m2|km2|m²|km²)$",
              "How coarse a place the public sees; 250 km2 unless said.",
            ),
          ),
        },
        closed,
      ),
    ),
    lines: Type.Optional(Type.Array(LineSchema, { maxItems: 50 })),
    zones: Type.Optional(Type.Array(ZoneSchema, { maxItems: 1_000 })),
    sectors: Type.Optional(Type.Array(SectorSchema, { maxItems: 200 })),
    sites: Type.Optional(Type.Array(SiteSchema, { maxItems: 2_000 })),
    gates: Type.Optional(Type.Array(GateSchema, { maxItems: 200 })),
    definitions: Type.Optional(Type.Array(DefinitionSchema, { maxItems: 200 })),
    phases: Type.Optional(Type.Array(PhaseSchema, { maxItems: 100 })),
    articles: Type.Array(ArticleSchema, { minItems: 1, maxItems: 500 }),
    exemptions: Type.Optional(Type.Array(ExemptionSchema, { maxItems: 500 })),
    thirdParties: Type.Optional(Type.Array(ThirdPartySchema, { maxItems: 100 })),
    obligations: Type.Optional(Type.Array(ObligationSchema, { maxItems: 500 })),
    decisions: Type.Optional(Type.Array(DecisionSchema, { maxItems: 50 })),
    terms: Type.Optional(Type.Array(TermSchema, { maxItems: 100 })),
    positions: Type.Optional(Type.Array(PositionSchema, { maxItems: 500 })),
    contradictions: Type.Optional(Type.Array(ContradictionSchema, { maxItems: 500 })),
    contributions: Type.Optional(Type.Array(ContributionSchema, { maxItems: 200 })),
    escalation: Type.Optional(EscalationSchema),
    indicators: Type.Optional(Type.Array(IndicatorSchema, { maxItems: 100 })),
    note: remarkNote,
    sources: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 1_000 }), {
        maxItems: 200,
        description: "Where the document's content comes from.",
      }),
    ),
  },
  closed,
);
export type AgreementDocument = Static<typeof AgreementDocumentSchema>;
