import { useState } from "preact/hooks";
import type { Photo } from "../draft.ts";
import type { PatrolWords } from "../words/en.ts";

const byteCountMax = 25 * 1_048_576;

/** Photographs from the camera or the device; their bytes go to the phone's own store at once. */
export function PhotoField(props: {
  readonly words: PatrolWords["more"];
  readonly photos: readonly Photo[];
  readonly keep: (file: File) => Promise<Photo>;
  readonly change: (by: (photos: readonly Photo[]) => readonly Photo[]) => void;
}) {
  const { words, photos } = props;
  const [refused, setRefused] = useState(false);
  const add = async (files: FileList | null): Promise<void> => {
    const kept: Photo[] = [];
    let isTooLarge = false;
    for (const file of files ?? []) {
      if (file.size > byteCountMax) isTooLarge = true;
      else kept.push(await props.keep(file));
    }
    setRefused(isTooLarge);
    if (kept.length > 0) props.change((now) => [...now, ...kept].slice(0, 20));
  };
  return (
    <fieldset>
      <legend>{words.photos}</legend>
      <ul class="ph">
        {photos.map((photo, index) => (
          <li key={photo.key}>
            <span>{words.photo(index + 1, sizeText(photo.byteCount))}</span>
            <button
              type="button"
              aria-label={words.removePhoto(index + 1)}
              onClick={() => props.change((now) => now.filter(({ key }) => key !== photo.key))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <label class="add">
        {words.addPhoto}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          multiple
          onChange={(event) => void add(event.currentTarget.files)}
        />
      </label>
      {refused && <p role="alert">{words.tooLarge}</p>}
      <p class="note">{words.photoNote}</p>
    </fieldset>
  );
}

export function sizeText(byteCount: number): string {
  return byteCount < 1_048_576
    ? `${Math.max(1, Math.round(byteCount / 1024))} KB`
    : `${(byteCount / 1_048_576).toFixed(1)} MB`;
}
