/** Text with parts in bold or small. */
export interface PrintText {
  readonly text: string;
  readonly as?: "bold" | "small";
}

export type PrintBlock =
  | { readonly is: "text"; readonly text: string; readonly isSmall: boolean }
  | { readonly is: "list"; readonly items: readonly (readonly PrintText[])[] }
  | {
      readonly is: "table";
      readonly columns: readonly { readonly text: string; readonly align: "left" | "right" }[];
      readonly rows: readonly (readonly {
        readonly parts: readonly PrintText[];
        /** A small drawing in place of text. */
        readonly svg?: string;
      }[])[];
    }
  | { readonly is: "picture"; readonly svg: string; readonly alt: string }
  | {
      readonly is: "legend";
      readonly entries: readonly { readonly svg: string; readonly text: string }[];
    };

/** A document to print: what it says, and drawings as SVG with classes that one style names. */
export interface PrintDocument {
  readonly title: string;
  /** The answer, in one line. */
  readonly headline: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly blocks: readonly PrintBlock[];
  }[];
  /** Stands below the last section. */
  readonly footer: string;
  readonly pictureStyle: string;
}

/** As the template takes it: drawings that carry their style, and text that the fonts can draw. */
export function printData(
  { title, headline, sections, footer, pictureStyle }: PrintDocument,
  atMs: number,
  isDrawable: (codePoint: number) => boolean,
): string {
  const at = new Date(atMs);
  const drawn = (svg: string) =>
    svg
      .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="DejaVu Sans" ')
      .replace(">", `><style>${pictureStyle}</style>`);
  const block = (own: PrintBlock) => {
    switch (own.is) {
      case "picture":
        return { ...own, svg: drawn(own.svg) };
      case "legend":
        return { ...own, entries: own.entries.map(({ svg, text }) => ({ svg: drawn(svg), text })) };
      case "table":
        return {
          is: "table",
          columns: own.columns.map((column, index) => ({
            ...column,
            ...widthOf(
              column,
              own.rows.map((cells) => cells[index]),
            ),
          })),
          sizePt: own.columns.length > 9 ? 6.4 : own.columns.length > 6 ? 7 : 7.4,
          rows: own.rows.map((cells) =>
            cells.map(({ parts, svg }) => ({
              parts: parts.map(({ text, as }) => ({ text, as: as ?? "plain" })),
              svg: svg === undefined ? null : drawn(svg),
            })),
          ),
        };
      default:
        return own.is === "list"
          ? { ...own, items: own.items.map((item) => item.map((one) => ({ as: "plain", ...one }))) }
          : own;
    }
  };
  const data = {
    title,
    headline,
    footer,
    date: {
      ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
      ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() },
    },
    sections: sections.map(({ heading, blocks }) => ({ heading, blocks: blocks.map(block) })),
  };
  return JSON.stringify(data, (key, value: unknown) =>
    typeof value === "string" && key !== "svg" ? drawableText(value, isDrawable) : value,
  );
}

/** Columns of numbers take what they need; those of text share the rest by how long their texts are. */
function widthOf(
  { align, text }: { readonly align: "left" | "right"; readonly text: string },
  cells: readonly ({ readonly parts: readonly PrintText[]; readonly svg?: string } | undefined)[],
): { readonly isFixed: boolean; readonly share: number } {
  if (cells.some((cell) => cell?.svg !== undefined)) return { isFixed: true, share: 0 };
  const lengths = cells.map((cell) =>
    (cell?.parts ?? []).reduce((sum, part) => sum + part.text.length, 0),
  );
  const longest = Math.max(text.length, ...lengths);
  if (align === "right" || longest <= 14) return { isFixed: true, share: 0 };
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return { isFixed: false, share: Math.min(60, Math.max(14, mean)) };
}

/** A white box stands for what no font has; nothing is dropped in silence. */
export function drawableText(text: string, isDrawable: (codePoint: number) => boolean): string {
  let shown = "";
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    shown += codePoint === 10 || isDrawable(codePoint) ? character : "\u25a1";
  }
  return shown;
}
