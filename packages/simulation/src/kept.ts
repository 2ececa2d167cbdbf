/** What was made for a key, made once; the oldest makes room. */
export function kept<Value>(
  cache: Map<number, Value>,
  key: number,
  sizeMax: number,
  make: () => Value,
): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size >= sizeMax) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(key, made);
  return made;
}
