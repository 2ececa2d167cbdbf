import type { WireFault } from "../wire-fault.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import { type XmlLimits, XmlReader } from "../xml/xml-reader.ts";
import {
  type CapAlert,
  type CapInfo,
  type CapReference,
  type CapResource,
  infoTexts,
  infoTimes,
  referringTypes,
} from "./cap-alert.ts";
import { offsetOf, optionalText, Problems } from "./cap-problems.ts";
import { readArea, valuesOf } from "./read-cap-area.ts";

/** An alert that stood in a document. */
export interface CapFound {
  readonly alert: CapAlert;
  readonly version: "1.1" | "1.2";
  /** `entry`: a feed's own summary of an alert, not the alert; scope and sender are the feed's. */
  readonly form: "alert" | "entry";
  /** As they came. Nothing here verifies one: that an alert is signed says nothing of who sent it. */
  readonly signatures: readonly XmlElement[];
  /** Byte of the document at which it begins. */
  readonly offset: number;
}

export interface CapDocument {
  readonly alerts: readonly CapFound[];
  readonly faults: readonly WireFault[];
}

const namespaces: Readonly<Record<string, CapFound["version"]>> = {
  "urn:oasis:names:tc:emergency:cap:1.1": "1.1",
  "urn:oasis:names:tc:emergency:cap:1.2": "1.2",
};
const atom = "http://www.w3.org/2005/Atom";
const signatureNamespace = "http://www.w3.org/2000/09/xmldsig#";

/**
 * All alerts of a document, version 1.1 or 1.2: alone, in a list, within EDXL, Atom or RSS. An alert that is
 * not as the standard has it is left out and told, each fault with its element and byte; it disturbs no
 * other. Empty elements count as absent. Entries of a feed that only sum an alert up come as such.
 * @throws InteropError of the door for XML (`TL_INT_XML…`)
 */
export function readCap(
  document: Uint8Array,
  { name, limits }: { readonly name: string; readonly limits?: Partial<XmlLimits> },
): CapDocument {
  const alerts: CapFound[] = [];
  const faults: WireFault[] = [];
  let otherNamespace: { readonly namespace: string; readonly offset: number } | undefined;
  const isAlert = (element: Pick<XmlElement, "local" | "namespace">) =>
    element.local === "alert" && element.namespace in namespaces;
  const reader = new XmlReader({
    name,
    ...(limits === undefined ? {} : { limits }),
    isWanted: (start) => {
      if (start.local === "alert" && !isAlert(start)) otherNamespace ??= start;
      return isAlert(start) || isEntry(start);
    },
    take: (element) => {
      const inside = isAlert(element) ? [element] : within(element, isAlert);
      for (const one of inside) readOne(one, "alert");
      if (inside.length === 0 && summaryVersion(element) !== undefined) readOne(element, "entry");
    },
  });
  const readOne = (element: XmlElement, form: CapFound["form"]) => {
    const problems = new Problems(document, name);
    const alert = form === "alert" ? readAlert(element, problems) : readEntry(element, problems);
    faults.push(...problems.faults);
    if (problems.faults.length > 0) return;
    const version = form === "alert" ? namespaces[element.namespace] : summaryVersion(element);
    const signatures = childrenOf(element, "Signature").filter(
      ({ namespace }) => namespace === signatureNamespace,
    );
    alerts.push({ alert, version: version ?? "1.2", form, signatures, offset: element.offset });
  };
  reader.push(document);
  reader.finish();
  if (alerts.length === 0 && faults.length === 0) {
    const special =
      otherNamespace === undefined
        ? undefined
        : `an alert of "${otherNamespace.namespace}" stands there`;
    const problems = new Problems(document, name);
    problems.tell(special, otherNamespace?.offset ?? 0, "TL_INT_CAP_NONE");
    faults.push(...problems.faults);
  }
  return { alerts, faults };
}

function isEntry({ local, namespace }: Pick<XmlElement, "local" | "namespace">): boolean {
  return (local === "entry" && namespace === atom) || (local === "item" && namespace === "");
}

function within(element: XmlElement, isIt: (element: XmlElement) => boolean): XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    return isIt(child) ? [child] : within(child, isIt);
  });
}

/** The version of CAP whose elements an entry of a feed holds. */
function summaryVersion(entry: XmlElement): CapFound["version"] | undefined {
  for (const child of entry.children) {
    const version = typeof child === "string" ? undefined : namespaces[child.namespace];
    if (version !== undefined) return version;
  }
  return undefined;
}

function optionalTexts<K extends string>(
  parent: XmlElement,
  names: readonly K[],
): { readonly [P in K]?: string } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = optionalText(parent, name);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as { readonly [P in K]?: string };
}

function textsOf(parent: XmlElement, local: string): string[] {
  return childrenOf(parent, local)
    .map(textOf)
    .filter((text) => text !== "");
}

