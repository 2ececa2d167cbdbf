import type { Area, DocumentFault } from "@truceline/model";
import type { CapAlert, CapArea, CapInfo } from "../cap/cap-alert.ts";
import { readCap } from "../cap/read-cap.ts";
import { describeFault } from "../errors.ts";
import type { ClaimDraft } from "../mapping/decode-rows.ts";
import type { HeardDocument } from "./document-records.ts";
import { messageKey } from "./message-key.ts";
import { plainName, plainText } from "./plain-text.ts";
import type { HeardMessage, RecordReaderOptions } from "./record-reader.ts";

const ringPointMax = 2_000;
const radiusMaxM = 500_000;
const typeCountMax = 50;
/** Shapes of one alert that become claims, and earlier alerts that one may be about. */
const shapeCountMax = 500;
const aboutCountMax = 100;

/**
 * Alerts (CAP) to claims: what an authority says is the matter, where, from when to when, in its words. Each
 * thing that is the matter is a claim, in all languages it is said in, and one for each shape of its area. An
 * update says which claims it takes the place of; a cancellation is one claim without an area, that ends
 * them. Exercises, tests and drafts, and messages about messages, give no record.
 */
export function alertRecords(bytes: Uint8Array, options: RecordReaderOptions): HeardDocument {
  const { alerts, faults } = readCap(bytes, { name: options.name });
  const lost: DocumentFault[] = [];
  const messages = alerts.map(({ alert, form }): HeardMessage => {
    const claims = form === "alert" ? claimsOf(alert, options, lost) : [];
    return {
      type: form === "alert" ? `CAP ${alert.messageType}` : "CAP entry",
      records: claims.map((record) => ({ kind: "claim", record })),
    };
  });
  return { messages, faults: [...faults, ...lost] };
}

function claimsOf(
  alert: CapAlert,
  options: RecordReaderOptions,
  lost: DocumentFault[],
): readonly ClaimDraft[] {
  const { status, messageType, sentAtMs } = alert;
  if (status !== "Actual" || messageType === "Ack" || messageType === "Error") return [];
  const sourceId = nameOf(alert);
  if (messageType === "Cancel") return [{ ...endOf(alert, options), sourceId }];
  const claims = byMatter(alert.infos).flatMap((infos) => {
    const [info] = infos;
    const fromMs = info.onsetAtMs ?? info.effectiveAtMs ?? sentAtMs;
    const toMs = Math.max(fromMs, info.expiresAtMs ?? fromMs);
    const whole = {
      ...headOf(alert, info, options),
      span: { fromMs, toMs, precision: "minute" as const },
      types: typesOf([messageType, ...infos.flatMap(labelsOf)]),
      ...statementOf(infos.map(textOf)),
    };
    const tell = (special: string) =>
      lost.push(describeFault("TL_INT_CAP_SHAPE", special, { file: options.name }));
    const shapes = info.areas.flatMap((area) => shapesOf(area, tell));
    const isBare = ({ rings, circles }: CapArea) => rings.length + circles.length === 0;
    const bare = info.areas.filter(isBare).map(({ description }) => description);
    const parts =
      bare.length > 0 || shapes.length === 0
        ? [...shapes, placed(plainName(bare.join("; ")))]
        : shapes;
    return parts.map((part) => ({ ...whole, ...part }));
  });
  if (claims.length > shapeCountMax) {
    const special = `${claims.length} shapes of ${shapeCountMax}`;
    lost.push(describeFault("TL_INT_CAP_SHAPE", special, { file: options.name }));
  }
  return claims.slice(0, shapeCountMax).map((claim, index) => ({
    ...claim,
    sourceId: index === 0 ? sourceId : `${sourceId}/${index + 1}`,
  }));
}

/** That what was said is over or was wrong: of when it was sent, and of no place. */
function endOf(alert: CapAlert, options: RecordReaderOptions): Omit<ClaimDraft, "sourceId"> {
  const { sentAtMs, messageType, infos, note } = alert;
  return {
    ...headOf(alert, infos[0], options),
    span: { fromMs: sentAtMs, toMs: sentAtMs, precision: "minute" },
    types: typesOf([messageType, ...infos.map(({ event }) => event)]),
    ...statementOf([note ?? "", ...infos.map(textOf)]),
  };
}

