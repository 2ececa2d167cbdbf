import type { InteropErrorCode } from "../errors.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";
import { shortWords } from "../xml/short-words.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import { readXmlTime } from "../xml/xml-time.ts";
import { capWords } from "./cap-alert.ts";

/** Collects what is wrong with one alert. */
export class Problems {
  readonly faults: WireFault[] = [];
  readonly #document: Uint8Array;
  readonly #name: string;

  constructor(document: Uint8Array, name: string) {
    this.#document = document;
    this.#name = name;
  }

  tell(special: string | undefined, offset: number, code: InteropErrorCode = "TL_INT_CAP"): void {
    const where =
      special === undefined ? `byte ${offset}` : `${shortWords(special)} (byte ${offset})`;
    const bytes = this.#document.subarray(offset, offset + 64);
    this.faults.push({ ...wireFault(code, where, bytes, { file: this.#name }), offset });
  }

  /** The text of an element that has to be there. */
  text(parent: XmlElement, local: string): string {
    const text = optionalText(parent, local);
    if (text === undefined) this.tell(`${parent.local} has no ${local}`, offsetOf(parent, local));
    return text ?? "";
  }

  /** A word of the standard. */
  word<K extends keyof typeof capWords>(
    parent: XmlElement,
    local: K,
  ): (typeof capWords)[K][number] {
    const [first] = capWords[local];
    const text = this.text(parent, local);
    return text === "" ? first : (this.wordOf(local, text, offsetOf(parent, local)) ?? first);
  }

  wordOf<K extends keyof typeof capWords>(
    local: K,
    text: string,
    offset: number,
  ): (typeof capWords)[K][number] | undefined {
    const word = capWords[local].find((candidate) => candidate === text);
    if (word === undefined) this.tell(`"${text}" is no ${local}`, offset);
    return word;
  }

  words<K extends keyof typeof capWords>(
    parent: XmlElement,
    local: K,
  ): readonly (typeof capWords)[K][number][] {
    return childrenOf(parent, local).flatMap((element) => {
      const text = textOf(element);
      return text === "" ? [] : (this.wordOf(local, text, element.offset) ?? []);
    });
  }

  time(text: string, offset: number): { readonly atMs: number; readonly zoneMin: number } {
    const time = readXmlTime(text);
    if (time?.zoneMin === undefined) {
      this.tell(`"${text}" is no time with a zone`, offset);
      return { atMs: 0, zoneMin: 0 };
    }
    return { atMs: time.atMs, zoneMin: time.zoneMin };
  }
}

export function offsetOf(parent: XmlElement, local: string): number {
  return childOf(parent, local)?.offset ?? parent.offset;
}

export function optionalText(parent: XmlElement, local: string): string | undefined {
  const element = childOf(parent, local);
  const text = element === undefined ? "" : textOf(element);
  return text === "" ? undefined : text;
}
