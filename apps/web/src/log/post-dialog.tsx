import { lonLat } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { FormDialog } from "../frame/form-dialog.tsx";
import { type LogSeat, postPlace } from "./log-context.ts";
import { logWords as words } from "./log-words.ts";

/** Where one stands and who observes: a post, a place by name, or this device's own position. */
export function PostDialog(props: {
  readonly ground: Ground;
  readonly seat: LogSeat;
  /** Closes and waits for a click on the map. */
  readonly byMap: (observers: readonly string[]) => void;
  readonly done: (seat: LogSeat) => void;
  readonly close: () => void;
}) {
  const { ground, seat, done } = props;
  const [observers, setObservers] = useState(seat.observers.join(", "));
  const [name, setName] = useState(seat.post.postId === undefined ? (seat.post.name ?? "") : "");
  const [postId, setPostId] = useState(seat.post.postId ?? "");
  const [failed, setFailed] = useState(false);
  const people = () => {
    const named = observers
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    return named.length === 0 ? seat.observers : named.slice(0, 10);
  };
  const take = (): void => {
    const post = ground.posts.find(({ id }) => id === postId);
    if (post !== undefined) done({ post: postPlace(post), observers: people() });
    else if (name.trim() !== "") done({ post: { name: name.trim() }, observers: people() });
  };
  const byDevice = (): void => {
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) =>
        done({
          post: {
            ...(name.trim() === "" ? {} : { name: name.trim() }),
            position: lonLat(coords.longitude, coords.latitude),
            accuracyM: Math.round(coords.accuracy),
          },
          observers: people(),
        }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
    if (navigator.geolocation === undefined) setFailed(true);
  };
  return (
    <FormDialog
      title={words.postTitle}
      act={words.save}
      cancel={words.cancel}
      off={postId === "" && name.trim() === ""}
      send={take}
      close={props.close}
      others={
        <>
          <button type="button" class="btn" onClick={() => props.byMap(people())}>
            {words.byMap}
          </button>
          <button type="button" class="btn" onClick={byDevice}>
            {words.byDevice}
          </button>
        </>
      }
    >
      <label class="fl">
        {words.byPost}
        <select
          class="field"
          value={postId}
          onChange={(event) => setPostId(event.currentTarget.value)}
        >
          <option value="">–</option>
          {ground.posts.map((post) => (
            <option key={post.id} value={post.id}>
              {post.name}
            </option>
          ))}
        </select>
      </label>
      <label class="fl">
        {words.byName}
        <input
          class="field"
          value={name}
          maxLength={200}
          onInput={(event) => {
            setName(event.currentTarget.value);
            setPostId("");
          }}
        />
      </label>
      <label class="fl">
        {words.head.observers} <span class="d">{words.observersHint}</span>
        <input
          class="field"
          value={observers}
          maxLength={400}
          onInput={(event) => setObservers(event.currentTarget.value)}
        />
      </label>
      {failed && <p role="alert">{words.noPosition}</p>}
    </FormDialog>
  );
}
