import type { Area } from "@truceline/model";
import type { CapAlert, CapArea, CapInfo } from "../cap/cap-alert.ts";
import { readCap } from "../cap/read-cap.ts";
import type { ClaimDraft } from "../mapping/decode-rows.ts";
import type { HeardDocument } from "./document-records.ts";
import { messageKey } from "./message-key.ts";
import { plainName, plainText } from "./plain-text.ts";
import type { HeardMessage, RecordReaderOptions } from "./record-reader.ts";

const ringPointMax = 2_000;
const typeCountMax = 50;

/**
 * Alerts (CAP) to claims: what an authority says is the matter, where, from when to when, in its words; the
 * first language it gives. Exercises, tests and drafts, and messages about messages, give no record.
 */
export function alertRecords(bytes: Uint8Array, options: RecordReaderOptions): HeardDocument {
  const { alerts, faults } = readCap(bytes, { name: options.name });
  const messages = alerts.map(({ alert, form }): HeardMessage => {
    const claim = form === "alert" ? claimOf(alert, options) : undefined;
    return {
      type: form === "alert" ? `CAP ${alert.messageType}` : "CAP entry",
      records: claim === undefined ? [] : [{ kind: "claim", record: claim }],
    };
  });
  return { messages, faults };
}

function claimOf(alert: CapAlert, options: RecordReaderOptions): ClaimDraft | undefined {
  const { sender, identifier, sentAtMs, messageType, infos } = alert;
  const [info] = infos;
  const isOfTheWorld =
    alert.status === "Actual" && messageType !== "Ack" && messageType !== "Error";
  if (!isOfTheWorld || info === undefined) return undefined;
  const fromMs = info.onsetAtMs ?? info.effectiveAtMs ?? sentAtMs;
  const toMs = Math.max(fromMs, info.expiresAtMs ?? fromMs);
  const area = areaOf(info.areas);
  const place = plainName(info.areas.map(({ description }) => description).join("; "));
  const claimant = plainName(info.senderName ?? sender);
  const statement = plainText(
    [info.headline, info.description, info.instruction].filter(Boolean).join("\n\n"),
  );
  const words = [messageType, ...info.categories, info.event, ...wordsOf(info)];
  const types = [...new Set(words.flatMap((word) => plainName(word) ?? []))];
  return {
    schema: "claim/1",
    origin: options.origin,
    source: options.source,
    sourceId: `${plainName(identifier)?.slice(0, 100) ?? ""} ${messageKey(`${sender},${identifier},${sentAtMs}`)}`,
    grade: { source: "F", information: "6" },
    span: { fromMs, toMs, precision: "minute" },
    publishedAtMs: sentAtMs,
    types: types.slice(0, typeCountMax),
    ...(claimant === undefined ? {} : { claimant }),
    ...(place === undefined ? {} : { place }),
    ...(area === undefined ? {} : { area }),
    ...(statement === undefined ? {} : { statement }),
  };
}

const wordsOf = ({ urgency, severity, certainty }: CapInfo): readonly string[] => [
  `urgency ${urgency}`,
  `severity ${severity}`,
  `certainty ${certainty}`,
];

/** The area where it is one shape; several are named by their description only. */
function areaOf(areas: readonly CapArea[]): Area | undefined {
  const rings = areas.flatMap((area) => area.rings);
  const circles = areas.flatMap((area) => area.circles);
  const [ring] = rings;
  const [circle] = circles;
  if (rings.length + circles.length !== 1) return undefined;
  if (circle !== undefined) {
    const { centre, radiusM } = circle;
    return radiusM <= 500_000 ? { shape: "circle", centre, radiusM } : undefined;
  }
  if (ring === undefined || ring.length < 4 || ring.length > ringPointMax) return undefined;
  return { shape: "polygon", rings: [[...ring]] };
}
