import { nearestNames } from "@truceline/agreement";

/** Articles listed where a name is none of them and near to none. */
const listedMax = 40;

/**
 * The article that a name means: its id, letter case aside where that is plain. Otherwise what to say:
 * the nearest names, or all of them.
 */
export function articleNamed(
  name: string,
  ids: readonly string[],
): { readonly id: string } | { readonly message: string } {
  if (ids.includes(name)) return { id: name };
  const alike = ids.filter((id) => id.toLowerCase() === name.toLowerCase());
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return { id: only };
  const near = nearestNames(name, ids);
  const quoted = (names: readonly string[]) => names.map((id) => `\`${id}\``).join(", ");
  const rest = ids.length > listedMax ? ` and ${ids.length - listedMax} more` : "";
  const hint =
    near.length > 0
      ? `nearest: ${quoted(near)}`
      : `it has ${quoted(ids.slice(0, listedMax))}${rest}`;
  return { message: `the agreement has no article \`${name}\`; ${hint}` };
}
