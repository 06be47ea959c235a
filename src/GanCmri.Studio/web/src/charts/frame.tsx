import type { ComponentChildren } from "preact";
import { tickFigure, ticks } from "../figures";
import { useWidth } from "./width";

/** Two axes and what is drawn between them, as wide as its place. */
export interface Scale {
  x: (value: number) => number;
  y: (value: number) => number;
}

interface Tick {
  at: number;
  text: string;
}

interface Props {
  height?: number;
  x: [number, number];
  y: [number, number];
  xTitle: string;
  yTitle: string;
  label: string;
  xTicks?: Tick[] | undefined;
  children: (scale: Scale) => ComponentChildren;
  /** Told where the pointer is, in the chart's own px, and whether it is pressed. */
  onPoint?: (x: number, y: number, scale: Scale, pressed: boolean) => void;
  onLeave?: (() => void) | undefined;
}

const margin = { left: 62, right: 12, top: 10, bottom: 44 };
const letter = 6.6; // px a letter of 12 px text, about
const line = 16;

export function Axes({ height = 300, x, y, xTitle, yTitle, label, xTicks, children, onPoint, onLeave }: Props) {
  const [place, width] = useWidth<SVGSVGElement>(560);
  const titles = lines(xTitle, width - margin.left);
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const scale: Scale = {
    x: (v) => margin.left + ((v - x[0]) / (x[1] - x[0] || 1)) * inner.width,
    y: (v) => margin.top + inner.height - ((v - y[0]) / (y[1] - y[0] || 1)) * inner.height,
  };
  const yTicks = ticks(y[0], y[1]);
  const xAuto = ticks(x[0], x[1], Math.max(3, Math.round(inner.width / 65)));
  const named = xTicks ?? xAuto.map((at) => ({ at, text: tickFigure(at, xAuto) }));
  const texts = fitting(named, scale, width, xTicks ? 3 : 1);
  const lower = Math.max(0, ...texts.map((t) => t.row)) * line;
  const whole = height + lower + (titles.length - 1) * line;
  const bottom = margin.top + inner.height;
  const moved = (e: PointerEvent) => {
    const box = (e.currentTarget as SVGSVGElement).getBoundingClientRect();
    onPoint?.(((e.clientX - box.left) / box.width) * width, ((e.clientY - box.top) / box.height) * whole, scale, e.buttons > 0);
  };
  return (
    <svg
      ref={place}
      class="chart"
      viewBox={`0 0 ${width} ${whole}`}
      role="img"
      aria-label={label}
      onPointerMove={moved}
      onPointerDown={moved}
      onPointerLeave={onLeave}
    >
      {yTicks.map((t) => (
        <g key={`y${t}`}>
          <line class="grid" x1={margin.left} x2={width - margin.right} y1={scale.y(t)} y2={scale.y(t)} />
          <text x={margin.left - 7} y={scale.y(t) + 4} text-anchor="end">
            {tickFigure(t, yTicks)}
          </text>
        </g>
      ))}
      {named.map((t) => (
        <line key={`x${t.at}`} class="tick" x1={scale.x(t.at)} x2={scale.x(t.at)} y1={bottom} y2={bottom + 5} />
      ))}
      {texts.map((t) => (
        <text key={`t${t.at}`} x={t.x} y={bottom + 18 + t.row * line} text-anchor="middle">
          {t.text}
        </text>
      ))}
      <path class="axis" d={`M${margin.left} ${margin.top}V${bottom}H${width - margin.right}`} />
      {titles.map((t, i) => (
        <text key={i} class="title" x={margin.left + inner.width / 2} y={height - 6 + lower + i * line} text-anchor="middle">
          {t}
        </text>
      ))}
      <text class="title" transform={`translate(14 ${margin.top + inner.height / 2}) rotate(-90)`} text-anchor="middle">
        {yTitle}
      </text>
      {children(scale)}
    </svg>
  );
}

/** A text in as many lines as its place needs: broken at blanks and after "_", a word longer than a line where the line ends. */
export function lines(text: string, width: number): string[] {
  const most = Math.max(12, Math.floor(width / letter));
  const piece = new RegExp(`(.{1,${most}})(?: |(?<=_)|$)|.{1,${most}}`, "gu");
  return Array.from(text.trim().replace(/\s+/g, " ").matchAll(piece), (m) => m[1] ?? m[0]);
}

interface Placed extends Tick {
  x: number;
  row: number;
}

/** Names that neither cover each other nor leave the picture, in as many rows as they need and may have. */
function fitting(all: Tick[], scale: Scale, width: number, rows: number): Placed[] {
  const shown: Placed[] = [];
  const free = Array.from({ length: rows }, () => 0);
  for (const t of [...all].sort((a, b) => a.at - b.at)) {
    const half = (t.text.length * letter) / 2;
    const x = Math.max(half, Math.min(scale.x(t.at), width - half));
    const row = free.findIndex((end) => x - half >= end);
    if (row < 0) continue;
    shown.push({ ...t, x, row });
    free[row] = x + half + letter;
  }
  return shown;
}
