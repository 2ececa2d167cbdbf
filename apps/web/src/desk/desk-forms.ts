import { denialKinds } from "@truceline/model";
import { deskWords as words } from "./desk-words.ts";
import {
  type DeskForm,
  made,
  optional,
  partyOptions,
  placeFields,
  placeOf,
  spanFields,
  spanOf,
  spanStart,
  textOf,
} from "./form-parts.ts";
import { fromField, toField } from "./local-time.ts";
import { siteForms } from "./site-forms.ts";

const hourMs = 3_600_000;

export const deskForms: readonly DeskForm[] = [
  ...siteForms,
  {
    id: "patrol",
    path: "patrols",
    title: words.forms.patrol,
    fields: () => [
      { key: "name", label: words.name, is: "text", required: true },
      { key: "observers", label: words.observers, is: "text", hint: words.byCommas },
      ...spanFields,
      ...placeFields,
      { key: "every", label: words.checkInEvery, is: "number", required: true },
    ],
    start: (ground, nowMs) => ({ ...spanStart(ground, nowMs, nowMs + 6 * hourMs), every: "60" }),
    record(values, ground) {
      const span = spanOf(values, ground);
      const place = placeOf(values);
      const minutes = Number(values["every"]);
      if (span === null) return { wrong: "from" };
      if (place === null) return { wrong: "position" };
      if (!(minutes >= 1)) return { wrong: "every" };
      return made(ground, "patrol/1", {
        name: textOf(values, "name"),
        state: "planned",
        observers: textOf(values, "observers")
          .split(",")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
        plan: span,
        stops: Object.keys(place).length === 0 ? [] : [{ place, span }],
        clearances: [],
        checkIns: [],
        checkInEveryMs: Math.round(minutes) * 60_000,
      });
    },
  },
  {
    id: "call",
    path: "calls",
    title: words.forms.call,
    fields: (ground) => [
      {
        key: "party",
        label: words.party,
        is: "choice",
        required: true,
        options: partyOptions(ground),
      },
      { key: "to", label: words.callTo, is: "text", required: true },
      { key: "about", label: words.about, is: "long", required: true },
      { key: "due", label: words.answerDue, is: "when" },
      { key: "answer", label: words.answer, is: "long" },
    ],
    start: (ground, nowMs) => ({
      party: ground.agreement.parties[0]?.id ?? "",
      to: words.liaisonOffice,
      due: toField(nowMs + hourMs / 2, ground.agreement.timezone),
    }),
    record(values, ground, nowMs) {
      const dueMs = fromField(values["due"] ?? "", ground.agreement.timezone);
      const answer = textOf(values, "answer");
      return made(ground, "call/1", {
        party: values["party"],
        to: textOf(values, "to"),
        atMs: nowMs,
        about: textOf(values, "about"),
        refs: [],
        state: answer === "" ? "open" : "answered",
        ...(dueMs === null ? {} : { answerDueMs: dueMs }),
        ...(answer === "" ? {} : { answer: { atMs: nowMs, text: answer } }),
      });
    },
  },
  {
    id: "window",
    path: "silence-windows",
    title: words.forms.window,
    fields: () => [
      { key: "name", label: words.name, is: "text", required: true },
      { key: "purpose", label: words.purpose, is: "text", required: true },
      ...spanFields,
      ...placeFields,
      { key: "radius", label: words.radius, is: "number", required: true },
    ],
    start: (ground, nowMs) => ({
      ...spanStart(ground, nowMs + hourMs, nowMs + 3 * hourMs),
      radius: "3",
    }),
    record(values, ground) {
      const span = spanOf(values, ground);
      const place = placeOf(values);
      const radiusM = Number(values["radius"]) * 1_000;
      if (span === null) return { wrong: "from" };
      if (place?.position === undefined) return { wrong: "position" };
      if (!(radiusM >= 100 && radiusM <= 50_000)) return { wrong: "radius" };
      return made(ground, "silence-window/1", {
        name: textOf(values, "name"),
        purpose: textOf(values, "purpose"),
        place,
        radiusM,
        span,
        guarantees: [],
        state: "arranged",
      });
    },
  },
  {
    id: "denial",
    path: "denials",
    title: words.forms.denial,
    fields: () => [
      {
        key: "kind",
        label: words.kind,
        is: "choice",
        required: true,
        options: denialKinds.map((kind) => ({ value: kind, label: words.denialKinds[kind] })),
      },
      ...spanFields,
      ...placeFields,
      { key: "asked", label: words.asked, is: "long" },
      { key: "reasonGiven", label: words.reasonGiven, is: "long" },
      { key: "result", label: words.result, is: "long" },
    ],
    start: (ground, nowMs) => ({ ...spanStart(ground, nowMs - hourMs / 2, nowMs), kind: "denial" }),
    record(values, ground) {
      const span = spanOf(values, ground);
      const place = placeOf(values);
      if (span === null) return { wrong: "from" };
      if (place === null) return { wrong: "position" };
      return made(ground, "denial/1", {
        kind: values["kind"],
        span,
        place,
        ...optional(values, "asked"),
        ...optional(values, "reasonGiven"),
        ...optional(values, "result"),
      });
    },
  },
  {
    id: "visit",
    path: "site-visits",
    title: words.forms.visit,
    fields: (ground) => [
      {
        key: "site",
        label: words.site,
        is: "choice",
        options: ground.sites.map(({ id, name }) => ({ value: id, label: name })),
      },
      { key: "place", label: words.place, is: "text" },
      { key: "purpose", label: words.purpose, is: "text", required: true },
      { key: "due", label: words.due, is: "when" },
    ],
    start: () => ({}),
    record(values, ground, nowMs) {
      const site = ground.sites.find(({ id }) => id === values["site"]);
      const dueMs = fromField(values["due"] ?? "", ground.agreement.timezone);
      const name = site?.name ?? textOf(values, "place");
      if (name === "") return { wrong: "place" };
      return made(ground, "site-visit/1", {
        place: {
          name,
          ...(site === undefined ? {} : { siteId: site.id, position: site.position }),
        },
        purpose: textOf(values, "purpose"),
        state: "requested",
        requestedAtMs: nowMs,
        checklist: [],
        ...(dueMs === null ? {} : { dueMs }),
      });
    },
  },
  {
    id: "casualty",
    path: "casualties",
    title: words.forms.casualty,
    fields: () => [
      ...spanFields,
      ...placeFields,
      { key: "killed", label: words.killed, is: "number", required: true },
      { key: "injured", label: words.injured, is: "number", required: true },
      {
        key: "corroboration",
        label: words.corroboration,
        is: "choice",
        required: true,
        options: Object.entries(words.corroborations).map(([value, label]) => ({ value, label })),
      },
      { key: "source", label: words.sourceText, is: "long", required: true },
    ],
    start: (ground, nowMs) => ({
      ...spanStart(ground, nowMs - hourMs, nowMs),
      killed: "0",
      injured: "0",
      corroboration: "reported",
    }),
    record(values, ground, nowMs) {
      const span = spanOf(values, ground);
      const place = placeOf(values);
      if (span === null) return { wrong: "from" };
      if (place === null) return { wrong: "position" };
      return made(ground, "casualty/1", {
        span,
        place,
        killedCount: Math.round(Number(values["killed"])),
        injuredCount: Math.round(Number(values["injured"])),
        who: "civilians",
        corroboration: values["corroboration"],
        sources: [{ text: textOf(values, "source"), atMs: nowMs }],
      });
    },
  },
  {
    id: "note",
    path: "watch-notes",
    title: words.forms.note,
    fields: () => [
      { key: "text", label: words.note, is: "long", required: true },
      { key: "due", label: words.due, is: "when" },
    ],
    start: () => ({}),
    record(values, ground, nowMs) {
      const dueMs = fromField(values["due"] ?? "", ground.agreement.timezone);
      return made(ground, "watch-note/1", {
        atMs: nowMs,
        text: textOf(values, "text"),
        refs: [],
        open: true,
        ...(dueMs === null ? {} : { dueMs }),
      });
    },
  },
];
