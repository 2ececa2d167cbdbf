export const count = (value: number) => Math.round(value).toLocaleString("en");
export const two = (value: number) => value.toFixed(2);
export const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
export const million = (eur: number) =>
  (eur / 1e6).toLocaleString("en", { maximumFractionDigits: eur < 1e8 ? 1 : 0 });

/** Text with parts in bold or small; always text, never markup. */
export interface BriefText {
  readonly text: string;
  readonly as?: "bold" | "small";
}

export interface BriefCell {
  readonly parts: readonly BriefText[];
  /** A small drawing in place of text. */
  readonly svg?: string;
}

export type BriefBlock =
  | { readonly is: "text"; readonly text: string; readonly isSmall: boolean }
  | { readonly is: "list"; readonly items: readonly (readonly BriefText[])[] }
  | {
      readonly is: "table";
      readonly columns: readonly { readonly text: string; readonly align: "left" | "right" }[];
      readonly rows: readonly (readonly BriefCell[])[];
    }
  | { readonly is: "picture"; readonly svg: string; readonly alt: string }
  | {
      readonly is: "legend";
      readonly entries: readonly { readonly svg: string; readonly text: string }[];
    };

export interface BriefSection {
  readonly heading: string;
  readonly blocks: readonly BriefBlock[];
}

export const text = (words: string): BriefBlock => ({ is: "text", text: words, isSmall: false });
export const left = (words: string) => ({ text: words, align: "left" }) as const;
export const right = (words: string) => ({ text: words, align: "right" }) as const;
export const plain = (words: string): BriefCell => ({ parts: [{ text: words }] });
export const row = (...words: readonly string[]): readonly BriefCell[] => words.map(plain);
export const named = (id: string, words: string): BriefCell => ({
  parts: [{ text: id, as: "bold" }, { text: words === "" ? "" : ` ${words}` }],
});
