import Type, { type Static } from "typebox";
import { AtMsSchema, NameSchema, TextSchema } from "./basics.ts";
import { defineRecord } from "./define-record.ts";
import { LonLatSchema } from "./lon-lat.ts";

const closed = { additionalProperties: false };

/** Hours of the local day in which something works: "06:00" to "18:00"; over midnight if from > to. */
const DailyHoursSchema = Type.Object(
  {
    from: Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
    to: Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
  },
  closed,
);

const PostSchema = Type.Object(
  {
    id: NameSchema,
    name: Type.Optional(NameSchema),
    position: LonLatSchema,
    kind: Type.Enum(["observation-post", "patrol-base", "mast", "station"]),
    /** People on watch at any hour. */
    onWatchCount: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
  },
  closed,
);

const SensorSchema = Type.Object(
  {
    id: NameSchema,
    /** Entry of the sensing catalogue: `ear`, `eye`, `camera`. */
    means: NameSchema,
    /** The post it stands on; its position unless the sensor gives its own. */
    post: NameSchema,
    position: Type.Optional(LonLatSchema),
    heightM: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000 })),
    /** Field of view; absent = all round. */
    view: Type.Optional(
      Type.Object(
        {
          bearingDeg: Type.Number({ minimum: 0, exclusiveMaximum: 360 }),
          fieldOfViewDeg: Type.Number({ exclusiveMinimum: 0, maximum: 360 }),
        },
        closed,
      ),
    ),
    /** Hours of the local day; absent = always. */
    hours: Type.Optional(DailyHoursSchema),
    /** Common causes beyond the post itself, such as a power line: names shared by several sensors. */
    commonCauses: Type.Optional(Type.Array(NameSchema, { maxItems: 10 })),
  },
  closed,
);

/** What a mission has on the ground. `watch`, `check`, `plan` and `simulate` share this form. */
export const DeploymentSchema = Type.Object(
  {
    schema: Type.Literal("deployment/1"),
    id: NameSchema,
    title: Type.Optional(TextSchema),
    /** Where the figures come from, and which are assumed. */
    sources: Type.Optional(Type.Array(TextSchema, { maxItems: 50 })),
    validFromMs: Type.Optional(AtMsSchema),
    posts: Type.Array(PostSchema, { maxItems: 5_000 }),
    sensors: Type.Array(SensorSchema, { maxItems: 20_000 }),
  },
  closed,
);
export type Deployment = Readonly<Static<typeof DeploymentSchema>>;
export type DeployedSensor = Deployment["sensors"][number];
export type Post = Deployment["posts"][number];

export const deploymentRecord = defineRecord("deployment", DeploymentSchema);
