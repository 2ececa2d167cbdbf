import { createStore, type Store } from "../../state/store.ts";
import type { Draft } from "../draft.ts";
import type { PatrolContext } from "../records-of-draft.ts";
import type { PhoneStore } from "./database.ts";
import type { OutboxItem } from "./item.ts";
import { type PatrolApi, sendItem } from "./send-item.ts";

/** Sent reports stay in the list for this long, so that people see that they went. */
const sentKeptMs = 48 * 3_600_000;
/** More may not wait on one phone; the form then says so before anything is typed. */
export const itemCountMax = 500;
const retryMinMs = 5_000;
const retryMaxMs = 300_000;

export interface Link {
  readonly is: "sending" | "idle" | "no-link" | "sign-in";
  readonly waitingCount: number;
}

export interface Outbox {
  readonly items: Store<readonly OutboxItem[]>;
  readonly link: Store<Link>;
  /** Resolves once the report is on the phone's disk; it is sent later. */
  keep(draft: Draft, context: PatrolContext): Promise<void>;
  /** Tries now; called when the network comes back and when somebody asks. */
  sendAll(): Promise<void>;
  /** Takes a refused or conflicting report back into the form. */
  takeBack(id: string): Promise<Draft | undefined>;
  /** The server did not answer somebody else: said at the head, until it does. */
  noteNoLink(): void;
  stop(): void;
}

/** The queue of reports: kept first, sent in order, each until the server has it. */
export async function openOutbox(
  store: PhoneStore,
  api: PatrolApi,
  nowMs: () => number,
): Promise<Outbox> {
  const byTime = (found: readonly OutboxItem[]) => [...found].sort((a, b) => b.no - a.no);
  const items = createStore<readonly OutboxItem[]>(byTime(await store.items()));
  const waiting = () => items.get().filter(({ state }) => state === "waits");
  const link = createStore<Link>({ is: "idle", waitingCount: waiting().length });
  let running: Promise<void> | undefined;
  let retryMs = retryMinMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const put = async (item: OutboxItem): Promise<void> => {
    await store.putItem(item);
    items.set(byTime([...items.get().filter(({ id }) => id !== item.id), item]));
  };
  const say = (is: Link["is"]): void => link.set({ is, waitingCount: waiting().length });
  const tryLater = (): void => {
    clearTimeout(timer);
    // Phones come back into the network together: spread over half the time again.
    timer = setTimeout(() => void sendAll(), retryMs * (1 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, retryMaxMs);
  };

  const run = async (): Promise<void> => {
    await forgetOld();
    // Oldest first: a patrol's reports arrive in the order in which they were kept.
    for (const item of [...waiting()].reverse()) {
      if (stopped) return;
      say("sending");
      const outcome = await sendItem(item, store.photo, api);
      const { problem: _old, ...rest } = item;
      const tries = item.tries + 1;
      switch (outcome.is) {
        case "sent":
          await put({ ...rest, tries, state: "sent", sentAtMs: nowMs() });
          await store.removePhotos(item.draft.photos.map(({ key }) => key));
          retryMs = retryMinMs;
          break;
        case "conflict":
        case "refused": {
          const problem = { code: outcome.code, title: outcome.title };
          const theirs = outcome.is === "conflict" ? { theirs: outcome.theirs } : {};
          await put({ ...rest, tries, state: outcome.is, problem, ...theirs });
          break;
        }
        case "sign-in":
          return say("sign-in");
        case "later":
          await put({ ...rest, tries, problem: { code: outcome.code, title: outcome.title } });
          say("no-link");
          return tryLater();
      }
    }
    say("idle");
  };

  const forgetOld = async (): Promise<void> => {
    for (const { id, sentAtMs } of items.get()) {
      if (sentAtMs === undefined || nowMs() - sentAtMs < sentKeptMs) continue;
      await store.removeItem(id);
      items.set(items.get().filter((item) => item.id !== id));
    }
  };

  const sendAll = (): Promise<void> => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    items,
    link,
    async keep(draft, context) {
      const no = (items.get()[0]?.no ?? 0) + 1;
      await put({ id: draft.id, no, draft, context, keptAtMs: nowMs(), state: "waits", tries: 0 });
      say(link.get().is);
      void (running ?? Promise.resolve()).then(sendAll);
    },
    sendAll,
    async takeBack(id) {
      const item = items.get().find((one) => one.id === id);
      if (item === undefined || item.state === "sent") return undefined;
      await store.removeItem(id);
      items.set(items.get().filter((one) => one.id !== id));
      say(link.get().is);
      return item.draft;
    },
    noteNoLink() {
      say("no-link");
      if (waiting().length > 0) tryLater();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
