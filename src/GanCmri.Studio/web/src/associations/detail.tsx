import { Axes } from "../charts/frame";
import { seriesClass } from "../charts/legend";
import { figure, pFigure, qFigure } from "../figures";
import { named, type Sample, type SampleColumn, type Test } from "./data";

/** Everything of one test in a line. */
export function said(t: Test): string {
  const ratio = t.isLog && t.beta !== null ? `, ratio ${figure(Math.exp(t.beta))}` : "";
  const term = t.jointQ === null ? "" : `, q of all levels or parts ${qFigure(t.jointQ)}`;
  const level = t.level === null ? "" : `, of the level ${t.level.toLocaleString("en")}`;
  return `${t.label} on ${named(t)}: beta of one unit ${figure(t.beta)} (${figure(t.lower)} to ${figure(t.upper)})${ratio}, p ${pFigure(t.log10p)}, q ${qFigure(t.q)}${term}, n ${t.n.toLocaleString("en")}${level}`;
}

/** One test with the values it stands on: a scatter plot, or boxes for categories. */
export function Detail({ test, sample }: { test: Test; sample: Sample | null }) {
  const column = (name: string) => sample?.columns.find((c) => c.name === name);
  const y = column(test.phenotype);
  const x = column(test.exposure) ?? column(test.exposure.replace(/ \[.*$/, ""));
  const source = test.source ? sample?.columns.find((c) => c.name === "source" && c.levels) : undefined;
  const code = source?.levels?.indexOf(test.source);
  const rows = Array.from({ length: sample?.rows ?? 0 }, (_, i) => i).filter(
    (i) => x?.values[i] != null && y?.values[i] != null && (!source || source.values[i] === code),
  );
  return (
    <section class="detail" aria-label="Chosen test">
      <h3>
        {test.label} on {named(test)}
      </h3>
      <p>{said(test)}</p>
      {test.note && <p class="small">{test.note}</p>}
      {!sample || !x || !y || y.levels || !rows.length ? (
        <p class="small">No picture: this page holds no single values of these columns.</p>
      ) : (
        <figure tabIndex={0}>
          {x.levels ? <Boxes x={x} y={y} rows={rows} test={test} /> : <Points x={x} y={y} rows={rows} test={test} />}
          <figcaption>
            {rows.length.toLocaleString("en")} rows{sample.total > sample.rows && `, of a sample of ${sample.rows.toLocaleString("en")} of ${sample.total.toLocaleString("en")}`}; values as they are,
            covariates not taken out.
          </figcaption>
        </figure>
      )}
    </section>
  );
}

interface Pair {
  x: SampleColumn;
  y: SampleColumn;
  rows: number[];
  test: Test;
}

const span = (values: number[]): [number, number] => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const pad = (most - least) * 0.05 || 1;
  return [least - pad, most + pad];
};

function Points({ x, y, rows, test }: Pair) {
  const points = rows.map((i) => [x.values[i] as number, y.values[i] as number] as const);
  return (
    <Axes
      x={span(points.map((p) => p[0]))}
      y={span(points.map((p) => p[1]))}
      xTitle={test.exposure}
      yTitle={test.label}
      label={`Scatter plot of ${test.label} against ${test.exposure}, ${points.length} rows`}
    >
      {(s) => <path class="dots fine s0" d={points.map((p) => `M${s.x(p[0]).toFixed(1)} ${s.y(p[1]).toFixed(1)}h0`).join("")} />}
    </Axes>
  );
}

function Boxes({ x, y, rows, test }: Pair) {
  const levels = (x.levels ?? []).map((name, code) => ({ name, values: rows.filter((i) => x.values[i] === code).map((i) => y.values[i] as number).sort((a, b) => a - b) }));
  const boxes = levels.filter((l) => l.values.length);
  const quantile = (v: number[], q: number) => v[Math.min(v.length - 1, Math.floor(q * v.length))] as number;
  return (
    <Axes
      x={[-0.5, boxes.length - 0.5]}
      y={span(boxes.flatMap((b) => b.values))}
      xTitle={test.exposure}
      yTitle={test.label}
      xTicks={boxes.map((b, i) => ({ at: i, text: `${b.name} (${b.values.length})` }))}
      label={`Boxes of ${test.label}: ${boxes.map((b) => `${b.name} median ${figure(quantile(b.values, 0.5))}, n ${b.values.length}`).join("; ")}`}
    >
      {(s) =>
        boxes.map((b, i) => {
          const [low, q1, q2, q3, high] = [0.025, 0.25, 0.5, 0.75, 0.975].map((q) => s.y(quantile(b.values, q))) as [number, number, number, number, number];
          const half = Math.min(40, (s.x(1) - s.x(0)) * 0.3);
          return (
            <g key={b.name} class={`series ${seriesClass(i)}`}>
              <path class="line" d={`M${s.x(i)} ${low}V${q1}M${s.x(i)} ${q3}V${high}M${s.x(i) - half} ${q2}h${2 * half}`} />
              <rect class="line" x={s.x(i) - half} y={q3} width={2 * half} height={q1 - q3} />
            </g>
          );
        })
      }
    </Axes>
  );
}
