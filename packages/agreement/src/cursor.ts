import { isRecord } from "./show-value.ts";
import { pointerTo } from "./yaml-text.ts";

/**
 * A place in a document that may be of any shape. Asking for what is not there, or is of another
 * kind, gives `undefined` and never a fault: `checkShape` has told it already.
 */
export class Cursor {
  readonly value: unknown;
  readonly pointer: string;

  constructor(value: unknown, pointer = "") {
    this.value = value;
    this.pointer = pointer;
  }

  get(key: string): Cursor {
    const at = pointerTo(this.pointer, key);
    return new Cursor(
      isRecord(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined,
      at,
    );
  }

  has(key: string): boolean {
    return isRecord(this.value) && Object.hasOwn(this.value, key);
  }

  items(): readonly Cursor[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item, index) => new Cursor(item, pointerTo(this.pointer, index)));
  }

  /** A list, or a single value as a list of one. */
  itemsOrOne(): readonly Cursor[] {
    return Array.isArray(this.value) ? this.items() : this.value === undefined ? [] : [this];
  }

  entries(): readonly (readonly [key: string, member: Cursor])[] {
    if (!isRecord(this.value)) return [];
    return Object.keys(this.value).map((key) => [key, this.get(key)] as const);
  }

  text(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }

  number(): number | undefined {
    return typeof this.value === "number" ? this.value : undefined;
  }

  /** Text by language, in the order of the document. */
  localText(): Readonly<Record<string, string>> {
    const texts: Record<string, string> = {};
    for (const [language, member] of this.entries()) {
      const text = member.text();
      if (text !== undefined) texts[language] = text;
    }
    return texts;
  }
}
