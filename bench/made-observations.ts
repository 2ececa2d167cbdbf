import { type Observation, type Rng, seededRng } from "@truceline/model";

/**
 * Observations as a device sends them, each with an identity of its own: around a line in the open
 * ocean, over a day, of the sizes that real ones have (about 600 bytes).
 */
export function* madeObservations(count: number, seed: string, fromMs: number): Generator<string> {
  const rng = seededRng(`bench/observations/${seed}`);
  for (let index = 0; index < count; index++)
    yield JSON.stringify(madeObservation(index, seed, fromMs, rng));
}

const dayMs = 86_400_000;

function madeObservation(
  index: number,
  seed: string,
  fromMs: number,
  rng: Rng,
): Omit<Observation, "id" | "recordedAtMs"> {
  const atMs = Math.floor(fromMs + rng.nextUnit() * dayMs);
  const post = Math.floor(rng.nextUnit() * 60);
  const nearM = Math.floor(rng.nextUnit() * 8) * 1000;
  const points = ["N", "NNE", "NE", "ENE", "E", "SE", "S", "SW", "W", "NW"] as const;
  return {
    schema: "observation/1",
    origin: "observed",
    source: `post-${post}`,
    sourceId: `${seed}-${index}`,
    span: { fromMs: atMs, toMs: atMs + 60_000, precision: "minute" },
    observer: { kind: "person", id: `post-${post}`, mastId: `post-${post}` },
    observerPosition: {
      position: [-30 + post * 0.02, (post % 5) * 0.01] as unknown as NonNullable<
        NonNullable<Observation["observerPosition"]>["position"]
      >,
      accuracyM: 50,
    },
    means: ["heard"],
    kind: index % 3 === 0 ? "burst" : "explosion",
    nature: "undetermined",
    count: { qualifier: "exactly", min: 1 + (index % 7) },
    distance: { minM: nearM, maxM: nearM + 2000 },
    direction: { form: "single", points: [points[index % points.length] ?? "N"] },
    remark: "heard from inside the post, wind light",
  };
}
