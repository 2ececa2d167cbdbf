/** Posts lines as NDJSON and counts the statuses of the answers. */
export async function postLines(
  address: string,
  token: string,
  lines: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${address}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" },
    body: `${lines.join("\n")}\n`,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 400)}`);
  const counts = new Map<string, number>();
  // The answers are looked at without parsing them: the client must not be what is measured.
  for (const [, status] of text.matchAll(/"status":"([a-z]+)"/g)) {
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
