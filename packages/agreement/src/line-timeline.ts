import { PreparedLine } from "@truceline/geo";
import type { CompiledLine, CompiledLineVersion } from "./compiled.ts";
import type { PreparedLineVersion } from "./prepared-agreement.ts";

/** What holds from an instant on, until the next stretch begins. */
interface Stretch {
  readonly fromMs: number;
  /** Of each author the newest version, in the order of the document. */
  readonly inForce: readonly PreparedLineVersion[];
  /** The newest that both sides accepted, else the newest of all. */
  readonly main: PreparedLineVersion;
}

/** Which versions of a line are in force when; made once, then a search. */
export class LineTimeline {
  readonly #stretches: readonly Stretch[];

  constructor(line: CompiledLine) {
    const prepared = new Map(
      line.versions.map((version): [CompiledLineVersion, PreparedLineVersion] => [
        version,
        new LineVersionView(line.id, version),
      ]),
    );
    const instants = [...new Set(line.versions.map(({ validFromMs }) => validFromMs))];
    instants.sort((a, b) => a - b);
    const { left, right } = line.sides;
    // Versions of each author come in order, so the last that has begun is the newest.
    const byAuthor = new Map<string, PreparedLineVersion>();
    let newest: PreparedLineVersion | undefined;
    let accepted: PreparedLineVersion | undefined;
    const stretches: Stretch[] = [];
    for (const fromMs of instants) {
      for (const version of line.versions) {
        const candidate = prepared.get(version);
        if (candidate === undefined || version.validFromMs !== fromMs) continue;
        byAuthor.set(version.drawnBy, candidate);
        newest = candidate;
        if ([left, right].every((side) => version.acceptedBy.includes(side))) accepted = candidate;
      }
      const main = accepted ?? newest;
      if (main === undefined) continue;
      const current = new Set(byAuthor.values());
      const inForce = line.versions.flatMap((version) => {
        const candidate = prepared.get(version);
        return candidate !== undefined && current.has(candidate) ? [candidate] : [];
      });
      stretches.push({ fromMs, inForce, main });
    }
    this.#stretches = stretches;
  }

  /** The stretch an instant lies in; undefined before the first version. */
  at(atMs: number): Stretch | undefined {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[low - 1];
  }
}

/** A version whose line is prepared when first asked for: a document may hold hundreds. */
class LineVersionView implements PreparedLineVersion {
  readonly lineId: string;
  readonly drawnBy: string;
  readonly acceptedBy: readonly string[];
  readonly validFromMs: number;
  readonly #version: CompiledLineVersion;
  #line: PreparedLine | undefined;

  constructor(lineId: string, version: CompiledLineVersion) {
    this.lineId = lineId;
    this.drawnBy = version.drawnBy;
    this.acceptedBy = version.acceptedBy;
    this.validFromMs = version.validFromMs;
    this.#version = version;
  }

  get line(): PreparedLine {
    this.#line ??= new PreparedLine(this.#version.coordinates);
    return this.#line;
  }
}
