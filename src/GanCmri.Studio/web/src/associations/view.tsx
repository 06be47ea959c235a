import { useMemo, useRef, useState } from "preact/hooks";
import { figure, pFigure, qFigure } from "../figures";
import { SortedTable, type Column } from "../parts/table";
import { type AssociationData, found, type Test, testsOf } from "./data";
import { Detail, said } from "./detail";
import { Forest } from "./forest";
import { Manhattan, Volcano } from "./plots";

const interval = (low: number | null, high: number | null) => (low === null ? "–" : `${figure(low)} to ${figure(high)}`);

const ratio = (t: Test) =>
  t.beta === null ? "–" : `${figure(Math.exp(t.beta))}${t.lower === null || t.upper === null ? "" : ` (${figure(Math.exp(t.lower))} to ${figure(Math.exp(t.upper))})`}`;

function columnsOf(tests: Test[], level: string): Column<Test>[] {
  const all: (Column<Test> & { unless?: boolean })[] = [
    { head: "Phenotype", cell: (t) => t.label, by: (t) => t.label },
    { head: "Exposure", cell: (t) => t.exposure, by: (t) => t.exposure },
    { head: "Source", cell: (t) => t.source, by: (t) => t.source, unless: new Set(tests.map((t) => t.source)).size < 2 },
    { head: "Beta of one unit", cell: (t) => figure(t.beta), by: (t) => t.beta, isNumber: true },
    { head: `${level} interval`, cell: (t) => interval(t.lower, t.upper), by: (t) => t.lower, isNumber: true },
    { head: "Ratio and interval", cell: ratio, by: (t) => t.beta, isNumber: true, unless: !tests.some((t) => t.isLog) },
    { head: "In SD", cell: (t) => figure(t.effect), by: (t) => t.effect, isNumber: true, unless: tests.some((t) => t.isLog) },
    { head: "p", cell: (t) => pFigure(t.log10p), by: (t) => t.log10p, isNumber: true },
    { head: "q", cell: (t) => qFigure(t.q), by: (t) => t.q, isNumber: true },
    { head: "q of all levels or parts", cell: (t) => qFigure(t.jointQ), by: (t) => t.jointQ, isNumber: true, unless: tests.every((t) => t.jointQ === null) },
    { head: "n", cell: (t) => t.n.toLocaleString("en"), by: (t) => t.n, isNumber: true },
    { head: "n of level", cell: (t) => t.level?.toLocaleString("en") ?? "–", by: (t) => t.level, isNumber: true, unless: tests.every((t) => t.level === null) },
    { head: "Missing", cell: (t) => t.missing.toLocaleString("en"), by: (t) => t.missing, isNumber: true },
    { head: "Note", cell: (t) => t.note, by: (t) => t.note, unless: tests.every((t) => !t.note) },
  ];
  return all.filter((c) => !c.unless);
}

/** Results of an association study: evidence, effects, the table, and what each test stands on. The studio and offline pages show the same. */
export function AssociationView({ data }: { data: AssociationData }) {
  const [text, setText] = useState("");
  const [largestQ, setLargestQ] = useState(1);
  const [source, setSource] = useState("");
  const [over, hover] = useState<Test>();
  const [picked, setPicked] = useState<Test>();
  const detail = useRef<HTMLDivElement>(null);
  const all = useMemo(() => testsOf(data), [data]);
  const sources = useMemo(() => [...new Set(all.map((t) => t.source))].filter(Boolean), [all]);
  const tests = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter((t) => {
      const name = `${t.phenotype} ${t.label} ${t.group} ${t.exposure}`.toLowerCase();
      return words.every((w) => name.includes(w)) && (largestQ === 1 || (t.q ?? 1) <= largestQ) && (!source || t.source === source);
    });
  }, [all, text, largestQ, source]);
  const level = `${figure(100 * data.level).replace(/\.?0+$/, "")} %`;
  const columns = useMemo(() => columnsOf(all, level), [all, level]);
  const pick = (t: Test) => {
    setPicked(t);
    requestAnimationFrame(() => detail.current?.focus());
  };
  return (
    <div class="associations">
      <p>
        {data.tableRows.toLocaleString("en")} rows, {all.length.toLocaleString("en")} associations, {found(all)}.
      </p>
      {data.method && <p>{data.method}</p>}
      {data.notes.map((n) => (
        <p key={n} class="small">
          {n}
        </p>
      ))}
      <div class="row">
        <label>
          <span>Show only (words)</span>
          <input type="search" value={text} onInput={(e) => setText(e.currentTarget.value)} />
        </label>
        <label>
          <span>q at most</span>
          <select value={largestQ} onChange={(e) => setLargestQ(Number(e.currentTarget.value))}>
            {[1, 0.2, 0.05, 0.01].map((q) => (
              <option key={q} value={q}>
                {q === 1 ? "any" : q}
              </option>
            ))}
          </select>
        </label>
        {sources.length > 1 && (
          <label>
            <span>Rows</span>
            <select value={source} onChange={(e) => setSource(e.currentTarget.value)}>
              <option value="">real and synthetic</option>
              {sources.map((s) => (
                <option key={s}>{s}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p class="told" role="status">
        {over ? said(over) : "Point at a dot to read it; press it, or a name in the table, to see its values."}
      </p>
      <h3>Evidence (Manhattan)</h3>
      <Manhattan all={all} tests={tests} pick={pick} hover={hover} />
      <div ref={detail} tabIndex={-1}>
        {picked && <Detail test={picked} sample={data.sample} />}
      </div>
      <h3>Effect and evidence (volcano)</h3>
      <Volcano all={all} tests={tests} pick={pick} hover={hover} />
      <h3>Effects with intervals (forest)</h3>
      <Forest tests={tests} level={level} pick={pick} />
      <h3>Table</h3>
      <SortedTable
        caption={`${tests.length.toLocaleString("en")} associations`}
        columns={columns}
        rows={tests}
        pick={pick}
        first={columns.findIndex((c) => c.head === "p")}
      />
    </div>
  );
}
