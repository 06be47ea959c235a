import { useRef, useState } from "preact/hooks";

/** A value with its past. */
export interface History<T> {
  value: T;
  /** A step that goes on (a slider in the hand) belongs to the same change. */
  set: (value: T, goesOn: boolean) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

const most = 200;

export function useHistory<T>(first: T): History<T> {
  const [state, setState] = useState({ past: [] as T[], value: first, future: [] as T[] });
  const moving = useRef(false);
  const set = (value: T, goesOn: boolean) => {
    const begun = moving.current;
    moving.current = goesOn;
    setState((s) => {
      if (JSON.stringify(s.value) === JSON.stringify(value)) return s;
      return begun ? { ...s, value } : { past: [...s.past, s.value].slice(-most), value, future: [] };
    });
  };
  const undo = () =>
    setState((s) => (s.past.length ? { past: s.past.slice(0, -1), value: s.past[s.past.length - 1] as T, future: [s.value, ...s.future] } : s));
  const redo = () => setState((s) => (s.future.length ? { past: [...s.past, s.value], value: s.future[0] as T, future: s.future.slice(1) } : s));
  return { value: state.value, set, undo, redo, canUndo: state.past.length > 0, canRedo: state.future.length > 0 };
}
