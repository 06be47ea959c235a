import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { AssociationsPage } from "./associations/page";
import { CinesPage } from "./cines/page";
import { ExplorePage } from "./explore/page";
import { JobsPage } from "./jobs/page";
import { mayLeave } from "./unsaved";

const pages = [
  { path: "explore", title: "Explore", page: ExplorePage },
  { path: "cines", title: "Your cine", page: CinesPage },
  { path: "jobs", title: "Jobs", page: JobsPage },
  { path: "associations", title: "Associations", page: AssociationsPage },
];

const pathOf = (hash: string) => hash.replace(/^#\/?/, "").split("?", 1)[0];

/** The pages, chosen by what follows # in the address. */
function Studio() {
  const [hash, setHash] = useState(location.hash);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(hash);
  useEffect(() => {
    const changed = (e: HashChangeEvent) => {
      const asked = new URL(e.newURL).hash; // by now a page may have written its own address over it
      if (pathOf(asked) !== pathOf(shown.current) && !mayLeave()) {
        history.replaceState(null, "", shown.current || "#"); // stays
        return;
      }
      shown.current = asked;
      setHash(asked);
      main.current?.focus();
    };
    addEventListener("hashchange", changed);
    shown.current = location.hash; // it may have changed before anybody listened
    setHash(location.hash);
    return () => removeEventListener("hashchange", changed);
  }, []);
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?", 2) as [string, string?];
  const known = pages.find((p) => p.path === path);
  const here = known ?? pages[0]!;
  useEffect(() => {
    document.title = `${here.title} – GanCmri studio`;
  }, [here]);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => (e.preventDefault(), main.current?.focus())}>
        Skip to the page
      </a>
      <header class="top">
        <h1>GanCmri studio</h1>
        <nav aria-label="Pages">
          {pages.map((p) => (
            <a key={p.path} href={`#/${p.path}`} aria-current={p === here ? "page" : undefined}>
              {p.title}
            </a>
          ))}
        </nav>
      </header>
      <p class="banner" role="note">
        Synthetic hearts, for research and teaching. Nothing here is a patient, a prediction or a diagnosis.
      </p>
      <main id="main" ref={main} tabIndex={-1}>
        {path && !known && (
          <p class="error" role="alert">
            The studio has no page “{path.slice(0, 24)}”; this is {here.title}.
          </p>
        )}
        <h2>{here.title}</h2>
        <here.page key={hash.startsWith("#/explore") ? "explore" : here.path} query={query} />
      </main>
    </>
  );
}

render(<Studio />, document.getElementById("app")!);
