import { hash } from "node:crypto";
import { basename, join } from "node:path";
import { setImmediate as immediate } from "node:timers/promises";
import { type PreparedAgreement, prepareAgreement } from "@truceline/agreement";
import { ExerciseFeed, ReplayFeed } from "@truceline/feeds";
import { type Clock, type Deployment, lonLat, type Origin, seededRng } from "@truceline/model";
import { defaultCatalogue, detectionProbability, isNight, reachM } from "@truceline/sensing";
import { ExerciseWorld } from "@truceline/simulation";
import { createIngest, createViews, type Feed, type Store } from "@truceline/watch";
import type { Logger } from "pino";
import { loadAgreement, loadDeployment } from "./agreement-files.ts";
import { finishEntries } from "./desk/finish-entries.ts";
import { feedEdits } from "./feed-edits.ts";
import { FeedManager } from "./feeds/feed-manager.ts";
import { loadFeeds } from "./feeds/load-feeds.ts";
import { keepDeployment } from "./keep-deployment.ts";
import { type OpenDatabase, openStoreAt } from "./open-database.ts";
import { ProcessorThread } from "./processor-thread.ts";
import { readEnteredEvents, readEnteredLadder } from "./read-entered-events.ts";
import { readGazetteer } from "./read-gazetteer.ts";
import type { Room } from "./room.ts";
import { runFeed } from "./run-feed.ts";
import { StreamHub } from "./stream-hub.ts";
import { watchedBox } from "./watched-box.ts";

/** What a room is made of: the agreement, and where its messages come from. */
export interface RoomSource {
  /** Absolute folder of the agreement. */
  readonly agreementDir: string;
  readonly deploymentPath: string | undefined;
  readonly exercise: { readonly seed: string } | undefined;
  readonly replay: { readonly path: string; readonly speed: number } | undefined;
  /** Feeds beside those of the agreement's own `feeds.yaml`, by their addresses. */
  readonly feedUrls?: readonly string[] | undefined;
  /** Absolute: what feeds remember is kept here. */
  readonly dataDir: string;
  /** Instead of the wall clock. */
  readonly roomClock?: Clock | undefined;
}

const hourMs = 3_600_000;
/** An exercise that was stopped goes on where it was, but tells no more than this of the time between. */
const exerciseBacklogMs = 24 * hourMs;

/** Opens the store, starts pipeline and feed, and gives the room. What fails leaves nothing running. */
export async function openRoom(
  source: RoomSource,
  database: Promise<OpenDatabase>,
  logger: Logger,
): Promise<Room> {
  const loaded = loadAgreement(source.agreementDir, process.cwd());
  const { agreement: compiled, remarks, files } = loaded;
  const deployment = loadDeployment(files, source.deploymentPath, process.cwd());
  const places = readGazetteer(files.folder);
  const agreement = prepareAgreement(compiled);
  // An exercise makes its own messages up; those of the world do not come into it.
  const isAlone = source.exercise !== undefined || source.replay !== undefined;
  const feedSpecs = isAlone
    ? []
    : loadFeeds(files.folder, source.feedUrls ?? [], deployment, process.cwd());
  const wallClock =
    source.roomClock ?? clockOf(compiled.inForce.toMs, source.exercise !== undefined);
  const replay =
    source.replay === undefined
      ? undefined
      : await ReplayFeed.open({ ...source.replay, wallClock });
  const origin: Origin =
    source.exercise !== undefined ? "exercise" : (replay?.origin ?? "observed");
  const id = basename(source.agreementDir);
  await prepareWhileOpening(agreement, wallClock.nowMs(), database);
  const address = (await database).addressOf(`${id}_${origin}`);
  const store = await openStoreAt(address);
  const stopping = new AbortController();
  const { signal } = stopping;
  try {
    const exercise =
      source.exercise === undefined
        ? undefined
        : await exerciseFeed(compiled, deployment, source.exercise.seed, store, wallClock);
    const feed: (Feed & Clock) | undefined = exercise ?? replay;
    const clock = feed ?? wallClock;
    const rng = seededRng(`${process.pid}/${Date.now()}/${Math.random()}`);
    const ingest = createIngest({
      store,
      clock,
      origin,
      rng: rng.fork("ids"),
      hasher: { sha256Hex: (bytes) => hash("sha256", bytes, "hex") },
      box: watchedBox(compiled),
      places,
    });
    const views = createViews({
      store,
      agreement,
      deployment,
      places,
      origin,
      clock,
      catalogue: defaultCatalogue,
    });
    const thread = new ProcessorThread(
      {
        agreementDir: source.agreementDir,
        deploymentPath: source.deploymentPath,
        origin,
        store: address,
      },
      clock,
      logger,
    );
    const stream = new StreamHub(store);
    const feeds = new FeedManager({
      specs: feedSpecs,
      ingest,
      store,
      clock,
      rng: rng.fork("feeds"),
      origin,
      deployment,
      logger,
      memoryDir: join(source.dataDir, "feeds", `${id}_${origin}`),
      noteInput: () => thread.noteInput(),
    });
    // A replay goes into the same folder by another clock: it says nothing of who was heard when.
    if (!isAlone) {
      await feeds.start().catch(async (error: unknown) => {
        await thread.stop();
        throw error;
      });
    }
    const feeding =
      feed === undefined
        ? Promise.resolve()
        : runFeed(feed, ingest, signal, logger, feedEdits(store, origin, logger));
    feeding.catch((error: unknown) => logger.error({ err: error }, "the feed ended by itself"));
    const room = {
      id,
      title: compiled.title["en"] ?? id,
      origin,
      banner: bannerOf(origin, compiled.title["en"] ?? id),
      agreement,
      remarks,
      enteredEvents: () => readEnteredEvents(files, compiled),
      enteredLadder: () => readEnteredLadder(files, compiled),
      deployment,
      places,
      store,
      ingest,
      views,
      stream,
      feeds,
      clock,
      reachedSeq: () => thread.reachedSeq,
      isPipelineRunning: () => thread.isRunning,
      pipelineHeap: () => thread.heap(),
      noteInput: () => thread.noteInput(),
      async stop() {
        stopping.abort();
        stream.close();
        await feeds.stop();
        await ingest.close();
        await thread.stop();
        await feeding.catch(() => {}); // It was logged when it ended.
        await settling;
        await store.close();
      },
    };
    const settling = settle(room, logger);
    return room;
  } catch (thrown) {
    stopping.abort();
    await store.close();
    throw thrown;
  }
}

