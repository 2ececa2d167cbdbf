import type { WordedTable } from "@truceline/reporting";
import { useEffect, useRef, useState } from "preact/hooks";
import { StateShape } from "../shapes/state-shape.tsx";

/** A table of the report. Where it is wider than its paper it scrolls, then by keyboard too. */
export function ReportTable({
  table,
  title,
}: {
  readonly table: WordedTable;
  readonly title: string;
}) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const watching = new ResizeObserver(() =>
      setScrolls(current.scrollWidth > current.clientWidth),
    );
    for (const element of [current, ...current.children]) watching.observe(element);
    return () => watching.disconnect();
  }, []);
  return (
    <section class="rscroll" ref={box} {...(scrolls ? { tabIndex: 0, "aria-label": title } : {})}>
      <table class="rtab">
        <thead>
          <tr>
            {table.columns.map(({ text, align }, index) => (
              <th
                key={`${text}/${index}`}
                scope="col"
                class={align === "right" ? "num" : undefined}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells, isTotal }) => (
            <tr key={key} class={isTotal ? "tot" : undefined}>
              {cells.map(({ text, standing }, index) => (
                <td
                  key={`${key}/${table.columns[index]?.text ?? index}`}
                  class={table.columns[index]?.align === "right" ? "num" : undefined}
                >
                  {(standing === "met" || standing === "undetermined" || standing === "found") && (
                    <StateShape shape={standing} />
                  )}{" "}
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
