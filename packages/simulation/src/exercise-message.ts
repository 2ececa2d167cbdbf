import type { SensorState } from "@truceline/model";
import type { DeskMessage } from "./desk-message.ts";
import type { Report, SentObservation } from "./observer-report.ts";
import type { Outage } from "./sensor-outages.ts";

/** A state as its sender writes it. */
export type SentSensorState = Omit<SensorState, "id" | "recordedAtMs">;

/** One message of the made-up world, in the order in which the room receives them. */
export type ExerciseMessage =
  | {
      readonly receivedAtMs: number;
      readonly kind: "observation";
      readonly record: SentObservation;
    }
  | {
      readonly receivedAtMs: number;
      readonly kind: "sensor-state";
      readonly record: SentSensorState;
    }
  | {
      /** From a device with a fault: meant as an observation, and to be refused. */
      readonly receivedAtMs: number;
      readonly kind: "malformed";
      readonly source: string;
      readonly sourceId: string;
      readonly text: string;
    }
  | DeskMessage;

/** How a sensor is from an instant on: as its outage says, or up. */
export function stateMessage(
  sensorId: string,
  fromMs: number,
  outage: Outage | undefined,
  why: string,
): ExerciseMessage {
  return {
    receivedAtMs: fromMs,
    kind: "sensor-state",
    record: {
      schema: "sensor-state/1",
      origin: "exercise",
      source: `exercise/${sensorId}`,
      sourceId: `${why}/${fromMs}`,
      sensorId,
      fromMs,
      state: outage?.state ?? "up",
      factor: outage === undefined ? 1 : (outage.factor ?? 0),
      ...(outage === undefined ? {} : { reason: outage.reason }),
    },
  };
}

/** A report on its way. */
export function messageOf({ receivedAtMs, observation }: Report): ExerciseMessage {
  return { receivedAtMs, kind: "observation", record: observation };
}

/** Source and its id: unique in a world, and the order of messages received at one instant. */
export function nameOf(message: ExerciseMessage): string {
  if (message.kind === "edit") return `${message.of}\u001f${message.record.id}`;
  const { source, sourceId } = message.kind === "malformed" ? message : message.record;
  return `${source}\u001f${sourceId}`;
}
