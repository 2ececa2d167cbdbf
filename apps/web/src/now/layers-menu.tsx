import type { Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { Popover } from "../frame/popover.tsx";
import { Tick } from "../shapes/glyphs.tsx";
import { type Address, layerGroups } from "../state/address.ts";
import { useKeys } from "../state/keys.ts";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";

/** What the map shows, and for which article what we cannot see is drawn. */
export function LayersMenu(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly article: string | null;
}) {
  const { ground, address, article } = props;
  const [open, setOpen] = useState(false);
  useKeys({ l: () => setOpen(!open) });
  const assessed = ground.agreement.articles.filter(({ notAssessed }) => notAssessed === null);
  return (
    <Popover
      open={open}
      setOpen={setOpen}
      buttonClass="btn"
      atRight
      button={
        <>
          {words.strip.layers} <kbd>L</kbd>
        </>
      }
    >
      <h2>{words.strip.layers}</h2>
      {layerGroups.map((group) => (
        <label key={group}>
          <input
            type="checkbox"
            checked={!address.hidden.includes(group)}
            onChange={(event) =>
              go({
                hidden: event.currentTarget.checked
                  ? address.hidden.filter((name) => name !== group)
                  : [...address.hidden, group],
              })
            }
          />
          {words.layers[group]}
        </label>
      ))}
      {assessed.length > 1 && (
        <>
          <h2>{words.veilOf}</h2>
          <ul>
            {assessed.map(({ id, text }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-current={id === article ? "true" : undefined}
                  onClick={() => go({ veil: id })}
                >
                  <span class="tick">{id === article && <Tick />}</span>
                  <span class="clip">
                    {id} {text}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}
