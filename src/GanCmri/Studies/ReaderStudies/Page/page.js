
"use strict";
// Holds pictures and opaque names alone: nothing here knows which are real.
(() => {
  const study = JSON.parse(document.getElementById("study").textContent);
  const ranking = study.task === "ranking";
  const letters = "ABCDEF", beatMs = 1000;
  const at = id => document.getElementById(id);
  const count = study.items[0].pictures.length;

  let reader = "", order = [], answers = [], ms = 0;   // ms: time already spent on the open item
  let seen = null, chosen = [], playing = true, painted = [];

  // Every reader has an order of their own, the same each time the page is opened.
  function orderOf(code) {
    let state = 2166136261;
    for (const c of study.study + ":" + code) state = Math.imul(state ^ c.charCodeAt(0), 16777619) >>> 0;
    const uniform = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const places = study.items.map((_, i) => i);
    for (let i = places.length - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [places[i], places[j]] = [places[j], places[i]];
    }
    return places;
  }

  // What is kept between sittings.
  const place = () => `gancmri-reader-study:${study.study}:${reader}`;
  function keep() {
    try { localStorage.setItem(place(), JSON.stringify({ answers, ms: spent() })); } catch { at("unsaved").hidden = false; }
  }
  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(place()));
      return kept && Array.isArray(kept.answers) ? kept : { answers: [], ms: 0 };
    } catch { return { answers: [], ms: 0 }; }
  }

  // The clock runs while pictures can be seen.
  const spent = () => ms + (seen === null ? 0 : performance.now() - seen);
  function stopClock() { ms = spent(); seen = null; }

  function show(id) {
    for (const section of document.querySelectorAll("section")) section.hidden = section.id !== id;
    at("progress").hidden = id === "start";
    at("bar").max = order.length || 1;
    at("bar").value = answers.length;
    at("count").textContent = `${Math.min(answers.length + 1, order.length)} of ${order.length}`;
    if (id !== "trial") document.querySelector(`#${id} ${id === "start" ? "input" : "button"}`).focus();
  }

  const bytesOf = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));

  function paint(picture, frame) {
    if (picture.frame === frame) return;
    picture.frame = frame;
    const size = study.side * study.side, image = picture.context.createImageData(study.side, study.side);
    for (let i = 0; i < size; i++) {
      const grey = picture.bytes[frame * size + i];
      image.data[4 * i] = image.data[4 * i + 1] = image.data[4 * i + 2] = grey;
      image.data[4 * i + 3] = 255;
    }
    picture.context.putImageData(image, 0, 0);
  }

  const item = () => study.items[order[answers.length]];

  function open() {
    chosen = [];
    at("pictures").replaceChildren();
    painted = [];
    if (answers.length === order.length) return show("done");
    const { frames, pictures } = item();
    painted = pictures.map((picture, i) => {
      const button = document.createElement("button"), canvas = document.createElement("canvas");
      const name = document.createElement("span"), rank = document.createElement("span");
      button.type = "button";
      button.className = "picture";
      canvas.width = canvas.height = study.side;
      name.className = "name";
      name.textContent = letters[i];
      rank.className = "rank";
      button.append(canvas, rank, name);
      button.addEventListener("click", () => choose(i));
      at("pictures").append(button);
      return { id: picture.id, bytes: bytesOf(picture.pixels), context: canvas.getContext("2d"), frame: -1, frames, button, rank };
    });
    for (const picture of painted) paint(picture, 0);
    mark();
    show("trial");
    seen = performance.now();
    at("status").textContent = `${ranking ? "Set" : "Pair"} ${answers.length + 1} of ${order.length}`;
  }

  function mark() {
    painted.forEach((picture, i) => {
      const rank = chosen.indexOf(i);
      picture.rank.textContent = rank < 0 ? "" : rank + 1;
      picture.button.setAttribute("aria-label", `${ranking ? "Video" : "Picture"} ${letters[i]}` + (rank < 0 ? "" : `, place ${rank + 1}`));
      if (ranking) picture.button.setAttribute("aria-pressed", String(rank >= 0));
    });
    at("confirm").disabled = chosen.length !== count;
    at("undo").disabled = answers.length + chosen.length === 0;
  }

  function choose(i) {
    if (!ranking) return answer([i]);
    chosen = chosen.includes(i) ? chosen.filter(c => c !== i) : [...chosen, i];
    if (chosen.length === count - 1) chosen.push([...Array(count).keys()].find(c => !chosen.includes(c)));
    mark();
    if (chosen.length === count) at("confirm").focus();
    at("status").textContent = chosen.length === count ? `Order ${chosen.map(c => letters[c]).join(", ")}; confirm with Enter` : `${letters[i]} chosen`;
  }

  function answer(places) {
    answers.push({ item: item().id, answer: places.map(i => painted[i].id).join(" "), ms: Math.round(spent()) });
    ms = 0;
    seen = null;
    keep();
    open();
  }

  function undo() {
    if (ranking && chosen.length > 0) { chosen = []; return mark(); }
    if (answers.length === 0) return;
    ms = answers.pop().ms;   // the time of the item that is opened again goes on; that of the one left begins anew
    seen = null;
    keep();
    open();
  }

  function pause() {
    stopClock();
    keep();
    at("pictures").replaceChildren();
    show("paused");
  }

  function download() {
    const rows = answers.map(a => [reader, a.item, a.answer, a.ms].join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([["reader,item,answer,response_ms", ...rows, ""].join("\n")], { type: "text/csv" }));
    link.download = `answers-${study.study}-${reader}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function stopOrPlay() {
    playing = !playing;
    at("play").firstChild.textContent = playing ? "Stop videos " : "Play videos ";
  }

  function tick(now) {
    if (playing && seen !== null)
      for (const picture of painted) paint(picture, Math.floor((now % beatMs) / beatMs * picture.frames) % picture.frames);
    requestAnimationFrame(tick);
  }

  function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.tagName === "INPUT") return;
    const pressed = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const act = !at("trial").hidden ? trialKey(pressed, event.target) : !at("paused").hidden && pressed === "P" ? open : null;
    if (act === null) return;
    event.preventDefault();
    act();
  }

  function trialKey(pressed, target) {
    const places = ranking ? {} : { ArrowLeft: 0, ArrowRight: 1 };
    const i = places[pressed] ?? ("123456".indexOf(pressed) >= 0 ? "123456".indexOf(pressed) : letters.indexOf(pressed));
    if (i >= 0 && i < count) return () => choose(i);
    if (pressed === "P") return pause;
    if (pressed === "V" && ranking) return stopOrPlay;
    if (pressed === "Backspace") return undo;
    // Enter on a focused button presses that one.
    if (pressed === "Enter" && target.tagName !== "BUTTON" && chosen.length === count) return () => answer(chosen);
    return null;
  }

  at("who").addEventListener("submit", event => {
    event.preventDefault();
    reader = at("reader").value.trim();
    at("reader").blur();   // a key pressed before the next frame is the trial's, not the hidden field's
    order = orderOf(reader);
    ({ answers, ms } = recall());
    open();
  });
  at("pause").addEventListener("click", pause);
  at("resume").addEventListener("click", open);
  at("undo").addEventListener("click", undo);
  at("play").addEventListener("click", stopOrPlay);
  at("confirm").addEventListener("click", () => answer(chosen));
  at("download").addEventListener("click", download);
  at("partial").addEventListener("click", download);
  at("again").addEventListener("click", () => { [reader, order, answers, ms] = ["", [], [], 0]; at("reader").value = ""; show("start"); });
  addEventListener("keydown", key);
  addEventListener("pagehide", () => { if (reader && order.length) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && !at("trial").hidden) pause(); });

  const many = `${count} videos`;
  document.title = ranking ? "Reader study: ranking" : "Reader study: which is real?";
  at("question").textContent = ranking ? "Order the videos, the most real first" : "Which picture is real?";
  at("task").textContent = ranking
    ? `You will see ${study.items.length} sets of ${many} of beating hearts. Choose them one after another, the one most like a real scan first; then confirm.`
    : `You will see ${study.items.length} pairs of heart pictures. In each pair one is a scan of a patient and one was made by a computer. Choose the real one.`;
  at("keys").textContent = ranking
    ? `Keys: 1 to ${count} or A to ${letters[count - 1]} choose, Enter confirms, Backspace takes back, V stops the videos, P pauses.`
    : "Keys: ← or 1 chooses A, → or 2 chooses B, Backspace takes back, P pauses.";
  at("pictures").className = count > 2 ? "many" : "";
  at("confirm").hidden = at("play").hidden = !ranking;
  if (ranking && matchMedia("(prefers-reduced-motion: reduce)").matches) stopOrPlay();
  try { localStorage.setItem("gancmri-reader-study", "1"); } catch { at("unsaved").hidden = false; }
  requestAnimationFrame(tick);
  show("start");
})();
