import { useLayoutEffect, useRef } from "preact/hooks";
import { draw, type Frames, type Window } from "./draw";

interface Props {
  frames: Frames;
  index: number;
  window: Window;
  outlined: boolean;
  label: string;
}

const drawnPx = 512;

/** One frame of a cine, drawn in the same breath as the words beside it. */
export function FrameCanvas({ frames, index, window, outlined, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) draw(canvas.current, frames, Math.min(index, frames.count - 1), window, outlined);
  }, [frames, index, window, outlined]);
  const height = Math.round((drawnPx * frames.height) / frames.width);
  return <canvas ref={canvas} width={drawnPx} height={height} role="img" aria-label={label} class="frame" />;
}
