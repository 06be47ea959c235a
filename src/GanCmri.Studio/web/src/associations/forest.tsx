import { useState } from "preact/hooks";
import { lines } from "../charts/frame";
import { useWidth } from "../charts/width";
import { rounded, tickFigure, ticks } from "../figures";
import { effectTitle, named, type Test } from "./data";

interface Props {
  tests: Test[];
  /** Confidence level, "95 %". */
  level: string;
  pick: (test: Test) => void;
}

interface Effect {
  at: number;
  low: number;
  high: number;
  test: Test;
}

const right = 14;
const step = 22;
const line = 14; // px from line to line of a name
const fewest = 8;
const letter = 6.6; // px a letter, about
const numbers = 220; // px of effect, interval and n
const mostRows = 30;
const mostLines = 6; // of a name

/** Standardised effects with their intervals on one axis, so that they compare; phenotypes one below the other, strongest evidence first. */
export function Forest({ tests, level, pick }: Props) {
  const effects = tests.flatMap((test) =>
    test.effect === null || test.effectLower === null || test.effectUpper === null ? [] : [{ at: test.effect, low: test.effectLower, high: test.effectUpper, test }],
  );
  const groups = [...new Set(effects.map((e) => e.test.group))];
  const [chosen, choose] = useState<string>();
  const [most, setMost] = useState(fewest);
  const group = chosen !== undefined && groups.includes(chosen) ? chosen : groups[0];
  if (group === undefined) return <p>No effect to show.</p>;
  const ofGroup = effects.filter((e) => e.test.group === group);
  const strongest = (p: string) => Math.min(...ofGroup.filter((e) => e.test.phenotype === p).map((e) => e.test.log10p ?? 0));
  const phenotypes = [...new Set(ofGroup.map((e) => e.test.phenotype))].sort((a, b) => strongest(a) - strongest(b));
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
      <Chart phenotypes={phenotypes.slice(0, most).map((p) => ofGroup.filter((e) => e.test.phenotype === p))} level={level} pick={pick} />
      {phenotypes.length > most && (
        <button type="button" onClick={() => setMost(most + 12)}>
          Show more of {phenotypes.length} phenotypes
        </button>
      )}
    </div>
  );
}

function Chart({ phenotypes, level, pick }: { phenotypes: Effect[][]; level: string; pick: (test: Test) => void }) {
  const [place, width] = useWidth<SVGSVGElement>(860);
  const effects = phenotypes.flatMap((p) => p.slice(0, mostRows));
  const hasSources = new Set(effects.map((e) => e.test.source)).size > 1;
  const nameOf = (t: Test) => (hasSources ? named(t) : t.exposure);
  const names = Math.min(230, Math.round(width * 0.42));
  const nameLines = (t: Test) => {
    const all = lines(nameOf(t), names - 12);
    return all.length > mostLines ? [...all.slice(0, mostLines - 1), "…"] : all;
  };
  const short = (text: string, letters: number) => (text.length > letters ? text.slice(0, letters - 1) + "…" : text);
  const end = width - (width >= 620 ? numbers : right);
  const ends = effects.flatMap((e) => [e.low, e.high, 0]);
  const pad = (Math.max(...ends) - Math.min(...ends)) * 0.05 || 1;
  const [low, high] = [Math.min(...ends) - pad, Math.max(...ends) + pad];
  const x = (v: number) => names + ((v - low) / (high - low)) * (end - names);
  const marks = ticks(low, high, Math.max(2, Math.floor((end - names) / 40)));
  const titles = lines(`${effectTitle(effects.some((e) => e.test.isLog))}, ${level} interval`, width - 20);
  const more = effects.reduce((sum, e) => sum + nameLines(e.test).length - 1, 0);
  const bottom = (effects.length + phenotypes.length) * step + more * line + 12;
  const height = bottom + 24 + titles.length * 16;
  const text = (e: Effect) => {
    const to = (v: number) => rounded(v, e.high - e.low);
    return `${to(e.at)} (${to(e.low)} to ${to(e.high)})`;
  };
  const said = effects.map((e) => `${e.test.label} on ${nameOf(e.test)} ${text(e)}, n ${e.test.n}`).join("; ");
  let y = -step + 19;
  return (
    <figure tabIndex={0}>
      <svg ref={place} class="chart forest" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Forest plot, ${titles.join(" ")}: ${said}`}>
        {marks.map((t) => (
          <g key={t}>
            <line class="grid" x1={x(t)} x2={x(t)} y1={0} y2={bottom} />
            <text x={x(t)} y={bottom + 16} text-anchor="middle">
              {tickFigure(t, marks)}
            </text>
          </g>
        ))}
        <line class="axis" x1={x(0)} x2={x(0)} y1={0} y2={bottom} />
        {phenotypes.map((rows) => {
          const { label, phenotype } = (rows[0] as Effect).test;
          const hidden = rows.length > mostRows ? ` (the first ${mostRows} of ${rows.length} exposures)` : "";
          return [
            <text key={phenotype} class="title" x={4} y={(y += step)}>
              {short(label + hidden, Math.floor(width / letter / 1.1))}
            </text>,
            rows.slice(0, mostRows).map((e) => {
              const name = nameLines(e.test);
              const first = y + step;
              const middle = first + ((name.length - 1) * line) / 2;
              y = first + (name.length - 1) * line;
              return (
                <g key={phenotype + named(e.test)} class={`series ${e.test.source === "synthetic" ? "s1" : "s0"}`} onClick={() => pick(e.test)}>
                  <text class="name" text-anchor="end">
                    {name.map((words, i) => (
                      <tspan key={i} x={names - 8} y={first + i * line}>
                        {words}
                      </tspan>
                    ))}
                  </text>
                  <line class="line" x1={x(e.low)} x2={x(e.high)} y1={middle - 4} y2={middle - 4} />
                  <rect x={x(e.at) - 4} y={middle - 8} width={8} height={8} fill="currentColor" />
                  {end < width - right && (
                    <text x={end + 12} y={middle}>
                      {text(e)}, n {e.test.n.toLocaleString("en")}
                    </text>
                  )}
                </g>
              );
            }),
          ];
        })}
        {titles.map((t, i) => (
          <text key={i} class="title" x={width / 2} y={bottom + 36 + i * 16} text-anchor="middle">
            {t}
          </text>
        ))}
      </svg>
    </figure>
  );
}
