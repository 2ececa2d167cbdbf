import { isFeedOption } from "./feed-options.ts";

const hidden = "…";
/** Here `#` belongs to the path or the topic. */
const sharpIsText = ["file", "dir", "mqtt", "mqtts"];
/** Here no server is asked: an `@` is part of a name. */
const withoutServer = ["file", "dir", "push"];

/**
 * An address of a feed as it may be shown, written down or told in an error: without what stands before an
 * `@`, and without the values behind `?` and `#` other than those of a feed's own options. Takes any text,
 * also one that is no address; hides rather too much.
 * @example maskedFeedUrl("cap+https://u:p@host.example/a?key=b#every=5m") // "cap+https://…@host.example/a?key=…#every=5m"
 */
export function maskedFeedUrl(url: string): string {
  const [, head = "", way = "", given = ""] =
    /^((?:[a-z-]+\+)?([a-z]*):\/\/)?(.*)$/s.exec(url) ?? [];
  const rest = withoutServer.includes(way) ? given : withoutUser(given);
  const cut = rest.search(sharpIsText.includes(way) ? /\?/ : /[?#]/);
  if (cut < 0) return head + rest;
  const [where, query] = [rest.slice(0, cut), rest.slice(cut)];
  if (way !== "http" && way !== "https") return head + where + maskedPart(query, true);
  const sharp = query.indexOf("#");
  if (sharp < 0) return head + where + maskedPart(query, false);
  const [asked, own] = [query.slice(0, sharp), query.slice(sharp)];
  return head + where + (asked === "" ? "" : maskedPart(asked, false)) + maskedPart(own, true);
}

/** Passwords hold slashes and question marks too: up to the last `@` that is not in the value of an option. */
function withoutUser(rest: string): string {
  for (let at = rest.lastIndexOf("@"); at >= 0; at = rest.lastIndexOf("@", at - 1)) {
    const name = /[?#&]([a-z]+)=[^&]*$/.exec(rest.slice(0, at))?.[1];
    if (name === undefined || !isFeedOption(name)) return `${hidden}@${rest.slice(at + 1)}`;
    if (at === 0) break;
  }
  return rest;
}

/** `?name=value&…` or `#name=value&…`. */
function maskedPart(part: string, isOwn: boolean): string {
  const shown = part
    .slice(1)
    .split("&")
    .map((one) => {
      const equals = one.indexOf("=");
      if (equals < 0) return one === "" ? "" : hidden;
      const [name, value] = [one.slice(0, equals), one.slice(equals + 1)];
      const isOpen = isOwn && isFeedOption(name) && name !== "user" && !/[?#@=]/.test(value);
      return isOpen ? one : `${name}=${hidden}`;
    });
  return `${part[0]}${shown.join("&")}`;
}
