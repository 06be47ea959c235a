import { useEffect, useRef, useState } from "preact/hooks";
import { askJson } from "../api";
import { wholeWindow } from "../player/draw";
import type { Limits } from "./answers";
import { HeartView } from "./heart-view";
import { useHistory } from "./history";
import { fromQuery, second, toQuery, type Recipe } from "./recipe";

interface Shown {
  one: Recipe;
  other: Recipe | null;
}

const linkMs = 300;

/** Explore: one heart, or two side by side. */
export function ExplorePage({ query }: { query: string }) {
  const [limits, setLimits] = useState<Limits>();
  const [error, setError] = useState("");
  const [outlined, setOutlined] = useState(true);
  const [window, setWindow] = useState(wholeWindow);
  const [first] = useState(() => parse(query));
  const [notices, setNotices] = useState(first.notices);
  const history = useHistory<Shown>(first.shown);
  const { one, other } = history.value;
  useEffect(() => {
    askJson<Limits>("/api/hearts/limits").then(setLimits, (e: Error) => setError(e.message));
  }, []);
  const opened = useRef(query);
  useEffect(() => {
    // A permalink that is opened in a page that shows another heart.
    if (query && query !== opened.current) {
      const read = parse(query);
      history.set(read.shown, false);
      setNotices(read.notices);
    }
    opened.current = query;
  }, [query]);
  useEffect(() => {
    const timer = setTimeout(() => globalThis.history.replaceState(null, "", "#/explore?" + format(history.value)), linkMs);
    return () => clearTimeout(timer);
  }, [history.value]);
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "z" || (e.target as HTMLElement).matches("input[type=number]")) return;
      e.preventDefault();
      if (e.shiftKey) history.redo();
      else history.undo();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  if (!limits) return <p role="alert">{error || "Opening…"}</p>;
  const view = { limits, outlined, setOutlined, window, setWindow };
  const set = (shown: Shown, goesOn: boolean) => {
    setNotices([]); // the address that they tell of is gone
    history.set(shown, goesOn);
  };
  return (
    <>
      {notices.length > 0 && (
        <div class="error" role="alert">
          {notices.map((n) => (
            <p key={n}>{n}</p>
          ))}
        </div>
      )}
      <div class="row toolbar">
        <button type="button" disabled={!history.canUndo} onClick={history.undo}>
          Undo
        </button>
        <button type="button" disabled={!history.canRedo} onClick={history.redo}>
          Redo
        </button>
        <button type="button" aria-pressed={other !== null} onClick={() => set({ one, other: other ? null : { ...one } }, false)}>
          {other ? "One heart" : "Compare two"}
        </button>
      </div>
      <div class={other ? "hearts two" : "hearts"}>
        <HeartView {...view} title={other ? "Left heart" : "Heart"} recipe={one} change={(r, on) => set({ one: r, other }, on)} />
        {other && <HeartView {...view} title="Right heart" recipe={other} change={(r, on) => set({ one, other: r }, on)} />}
      </div>
    </>
  );
}

function parse(query: string): { shown: Shown; notices: string[] } {
  const beside = new URLSearchParams(query).get(second);
  const one = fromQuery(query);
  const other = beside ? fromQuery(beside) : null;
  return { shown: { one: one.recipe, other: other?.recipe ?? null }, notices: [...one.notices, ...(other?.notices ?? [])] };
}

function format({ one, other }: Shown): string {
  return toQuery(one) + (other ? `&${second}=` + encodeURIComponent(toQuery(other)) : "");
}
