import { languages } from "@truceline/model";
import { expect, test } from "vitest";
import { catalogues, messageArguments, messageKeys } from "../message-book.ts";

test.each(languages)(
  "[WRD-001] %s has every message, with the arguments of the English",
  (language) => {
    expect(Object.keys(catalogues[language])).toEqual(messageKeys);
    for (const key of messageKeys) {
      const [own, english] = [catalogues[language][key], catalogues.en[key]].map(messageArguments);
      expect([key, own?.values.toSorted()]).toEqual([key, english?.values.toSorted()]);
    }
  },
);
