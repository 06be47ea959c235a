import { useRef, useState } from "preact/hooks";
import { useUnsaved } from "../unsaved";

interface Props {
  width: number;
  height: number;
  outline: number[];
  save: (line: number[]) => void;
  cancel: () => void;
}

const handles = 20;
const nudge = 0.5; // px an arrow key

/** A circle in the middle, for a frame where there is no outline. */
function circle(width: number, height: number): number[] {
  const r = Math.min(width, height) / 10;
  return Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6).flatMap((a) => [width / 2 + r * Math.cos(a), height / 2 + r * Math.sin(a)]);
}

/** The places of handles on a line of so many points. */
function spaced(count: number): number[] {
  const shown = Math.min(handles, count);
  return Array.from({ length: shown }, (_, i) => Math.floor((i * count) / shown));
}

/** The line with one handle moved: the points up to the handles beside it go with it, the nearer the more; all others stay where they are. */
function pulled(line: number[], held: number[], which: number, dx: number, dy: number, width: number, height: number): number[] {
  const count = line.length / 2;
  const at = held[which] as number;
  const steps = (from: number, to: number) => (to - from + count) % count || count;
  const before = steps(held[(which + held.length - 1) % held.length] as number, at);
  const after = steps(at, held[(which + 1) % held.length] as number);
  const within = (v: number, size: number) => Math.min(size - 0.5, Math.max(-0.5, v));
  const next = line.slice();
  const pull = (i: number, weight: number) => {
    next[2 * i] = within((line[2 * i] as number) + weight * dx, width);
    next[2 * i + 1] = within((line[2 * i + 1] as number) + weight * dy, height);
  };
  pull(at, 1);
  for (let s = 1; s < before; s++) pull((at - s + count) % count, 1 - s / before);
  for (let s = 1; s < after; s++) pull((at + s) % count, 1 - s / after);
  return next;
}

/** Handles on the outline, moved by pointer or arrow keys; the line between them keeps its form. */
export function OutlineEditor({ width, height, outline, save, cancel }: Props) {
  const isNew = outline.length < 6;
  const [first] = useState(() => (isNew ? circle(width, height) : outline));
  const [line, setLine] = useState(first);
  useUnsaved(line !== first, "The outline is not saved. Leave it?");
  const [at] = useState(() => spaced(first.length / 2));
  const held = useRef(-1);
  const svg = useRef<SVGSVGElement>(null);
  const put = (i: number, to: (x: number, y: number) => [number, number]) =>
    setLine((l) => {
      const [x, y] = [l[2 * (at[i] as number)] as number, l[2 * (at[i] as number) + 1] as number];
      const [u, v] = to(x, y);
      return u === x && v === y ? l : pulled(l, at, i, u - x, v - y, width, height);
    });
  const move = (e: PointerEvent) => {
    if (held.current < 0 || !svg.current) return;
    const box = svg.current.getBoundingClientRect();
    put(held.current, () => [((e.clientX - box.left) / box.width) * width - 0.5, ((e.clientY - box.top) / box.height) * height - 0.5]);
  };
  const key = (i: number) => (e: KeyboardEvent) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!way) return;
    e.preventDefault();
    put(i, (x, y) => [x + nudge * (way[0] as number), y + nudge * (way[1] as number)]);
  };
  const points = Array.from({ length: line.length / 2 }, (_, i) => [(line[2 * i] as number) + 0.5, (line[2 * i + 1] as number) + 0.5] as const);
  const places = at.map((i) => points[i] as readonly [number, number]);
  return (
    <>
      <svg
        ref={svg}
        class="editor"
        viewBox={`0 0 ${width} ${height}`}
        onPointerMove={move}
        onPointerUp={() => (held.current = -1)}
        onPointerLeave={() => (held.current = -1)}
      >
        <polygon points={points.map((p) => p.join(",")).join(" ")} />
        {places.map(([x, y], i) => (
          <circle
            key={i}
            cx={x}
            cy={y}
            r={width / 70}
            tabindex={0} // in this spelling alone an SVG element takes the focus
            role="button"
            aria-label={`Corner ${i + 1} of ${places.length}; arrow keys move it`}
            onPointerDown={(e) => (e.preventDefault(), (held.current = i))}
            onKeyDown={key(i)}
          />
        ))}
      </svg>
      <div class="row editing">
        <button type="button" class="main" onClick={() => (line === first && !isNew ? cancel() : save(line))}>
          Save outline
        </button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
        {line !== first && <span class="small">Not saved yet.</span>}
      </div>
    </>
  );
}
