import { dirname, resolve } from "node:path";
import { readDocument } from "@truceline/agreement";
import { durationMs, type FeedSettings, type FeedSpec, parseFeedUrl } from "@truceline/feeds";
import { type DocumentFault, lonLat, TrucelineError } from "@truceline/model";
import Type, { type Static } from "typebox";

const closed = { additionalProperties: false };
const id = Type.String({ minLength: 1, maxLength: 64, pattern: "^[a-z0-9][a-z0-9._-]{0,63}$" });
const sensorId = Type.String({ minLength: 1, maxLength: 200 });
const patrolId = Type.String({
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "the id of a patrol, in small letters",
});
const duration = Type.String({ maxLength: 30, description: "30s, 5m, PT1H" });
const perSecond = Type.Number({ exclusiveMinimum: 0, maximum: 100_000 });

/** `feeds.yaml` beside an agreement: where messages come from and who is heard over it. */
const FeedsDocumentSchema = Type.Object(
  {
    truceline: Type.Literal("feeds/1"),
    feeds: Type.Array(
      Type.Object(
        {
          id,
          url: Type.String({ minLength: 1, maxLength: 2_000 }),
          /** Sensors of the deployment that are heard over this feed. */
          sensors: Type.Optional(Type.Array(sensorId, { maxItems: 500 })),
          /** Names that stations give themselves, and the sensor each is. */
          stations: Type.Optional(
            Type.Record(Type.String({ minLength: 1, maxLength: 200 }), sensorId),
          ),
          /** For `cot`: which patrol a device goes with, by its uid. No other device on the ground is followed. */
          patrols: Type.Optional(
            Type.Record(Type.String({ minLength: 1, maxLength: 200 }), patrolId),
          ),
          /** Silent for longer, the feed is dead. */
          heartbeat: Type.Optional(duration),
          /** How far a sender's clock may be off. */
          clock: Type.Optional(duration),
          /** Messages of each sender. */
          quota: Type.Optional(
            Type.Object(
              { perSecond, burst: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) },
              closed,
            ),
          ),
          mapping: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
          /** For `odk`: the mission's own form, from the folder of this file. */
          form: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
          receiver: Type.Optional(
            Type.Object(
              {
                lonDeg: Type.Number({ minimum: -180, maximum: 180 }),
                latDeg: Type.Number({ minimum: -90, maximum: 90 }),
              },
              closed,
            ),
          ),
          /** From the folder of this file. */
          secretFile: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
);
type FeedsDocument = Static<typeof FeedsDocumentSchema>;
type FeedEntry = FeedsDocument["feeds"][number];

/** The feeds of a document, or everything that is wrong with it, each with its line. */
export function readFeedsDocument(input: {
  /** Absolute path: what it names is looked for beside it. */
  readonly path: string;
  /** As it is shown. */
  readonly shownPath: string;
  readonly text: string | Uint8Array;
  readonly sensorIds: readonly string[];
}): { readonly specs?: readonly FeedSpec[]; readonly faults: readonly DocumentFault[] } {
  const { path, shownPath, text, sensorIds } = input;
  const read = readDocument({ path: shownPath, text }, FeedsDocumentSchema);
  if (read.value === undefined) return { faults: read.faults };
  const faults: DocumentFault[] = [];
  const specs: FeedSpec[] = [];
  for (const [index, entry] of (read.value as FeedsDocument).feeds.entries()) {
    const at = `/feeds/${index}`;
    const tell = (pointer: string, message: string) => {
      const place = read.locate(`${at}${pointer}`);
      faults.push({
        code: "TL_SERVER_FEEDS",
        message,
        file: shownPath,
        line: place?.line,
        column: place?.column,
        path: `${at}${pointer}`,
      });
    };
    try {
      const spec = parseFeedUrl(entry.url, settingsOf(entry, dirname(path), tell));
      specs.push(spec);
      for (const fault of patrolFaults(spec)) tell("/patrols", fault);
    } catch (thrown) {
      if (!(thrown instanceof TrucelineError)) throw thrown;
      for (const { message } of thrown.faults) tell("/url", message);
    }
    for (const name of [...(entry.sensors ?? []), ...Object.values(entry.stations ?? {})]) {
      if (sensorIds.includes(name)) continue;
      tell("/sensors", `the deployment has no sensor \`${name}\``);
    }
  }
  for (const twice of idsTwice(specs)) {
    faults.push({
      code: "TL_SERVER_FEEDS",
      message: `two feeds are \`${twice}\``,
      file: shownPath,
    });
  }
  return faults.length > 0 ? { faults } : { specs, faults: [] };
}

function patrolFaults({ format, patrolByUid }: FeedSpec): readonly string[] {
  const patrolIds = Object.values(patrolByUid);
  if (patrolIds.length > 0 && format !== "cot") return ["only devices of `cot` go with a patrol"];
  const twice = patrolIds.filter((patrol, index) => patrolIds.indexOf(patrol) !== index);
  // Two devices apart would draw one track to and fro.
  return [...new Set(twice)].map((patrol) => `two devices are of patrol ${patrol}: name one`);
}

/** Ids that more than one feed has. */
export function idsTwice(specs: readonly FeedSpec[]): readonly string[] {
  const ids = specs.map((spec) => spec.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function settingsOf(
  entry: FeedEntry,
  folder: string,
  tell: (pointer: string, message: string) => void,
): FeedSettings {
  const { sensors, stations, patrols, quota, mapping, form, receiver, secretFile } = entry;
  const time = (key: "heartbeat" | "clock"): number | undefined => {
    const given = entry[key];
    const ms = given === undefined ? undefined : durationMs(given);
    if (given !== undefined && ms === undefined) {
      tell(`/${key}`, `\`${given}\` is no duration: 30s, 5m, PT1H`);
    }
    return ms;
  };
  const heartbeatMs = time("heartbeat");
  const clockToleranceMs = time("clock");
  return {
    id: entry.id,
    ...(sensors === undefined ? {} : { sensors }),
    ...(stations === undefined ? {} : { sensorByStation: stations }),
    ...(patrols === undefined ? {} : { patrolByUid: patrols }),
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
    ...(clockToleranceMs === undefined ? {} : { clockToleranceMs }),
    ...(quota === undefined
      ? {}
      : {
          quota: {
            perSecond: quota.perSecond,
            burstCount: quota.burst ?? Math.max(1, Math.ceil(quota.perSecond * 10)),
          },
        }),
    // A name of its own, or a file beside this one.
    ...(mapping === undefined
      ? {}
      : { mapping: /[./]/.test(mapping) ? resolve(folder, mapping) : mapping }),
    ...(form === undefined ? {} : { form: resolve(folder, form) }),
    ...(receiver === undefined ? {} : { receiver: lonLat(receiver.lonDeg, receiver.latDeg) }),
    ...(secretFile === undefined ? {} : { secretFile: resolve(folder, secretFile) }),
  };
}
