import { setTimeout as delay } from "node:timers/promises";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { BackOff, type BackOffOptions } from "../back-off.ts";
import { waitUntil } from "../wait-until.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";
import { hostAndPort } from "./host-and-port.ts";
import { reasonOf } from "./tcp-client.ts";

/** What is subscribed to, and where. */
export interface MqttAddress {
  readonly protocol: "mqtt" | "mqtts";
  readonly host: string;
  readonly port: number;
  /** Topic or filter, with `+` and `#`. */
  readonly topic: string;
  readonly version: 4 | 5;
  /** 1: the broker keeps what comes while we are away, and sends again what we have not made durable. */
  readonly qos: 0 | 1;
  readonly user?: string | undefined;
}

export interface MqttOptions extends MqttAddress {
  /** The same at each start: by it the broker knows whose messages it keeps. */
  readonly clientId: string;
  readonly password?: string | undefined;
  /** True: the format is lines, and those of a topic belong together; false: each message is a document. */
  readonly isLines: boolean;
  readonly backOff: BackOffOptions;
  /** From the beginning of a connection to its subscription; a broker that takes longer is left. Default 10 s. */
  readonly answerMs?: number | undefined;
  /** How often the broker and we show each other that we are there; default 30 s. */
  readonly keepAliveS?: number | undefined;
}

const silentReason = "the broker does not answer";
const answerDefaultMs = 10_000;
/** A connection that is ended in order is waited for so long. */
const endMs = 2_000;
const keepAliveDefaultS = 30;
/** How long the broker keeps what came while we were away. */
const sessionS = 86_400;
/** What a broker kept comes without a pause; after one, what comes is of now. */
const pauseMs = 250;

/**
 * Subscribes at a broker, MQTT 3.1.1 or 5. A message is acknowledged once it is durable here, one after the
 * other: what is not stays with the broker, and nothing more is read of the connection meanwhile. Of what was
 * published before we were there (retained, or kept for us until the flow pauses) nobody says when it came.
 */
export class MqttSubscriber implements ByteSource {
  readonly address: string;
  readonly #options: MqttOptions;

  constructor(options: MqttOptions) {
    this.#options = options;
    this.address = `${options.protocol}://${hostAndPort(options.host, options.port)}/${options.topic}`;
  }

  async run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    const backOff = new BackOff(this.#options.backOff);
    while (!signal.aborted) {
      const reason = await this.#session(sink, signal, () => backOff.reset());
      if (signal.aborted) return;
      sink.linkIsDown(reason);
      await waitUntil(performance.now() + backOff.nextMs(), () => performance.now(), signal);
    }
  }

  /** One connection to its end; gives why it ended. */
  async #session(sink: SourceSink, signal: AbortSignal, onUp: () => void): Promise<string> {
    const client = mqtt.connect(this.#clientOptions());
    let reason = "the broker closed the connection";
    const { promise: closed, resolve: end } = Promise.withResolvers<void>();
    const fail = (why: string) => {
      reason = why;
      end();
    };
    // Without a listener an error would end the process.
    client.on("error", (error) =>
      fail(error.message === "Keepalive timeout" ? silentReason : reasonOf(error)),
    );
    for (const event of ["close", "end", "offline"] as const) client.once(event, () => end());
    signal.addEventListener("abort", () => end(), { once: true });
    const { answerMs = answerDefaultMs, keepAliveS = keepAliveDefaultS } = this.#options;
    // A broker that accepts the connection and then says nothing.
    const silence = setTimeout(() => fail(silentReason), answerMs);
    let isUp = false;
    // A broker that kept messages for us sends them before it answers the subscription.
    const up = () => {
      clearTimeout(silence);
      if (!isUp) sink.linkIsUp();
      isUp = true;
    };
    let isHolding = false;
    let isBacklog = false;
    let readFromMs = 0;
    // While a message is held nothing is read, the broker's answers to our pings neither: it is not the
    // broker that is silent then, but it must go on hearing us.
    const holding = setInterval(
      () => {
        if (!isHolding || !client.connected) return;
        client.sendPing();
        client.reschedulePing(true);
      },
      (keepAliveS * 1_000) / 2,
    );
    client.handleMessage = (packet, done) => {
      // One that comes while we stop, or is not durable by then, is not acknowledged: it comes again.
      if (signal.aborted) return;
      up();
      isHolding = true;
      isBacklog &&= performance.now() - readFromMs < pauseMs;
      const isOld = isBacklog || packet.retain;
      const bytes = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
      void this.#take(packet.topic, bytes, packet.qos > 0, isOld, sink).then(() => {
        isHolding = false;
        readFromMs = performance.now();
        if (!signal.aborted) done();
      });
    };
    client.once("connect", ({ sessionPresent }) => {
      isBacklog = sessionPresent;
      readFromMs = performance.now();
      this.#subscribe(client).then(
        () => {
          onUp();
          up();
        },
        (error: unknown) => fail(`the broker refused the topic: ${reasonOf(error)}`),
      );
    });
    await closed;
    clearTimeout(silence);
    clearInterval(holding);
    // Whoever stops says so and lets acknowledgements out that are on their way: what is durable must not
    // come again. A connection that was lost has nobody to be told.
    const ended = new Promise<void>((resolve) => client.end(!signal.aborted, () => resolve()));
    await Promise.race([ended, delay(endMs, undefined, { ref: false })]);
    // An end in order waits for answers that are owed; where none comes the connection would stay open.
    client.stream.destroy();
    return reason;
  }

  async #subscribe(client: MqttClient): Promise<void> {
    const { topic, qos } = this.#options;
    const grants = await client.subscribeAsync(topic, { qos });
    const refused = grants.find((grant) => grant.qos >= 128);
    if (refused !== undefined) throw new Error(`code ${refused.qos}`);
  }

  #clientOptions(): IClientOptions {
    const { protocol, host, port, version, qos, clientId, user, password } = this.#options;
    const { keepAliveS = keepAliveDefaultS } = this.#options;
    return {
      protocol,
      host,
      port,
      protocolVersion: version,
      clientId,
      clean: qos === 0,
      // We connect again ourselves, ever later and spread by chance.
      reconnectPeriod: 0,
      keepalive: keepAliveS,
      resubscribe: false,
      ...(version === 5
        ? { properties: { receiveMaximum: 100, sessionExpiryInterval: qos === 0 ? 0 : sessionS } }
        : {}),
      ...(user === undefined ? {} : { username: user }),
      ...(password === undefined ? {} : { password }),
    };
  }

  /** Resolves once the message may be acknowledged. */
  async #take(
    topic: string,
    bytes: Uint8Array,
    isAcknowledged: boolean,
    isOld: boolean,
    sink: SourceSink,
  ): Promise<void> {
    const { isLines } = this.#options;
    const end = isLines ? { isPacket: true } : { isWhole: true };
    const waited = isOld ? { waitedMs: Number.POSITIVE_INFINITY } : {};
    const piece = { channel: topic, name: topic, bytes, ...end, ...waited };
    if (!isAcknowledged) {
      await sink.take(piece);
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    await sink.take({ ...piece, onTaken: () => resolve() });
    await promise;
  }
}
