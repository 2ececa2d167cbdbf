import { expect, test } from "vitest";
import { correction, midOcean, observation, stored, storeOf } from "../../testing/mid-ocean.ts";
import { minuteMs, noonMs } from "../../testing/times.ts";
import { periodAt } from "../processor/periods.ts";
import { TallyBook } from "./tally-book.ts";

const { compiled } = midOcean();
const period = periodAt(noonMs, compiled);

test("[WAT-220] a database that goes away while counts are kept up counts nothing twice", async () => {
  const store = await storeOf([observation("1")]);
  const book = new TallyBook(store, "exercise", compiled);
  const explosions = async () =>
    (await book.tally(period, await store.headSeq())).byFamily.explosions;
  expect(await explosions()).toBe(1);
  await store.append([
    stored(observation("2", { atMs: noonMs + minuteMs })),
    stored(observation("3", { atMs: noonMs + minuteMs })),
    stored(correction("x", ["1"])),
  ]);
  const byKey = store.observationsByKey.bind(store);
  store.observationsByKey = () => Promise.reject(new Error("away"));
  await expect(explosions()).rejects.toThrow("away");
  store.observationsByKey = byKey;
  expect(await explosions()).toBe(2);
});
