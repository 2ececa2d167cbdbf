/** Large buttons of which one (or several) holds; each says so by more than its colour. */
export function Choices<Value extends string>(props: {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly choose: (value: Value) => void;
}) {
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      <div class="ch">
        {props.options.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={props.chosen.includes(value)}
            onClick={() => props.choose(value)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
