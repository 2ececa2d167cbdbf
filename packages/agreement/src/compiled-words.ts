/** Text by language tag; at least one entry. */
export type LocalText = Readonly<Record<string, string>>;

/** How sure a figure of the document is. */
export type Mark = "confirmed" | "claimed" | "assumed";
