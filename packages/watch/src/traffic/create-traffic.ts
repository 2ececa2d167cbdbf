import type { PreparedAgreement } from "@truceline/agreement";
import { TrafficBook } from "@truceline/fusion";
import type { Clock, Deployment, Origin } from "@truceline/model";
import type { CatalogueEntry, Uptimes } from "@truceline/sensing";
import type { Store } from "../ports/store.ts";
import { DisturbanceLog } from "../processor/disturbance-log.ts";
import { KnownSensors } from "../processor/known-sensors.ts";
import { SensorLog } from "../processor/sensor-log.ts";
import { groundOfTraffic } from "./ground-of-traffic.ts";
import { ReportReader } from "./report-reader.ts";
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
  /** Shared with others that read the same reports; absent: one of its own. */
  readonly reader?: ReportReader | undefined;
}

/** The pipeline from position reports to what vessels and aircraft did. */
export interface Traffic {
  /** Works in the next reports, or what follows from those before; false when there were none. */
  step(): Promise<boolean>;
  /** Works in what there is, to the end. */
  catchUp(): Promise<void>;
  metrics(): TrafficMetrics;
}

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
    reader: options.reader ?? new ReportReader({ store, origin }),
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
    async step() {
      await readSensors();
      return stage.step();
    },
    async catchUp() {
      await readSensors();
      await stage.finish();
    },
    metrics: () => stage.metrics(),
  };
}
