import { type Claim, claimNames } from "@truceline/model";

/** Which claims their own source has taken back or replaced; those that were read last may say it of any. */
export class ClaimsOver {
  readonly #named = new Set<string>();

  /** Takes in what a claim says of earlier ones; true where it says nothing but that they are over. */
  note({ source, about }: Claim): boolean {
    for (const name of about?.sourceIds ?? []) this.#named.add(keyOf(source, name));
    return about?.kind === "ends";
  }

  get isEmpty(): boolean {
    return this.#named.size === 0;
  }

  isOver({ source, sourceId }: Pick<Claim, "source" | "sourceId">): boolean {
    if (this.isEmpty) return false;
    return claimNames(sourceId).some((name) => this.#named.has(keyOf(source, name)));
  }
}

const keyOf = (source: string, name: string): string => `${source}\u001f${name}`;
