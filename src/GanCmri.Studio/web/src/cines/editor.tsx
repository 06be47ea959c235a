import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  width: number;
  height: number;
  outline: number[];
  save: (corners: number[]) => void;
  cancel: () => void;
}

const handles = 20;
const nudge = 0.5; // px an arrow key

/** Every so many corners of a smooth outline; a circle in the middle where there is none. */
function thinned(outline: number[], width: number, height: number): number[] {
  const count = outline.length / 2;
  if (count < 3) {
    const r = Math.min(width, height) / 10;
    return Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6).flatMap((a) => [width / 2 + r * Math.cos(a), height / 2 + r * Math.sin(a)]);
  }
  const step = Math.max(1, count / handles);
  return Array.from({ length: Math.min(handles, count) }, (_, i) => Math.floor(i * step)).flatMap((i) => [outline[2 * i] as number, outline[2 * i + 1] as number]);
}

/** Corners over the picture, moved by pointer or arrow keys. */
export function OutlineEditor({ width, height, outline, save, cancel }: Props) {
  const [corners, setCorners] = useState(() => thinned(outline, width, height));
  const held = useRef(-1);
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => setCorners(thinned(outline, width, height)), [outline]);
  const put = (i: number, x: number, y: number) =>
    setCorners((c) => c.map((v, k) => (k === 2 * i ? Math.min(width - 1, Math.max(0, x)) : k === 2 * i + 1 ? Math.min(height - 1, Math.max(0, y)) : v)));
  const move = (e: PointerEvent) => {
    if (held.current < 0 || !svg.current) return;
    const box = svg.current.getBoundingClientRect();
    put(held.current, ((e.clientX - box.left) / box.width) * width - 0.5, ((e.clientY - box.top) / box.height) * height - 0.5);
  };
  const key = (i: number) => (e: KeyboardEvent) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!way) return;
    e.preventDefault();
    put(i, (corners[2 * i] as number) + nudge * (way[0] as number), (corners[2 * i + 1] as number) + nudge * (way[1] as number));
  };
  const places = Array.from({ length: corners.length / 2 }, (_, i) => [(corners[2 * i] as number) + 0.5, (corners[2 * i + 1] as number) + 0.5] as const);
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
        <polygon points={places.map((p) => p.join(",")).join(" ")} />
        {places.map(([x, y], i) => (
          <circle
            key={i}
            cx={x}
            cy={y}
            r={width / 70}
            tabIndex={0}
            role="button"
            aria-label={`Corner ${i + 1} of ${places.length}; arrow keys move it`}
            onPointerDown={(e) => (e.preventDefault(), (held.current = i))}
            onKeyDown={key(i)}
          />
        ))}
      </svg>
      <div class="row editing">
        <button type="button" class="main" onClick={() => save(corners)}>
          Save outline
        </button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
