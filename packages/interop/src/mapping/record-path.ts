/** A record while it is built or read by paths. */
export type Draft = Record<string, unknown>;

/** Sets the member at a path, making objects on the way. */
export function setAt(draft: Draft, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop() ?? path;
  let at = draft;
  for (const step of steps) {
    const next = Object.hasOwn(at, step) ? at[step] : undefined;
    if (typeof next === "object" && next !== null) {
      at = next as Draft;
    } else {
      const made: Draft = {};
      at[step] = made;
      at = made;
    }
  }
  at[last] = value;
}

/** The member at a path; undefined if there is none. */
export function getAt(record: unknown, path: string): unknown {
  let at = record;
  for (const step of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Draft)[step];
  }
  return at;
}

/** The paths of all members that are no objects; lists count as one member. */
export function leafPaths(record: unknown, path = ""): string[] {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return [path];
  return Object.entries(record).flatMap(([key, member]) =>
    member === undefined ? [] : leafPaths(member, path === "" ? key : `${path}.${key}`),
  );
}
