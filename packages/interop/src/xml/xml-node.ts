/** An element as it was read. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  /** Without prefix. */
  readonly local: string;
  /** The namespace its prefix stands for; empty where there is none or nothing says what it stands for. */
  readonly namespace: string;
  /** By their names as written, those that declare namespaces among them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Byte of the document at which it begins, counted from 0. */
  readonly offset: number;
}

/** An element, or text between elements with its entities resolved; texts never lie side by side. */
export type XmlNode = XmlElement | string;

/** The child elements of one local name, in their order; of any namespace. */
export function childrenOf(element: XmlElement, local: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== "string" && child.local === local,
  );
}

/** The first child element of a local name. */
export function childOf(element: XmlElement, local: string): XmlElement | undefined {
  for (const child of element.children) {
    if (typeof child !== "string" && child.local === local) return child;
  }
  return undefined;
}

/** The text directly in an element, without the white space around it. */
export function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element.children) if (typeof child === "string") text += child;
  return text.trim();
}
