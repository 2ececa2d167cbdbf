import { sha256Hex } from "@truceline/model";

/** SHA-256 as the caller has it: pure by default, native in the server. */
export interface Hasher {
  /** 64 lower-case hex digits. */
  sha256Hex(bytes: Uint8Array): string;
}

/** The pure one, everywhere the same. */
export const pureHasher: Hasher = { sha256Hex };
