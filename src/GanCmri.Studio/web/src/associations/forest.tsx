import { useState } from "preact/hooks";
import { useWidth } from "../charts/width";
import { figure, tickFigure, ticks } from "../figures";
import { named, type Test } from "./data";

interface Props {
  tests: Test[];
  pick: (test: Test) => void;
}

const right = 14;
const step = 22;
const fewest = 6;
const letter = 6.6; // px a letter, about

/** Effects with their intervals: each phenotype on an axis of its own, since units differ. */
export function Forest({ tests, pick }: Props) {
  const estimated = tests.filter((t) => t.lower !== null && t.upper !== null && t.beta !== null);
  const groups = [...new Set(estimated.map((t) => t.group))];
  const [chosen, choose] = useState<string>();
  const [most, setMost] = useState(fewest);
  const group = chosen !== undefined && groups.includes(chosen) ? chosen : groups[0];
  if (group === undefined) return <p>No effect to show.</p>;
  const strongest = (p: string) => Math.min(...estimated.filter((t) => t.phenotype === p).map((t) => t.log10p ?? 0));
  const phenotypes = [...new Set(estimated.filter((t) => t.group === group).map((t) => t.phenotype))].sort((a, b) => strongest(a) - strongest(b));
  return (
    <div>
      <label>
        <span>Group of phenotypes</span>
        <select value={group} onChange={(e) => (choose(e.currentTarget.value), setMost(fewest))}>
          {groups.map((g) => (
            <option key={g}>{g}</option>
          ))}
        </select>
      </label>
      <div class="forests">
        {phenotypes.slice(0, most).map((p) => (
          <OnePhenotype key={p} rows={estimated.filter((t) => t.phenotype === p)} pick={pick} />
        ))}
      </div>
      {phenotypes.length > most && (
        <button type="button" onClick={() => setMost(most + 12)}>
          Show more of {phenotypes.length} phenotypes
        </button>
      )}
    </div>
  );
}

const mostRows = 30;

function OnePhenotype({ rows, pick }: { rows: Test[]; pick: (test: Test) => void }) {
  const first = rows[0] as Test;
  const [place, width] = useWidth<SVGSVGElement>(620);
  const names = Math.min(210, Math.round(width * 0.42));
  const most = Math.floor((names - 8) / letter);
  const shown = rows.slice(0, mostRows);
  const ends = shown.flatMap((t) => [t.lower as number, t.upper as number, 0]);
  const pad = (Math.max(...ends) - Math.min(...ends)) * 0.05 || 1;
  const [low, high] = [Math.min(...ends) - pad, Math.max(...ends) + pad];
  const x = (v: number) => names + ((v - low) / (high - low)) * (width - names - right);
  const marks = ticks(low, high, Math.max(2, Math.floor((width - names) / 80)));
  const height = shown.length * step + 50;
  const bottom = shown.length * step + 8;
  const said = shown.map((t) => `${named(t)} ${figure(t.beta)} (${figure(t.lower)} to ${figure(t.upper)})`).join("; ");
  return (
    <figure tabIndex={0}>
      <figcaption>
        <b>{first.label}</b> {rows.length > mostRows && `the first ${mostRows} of ${rows.length} exposures`}
      </figcaption>
      <svg ref={place} class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${first.label}: ${said}`}>
        {marks.map((t) => (
          <g key={t}>
            <line class="grid" x1={x(t)} x2={x(t)} y1={0} y2={bottom} />
            <text x={x(t)} y={bottom + 16} text-anchor="middle">
              {tickFigure(t, marks)}
            </text>
          </g>
        ))}
        <line class="axis" x1={x(0)} x2={x(0)} y1={0} y2={bottom} />
        {shown.map((t, i) => (
          <g key={named(t)} class={`series ${t.source === "synthetic" ? "s1" : "s0"}`} onClick={() => pick(t)}>
            <text x={names - 8} y={i * step + 19} text-anchor="end">
              {named(t).length > most ? named(t).slice(0, most - 1) + "…" : named(t)}
            </text>
            <line class="line" x1={x(t.lower as number)} x2={x(t.upper as number)} y1={i * step + 15} y2={i * step + 15} />
            <rect x={x(t.beta as number) - 4} y={i * step + 11} width={8} height={8} fill="currentColor" />
          </g>
        ))}
        <text class="title" x={width - right} y={height - 4} text-anchor="end">
          {first.isLog ? "log ratio" : "effect of one unit"}, with interval
        </text>
      </svg>
    </figure>
  );
}
