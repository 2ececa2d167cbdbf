import Type from "typebox";

/** Unknown keys are refused. */
export const closed = { additionalProperties: false };

/** How a text or number is read; an editor goes by the pattern beside it. */
export type Quantity =
  | "distance"
  | "area"
  | "duration"
  | "instant"
  | "deadline"
  | "clock-time"
  | "timezone"
  | "path"
  | "annex"
  | "probability"
  | "share"
  | "measure"
  | "calendar-span"
  | "id";

const distancePattern = "^[0-9]+(\\.[0-9]+)?\\s*(m|km|mi|nmi)$";
export const durationPattern =
  "^P(?!$)([0-9]+W|([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?)$";
export const instantPattern =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$";
export const clockTimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/** A text that is read as a quantity; the pattern says the same to an editor. */
export function text(quantity: Quantity, pattern: string, description: string) {
  return Type.String({ maxLength: 200, pattern, description, quantity });
}
export const distance = (description: string) =>
  text(
    "distance",
    distancePattern,
    `${description} A number and its unit: m, km, mi or nmi, such as 25 km.`,
  );
export const duration = (description: string) =>
  text("duration", durationPattern, `${description} ISO 8601, such as P14D or PT2M.`);
export const instant = (description: string) =>
  text(
    "instant",
    instantPattern,
    `${description} ISO 8601 with offset, such as 2015-02-15T00:00+02:00; a date alone is its local midnight.`,
  );
export const share = (description: string) =>
  text("share", "^[0-9]{1,6}/[0-9]{1,6}$", `${description} A fraction, such as 2/3.`);
export const measure = (description: string) =>
  text(
    "measure",
    "^[0-9]+(\\.[0-9]+)?( (thousand|million|billion))? [A-Za-z%][A-Za-z0-9%/-]*$",
    `${description} A number and its unit, such as 30 thousand persons or 4.5 billion GBP.`,
  );
export const calendarSpan = (description: string) =>
  text(
    "calendar-span",
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    `${description} As exactly as it is known: "2025", 2025-02 or 2025-02-24.`,
  );
export const id = (description: string) =>
  text("id", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description);
export const reference = (description: string) =>
  Type.String({ minLength: 1, maxLength: 64, description });
export const ratio = (description: string) =>
  Type.Number({ minimum: 0, maximum: 1, description, quantity: "probability" });
export const geometryFile = (description: string) =>
  text(
    "path",
    "^(?!/)(?!.*\\.\\.)[^\\\\:]+\\.(geojson|json)$",
    `${description} Path of a GeoJSON file below this folder.`,
  );

/** Language tags as keys: the mark of a text by language among the mappings of the schema. */
export const languagePattern = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
export const LocalTextSchema = Type.Record(
  Type.String({ pattern: languagePattern }),
  Type.String({ minLength: 1, maxLength: 4_000 }),
  { minProperties: 1, description: "Text by language, such as { en: …, uk: …, ru: …, fr: … }." },
);
export const sourceNote = Type.Optional(
  Type.String({ maxLength: 1_000, description: "Where this comes from: text, clause, page." }),
);
export const remarkNote = Type.Optional(
  Type.String({ maxLength: 4_000, description: "A note to the reader; has no effect." }),
);
