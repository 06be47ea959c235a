import { Axes, type Scale } from "./frame";
import { seriesClass } from "./legend";
import { path } from "./path";

type Numbers = (number | null)[];

/** Something drawn between two axes; ChartMark in C# writes it. */
export interface Mark {
  kind: "Band" | "Wide" | "Thin" | "Line" | "Points" | "Steps" | "Bars" | "Dots" | "Across" | "Upright";
  /** As the legend shows it; empty: it is not shown there. */
  name: string;
  colour: number;
  x: Numbers;
  y: Numbers;
  /** The other edge of bands and bars. */
  to: Numbers;
}

/** A chart of a report; Chart in C# writes it. */
export interface ChartData {
  xTitle: string;
  yTitle: string;
  x: [number, number];
  y: [number, number];
  note: string;
  altText: string;
  marks: Mark[];
}

/** Any chart of a report: its note, its axes, its marks, its legend. */
export function MarksChart({ data }: { data: ChartData }) {
  return (
    <div class="plot">
      {data.note && <p class="small">{data.note}</p>}
      <Axes {...data} label={data.altText}>
        {(s) => data.marks.map((m, i) => <Drawn key={i} mark={m} scale={s} data={data} />)}
      </Axes>
      <p class="small legend">
        {data.marks
          .filter((m) => m.name)
          .map((m) => (
            <span key={m.name}>
              <i class={`${swatch(m)} ${seriesClass(m.colour)}`} /> {m.name}
            </span>
          ))}
      </p>
    </div>
  );
}

const swatch = (m: Mark) => (m.kind === "Band" || m.kind === "Wide" ? `soft-block ${m.kind.toLowerCase()}` : m.kind === "Across" || m.kind === "Upright" ? "dashed" : m.kind === "Thin" ? "faint" : "");

function Drawn({ mark, scale, data }: { mark: Mark; scale: Scale; data: ChartData }) {
  const colour = seriesClass(mark.colour);
  const [x, y] = [(i: number) => scale.x(mark.x[i] as number), scale.y];
  const at = mark.x.map((_, i) => i);
  switch (mark.kind) {
    case "Band":
    case "Wide": {
      const known = at.filter((i) => mark.y[i] != null && mark.to[i] != null);
      const there = known.map((i) => `${x(i).toFixed(1)} ${y(mark.y[i] as number).toFixed(1)}`);
      const back = known.reverse().map((i) => `${x(i).toFixed(1)} ${y(mark.to[i] as number).toFixed(1)}`);
      return <path class={`band ${mark.kind.toLowerCase()} ${colour}`} d={there.length > 1 ? `M${[...there, ...back].join("L")}Z` : ""} />;
    }
    case "Bars":
      return (
        <g class={colour}>
          {at.map((i) => (
            <rect key={i} class="bars" x={x(i)} y={y(mark.y[i] ?? 0)} width={Math.max(0, scale.x(mark.to[i] ?? 0) - x(i))} height={y(0) - y(mark.y[i] ?? 0)} />
          ))}
        </g>
      );
    case "Dots":
      return <path class={`dots fine ${colour}`} d={at.map((i) => (mark.x[i] == null || mark.y[i] == null ? "" : `M${x(i).toFixed(1)} ${y(mark.y[i] as number).toFixed(1)}h0`)).join("")} />;
    case "Across":
      return <line class={`stroke dashed ${colour}`} x1={scale.x(data.x[0])} x2={scale.x(data.x[1])} y1={y(mark.y[0] ?? 0)} y2={y(mark.y[0] ?? 0)} />;
    case "Upright":
      return <line class={`stroke dashed ${colour}`} x1={x(0)} x2={x(0)} y1={y(data.y[0])} y2={y(data.y[1])} />;
    default:
      return (
        <g class={`series ${colour}`}>
          <path class={mark.kind === "Thin" ? "thin" : "line"} d={path(mark.y, x, y, mark.kind === "Steps")} />
          {mark.kind === "Points" && at.map((i) => mark.y[i] != null && <circle key={i} cx={x(i)} cy={y(mark.y[i] as number)} r={2.5} />)}
        </g>
      );
  }
}
