import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";

export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  /** What it is sorted by; missing values come last. */
  by: (row: T) => number | string | null;
  isNumber?: boolean;
}

interface Props<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  pick?: (row: T) => void;
  /** Place of the column it is sorted by at first. */
  first?: number;
}

const pageRows = 50;

/** A table that is sorted by a press on a head, page by page. */
export function SortedTable<T>({ caption, columns, rows, pick, first = 0 }: Props<T>) {
  const [sort, setSort] = useState({ column: first, down: false });
  const [page, setPage] = useState(0);
  const sorted = useMemo(() => {
    const by = (columns[sort.column] as Column<T>).by;
    const compare = (a: T, b: T) => {
      const [x, y] = [by(a), by(b)];
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return sort.down ? -order : order;
    };
    return [...rows].sort(compare);
  }, [rows, sort]);
  const pages = Math.max(1, Math.ceil(sorted.length / pageRows));
  const at = Math.min(page, pages - 1);
  const order = (i: number) => (i !== sort.column ? "none" : sort.down ? "descending" : "ascending");
  return (
    <div>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((c, i) => (
                <th key={c.head} scope="col" class={c.isNumber ? "n" : ""} aria-sort={order(i)}>
                  <button type="button" class="sort" onClick={() => (setSort({ column: i, down: sort.column === i && !sort.down }), setPage(0))}>
                    {c.head} {i === sort.column ? (sort.down ? "▼" : "▲") : ""}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(at * pageRows, (at + 1) * pageRows).map((row, r) => (
              <tr key={r}>
                {columns.map((c, i) =>
                  i === 0 ? (
                    <th key={c.head} scope="row" class={c.isNumber ? "n" : ""}>
                      {pick ? (
                        <button type="button" class="link" onClick={() => pick(row)}>
                          {c.cell(row)}
                        </button>
                      ) : (
                        c.cell(row)
                      )}
                    </th>
                  ) : (
                    <td key={c.head} class={c.isNumber ? "n" : ""}>
                      {c.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <p class="row">
          <button type="button" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Before
          </button>
          <span>
            page {at + 1} of {pages}, {sorted.length} rows
          </span>
          <button type="button" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </button>
        </p>
      )}
    </div>
  );
}
