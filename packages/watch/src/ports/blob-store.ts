export interface BlobUsage {
  readonly count: number;
  readonly byteCount: number;
  readonly byteCountMax: number;
}

/**
 * Bytes by their own SHA-256 (64 hex digits): photographs and papers that records point to. What is
 * there is never changed. Whether a record points to it is not looked at: a phone sends a photograph
 * before the entry that names it, and that entry may come days later; so nothing is taken away either.
 */
export interface BlobStore {
  /**
   * Keeps the bytes; on the disk once resolved. The same again is `known`, and nothing.
   * @throws TrucelineError of fault `busy` where they would go past `byteCountMax`
   */
  put(sha256: string, bytes: Uint8Array): Promise<"stored" | "known">;
  /** @throws TrucelineError of fault `data` where they are no longer the bytes that were kept */
  get(sha256: string): Promise<Uint8Array | undefined>;
  has(sha256: string): Promise<boolean>;
  usage(): BlobUsage;
}
