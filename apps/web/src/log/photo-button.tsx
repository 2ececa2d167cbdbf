import type { MediaRef } from "@truceline/model";
import { useRef, useState } from "preact/hooks";
import { type Problem, postBytes, RequestFailed } from "../state/api.ts";
import { logWords as words } from "./log-words.ts";

/** Adds photographs: hashed by the server, their place taken out unless kept on purpose. */
export function PhotoButton(props: {
  readonly media: readonly MediaRef[];
  readonly add: (ref: MediaRef) => void;
}) {
  const [keepsPlace, setKeepsPlace] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const send = async (files: FileList | null): Promise<void> => {
    setProblem(null);
    for (const file of files ?? []) {
      try {
        const path = keepsPlace ? "/media?keepPlace=yes" : "/media";
        const answer = (await postBytes(path, file, file.type)) as MediaRef & {
          readonly removed?: readonly string[];
        };
        const { sha256, type, byteCount } = answer;
        setRemoved(answer.removed ?? []);
        props.add({ sha256, type, byteCount, keepsPlace: answer.keepsPlace });
      } catch (thrown) {
        if (!(thrown instanceof RequestFailed)) throw thrown;
        setProblem(thrown.problem);
      }
    }
    if (input.current !== null) input.current.value = "";
  };
  return (
    <span class="photo">
      <label class="btn">
        {words.addPhoto}
        <input
          ref={input}
          class="sr"
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => void send(event.currentTarget.files)}
        />
      </label>
      {props.media.length > 0 && <span class="d">{words.photos(props.media.length)}</span>}
      {removed.length > 0 && <span class="d">{words.photoRemoved(removed.join(", "))}</span>}
      <label class="s12 d">
        <input
          type="checkbox"
          checked={keepsPlace}
          onChange={(event) => setKeepsPlace(event.currentTarget.checked)}
        />{" "}
        {words.keepPlace}
      </label>
      {problem !== null && (
        <span role="alert" class="attn">
          {problem.title} {problem.code}
        </span>
      )}
    </span>
  );
}