function readAlert(element: XmlElement, problems: Problems): CapAlert {
  const sentText = problems.text(element, "sent");
  const sent =
    sentText === "" ? { atMs: 0, zoneMin: 0 } : problems.time(sentText, offsetOf(element, "sent"));
  const messageType = problems.word(element, "msgType");
  const references = referencesOf(element, problems);
  if (referringTypes.has(messageType) && optionalText(element, "references") === undefined) {
    const at = offsetOf(element, "references");
    problems.tell(`an alert of type ${messageType} names no other in references`, at);
  }
  return {
    identifier: problems.text(element, "identifier"),
    sender: problems.text(element, "sender"),
    sentAtMs: sent.atMs,
    sentZoneMin: sent.zoneMin,
    status: problems.word(element, "status"),
    messageType,
    scope: problems.word(element, "scope"),
    ...optionalTexts(element, ["source", "restriction", "addresses", "note", "incidents"]),
    codes: textsOf(element, "code"),
    references,
    infos: childrenOf(element, "info").map((info) => readInfo(info, problems)),
  };
}

/** A feed's own summary; what it does not say is said by the feed: who publishes, when, and to all. */
function readEntry(entry: XmlElement, problems: Problems): CapAlert {
  const updated = optionalText(entry, "updated") ?? optionalText(entry, "pubDate") ?? "";
  const sent = problems.time(optionalText(entry, "sent") ?? updated, entry.offset);
  const author = childOf(entry, "author");
  const name = author === undefined ? undefined : optionalText(author, "name");
  const area = readArea(entry, problems);
  const link = childOf(entry, "link")?.attributes["href"];
  const headline = optionalText(entry, "headline") ?? optionalText(entry, "title");
  const description = optionalText(entry, "description") ?? optionalText(entry, "summary");
  return {
    identifier: optionalText(entry, "identifier") ?? problems.text(entry, "id"),
    sender: optionalText(entry, "sender") ?? name ?? "",
    sentAtMs: sent.atMs,
    sentZoneMin: sent.zoneMin,
    status: problems.word(entry, "status"),
    messageType: problems.word(entry, "msgType"),
    scope: "Public",
    codes: [],
    references: [],
    infos: [
      {
        ...readInfo(entry, problems),
        ...(headline === undefined ? {} : { headline }),
        ...(description === undefined ? {} : { description }),
        ...(link === undefined ? {} : { web: link }),
        areas: [area],
      },
    ],
  };
}

function referencesOf(element: XmlElement, problems: Problems): readonly CapReference[] {
  const text = optionalText(element, "references") ?? "";
  const offset = offsetOf(element, "references");
  return text.split(/\s+/).flatMap((triple) => {
    if (triple === "") return [];
    const parts = triple.split(",");
    const [sender = "", identifier = "", sent = ""] = parts;
    if (parts.length !== 3 || sender === "" || identifier === "") {
      problems.tell(`"${triple}" is no reference of sender, identifier and sent`, offset);
      return [];
    }
    const { atMs, zoneMin } = problems.time(sent, offset);
    return [{ sender, identifier, sentAtMs: atMs, sentZoneMin: zoneMin }];
  });
}

function readInfo(info: XmlElement, problems: Problems): CapInfo {
  const times: Partial<Record<(typeof infoTimes)[keyof typeof infoTimes], number>> = {};
  for (const [local, member] of Object.entries(infoTimes)) {
    const text = optionalText(info, local);
    if (text !== undefined) times[member] = problems.time(text, offsetOf(info, local)).atMs;
  }
  const categories = problems.words(info, "category");
  if (categories.length === 0) problems.tell(`${info.local} has no category`, info.offset);
  return {
    ...optionalTexts(info, ["language", "audience", ...Object.values(infoTexts)]),
    categories,
    event: problems.text(info, "event"),
    responseTypes: problems.words(info, "responseType"),
    urgency: problems.word(info, "urgency"),
    severity: problems.word(info, "severity"),
    certainty: problems.word(info, "certainty"),
    eventCodes: valuesOf(info, "eventCode", problems),
    ...times,
    parameters: valuesOf(info, "parameter", problems),
    resources: childrenOf(info, "resource").map((resource) => readResource(resource, problems)),
    areas: childrenOf(info, "area").map((area) => readArea(area, problems)),
  };
}

function readResource(resource: XmlElement, problems: Problems): CapResource {
  const sizeText = optionalText(resource, "size");
  const sizeBytes = Number(sizeText ?? 0);
  if (sizeText !== undefined && !/^\+?\d{1,15}$/.test(sizeText)) {
    problems.tell(`"${sizeText}" is no size`, offsetOf(resource, "size"));
  }
  return {
    description: problems.text(resource, "resourceDesc"),
    ...optionalTexts(resource, ["mimeType"]),
    ...(sizeText === undefined ? {} : { sizeBytes }),
    ...optionalTexts(resource, ["uri", "derefUri", "digest"]),
  };
}
