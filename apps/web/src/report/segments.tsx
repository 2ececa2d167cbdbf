/** One of a few, side by side. */
export function Segments<Option extends string>(props: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly name: (option: Option) => string;
  readonly choose: (option: Option) => void;
}) {
  return (
    <fieldset class="seg">
      <legend class="sr">{props.label}</legend>
      {props.options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === props.chosen}
          onClick={() => props.choose(option)}
        >
          {props.name(option)}
        </button>
      ))}
    </fieldset>
  );
}
