import type { CotDetailPart } from "./cot-event.ts";

/** A value of a feature's property. */
export type PropertyValue =
  | string
  | number
  | boolean
  | readonly PropertyValue[]
  | { readonly [member: string]: PropertyValue };

/**
 * How a property and a part of the detail stand for each other: its scalar members are attributes, its
 * objects and lists are parts within. What is text in XML gets its kind back by name.
 */
export interface PartForm {
  readonly part: string;
  readonly numbers?: readonly string[];
  readonly booleans?: readonly string[];
  /** Members that are lists, even of one. */
  readonly lists?: readonly string[];
  /** Members that the part has under another name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Members whose own members are texts within parts, not attributes. */
  readonly texts?: readonly string[];
}

const attitude = ["roll", "pitch", "yaw", "eRoll", "ePitch", "eYaw"];

/** Properties of features in the form that TAK's clients on the web exchange, by their names. */
export const partForms: Readonly<Record<string, PartForm>> = {
  sensor: {
    part: "sensor",
    numbers: ["elevation", "vfov", "north", "roll", "range", "azimuth", "fov"],
  },
  geofence: { part: "__geofence", booleans: ["elevationMonitored"] },
  milsym: { part: "__milsym" },
  milicon: { part: "__milicon" },
  creator: { part: "creator" },
  fileshare: { part: "fileshare", numbers: ["sizeInBytes"] },
  group: { part: "__group" },
  takv: { part: "takv" },
  status: { part: "status" },
  precisionlocation: { part: "precisionlocation" },
  video: { part: "__video", renamed: { connection: "ConnectionEntry" } },
  mission: { part: "mission", texts: ["missionLayer"] },
  spatial: { part: "spatial", numbers: ["version", ...attitude] },
  radsensordetail: {
    part: "radsensordetail",
    numbers: [
      ...["batterylevel", "nalarmstddev", "alarm", "measurement", "neutron_loc", "gamma_loc"],
      ...[
        "neutron_loc_alarm_value",
        "gamma_loc_alarm_value",
        "neutron_loc_alarm",
        "gamma_loc_alarm",
      ],
    ],
    lists: ["radmeasurement"],
  },
  chemsensordetail: {
    part: "chemsensordetail",
    numbers: ["batterylevel", "revision", "quantity", "concentration", "alarm", "confidence", "id"],
    lists: ["detection"],
  },
  biosensordetail: {
    part: "biosensordetail",
    numbers: ["batterylevel", "revision", "channel", "dose", "confidence", "concentration"],
    booleans: ["harmful"],
    lists: ["measurement", "level"],
  },
};

/** The part of a property. */
export function partOfProperty(form: PartForm, value: PropertyValue): CotDetailPart {
  return partOf(form.part, form, value, false);
}

function partOf(
  name: string,
  form: PartForm,
  value: PropertyValue,
  isOfTexts: boolean,
): CotDetailPart {
  const attributes: Record<string, string> = {};
  const children: CotDetailPart[] = [];
  if (typeof value !== "object") return { name, attributes, children: [String(value)] };
  for (const [member, inner] of Object.entries(value)) {
    const partName = form.renamed?.[member] ?? member;
    if (Array.isArray(inner)) {
      children.push(...inner.map((one: PropertyValue) => partOf(partName, form, one, false)));
    } else if (typeof inner === "object") {
      children.push(partOf(partName, form, inner, form.texts?.includes(member) === true));
    } else if (isOfTexts) {
      children.push(partOf(partName, form, inner, false));
    } else {
      attributes[partName] = String(inner);
    }
  }
  return { name, attributes, children };
}

/** The property of a part. */
export function propertyOfPart(form: PartForm, part: CotDetailPart): PropertyValue {
  const value: Record<string, PropertyValue> = {};
  for (const [name, text] of Object.entries(part.attributes))
    value[name] = kindOf(form, name, text);
  for (const child of part.children) {
    if (typeof child === "string") continue;
    const renamed = Object.entries(form.renamed ?? {}).find(
      ([, partName]) => partName === child.name,
    );
    const member = renamed?.[0] ?? child.name;
    const [text] = child.children;
    const isText =
      child.children.length === 1 &&
      typeof text === "string" &&
      Object.keys(child.attributes).length === 0;
    const inner = isText ? kindOf(form, member, text) : propertyOfPart(form, child);
    const before = value[member];
    if (form.lists?.includes(member) !== true) value[member] = inner;
    else value[member] = Array.isArray(before) ? [...before, inner] : [inner];
  }
  return value;
}

function kindOf(form: PartForm, name: string, text: string): PropertyValue {
  if (form.numbers?.includes(name) === true && text !== "" && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (form.booleans?.includes(name) === true && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
