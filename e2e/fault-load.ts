import { setTimeout as delay } from "node:timers/promises";
import { type Rng, seededRng } from "@truceline/model";

/** One line of input, the door it goes through, and the key it is known by. */
export interface LoadLine {
  readonly path: "observations" | "sensor-states";
  readonly key: string;
  readonly text: string;
}

export interface LoadOptions {
  readonly eventCount: number;
  readonly stateCount: number;
  /** First instant of the two days that the load tells of. */
  readonly fromMs: number;
}

const minuteMs = 60_000;
const spanMs = 48 * 60 * minuteMs;
const posts = [
  ["op-1", -30.022, 0.0425],
  ["op-2", -30.0093, 0.0425],
  ["op-3", -30.022, 0.0298],
  ["op-4", -30.0093, 0.0298],
] as const;
const sensors = ["op-1-ear", "op-1-eye", "op-2-ear", "op-3-ear", "op-4-ear", "c-1", "c-2", "c-3"];
const points = ["N", "NNE", "NE", "E", "ESE", "SE", "S", "SW", "WSW", "W", "NW"] as const;
const kinds = ["explosion", "burst", "shot", "uncrewed-aircraft", "weapon-present", "persons"];

/**
 * Two days of input in the mid-ocean agreement, shuffled: events that several posts and patrols heard,
 * far from the posts and near them, and sensors that fail and come back. The same for the same seed.
 */
export function madeLoad(seed: string, options: LoadOptions): readonly LoadLine[] {
  const rng = seededRng(`e2e/load/${seed}`);
  const lines = [...observationLines(rng, options), ...stateLines(rng, options)];
  return lines
    .map((line) => ({ line, order: rng.nextUnit() }))
    .sort((a, b) => a.order - b.order)
    .map(({ line }) => line);
}

function* observationLines(rng: Rng, { eventCount, fromMs }: LoadOptions): Generator<LoadLine> {
  for (let event = 0; event < eventCount; event++) {
    const atMs = fromMs + Math.floor(rng.nextUnit() * spanMs);
    const kind = pick(rng, kinds);
    const witnessCount = 1 + Math.floor(rng.nextUnit() * 3);
    const isNearPosts = rng.nextUnit() < 0.5;
    const [lonDeg, latDeg] = [-30 + (rng.nextUnit() - 0.5) * 0.3, (rng.nextUnit() - 0.5) * 0.34];
    for (let witness = 0; witness < witnessCount; witness++) {
      const post = posts[(event + witness) % posts.length] ?? posts[0];
      const name = isNearPosts ? post[0] : `patrol-${(event + witness) % 7}`;
      const position = isNearPosts
        ? [post[1], post[2]]
        : [round(lonDeg + 0.01 * witness), round(latDeg + 0.005 * witness)];
      const key = `event-${event}-${witness}`;
      const heardMs = atMs + Math.floor(rng.nextUnit() * 40_000);
      const nearM = 500 + Math.floor(rng.nextUnit() * 30) * 100;
      yield {
        path: "observations",
        key,
        text: JSON.stringify({
          schema: "observation/1",
          origin: "observed",
          source: name,
          sourceId: key,
          span: { fromMs: heardMs, toMs: heardMs + minuteMs, precision: "minute" },
          observer: { kind: isNearPosts ? "person" : "patrol", id: name, mastId: name },
          observerPosition: { position, accuracyM: 50 },
          means: [kind === "explosion" || kind === "burst" ? "heard" : "saw"],
          kind,
          nature: rng.nextUnit() < 0.4 ? "outgoing" : "undetermined",
          count: { qualifier: "exactly", min: 1 + Math.floor(rng.nextUnit() * 9) },
          distance: { minM: nearM, maxM: nearM + 1500 },
          direction: { form: "single", points: [pick(rng, points)] },
        }),
      };
    }
  }
}