function headOf(
  alert: CapAlert,
  info: CapInfo | undefined,
  { origin, source }: RecordReaderOptions,
) {
  const { sender, sentAtMs, messageType, references } = alert;
  const claimant = plainName(info?.senderName ?? sender);
  const sourceIds = [...new Set(references.map(nameOf))].slice(0, aboutCountMax);
  return {
    schema: "claim/1" as const,
    origin,
    source,
    grade: { source: "F", information: "6" } as const,
    publishedAtMs: sentAtMs,
    ...(claimant === undefined ? {} : { claimant }),
    ...(sourceIds.length === 0
      ? {}
      : {
          about: {
            kind: messageType === "Cancel" ? ("ends" as const) : ("replaces" as const),
            sourceIds,
          },
        }),
  };
}

/** What an alert's claims are known by; a reference to the alert says as much. */
function nameOf({
  sender,
  identifier,
  sentAtMs,
}: Pick<CapAlert, "sender" | "identifier" | "sentAtMs">): string {
  return `${plainName(identifier)?.slice(0, 100) ?? ""} ${messageKey(`${sender},${identifier},${sentAtMs}`)}`;
}

/**
 * The infos of an alert by what is the matter: those that differ in their words only, each in a language
 * of its own, say the same.
 */
function byMatter(infos: readonly CapInfo[]): readonly (readonly [CapInfo, ...CapInfo[]])[] {
  const found: { readonly key: string; readonly infos: [CapInfo, ...CapInfo[]] }[] = [];
  for (const info of infos) {
    const key = JSON.stringify([
      ...[info.categories, info.urgency, info.severity, info.certainty, info.eventCodes],
      ...[info.effectiveAtMs, info.onsetAtMs, info.expiresAtMs],
      info.areas.map(({ rings, circles, geocodes }) => [rings, circles, geocodes]),
    ]);
    const language = languageOf(info);
    const same = found.find(
      (one) => one.key === key && one.infos.every((other) => languageOf(other) !== language),
    );
    if (same === undefined) found.push({ key, infos: [info] });
    else same.infos.push(info);
  }
  return found.map((one) => one.infos);
}

const languageOf = ({ language = "en-US" }: CapInfo): string => language.toLowerCase();

const textOf = ({ headline, description, instruction }: CapInfo): string =>
  [headline, description, instruction].filter(Boolean).join("\n\n");

function statementOf(texts: readonly string[]): Pick<ClaimDraft, "statement"> {
  const statement = plainText(texts.filter((text) => text !== "").join("\n\n"));
  return statement === undefined ? {} : { statement };
}

const labelsOf = (info: CapInfo): readonly string[] => [
  ...info.categories,
  info.event,
  `urgency ${info.urgency}`,
  `severity ${info.severity}`,
  `certainty ${info.certainty}`,
];

const typesOf = (labels: readonly string[]): string[] =>
  [...new Set(labels.flatMap((label) => plainName(label) ?? []))].slice(0, typeCountMax);

const placed = (place: string | undefined) => (place === undefined ? {} : { place });

/** Each shape of an area with the area's name; the name alone where a record can hold none of them. */
function shapesOf(
  { description, rings, circles }: CapArea,
  tell: (special: string) => void,
): readonly Pick<ClaimDraft, "area" | "place">[] {
  const place = plainName(description);
  if (rings.length + circles.length === 0) return [];
  const shapes: Area[] = [];
  for (const ring of rings) {
    if (ring.length <= ringPointMax) shapes.push({ shape: "polygon", rings: [[...ring]] });
    else tell(`${place ?? "an area"}: ${ring.length} points of ${ringPointMax}`);
  }
  for (const { centre, radiusM } of circles) {
    if (radiusM <= radiusMaxM) shapes.push({ shape: "circle", centre, radiusM });
    else tell(`${place ?? "an area"}: a circle of ${radiusM / 1_000} km`);
  }
  if (shapes.length === 0) return [placed(place)];
  return shapes.map((area) => ({ area, ...placed(place) }));
}
