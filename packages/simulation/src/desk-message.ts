import type { Call, Denial, Patrol, PatrolTrack, SilenceWindow, SiteVisit } from "@truceline/model";

/** A record of the desk as it is from an instant on; its version is given by whoever takes it. */
export type Sent<Kind> = Kind extends unknown
  ? Omit<Kind, "version" | "recordedAtMs" | "by">
  : never;

/** What the desk and the patrols' phones tell in an exercise. */
export type DeskMessage =
  | ({ readonly receivedAtMs: number; readonly kind: "edit" } & (
      | { readonly of: "patrol"; readonly record: Sent<Patrol> }
      | { readonly of: "denial"; readonly record: Sent<Denial> }
      | { readonly of: "call"; readonly record: Sent<Call> }
      | { readonly of: "silence-window"; readonly record: Sent<SilenceWindow> }
      | { readonly of: "site-visit"; readonly record: Sent<SiteVisit> }
    ))
  | {
      readonly receivedAtMs: number;
      readonly kind: "patrol-track";
      readonly record: Omit<PatrolTrack, "id" | "recordedAtMs">;
    };
