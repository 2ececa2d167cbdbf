import { type Address, addressText, readAddress } from "./address.ts";
import { createStore } from "./store.ts";

export const address = createStore<Address>(readAddress(location.search));

addEventListener("popstate", () => address.set(readAddress(location.search)));

/** Change the address. A step (another screen, into the past) can be undone by Back; a detail not. */
export function go(change: Partial<Address>, how: "step" | "detail" = "detail"): void {
  const next = { ...address.get(), ...change };
  const text = addressText(next);
  if (text === addressText(address.get())) return;
  const url = `${location.pathname}${text}`;
  if (how === "step") history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  address.set(next);
}

/** The link that leads to an address with these changes. */
export function linkTo(change: Partial<Address>): string {
  return `${location.pathname}${addressText({ ...address.get(), ...change })}`;
}

/** Follow a link inside the page, unless the reader wants another tab. */
export function follow(change: Partial<Address>) {
  return (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(change, "step");
  };
}
