// The page of an association study: figures that answer the pointer and the keyboard, and a table to sort and filter. No library, no request.
'use strict';
(function () {
  const data = JSON.parse(document.getElementById('association-data').textContent);
  const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
  const ink = '#1F2933', soft = '#7B8794', line = '#E7EAEE';
  const grouped = data.groups.length > 1 || data.groups[0] !== '';
  const rows = data.rows.map(r => ({
    phenotype: data.phenotypes[r[0]], exposure: data.exposures[r[1]], source: data.sources[r[2]], group: data.groups[r[3]], groupIndex: r[3],
    place: r[0], exposureIndex: r[1], beta: r[4], lower: r[5], upper: r[6], log10p: r[7], q: r[8], n: r[9], isLog: r[10] === 1, note: data.notes[r[11]]
  }));
  const colour = r => palette[(grouped ? r.groupIndex : r.exposureIndex) % palette.length];
  const $ = id => document.getElementById(id);
  const known = v => v !== null && v !== undefined && isFinite(v);

  function number(v) {
    if (!known(v)) return '–';
    const size = Math.abs(v);
    return size !== 0 && (size < 1e-3 || size >= 1e5) ? v.toExponential(2) : String(Number(v.toPrecision(4)));
  }

  // From the logarithm, as p may be too small for a number.
  function pValue(log) {
    if (!known(log)) return '–';
    if (log > -4) return String(Number(Math.pow(10, log).toPrecision(3)));
    const power = Math.floor(log);
    return Math.pow(10, log - power).toFixed(1) + 'e' + power;
  }

  const effect = r => known(r.beta) ? number(r.beta) + ' (' + number(r.lower) + ' to ' + number(r.upper) + ')' : '–';
  const ratio = r => known(r.beta) && r.isLog ? number(Math.exp(r.beta)) + ' (' + number(Math.exp(r.lower)) + ' to ' + number(Math.exp(r.upper)) + ')' : '';

  // ---- what is shown
  const state = { text: '', source: '', group: '', found: false, sort: 'log10p', down: false, shown: 50 };
  let visible = rows;

  function select() {
    const words = state.text.toLowerCase().split(/\s+/).filter(w => w);
    visible = rows.filter(r => {
      const text = (r.phenotype + ' ' + r.exposure + ' ' + r.group).toLowerCase();
      return words.every(w => text.includes(w)) && (!state.source || r.source === state.source) && (!state.group || r.group === state.group) && (!state.found || r.q <= 0.05);
    });
    $('count').textContent = visible.length + ' of ' + rows.length + ' tests shown, ' + visible.filter(r => known(r.q) && r.q <= 0.05).length + ' with q ≤ 0.05';
    render();
  }

  // ---- canvas with axes
  function chart(id, height) {
    const canvas = $(id), ratioPx = window.devicePixelRatio || 1, width = canvas.parentElement.clientWidth;
    canvas.width = Math.round(width * ratioPx);
    canvas.height = Math.round(height * ratioPx);
    canvas.style.width = width + 'px';
    canvas.style.height = height + 'px';
    const g = canvas.getContext('2d');
    g.scale(ratioPx, ratioPx);
    g.clearRect(0, 0, width, height);
    g.font = '12px "GanCmri Inter", system-ui, sans-serif';
    return { canvas, g, width, height };
  }

  function ticks(low, high, most) {
    const raw = (high - low) / most, power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw);
    const all = [];
    for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step) all.push(Math.abs(v) < step * 1e-9 ? 0 : v);
    return all;
  }

  function axes(c, box, x, y, labels) {
    const g = c.g;
    g.strokeStyle = line; g.fillStyle = ink; g.lineWidth = 1;
    g.textAlign = 'right'; g.textBaseline = 'middle';
    for (const t of y.ticks) {
      g.beginPath(); g.moveTo(box.left, y.at(t)); g.lineTo(box.right, y.at(t)); g.stroke();
      g.fillText(number(t), box.left - 6, y.at(t));
    }
    g.textAlign = 'center'; g.textBaseline = 'top';
    for (const t of x.ticks) {
      g.beginPath(); g.moveTo(x.at(t), box.top); g.lineTo(x.at(t), box.bottom); g.stroke();
      g.fillText(number(t), x.at(t), box.bottom + 5);
    }
    g.strokeStyle = soft;
    g.beginPath(); g.moveTo(box.left, box.top); g.lineTo(box.left, box.bottom); g.lineTo(box.right, box.bottom); g.stroke();
    g.fillText(labels.x, (box.left + box.right) / 2, box.bottom + 22);
    if (!labels.y) return;
    g.save(); g.translate(12, (box.top + box.bottom) / 2); g.rotate(-Math.PI / 2); g.fillText(labels.y, 0, 0); g.restore();
  }

  const scale = (low, high, from, to, most) => ({ at: v => from + (v - low) / (high - low) * (to - from), ticks: most ? ticks(low, high, most) : [] });

  function dot(g, point, size) {
    g.fillStyle = point.colour;
    g.globalAlpha = 0.8;
    g.beginPath(); g.arc(point.x, point.y, size, 0, 2 * Math.PI); g.fill();
    g.globalAlpha = 1;
  }

  function threshold(c, box, y, value, name, dash, left) {
    c.g.strokeStyle = ink; c.g.setLineDash(dash);
    c.g.beginPath(); c.g.moveTo(box.left, y.at(value)); c.g.lineTo(box.right, y.at(value)); c.g.stroke();
    c.g.setLineDash([]);
    c.g.fillStyle = ink; c.g.textAlign = left ? 'left' : 'right'; c.g.textBaseline = 'bottom';
    c.g.fillText(name, left ? box.left + 4 : box.right, y.at(value) - 2);
  }

  function thresholds(c, box, y, tested) {
    threshold(c, box, y, Math.log10(data.tests / 0.05), 'Bonferroni 0.05', [6, 4], false);
    const found = tested.filter(r => r.q <= 0.05);
    if (found.length) threshold(c, box, y, Math.min(...found.slice(0, 50000).map(r => -r.log10p)), 'q 0.05', [2, 3], true);
  }

  const figures = {};

  function manhattan() {
    const tested = visible.filter(r => known(r.log10p));
    const c = chart('manhattan', 320), box = { left: 48, right: c.width - 10, top: 12, bottom: 320 - (grouped ? 70 : 42) };
    // Phenotypes in the order of the table, within their groups.
    const names = new Map(tested.map(r => [r.place, r.groupIndex]));
    const order = [...names.keys()].sort((a, b) => names.get(a) - names.get(b) || a - b);
    const places = new Map(order.map((p, i) => [p, i]));
    const highest = Math.max(Math.log10(data.tests / 0.05), tested.reduce((m, r) => Math.max(m, -r.log10p), 0)) * 1.08;
    const x = scale(-0.7, order.length - 0.3, box.left, box.right, 0), y = scale(0, highest, box.bottom, box.top, 5);
    axes(c, box, x, y, { x: grouped ? '' : 'Phenotypes in the order of the table', y: '−log₁₀ p' });
    if (grouped) {
      data.groups.forEach((group, i) => {
        const mine = order.filter(p => names.get(p) === i);
        if (!mine.length) return;
        const middle = (places.get(mine[0]) + places.get(mine[mine.length - 1])) / 2;
        c.g.fillStyle = palette[i % palette.length]; c.g.textAlign = 'right'; c.g.textBaseline = 'top';
        c.g.save(); c.g.translate(x.at(middle) + 4, box.bottom + 6); c.g.rotate(-0.5); c.g.fillText(group.length > 16 ? group.slice(0, 15) + '…' : group || 'other', 0, 0); c.g.restore();
      });
    }
    const points = tested.map(r => ({ x: x.at(places.get(r.place)), y: y.at(-r.log10p), row: r, colour: colour(r) }));
    points.forEach(p => dot(c.g, p, 3.5));
    thresholds(c, box, y, tested);
    figures.manhattan = points;
  }

  function volcano() {
    const tested = visible.filter(r => known(r.log10p) && known(r.beta));
    const c = chart('volcano', 320), box = { left: 48, right: c.width - 10, top: 12, bottom: 278 };
    const widest = tested.reduce((m, r) => Math.max(m, Math.abs(r.beta)), 0) * 1.06 || 1;
    const highest = Math.max(Math.log10(data.tests / 0.05), tested.reduce((m, r) => Math.max(m, -r.log10p), 0)) * 1.08;
    const x = scale(-widest, widest, box.left, box.right, c.width < 500 ? 4 : 8), y = scale(0, highest, box.bottom, box.top, 5);
    axes(c, box, x, y, { x: rows.some(r => r.isLog) ? 'Effect of one unit (log ratio)' : 'Effect of one unit of the exposure', y: '−log₁₀ p' });
    const points = tested.map(r => ({ x: x.at(r.beta), y: y.at(-r.log10p), row: r, colour: colour(r) }));
    points.forEach(p => dot(c.g, p, 3.5));
    thresholds(c, box, y, tested);
    figures.volcano = points;
  }

  function forest() {
    const best = visible.filter(r => known(r.beta) && known(r.lower) && known(r.log10p)).sort((a, b) => a.log10p - b.log10p).slice(0, 30)
      .sort((a, b) => a.groupIndex - b.groupIndex || a.log10p - b.log10p);
    const lines = [];
    best.forEach((r, i) => {
      if (grouped && (i === 0 || best[i - 1].group !== r.group)) lines.push({ head: r.group || 'other' });
      lines.push({ row: r });
    });
    const height = 60 + 20 * Math.max(1, lines.length), probe = chart('forest', height), g = probe.g;
    const label = r => r.phenotype + ' ~ ' + r.exposure + (data.sources.length > 1 && r.source ? ' (' + r.source + ')' : '');
    const most = probe.width * (probe.width < 500 ? 0.45 : 0.4);
    const left = Math.min(most, Math.max(60, ...best.map(r => g.measureText(label(r)).width))) + 12;
    const box = { left, right: probe.width - 12, top: 6, bottom: height - 42 };
    const low = Math.min(0, ...best.map(r => r.lower)), high = Math.max(0, ...best.map(r => r.upper)), pad = (high - low) * 0.03 || 1;
    const x = scale(low - pad, high + pad, box.left, box.right, probe.width < 500 ? 3 : 7), y = scale(-0.5, lines.length - 0.5, box.top, box.bottom, 0);
    axes(probe, box, x, y, { x: rows.some(r => r.isLog) ? 'Effect of one unit (log ratio), interval' : 'Effect of one unit, interval', y: '' });
    g.strokeStyle = soft; g.beginPath(); g.moveTo(x.at(0), box.top); g.lineTo(x.at(0), box.bottom); g.stroke();
    const points = [];
    lines.forEach((l, i) => {
      g.textBaseline = 'middle'; g.textAlign = 'left'; g.fillStyle = ink;
      if (l.head !== undefined) { g.font = '600 12px "GanCmri Inter", system-ui, sans-serif'; g.fillText(l.head, 0, y.at(i)); g.font = '12px "GanCmri Inter", system-ui, sans-serif'; return; }
      let text = label(l.row);
      while (g.measureText(text).width > left - 12 && text.length > 4) text = text.slice(0, -2) + '…';
      g.fillText(text, grouped ? 6 : 0, y.at(i));
      g.strokeStyle = colour(l.row); g.lineWidth = 2;
      g.beginPath(); g.moveTo(x.at(l.row.lower), y.at(i)); g.lineTo(x.at(l.row.upper), y.at(i)); g.stroke();
      const point = { x: x.at(l.row.beta), y: y.at(i), row: l.row, colour: colour(l.row) };
      dot(g, point, 4);
      points.push(point);
    });
    g.lineWidth = 1;
    figures.forest = points;
  }

  // ---- hover, touch
  const tip = $('tip');

  function show(event, canvas, reach) {
    const area = canvas.getBoundingClientRect(), x = event.clientX - area.left, y = event.clientY - area.top;
    let nearest = null, distance = reach * reach;
    for (const p of figures[canvas.id] || []) {
      const d = (p.x - x) * (p.x - x) * (canvas.id === 'forest' ? 0.01 : 1) + (p.y - y) * (p.y - y);
      if (d < distance) { distance = d; nearest = p; }
    }
    if (!nearest) { tip.hidden = true; return; }
    const r = nearest.row;
    tip.replaceChildren();
    const add = (name, text) => {
      if (!text) return;
      const item = document.createElement('div'), head = document.createElement('b');
      head.textContent = name + ' ';
      item.append(head, text);
      tip.append(item);
    };
    add(r.phenotype, r.group ? '· ' + r.group : ' ');
    add('exposure', r.exposure + (r.source ? ', ' + r.source : ''));
    add('beta', effect(r));
    add('ratio', ratio(r));
    add('p', pValue(r.log10p));
    add('q', known(r.q) ? number(r.q) : '–');
    add('n', String(r.n));
    tip.hidden = false;
    const width = tip.offsetWidth, height = tip.offsetHeight;
    tip.style.left = Math.max(4, Math.min(event.clientX + 14, document.documentElement.clientWidth - width - 4)) + 'px';
    tip.style.top = (event.clientY + 14 + height > window.innerHeight ? event.clientY - height - 10 : event.clientY + 14) + 'px';
  }

  for (const id of ['manhattan', 'volcano', 'forest']) {
    const canvas = $(id);
    canvas.addEventListener('pointermove', e => show(e, canvas, 12));
    canvas.addEventListener('pointerdown', e => show(e, canvas, 24));
    canvas.addEventListener('pointerleave', () => { tip.hidden = true; });
  }
  window.addEventListener('scroll', () => { tip.hidden = true; }, { passive: true });

  // ---- table
  const columns = [
    { key: 'phenotype', head: 'Phenotype', text: r => r.phenotype },
    { key: 'exposure', head: 'Exposure', text: r => r.exposure },
    ...(grouped ? [{ key: 'group', head: 'Group', text: r => r.group }] : []),
    ...(data.sources.length > 1 || data.sources[0] ? [{ key: 'source', head: 'Source', text: r => r.source }] : []),
    { key: 'beta', head: 'Beta (interval)', text: effect, number: true },
    ...(rows.some(r => r.isLog) ? [{ key: 'ratio', head: 'Ratio (interval)', text: ratio, number: true }] : []),
    { key: 'log10p', head: 'p', text: r => pValue(r.log10p), number: true },
    { key: 'q', head: 'q', text: r => number(r.q), number: true },
    { key: 'n', head: 'n', text: r => String(r.n), number: true },
    { key: 'note', head: 'Note', text: r => r.note }
  ];

  function heads() {
    const tr = document.createElement('tr');
    for (const column of columns) {
      const th = document.createElement('th'), button = document.createElement('button');
      th.scope = 'col';
      if (column.number) th.className = 'n';
      th.setAttribute('aria-sort', state.sort === column.key ? (state.down ? 'descending' : 'ascending') : 'none');
      button.type = 'button';
      button.textContent = column.head + (state.sort === column.key ? (state.down ? ' ↓' : ' ↑') : '');
      button.addEventListener('click', () => {
        state.down = state.sort === column.key && !state.down;
        state.sort = column.key;
        table();
        $('table').querySelectorAll('th button')[columns.indexOf(column)].focus();
      });
      th.append(button);
      tr.append(th);
    }
    return tr;
  }

  function table() {
    const key = state.sort === 'ratio' ? 'beta' : state.sort, sign = state.down ? -1 : 1;
    const sorted = visible.slice().sort((a, b) => {
      const va = a[key], vb = b[key];
      if (typeof va === 'string') return sign * va.localeCompare(vb);
      return known(va) && known(vb) ? sign * (va - vb) : known(va) ? -1 : known(vb) ? 1 : 0;
    });
    const body = document.createElement('tbody');
    for (const r of sorted.slice(0, state.shown)) {
      const tr = document.createElement('tr');
      for (const column of columns) {
        const td = document.createElement('td');
        td.textContent = column.text(r);
        if (column.number) td.className = 'n';
        tr.append(td);
      }
      body.append(tr);
    }
    const head = document.createElement('thead');
    head.append(heads());
    $('table').replaceChildren(head, body);
    $('more').hidden = sorted.length <= state.shown;
    $('more').textContent = 'Show more (' + (sorted.length - Math.min(sorted.length, state.shown)) + ' left)';
  }

  function legend() {
    const names = grouped ? data.groups.map(g => g || 'other') : data.exposures;
    names.slice(0, 24).forEach((name, i) => {
      const item = document.createElement('span'), mark = document.createElement('i');
      mark.style.background = palette[i % palette.length];
      item.append(mark, name);
      $('legend').append(item);
    });
  }

  function options(id, values, all) {
    const box = $(id);
    if (values.length < 2) { box.parentElement.hidden = true; return; }
    for (const value of ['', ...values.filter(v => v)]) {
      const option = document.createElement('option');
      option.value = value;
      option.textContent = value || all;
      box.append(option);
    }
  }

  function render() { manhattan(); volcano(); forest(); table(); }

  options('source', data.sources, 'all');
  options('group', data.groups, 'all');
  legend();
  $('text').addEventListener('input', e => { state.text = e.target.value; state.shown = 50; select(); });
  $('source').addEventListener('change', e => { state.source = e.target.value; select(); });
  $('group').addEventListener('change', e => { state.group = e.target.value; select(); });
  $('found').addEventListener('change', e => { state.found = e.target.checked; select(); });
  $('more').addEventListener('click', () => { state.shown += 200; table(); });
  select();
  let width = document.documentElement.clientWidth;
  new ResizeObserver(() => {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    manhattan();
    volcano();
    forest();
  }).observe(document.documentElement);
})();
