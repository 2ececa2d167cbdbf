/** Tracks that share places, directly or through others, go together; those without places are left out. */
export function groupsOf(
  trackCount: number,
  placeCount: number,
  firstPair: Int32Array,
  pairPlaces: Int32Array,
): Iterable<readonly number[]> {
  const above = new Int32Array(trackCount);
  for (let track = 0; track < trackCount; track++) above[track] = track;
  const root = (track: number): number => {
    let at = track;
    while (above[at] !== at) {
      above[at] = above[above[at] as number] as number;
      at = above[at] as number;
    }
    return at;
  };
  const firstTrack = new Int32Array(placeCount).fill(-1);
  for (let track = 0; track < trackCount; track++) {
    for (let pair = firstPair[track] as number; pair < (firstPair[track + 1] as number); pair++) {
      const place = pairPlaces[pair] as number;
      const first = firstTrack[place] as number;
      if (first === -1) firstTrack[place] = track;
      else above[root(track)] = root(first);
    }
  }
  const groups = new Map<number, number[]>();
  for (let track = 0; track < trackCount; track++) {
    if (firstPair[track] === firstPair[track + 1]) continue;
    const group = groups.get(root(track));
    if (group === undefined) groups.set(root(track), [track]);
    else group.push(track);
  }
  return groups.values();
}
