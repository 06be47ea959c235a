import { useEffect, useRef, useState } from "preact/hooks";
import { askJson } from "../api";
import { wholeWindow } from "../player/draw";
import type { Limits } from "./answers";
import { HeartView } from "./heart-view";
import { useHistory } from "./history";
import { fromQuery, toQuery, type Recipe } from "./recipe";

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
  const history = useHistory<Shown>(parse(query));
  const { one, other } = history.value;
  useEffect(() => {
    askJson<Limits>("/api/hearts/limits").then(setLimits, (e: Error) => setError(e.message));
  }, []);
  const opened = useRef(query);
  useEffect(() => {
    // A permalink that is opened in a page that shows another heart.
    if (query && query !== opened.current) history.set(parse(query), false);
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
  return (
    <>
      <div class="row toolbar">
        <button type="button" disabled={!history.canUndo} onClick={history.undo}>
          Undo
        </button>
        <button type="button" disabled={!history.canRedo} onClick={history.redo}>
          Redo
        </button>
        <button type="button" aria-pressed={other !== null} onClick={() => history.set({ one, other: other ? null : { ...one } }, false)}>
          {other ? "One heart" : "Compare two"}
        </button>
      </div>
      <div class={other ? "hearts two" : "hearts"}>
        <HeartView {...view} title={other ? "Left heart" : "Heart"} recipe={one} change={(r, on) => history.set({ one: r, other }, on)} />
        {other && <HeartView {...view} title="Right heart" recipe={other} change={(r, on) => history.set({ one, other: r }, on)} />}
      </div>
    </>
  );
}

function parse(query: string): Shown {
  const second = new URLSearchParams(query).get("with");
  return { one: fromQuery(query), other: second ? fromQuery(second) : null };
}

function format({ one, other }: Shown): string {
  return toQuery(one) + (other ? "&with=" + encodeURIComponent(toQuery(other)) : "");
}
