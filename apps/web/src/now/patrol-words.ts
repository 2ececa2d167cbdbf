/** Words of patrols and calls on the screen Now. */
export const patrolWords = {
  name: "Patrol",
  call: "Call",
  overdue: (name: string) => `${name} is overdue`,
  isOverdue: "overdue",
  called: (n: number) =>
    n === 0
      ? "not called yet"
      : n === 1
        ? "called once"
        : n === 2
          ? "called twice"
          : `called ${n} times`,
  sound: "Sound",
  state: "State",
  states: { planned: "planned", out: "out" },
  seen: "Last seen",
  notYet: "not yet",
  due: "Check-in due",
  leaves: "Leaves",
  sectors: "Sectors",
  notKnown: "not known",
  clearance: "Route",
  internal: "Internal: where our people are stays in this room.",
  calledAt: "Called",
  answerDue: "Answer due",
};
