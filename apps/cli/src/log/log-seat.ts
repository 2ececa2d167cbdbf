import type { LineContext } from "@truceline/log";
import type { DeskPlace } from "@truceline/model";
import type { RoomGround } from "../records/room-store.ts";
import { refuse } from "../records/where.ts";

/** Where the one who types stands, and who observes. */
export interface LogSeat {
  readonly post: DeskPlace;
  readonly observers: readonly string[];
}

/** A surveyed post: as good as its papers. */
const postAccuracyM = 20;
/** A place by its name alone: somewhere in the settlement. */
const placeAccuracyM = 2_000;
const nameMax = 200;

/**
 * A post of the deployment by id or name, else a place of the gazetteer, else a name as it was said.
 * @throws CliError `TL_CLI_USAGE` for an empty or overlong name
 */
export function seatAt(
  name: string,
  observers: readonly string[],
  { deployment, places }: Pick<RoomGround, "deployment" | "places">,
): LogSeat {
  const said = name.trim();
  const isName = (text: string) => text !== "" && text.length <= nameMax && !/\p{Cc}/u.test(text);
  if (!isName(said)) refuse("--post is the id or name of a post, or the name of a place");
  if (!observers.every(isName)) refuse("--observer is a name");
  const same = (text: string | undefined) => text?.toLowerCase() === said.toLowerCase();
  const post = deployment.posts.find((one) => same(one.id) || same(one.name));
  if (post !== undefined) {
    const { id: postId, position } = post;
    const place = { name: post.name ?? postId, postId, position, accuracyM: postAccuracyM };
    return { post: place, observers };
  }
  const place = places.find(said)[0];
  if (place === undefined) return { post: { name: said }, observers };
  return { post: { name: said, position: place.position, accuracyM: placeAccuracyM }, observers };
}

/** The seat as the line's reader wants it. */
export function linePost({ post, observers }: LogSeat): LineContext["post"] {
  const { name, position, accuracyM } = post;
  return {
    observer: { kind: "person", id: observers[0] ?? "Observer" },
    position: {
      ...(position === undefined ? {} : { position }),
      ...(accuracyM === undefined ? {} : { accuracyM }),
      ...(name === undefined ? {} : { place: name }),
    },
  };
}
