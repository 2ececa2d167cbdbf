import { render } from "preact";
import { SignIn } from "../frame/sign-in.tsx";
import { getJson, postBytes, postJson, putJson, RequestFailed } from "../state/api.ts";
import type { Draft } from "./draft.ts";
import { PatrolForm } from "./form.tsx";
import { askMission, keptMission, type Mission } from "./mission.ts";
import { registerWorker } from "./offline/register.ts";
import { openPhoneStore, type PhoneStore } from "./outbox/database.ts";
import { openOutbox } from "./outbox/outbox.ts";
import type { PatrolApi } from "./outbox/send-item.ts";
import { followPosition } from "./position.ts";
import { formLanguages, language } from "./words/words.ts";
import "../styles/tokens.css";
import "../styles/fonts.css";
import "../styles/patrol.css";

const api: PatrolApi = {
  get: (path) => getJson(path, new AbortController().signal),
  put: putJson,
  post: postJson,
  postBytes,
};
const nowMs = () => Date.now();

/** What the server's clock says, by the head of any answer of its. */
async function serverTime(): Promise<number | null> {
  const answer = await fetch("/api/v1/session", { method: "HEAD" }).catch(() => null);
  const atMs = Date.parse(answer?.headers.get("date") ?? "");
  return Number.isNaN(atMs) ? null : atMs;
}

async function open(root: Element): Promise<void> {
  let store: PhoneStore;
  try {
    store = await openPhoneStore();
  } catch {
    render(<p class="ph0">{formLanguages[language.get()].kept.notKept}</p>, root);
    return;
  }
  registerWorker();
  // Asked for once: without it a full disk may make the browser forget reports that wait.
  void navigator.storage?.persist?.();
  const outbox = await openOutbox(store, api, nowMs);
  const { position } = followPosition(navigator.geolocation);
  const begun = ((await store.value("draft")) as Draft | null | undefined) ?? null;
  const patrolId = ((await store.value("patrol")) as string | null | undefined) ?? null;
  let isShown = false;
  const show = (mission: Mission): void => {
    isShown = true;
    render(<PatrolForm {...{ store, outbox, mission, position, begun, patrolId }} />, root);
  };

  const kept = await keptMission(store);
  if (kept !== null) show(kept);
  const refresh = async (): Promise<void> => {
    try {
      show(await askMission(api, store, nowMs, serverTime));
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      const mustSignIn = thrown.problem.status === 401;
      // Once the form is there it stays: sign-in is asked for only where nothing can be done without.
      if (!isShown && (mustSignIn || thrown.problem.status === 0)) {
        render(<SignIn done={() => void refresh()} onPhone />, root);
      }
      if (thrown.problem.status === 0) outbox.noteNoLink();
      return;
    }
    await outbox.sendAll();
  };
  window.addEventListener("online", () => void refresh());
  await refresh();
}

const root = document.querySelector("#patrol");
if (root === null) throw new Error("The page has no place for the form.");
void open(root);
