const atMs = Date.now() - 3_600_000;

/** A valid observation in the open ocean, as a device sends it; the same for the same `sourceId`. */
export function sampleObservation(
  sourceId: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    schema: "observation/1",
    origin: "observed",
    source: "op-1",
    sourceId,
    span: { fromMs: atMs, toMs: atMs, precision: "exact" },
    observer: { kind: "person", id: "op-1", mastId: "op-1" },
    observerPosition: { position: [-30.022, 0.0425], accuracyM: 20 },
    means: ["heard"],
    kind: "explosion",
    nature: "undetermined",
    count: { qualifier: "exactly", min: 2 },
    distance: { minM: 1000, maxM: 3000 },
    direction: { form: "single", points: ["SSE"] },
    ...change,
  };
}
