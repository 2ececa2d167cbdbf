/** Where the supervisor says what it did: one sentence, and what varies beside it. */
export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;
