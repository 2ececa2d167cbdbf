const browsers = [
  ["Edg/", "Edge"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const systems = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** `Firefox, Windows` for what a browser calls itself; its own words where it is none we know. */
export function browserSaid(agent: string): string {
  const found = (table: typeof browsers | typeof systems) =>
    table.find(([mark]) => agent.includes(mark))?.[1];
  const parts = [found(browsers), found(systems)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : agent.slice(0, 60) || "–";
}
