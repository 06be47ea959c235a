import type { ComponentChildren } from "preact";
import { tickFigure, ticks } from "../figures";

/** Two axes and what is drawn between them, in an SVG that grows with its place. */
export interface Scale {
  x: (value: number) => number;
  y: (value: number) => number;
}

interface Props {
  width?: number;
  height?: number;
  x: [number, number];
  y: [number, number];
  xTitle: string;
  yTitle: string;
  label: string;
  xTicks?: { at: number; text: string }[];
  children: (scale: Scale) => ComponentChildren;
  /** Told where the pointer is, in the chart's own px, and whether it is pressed. */
  onPoint?: (x: number, y: number, scale: Scale, pressed: boolean) => void;
  onLeave?: (() => void) | undefined;
}

const margin = { left: 62, right: 12, top: 10, bottom: 44 };

export function Axes({ width = 560, height = 300, x, y, xTitle, yTitle, label, xTicks, children, onPoint, onLeave }: Props) {
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const scale: Scale = {
    x: (v) => margin.left + ((v - x[0]) / (x[1] - x[0] || 1)) * inner.width,
    y: (v) => margin.top + inner.height - ((v - y[0]) / (y[1] - y[0] || 1)) * inner.height,
  };
  const yTicks = ticks(y[0], y[1]);
  const xAuto = ticks(x[0], x[1], Math.max(3, Math.round(inner.width / 90)));
  const bottom = margin.top + inner.height;
  const moved = (e: PointerEvent) => {
    const box = (e.currentTarget as SVGSVGElement).getBoundingClientRect();
    onPoint?.(((e.clientX - box.left) / box.width) * width, ((e.clientY - box.top) / box.height) * height, scale, e.buttons > 0);
  };
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} onPointerMove={moved} onPointerDown={moved} onPointerLeave={onLeave}>
      {yTicks.map((t) => (
        <g key={`y${t}`}>
          <line class="grid" x1={margin.left} x2={width - margin.right} y1={scale.y(t)} y2={scale.y(t)} />
          <text x={margin.left - 7} y={scale.y(t) + 4} text-anchor="end">
            {tickFigure(t, yTicks)}
          </text>
        </g>
      ))}
      {(xTicks ?? xAuto.map((at) => ({ at, text: tickFigure(at, xAuto) }))).map((t) => (
        <g key={`x${t.at}`}>
          <line class="tick" x1={scale.x(t.at)} x2={scale.x(t.at)} y1={bottom} y2={bottom + 5} />
          <text x={scale.x(t.at)} y={bottom + 18} text-anchor="middle">
            {t.text}
          </text>
        </g>
      ))}
      <path class="axis" d={`M${margin.left} ${margin.top}V${bottom}H${width - margin.right}`} />
      <text class="title" x={margin.left + inner.width / 2} y={height - 6} text-anchor="middle">
        {xTitle}
      </text>
      <text class="title" transform={`translate(14 ${margin.top + inner.height / 2}) rotate(-90)`} text-anchor="middle">
        {yTitle}
      </text>
      {children(scale)}
    </svg>
  );
}
