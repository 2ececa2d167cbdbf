import { sha256 } from "@truceline/model";

/** SHA-256 as the caller has it: pure by default, native in the server. */
export interface Hasher {
  /** 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
}

/** The pure one, everywhere the same. */
export const pureHasher: Hasher = { sha256 };