/** What the room's store lacks from the last time, or of what is new on disk. The room is open meanwhile. */
async function settle(room: Room, logger: Logger): Promise<void> {
  try {
    await keepDeployment(room, room.deployment);
    await finishEntries(room);
  } catch (error) {
    logger.error({ err: error }, "what was left over from the last time is not finished");
  }
}

/**
 * Works out what the first page asks for, zone by zone and article by article, for as long as the
 * database is not open: the first time it takes a second. The agreement keeps what it worked out.
 */
async function prepareWhileOpening(
  agreement: PreparedAgreement,
  atMs: number,
  database: Promise<OpenDatabase>,
): Promise<void> {
  let isOpening = true;
  const noteEnd = () => {
    isOpening = false;
  };
  database.then(noteEnd, noteEnd);
  const steps = [
    ...agreement.compiled.articles.map(
      ({ id }) =>
        () =>
          agreement.articleCells(id, atMs),
    ),
    ...agreement.compiled.zones.map(
      ({ id }) =>
        () =>
          agreement.zonePolygons(id, atMs),
    ),
  ];
  for (const step of steps) {
    await immediate(); // the database's own steps come first
    if (!isOpening) return;
    step();
  }
}

async function exerciseFeed(
  agreement: ConstructorParameters<typeof ExerciseWorld>[0]["agreement"],
  deployment: Deployment,
  seed: string,
  store: Store,
  wallClock: Clock,
): Promise<ExerciseFeed> {
  const middle = agreement.lines[0]?.versions.at(-1)?.coordinates;
  const place = middle?.[Math.floor(middle.length / 2)] ?? lonLat(0, 0);
  const world = new ExerciseWorld({
    agreement,
    deployment,
    seed,
    hotspotCount: 10,
    chanceOf: (means, kind, distanceM, atMs) =>
      detectionProbability(means, kind, distanceM, { isNight: isNight(place, atMs) }),
    rangeOfM: (means) => {
      const entry = defaultCatalogue.find((candidate) => candidate.id === means);
      return entry === undefined ? 0 : reachM(entry);
    },
  });
  const nowMs = wallClock.nowMs();
  const lastMs = await lastRecordedMs(store);
  const fromMs = Math.max(lastMs ?? 0, nowMs - exerciseBacklogMs);
  return new ExerciseFeed({
    world,
    fromMs,
    opening: lastMs === undefined || fromMs > lastMs,
    wallClock,
  });
}

async function lastRecordedMs(store: Store): Promise<number | undefined> {
  const head = await store.headSeq();
  const tail = await store.readFeed({ afterSeq: Math.max(0, head - 500), limit: 500 });
  return tail.length === 0 ? undefined : Math.max(...tail.map(({ recordedAtMs }) => recordedAtMs));
}

/**
 * The wall clock; for the exercise of an agreement that has ended it stands at its last instant, which
 * still lies in the agreement's last reporting period.
 */
function clockOf(endMs: number | undefined, isExercise: boolean): Clock {
  const nowMs = () => Date.now();
  if (!isExercise || endMs === undefined) return { nowMs };
  return { nowMs: () => Math.min(nowMs(), endMs - 1) };
}

function bannerOf(origin: Origin, title: string): string | null {
  switch (origin) {
    case "observed":
      return null;
    case "exercise":
      return `${title}. Every event here is made up. Nothing on this screen happened.`;
    case "simulated":
      return `${title}. Every event here was computed. Nothing on this screen happened.`;
  }
}
