import type { LogEntry } from "@truceline/model";
import { createStore } from "../../state/store.ts";
import { en, type PatrolWords } from "./en.ts";
import { fr } from "./fr.ts";
import { ru } from "./ru.ts";
import { uk } from "./uk.ts";

export type FormLanguage = LogEntry["language"];
export const formLanguages: Readonly<Record<FormLanguage, PatrolWords>> = { en, uk, ru, fr };
export const languageNames: Readonly<Record<FormLanguage, string>> = {
  en: "English",
  uk: "Українська",
  ru: "Русский",
  fr: "Français",
};

const kept = localStorage.getItem("truceline-patrol-language");
export const language = createStore<FormLanguage>(
  kept !== null && kept in formLanguages ? (kept as FormLanguage) : "en",
);
language.watch(() => {
  localStorage.setItem("truceline-patrol-language", language.get());
  document.documentElement.lang = language.get();
});
