import type { PreparedAgreement } from "@truceline/agreement";
import { TrafficBook } from "@truceline/fusion";
import { type Clock, type Deployment, type Origin, TrucelineError } from "@truceline/model";
import type { CatalogueEntry, Uptimes } from "@truceline/sensing";
import type { Store } from "../ports/store.ts";
import { DisturbanceLog } from "../processor/disturbance-log.ts";
import { KnownSensors } from "../processor/known-sensors.ts";
import { SensorLog } from "../processor/sensor-log.ts";
import { groundOfTraffic } from "./ground-of-traffic.ts";
import { trackBounds } from "./traffic-log.ts";
import { type TrafficLimits, type TrafficMetrics, TrafficStage } from "./traffic-stage.ts";

export interface TrafficOptions {
  readonly store: Store;
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  readonly limits?: Partial<TrafficLimits> | undefined;
  /** Waits; ends early when the signal says so. Only `run` needs it. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** The pipeline from position reports to what vessels and aircraft did. */
export interface Traffic {
  /** Works in what there is, to the end. */
  catchUp(): Promise<void>;
  /** Goes on until the signal stops it; waits while the database is away. */
  run(signal: AbortSignal): Promise<void>;
  metrics(): TrafficMetrics;
}

const pollMs = 1_000;
/**
 * Zones along a line are taken as the line stands when this is made: a room is opened anew for each new
 * version of its line.
 */
export function createTraffic(options: TrafficOptions): Traffic {
  const { store, agreement, deployment, origin, clock, catalogue, limits } = options;
  const sensors = new SensorLog({ store, origin });
  const disturbances = new DisturbanceLog({ store, origin });
  // A receiver that is jammed or whose mast is dead hears nobody: nobody goes dark by that.
  const known = new KnownSensors({ deployment, catalogue, sensors, disturbances });
  let uptimes: Uptimes = known.uptimes();
  const ground = groundOfTraffic({
    agreement,
    deployment,
    catalogue,
    // Before the agreement there is no line to go by.
    atMs: Math.max(clock.nowMs(), agreement.compiled.inForce.fromMs),
    uptimes: () => uptimes,
  });
  const stage = new TrafficStage({
    store,
    origin,
    clock,
    limits,
    book: new TrafficBook(ground, {}, trackBounds),
    zones: ground.zones,
    agreementHash: agreement.compiled.hash,
  });
  const readSensors = async (): Promise<void> => {
    const head = await store.headSeq();
    await sensors.readTo(head);
    await disturbances.readTo(head);
    uptimes = known.uptimes();
  };
  return {
    async catchUp() {
      await readSensors();
      await stage.finish();
    },
    async run(signal) {
      while (!signal.aborted) {
        let isBusy = false;
        try {
          await readSensors();
          isBusy = await stage.step();
        } catch (cause) {
          const isAway =
            cause instanceof TrucelineError && ["absent", "busy"].includes(cause.fault);
          if (!isAway) throw cause;
        }
        if (!isBusy && !signal.aborted) await options.sleep?.(pollMs, signal);
      }
    },
    metrics: () => stage.metrics(),
  };
}
