import { useMemo, useState } from "preact/hooks";
import { Axes, type Scale } from "./frame";
import { seriesClass } from "./legend";

export interface Dot<T> {
  x: number;
  y: number;
  colour: number;
  item: T;
}

interface Props<T> {
  dots: Dot<T>[];
  x: [number, number];
  y: [number, number];
  xTitle: string;
  yTitle: string;
  label: string;
  xTicks?: { at: number; text: string }[];
  /** Dashed horizontal lines with their names. */
  lines?: { at: number; text: string }[];
  zero?: boolean;
  pick: (item: T) => void;
  hover: (item: T | undefined) => void;
}

const near = 18; // px in the chart

/** Many dots: one path a colour, so that ten thousand cost no more than a few; the nearest to the pointer is told, and picked by a press. */
export function Dots<T>({ dots, lines = [], zero, pick, hover, ...axes }: Props<T>) {
  const [over, setOver] = useState<Dot<T>>();
  const colours = useMemo(() => [...new Set(dots.map((d) => d.colour))].sort((a, b) => a - b), [dots]);
  const find = (px: number, py: number, s: Scale) => {
    let best: Dot<T> | undefined;
    let least = near * near;
    for (const d of dots) {
      const distance = (s.x(d.x) - px) ** 2 + (s.y(d.y) - py) ** 2;
      if (distance < least) [best, least] = [d, distance];
    }
    if (best !== over) {
      setOver(best);
      hover(best?.item);
    }
    return best;
  };
  return (
    <Axes
      height={360}
      {...axes}
      onPoint={(px, py, s, pressed) => {
        const best = find(px, py, s);
        if (pressed && best) pick(best.item);
      }}
      onLeave={() => (setOver(undefined), hover(undefined))}
    >
      {(s) => (
        <>
          {zero && <line class="cursor" x1={s.x(0)} x2={s.x(0)} y1={s.y(axes.y[0])} y2={s.y(axes.y[1])} />}
          {lines.map((l, i) => (
            <g key={l.text}>
              <line class="cursor" x1={s.x(axes.x[0])} x2={s.x(axes.x[1])} y1={s.y(l.at)} y2={s.y(l.at)} />
              <text x={s.x(axes.x[i % 2 ? 0 : 1]) + (i % 2 ? 4 : 0)} y={s.y(l.at) - 4} text-anchor={i % 2 ? "start" : "end"}>
                {l.text}
              </text>
            </g>
          ))}
          {colours.map((c) => (
            <path
              key={c}
              class={`dots ${seriesClass(c)}`}
              d={dots
                .filter((d) => d.colour === c)
                .map((d) => `M${s.x(d.x).toFixed(1)} ${s.y(d.y).toFixed(1)}h0`)
                .join("")}
            />
          ))}
          {over && <circle class="over" cx={s.x(over.x)} cy={s.y(over.y)} r={7} />}
        </>
      )}
    </Axes>
  );
}
