/**
 * Keeps the patrol form's own files. It never keeps an answer of the API: what the form needs of the
 * mission it keeps itself, and what it sends it queues itself.
 */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** The part of a service worker's world that is used; the page's own types know none of it. */
interface WorkerWorld {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetching) => void): void;
}
const world = globalThis as unknown as WorkerWorld;

const cacheName = "truceline-patrol-1";
const page = "/patrol.html";
const list = "/patrol-files.json";

world.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => world.skipWaiting()));
});
world.addEventListener("activate", (event) => {
  event.waitUntil(world.clients.claim());
});
world.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/api/")) return;
  event.respondWith(request.mode === "navigate" ? freshPage(request) : keptFile(request));
});

/** The page comes from the server while there is one: a new build takes the place of the old. */
async function freshPage(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put(page, answer.clone());
      void keepAll().catch(() => {});
    }
    return answer;
  } catch (cause) {
    const kept = await cache.match(page);
    if (kept !== undefined) return kept;
    throw cause;
  }
}

/** Files carry their content's hash in their name: one that is kept is right for ever. */
async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  const files = (await (await fetch(list, { cache: "no-store" })).json()) as readonly string[];
  const wanted = new Set([...files, "/patrol.webmanifest", "/icon.svg", "/icon-exercise.svg"]);
  for (const file of wanted) {
    if (file === page || (await cache.match(file)) === undefined) await cache.add(file);
  }
  for (const request of await cache.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}
