import { expect, test } from "vitest";
import { sensorState, storeOf } from "../../testing/mid-ocean.ts";
import { minuteMs, noonMs } from "../../testing/times.ts";
import { FeedPlace, feedPageSize } from "./feed-pages.ts";

test("[WAT-220] what was worked in before the database went away is told when it is back", async () => {
  const count = feedPageSize + 5;
  const store = await storeOf(
    Array.from({ length: count }, (_, index) => sensorState("c-1", noonMs + index * minuteMs)),
  );
  const place = new FeedPlace<number>(store, { kinds: ["sensor-state"], origin: "exercise" });
  const readFeed = store.readFeed.bind(store);
  let isAway = false;
  store.readFeed = async (query) => {
    if (isAway) throw new Error("away");
    isAway = true;
    return readFeed(query);
  };
  const head = await store.headSeq();
  const read = () => place.readTo(head, ({ fromMs }) => [fromMs]);
  await expect(read()).rejects.toThrow("away");
  isAway = false;
  const told = await read();
  expect(told).toEqual(Array.from({ length: count }, (_, index) => noonMs + index * minuteMs));
  expect(await read()).toEqual([]);
});
