import type { ShownTrack, ShownTrafficEvent } from "@truceline/watch";

/** Words of vessels and aircraft, in English. Whole messages, never glued from parts. */
const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const trafficWords = {
  title: "Vessels and aircraft",
  waiting: "Asking for vessels and aircraft.",
  problem: "Vessels and aircraft cannot be shown.",
  none: "No receiver of the mission has heard a vessel or an aircraft in the last three hours.",
  noEvents:
    "No event is known in the agreement's lanes, gates, corridors and ports. What no receiver heard is not known.",
  choose: "Choose a vessel or an aircraft: what it said of itself, and what it did.",
  ofTracks: (n: number, shown: number) =>
    n === shown ? `${n} heard` : `${n} heard, the last ${shown} shown`,
  eventsTitle: (n: number) => `${n} ${plural(n, "event", "events")} in the last 24 hours`,
  tracksTitle: "Heard last",
  columns: {
    what: "What",
    who: "Who",
    where: "Where",
    when: "When",
    why: "By",
    name: "Name",
    identity: "Identity",
    kind: "Says it is",
    heard: "Last report",
    speed: "Speed",
    height: "Height",
  },
  kinds: {
    entered: "entered",
    left: "left",
    "crossed-gate": "crossed a gate",
    "wrong-way": "wrong way in a lane",
    loitering: "loitered",
    "went-dark": "went silent",
    reappeared: "heard again",
    rendezvous: "met another",
    "port-call": "lay in port",
    "height-left": "left the height",
    "identity-conflict": "one identity, two places",
    "impossible-position": "position not believed",
  } satisfies Record<ShownTrafficEvent["kind"], string>,
  media: { vessel: "vessel", aircraft: "aircraft" },
  nowhere: "–",
  notStated: "not stated",
  speed: (knots: string) => `${knots} kn`,
  ended: "no report since",
  sheet: {
    vessel: "Vessel",
    aircraft: "Aircraft",
    identity: "Identity",
    says: "Says it is",
    last: "Last report",
    speed: "Speed",
    course: "Course",
    height: "Height",
    ends: "The line ends at the last report. Where it went since is not known and not guessed.",
    faults: {
      "too-fast": "It could not have come there from its place before.",
      "speed-stated": "It states a speed that nothing of its kind reaches.",
      circle: "It goes round and round one point, as made-up positions do.",
      "not-trusted": "The sender says that its position is not to be relied on.",
    } satisfies Record<ShownTrack["faults"][number], string>,
    events: "What it did in the last 24 hours",
  },
};
