/** Words of what stands beside the log: patrols, windows of silence, handover. */
export const sideWords = {
  patrols: "Patrols",
  out: (n: number) => `${n} out`,
  noPatrols: "No patrol is planned or out.",
  seen: (time: string) => `seen ${time}`,
  states: { planned: "planned", out: "out", back: "back", cancelled: "cancelled" },
  called: (n: number) => (n === 1 ? "called once" : n === 2 ? "called twice" : `called ${n} times`),
  overdue: (time: string) => `overdue ${time}`,
  dueIn: (time: string) => `due in ${time}`,
  leaves: (time: string) => `leaves ${time}`,
  windows: "Windows of silence",
  byMinute: "minute by minute",
  noWindows: "No window of silence is arranged.",
  startsIn: (time: string) => `in ${time}`,
  windowStates: {
    met: "met",
    breached: "assessed",
    undetermined: "undetermined",
    "cannot-start": "cannot start",
    "to-come": "to come",
    running: "running",
    cancelled: "cancelled",
  },
  guarantee: (party: string, time: string | null) =>
    time === null ? `${party} none yet` : `${party} ${time}`,
  guarantees: (text: string) => `guarantees ${text}`,
  minutesSeen: (seen: number, of: number, events: number) =>
    `${seen} of ${of} min seen, ${events} ${events === 1 ? "event" : "events"}`,
  minutesOf: (name: string) => `${name}, minute by minute`,
  handover: (time: string) => `Handover, ${time}`,
  madeFromOpen: "made from what is open",
  sensorsDown: (first: string, others: number) =>
    `${first}, and ${others} ${others === 1 ? "other sensor" : "other sensors"}`,
  more: (n: number) => `and ${n} more at the desk`,
  nothingOpen: "Nothing is open.",
  openDesk: "Open the desk",
  logCall: "Log a call",
};
