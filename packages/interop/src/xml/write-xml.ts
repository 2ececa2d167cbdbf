import { InteropError } from "../errors.ts";
import { notInXml } from "./xml-characters.ts";

/** An element to be written. */
export interface XmlToWrite {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (XmlToWrite | string)[];
}

/** What can begin a name of XML 1.0, without the rare letters beyond the first plane. */
const nameStart =
  "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D" +
  "\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD";
const xmlName = new RegExp(
  `^[${nameStart}][-.0-9:\\u00B7\\u0300-\\u036F\\u203F-\\u2040${nameStart}]*$`,
);

/** `&`, `<`, `>` and what would otherwise be read as something else become references. */
export function escapeText(text: string): string {
  return checked(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
}

function checked(text: string): string {
  if (notInXml.test(text) || !text.isWellFormed()) {
    throw new InteropError("TL_INT_XML_ENCODE", {
      problem: "a character that XML cannot hold",
      text,
    });
  }
  return text;
}

/**
 * An element as XML, nothing added between its parts; read again it is the same.
 * @throws InteropError `TL_INT_XML_ENCODE` for a name that is none or a character that XML cannot hold
 */
export function writeXmlElement(element: XmlToWrite): string {
  const { name, attributes = {}, children = [] } = element;
  if (!xmlName.test(name))
    throw new InteropError("TL_INT_XML_ENCODE", { problem: "no name", name });
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (!xmlName.test(key)) {
      throw new InteropError("TL_INT_XML_ENCODE", { problem: "no name", name: key });
    }
    text += ` ${key}="${escapeAttribute(value)}"`;
  }
  if (children.length === 0) return `${text}/>`;
  text += ">";
  for (const child of children) {
    text += typeof child === "string" ? escapeText(child) : writeXmlElement(child);
  }
  return `${text}</${name}>`;
}

/** A document of one root, with the declaration of UTF-8. */
export function writeXmlDocument(root: XmlToWrite): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXmlElement(root)}\n`;
}
