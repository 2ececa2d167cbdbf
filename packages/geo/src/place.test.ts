import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { destination } from "./geodesic.ts";
import { describeFrom, Gazetteer, type Place } from "./place.ts";

const harbour: Place = {
  id: "harbour",
  names: { en: "Port-d'Été", uk: "Порт-де-Літо", ru: "Порт д’Лето", fr: "Port d’Été" },
  position: lonLat(-30, 0),
};
const reef: Place = { id: "reef", names: { uk: "Риф", fr: "Récif" }, position: lonLat(-29, 0) };
const otherReef: Place = { id: "reef-2", names: { fr: "récif" }, position: lonLat(-25, 0) };
const gazetteer = new Gazetteer([harbour, reef, otherReef]);

describe("Gazetteer", () => {
  test.each(["Port-d'Été", "port dete", "порт-де-літо", "ПОРТ ДЕ ЛІТО", "Порт д'Лето"])(
    "[GEO-015] finds %s",
    (name) => {
      expect(gazetteer.find(name).map(({ id }) => id)).toEqual(["harbour"]);
    },
  );

  test("[GEO-015] gives all places of one name, none for another", () => {
    expect(gazetteer.find("Récif").map(({ id }) => id)).toEqual(["reef", "reef-2"]);
    expect(gazetteer.find("Порт де Лито")).toEqual([]);
  });

  test("й and и stay different letters", () => {
    const mine = new Gazetteer([{ id: "a", names: { uk: "Мирний" }, position: lonLat(-30, 0) }]);
    expect(mine.find("Мирнии")).toEqual([]);
    expect(mine.find("мирний")).toHaveLength(1);
  });

  test("[GEO-015] a position is worded from the nearest place", () => {
    const position = destination(harbour.position, 45, 12_300);
    expect(gazetteer.nearest(position)?.text).toBe("12 km NE of Port-d'Été");
    expect(gazetteer.nearest(position, 12_000)).toBeUndefined();
    expect(gazetteer.nearest(harbour.position)).toMatchObject({ text: "in Port-d'Été" });
    expect(gazetteer.nearest(harbour.position)).not.toHaveProperty("direction");
    expect(new Gazetteer([]).nearest(position)).toBeUndefined();
  });

  test("a place without an English name is worded by the first it has", () => {
    expect(describeFrom(reef, destination(reef.position, 180, 700)).text).toBe("1 km S of Риф");
  });

  test("the nearest is found across the 180th meridian", () => {
    const east = { id: "e", names: { en: "East" }, position: lonLat(179.9, 0) };
    const west = { id: "w", names: { en: "West" }, position: lonLat(-179, 0) };
    expect(new Gazetteer([west, east]).nearest([-179.95, 0])?.place.id).toBe("e");
  });
});
