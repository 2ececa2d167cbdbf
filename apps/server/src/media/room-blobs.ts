import { join } from "node:path";
import type { BlobStore } from "@truceline/watch";
import type { Room } from "../room.ts";
import { openFileBlobs } from "./file-blobs.ts";

/** Each room's blobs, in a folder of its own: an exercise's photographs never lie among real ones. */
export class RoomBlobs {
  readonly #folder: string;
  readonly #opened = new Map<string, Promise<BlobStore>>();

  /** @param folder is made with the first photograph or the first look */
  constructor(folder: string) {
    this.#folder = folder;
  }

  of({ id, origin }: Pick<Room, "id" | "origin">): Promise<BlobStore> {
    const name = `${id}_${origin}`.replaceAll(/[^A-Za-z0-9_-]+/g, "_");
    let blobs = this.#opened.get(name);
    if (blobs === undefined) {
      blobs = openFileBlobs({ folder: join(this.#folder, name), nowMs: Date.now() });
      blobs.catch(() => this.#opened.delete(name));
      this.#opened.set(name, blobs);
    }
    return blobs;
  }
}