function* stateLines(rng: Rng, { stateCount, fromMs }: LoadOptions): Generator<LoadLine> {
  for (let index = 0; index < stateCount; index++) {
    const sensorId = sensors[index % sensors.length] ?? "c-1";
    const isFirst = index < sensors.length;
    const atMs = isFirst ? fromMs : fromMs + Math.floor(rng.nextUnit() * spanMs);
    const key = `state-${index}`;
    const isDown = !isFirst && rng.nextUnit() < 0.4;
    yield {
      path: "sensor-states",
      key,
      text: JSON.stringify({
        schema: "sensor-state/1",
        origin: "observed",
        source: "mission",
        sourceId: key,
        sensorId,
        fromMs: atMs,
        state: isDown ? "down" : "up",
        ...(isDown ? { reason: "no power" } : {}),
      }),
    };
  }
}

const pick = <Item>(rng: Rng, items: readonly Item[]): Item =>
  items[Math.floor(rng.nextUnit() * items.length)] as Item;
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** What the clients were told, and what it took. */
export interface LoadLog {
  /** Record id by key of every line that was acknowledged. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Requests that broke or were refused, and lines answered as already there. */
  readonly brokenCount: number;
  readonly duplicateCount: number;
}

export interface SendOptions {
  readonly address: () => string;
  readonly token: string;
  readonly clientCount: number;
  readonly lineCountPerRequest: number;
  /** Called whenever lines were acknowledged, with how many there are by now. */
  readonly onAcknowledged?: (count: number) => void;
}

const triesMax = 400;
const retryMs = 150;

/**
 * Sends lines as devices do: several clients at once, each sending again what was not acknowledged.
 * A line counts as acknowledged as soon as its own answer was read, even if the rest of the answer
 * never came, and is then never sent again: so what is missing at the end was lost by the server.
 *
 * @throws Error when a line is refused as wrong, or is not acknowledged after many tries
 */
export async function sendLoad(lines: readonly LoadLine[], options: SendOptions): Promise<LoadLog> {
  const acknowledged = new Map<string, string>();
  const counts = { broken: 0, duplicate: 0 };
  const waiting = requestsOf(lines, options.lineCountPerRequest);
  const client = async (): Promise<void> => {
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      let rest = request;
      for (let attempt = 0; rest.length > 0; attempt++) {
        if (attempt > triesMax) throw new Error(`${rest.length} lines not taken after many tries`);
        const isWhole = await post(rest, options, (line, { status, id }) => {
          if (status === "duplicate") counts.duplicate++;
          acknowledged.set(line.key, id);
        });
        rest = rest.filter(({ key }) => !acknowledged.has(key));
        options.onAcknowledged?.(acknowledged.size);
        if (isWhole && rest.length === 0) break;
        counts.broken++;
        await delay(retryMs);
      }
    }
  };
  await Promise.all(Array.from({ length: options.clientCount }, client));
  return { acknowledged, brokenCount: counts.broken, duplicateCount: counts.duplicate };
}

function requestsOf(lines: readonly LoadLine[], size: number): (readonly LoadLine[])[] {
  const open = new Map<string, LoadLine[]>();
  const requests: LoadLine[][] = [];
  for (const line of lines) {
    const request = open.get(line.path) ?? [];
    request.push(line);
    open.set(line.path, request);
    if (request.length === 1) requests.push(request);
    if (request.length >= size) open.delete(line.path);
  }
  return requests;
}

interface AnswerLine {
  readonly line?: number;
  readonly status: string;
  readonly id: string;
}

/** One request; true when every line of it was answered. */
async function post(
  lines: readonly LoadLine[],
  { address, token }: SendOptions,
  onAnswer: (line: LoadLine, answer: AnswerLine) => void,
): Promise<boolean> {
  try {
    const response = await fetch(`${address()}/api/v1/${lines[0]?.path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" },
      body: `${lines.map(({ text }) => text).join("\n")}\n`,
    });
    if (response.status >= 400 && response.status < 500) {
      throw new Refusal(`${response.status} ${await response.text()}`);
    }
    if (!response.ok) {
      await response.arrayBuffer();
      return false;
    }
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const answers = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n");
      rest = answers.pop() ?? "";
      for (const text of answers) {
        const answer = JSON.parse(text) as AnswerLine;
        if (answer.status === "refused") return false;
        const line = lines[(answer.line ?? 0) - 1];
        if (line === undefined || !["stored", "duplicate"].includes(answer.status)) {
          throw new Refusal(text);
        }
        onAnswer(line, answer);
      }
    }
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    return false; // The connection broke: what was not answered is sent again.
  }
}

class Refusal extends Error {}
