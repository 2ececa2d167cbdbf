import type { SourceSink } from "./byte-source.ts";
import type { SourceMemory } from "./source-memory.ts";

/** For tests: a sink that takes everything and keeps nothing; each names what it listens to itself. */
export const deafSink: SourceSink = {
  linkIsUp: () => {},
  linkIsDown: () => {},
  take: async () => {},
  offer: () => true,
  end: async () => {},
  refuse: () => {},
};

/** For tests: what a source remembers from one run to the next. */
export class InMind<Mark> implements SourceMemory<Mark> {
  mark: Mark | undefined;
  load = async () => this.mark;
  keep(mark: Mark): void {
    this.mark = mark;
  }
  settle = async () => {};
}
