import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits of chance, as text that survives a link, a header and a cookie. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const sha256Of = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Bound to a key that never leaves; two uses of one key do not meet, since `use` stands in it. */
export const sealOf = (key: string | Uint8Array, use: string, text: string): string =>
  createHmac("sha256", key).update(`${use}\0${text}`).digest("base64url");

/** Equality whose time tells nothing of where two differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [sha256Of(a), sha256Of(b)];
  return timingSafeEqual(left, right);
}
