import { ServerError } from "../errors.ts";
import { AttemptLimit } from "./attempt-limit.ts";

const minuteMs = 60_000;

/**
 * How often somebody may try to sign in: by name, by address, and by browser where this browser has
 * signed in under that name before. The last is why guessing at a name does not lock its holder out,
 * and why a flood from the address of a whole house does not lock the house out.
 */
export class SignInLimits {
  readonly #byName = new AttemptLimit({
    burst: 5,
    refillMs: minuteMs,
    pauseMs: 30_000,
    pauseMaxMs: 15 * minuteMs,
  });
  readonly #byAddress = new AttemptLimit({
    burst: 30,
    refillMs: 2_000,
    pauseMs: 0,
    pauseMaxMs: 0,
  });
  readonly #byBrowser = new AttemptLimit({
    burst: 10,
    refillMs: 30_000,
    pauseMs: 30_000,
    pauseMaxMs: 15 * minuteMs,
  });

  /** Buckets kept, of all kinds. */
  get size(): number {
    return this.#byName.size + this.#byAddress.size + this.#byBrowser.size;
  }

  /**
   * Before anything is looked up. For codes and tokens as well.
   * @throws ServerError `TL_SERVER_TOO_MANY`
   */
  checkAddress(address: string, nowMs: number): void {
    refuseFor(this.#byAddress.take(addressKey(address), nowMs));
  }

  /** @returns what to call when the attempt was right. @throws ServerError `TL_SERVER_TOO_MANY` */
  checkName(
    attempt: {
      readonly nameKey: string;
      readonly address: string;
      /** Mark of a browser that signed in under this name before. */
      readonly browser: string | undefined;
    },
    nowMs: number,
  ): () => void {
    const { nameKey, address, browser } = attempt;
    if (browser !== undefined) {
      refuseFor(this.#byBrowser.take(browser, nowMs));
      return () => this.#byBrowser.forget(browser);
    }
    this.checkAddress(address, nowMs);
    refuseFor(this.#byName.take(nameKey, nowMs));
    return () => {
      this.#byName.forget(nameKey);
      this.#byAddress.giveBack(addressKey(address));
    };
  }

  /** A code or token was right. */
  giveBack(address: string): void {
    this.#byAddress.giveBack(addressKey(address));
  }
}

/** The house counts, not the room: of IPv6 the first 64 bits. */
function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const front = head.split(":").filter((part) => part !== "");
  const back = tail?.split(":") ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  return [...front, ...zeros, ...back].slice(0, 4).join(":");
}

function refuseFor(waitMs: number): void {
  if (waitMs > 0) {
    throw new ServerError("TL_SERVER_TOO_MANY", { retryAfterS: Math.ceil(waitMs / 1_000) });
  }
}

/** Writes of one person: a queue kept on a phone passes, a script gone wild does not. */
export class WriteLimit {
  readonly #limit = new AttemptLimit({ burst: 600, refillMs: 100, pauseMs: 0, pauseMaxMs: 0 });

  /** @throws ServerError `TL_SERVER_TOO_MANY` */
  check(callerKey: string, nowMs: number): void {
    refuseFor(this.#limit.take(callerKey, nowMs));
  }
}
