import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

const fewestPx = 260;

/** How wide an element stands on the page, px, followed as it changes: what is drawn at its own width has text of one size on phones and on large screens. */
export function useWidth<T extends Element>(usual: number): [RefObject<T | null>, number] {
  const place = useRef<T>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(fewestPx, Math.round(element.getBoundingClientRect().width) || usual));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [place, width];
}
