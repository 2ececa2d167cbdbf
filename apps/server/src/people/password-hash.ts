import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { ServerError } from "../errors.ts";

/**
 * What one hash costs. OWASP's Password Storage Cheat Sheet asks of Argon2id for at least 19 MiB, two
 * passes, one lane (also NIST SP 800-63B: memory-hard, salted).
 */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}
export const hashCost: HashCost = { memoryKib: 32_768, passes: 2, lanes: 1 };

const saltByteCount = 16;
const tagByteCount = 32;
/** Hashes of others are read too; one that would take all memory is not. */
const costMax: HashCost = { memoryKib: 1_048_576, passes: 20, lanes: 16 };

/** At once: two, so that of Node's four helper threads some are left for files. */
const atOnceMax = 2;
const waitingMax = 32;
const busyRetryS = 3;

export interface Verification {
  readonly isRight: boolean;
  /** The password under today's cost, where it was right and stored under a lower one. */
  readonly rehashed: string | undefined;
}

/** Hashes passwords beside the event loop, so many at once and so many waiting. */
export class PasswordHasher {
  readonly #cost: HashCost;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(cost: HashCost = hashCost) {
    this.#cost = cost;
  }

  /** In the PHC string format: the parameters stand beside the hash. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hashed(password, this.#cost));
  }

  /**
   * @param stored null where there is no such account: the answer takes as long, and is no.
   * @throws ServerError `TL_SERVER_SIGN_IN_BUSY` when too many wait already.
   */
  verify(password: string, stored: string | null): Promise<Verification> {
    return this.#inTurn(async () => {
      const known = stored === null ? undefined : parse(stored);
      const { cost, salt, tag } = known ?? {
        cost: this.#cost,
        salt: randomBytes(saltByteCount),
        tag: randomBytes(tagByteCount),
      };
      const isRight = timingSafeEqual(await tagOf(password, salt, cost, tag.length), tag);
      const isOutdated =
        cost.memoryKib < this.#cost.memoryKib ||
        cost.passes < this.#cost.passes ||
        cost.lanes < this.#cost.lanes;
      const rehashed = isRight && isOutdated ? await hashed(password, this.#cost) : undefined;
      return { isRight, rehashed };
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay >= atOnceMax) {
      if (this.#waiting.length >= waitingMax) {
        throw new ServerError("TL_SERVER_SIGN_IN_BUSY", { retryAfterS: busyRetryS });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#underWay += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#underWay -= 1;
      else next();
    }
  }
}

async function hashed(password: string, cost: HashCost): Promise<string> {
  const salt = randomBytes(saltByteCount);
  const tag = await tagOf(password, salt, cost, tagByteCount);
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  const { memoryKib, passes, lanes } = cost;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${text(salt)}$${text(tag)}`;
}

function tagOf(
  password: string,
  salt: Buffer,
  { memoryKib, passes, lanes }: HashCost,
  byteCount: number,
): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: password,
    nonce: salt,
    parallelism: lanes,
    tagLength: byteCount,
    memory: memoryKib,
    passes,
  };
  return new Promise((resolve, reject) => {
    argon2("argon2id", parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });
}

function parse(stored: string): { cost: HashCost; salt: Buffer; tag: Buffer } | undefined {
  const parts =
    /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
      stored,
    );
  if (parts === null) return undefined;
  const [, memory, passes, lanes, salt = "", tag = ""] = parts;
  const cost = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const isBounded =
    cost.memoryKib <= costMax.memoryKib &&
    cost.passes <= costMax.passes &&
    cost.lanes <= costMax.lanes;
  return isBounded
    ? { cost, salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64") }
    : undefined;
}
