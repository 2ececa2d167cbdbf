import { type Language, languages } from "@truceline/model";
import { logWords as words } from "./log-words.ts";

const modes = ["line", "form", "paste"] as const;
export type LogMode = (typeof modes)[number];

/** How lines are entered, in which language, from which post and for which shift. */
export function LogBar(props: {
  readonly mode: LogMode;
  readonly setMode: (mode: LogMode) => void;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** Post and shift as one sentence. */
  readonly said: string;
  /** Null in the past. */
  readonly choosePost: (() => void) | null;
}) {
  const { mode, language } = props;
  return (
    <div class="bar">
      <h1>{words.title}</h1>
      <fieldset class="seg">
        <legend class="sr">{words.how}</legend>
        {modes.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={mode === one}
            onClick={() => props.setMode(one)}
          >
            {words.modes[one]}
          </button>
        ))}
      </fieldset>
      <select
        class="field lang"
        aria-label={words.language}
        value={language}
        onChange={(event) => {
          const { value } = event.currentTarget;
          props.setLanguage(languages.find((one) => one === value) ?? language);
        }}
      >
        {languages.map((one) => (
          <option key={one} value={one}>
            {words.languages[one]}
          </option>
        ))}
      </select>
      <span class="q s12 clip">{props.said}</span>
      <span class="grow" />
      <a class="btn" href="/patrol.html">
        {words.patrolForm}
      </a>
      <button
        type="button"
        class="btn"
        disabled={props.choosePost === null}
        onClick={props.choosePost ?? undefined}
      >
        {words.otherPost} <kbd>Alt P</kbd>
      </button>
    </div>
  );
}
