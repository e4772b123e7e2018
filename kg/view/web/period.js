// The period: two sliders over the histogram of the statements that the other filters let pass.

function periodGroup() {
  const box = make("fieldset", { class: "by-period" }, make("legend", {}, word("period")));
  if (allMonths() === null) {
    box.hidden = true;
    return box;
  }
  const [first, last] = allMonths();
  const shownPeriod = make("p", { class: "count", id: "period-shown" });
  const thumb = (id, label) => make("input", { type: "range", id, min: first, max: last, "aria-label": label });
  const from = thumb("period-from", `${word("period")} ${word("period_from")}`);
  const to = thumb("period-to", `${word("period")} ${word("period_to")}`);
  // While one drags, the page follows; the address is written once, when the thumb is let go.
  const chosen = () => [Math.min(Number(from.value), Number(to.value)), Math.max(Number(from.value), Number(to.value))];
  const period = () => (chosen()[0] === first && chosen()[1] === last ? null : chosen());
  const drag = () => {
    state.period = period();
    changed("filters");
  };
  for (const end of [from, to]) {
    end.addEventListener("input", drag);
    end.addEventListener("change", () => go({ period: period() }, "filters"));
  }
  const bars = make("div", { class: "histogram" });
  const undated = make("p", { class: "count" });
  box.append(shownPeriod, make("div", { class: "thumbs" }, from, to), bars, undated);
  refreshers.push((counts) => {
    const [begin, end] = state.period || allMonths();
    for (const [thumbOf, month] of [[from, begin], [to, end]]) {
      thumbOf.value = String(month);
      thumbOf.setAttribute("aria-valuetext", monthName(month));
    }
    shownPeriod.textContent = word("period_shown", { from: monthName(begin), to: monthName(end) });
    bars.replaceChildren(histogram(counts.period));
    const none = counts.period.get("none") || 0;
    undated.textContent = none > 0 ? word("undated", { n: none }) : "";
  });
  return box;
}

function histogram(counts) {
  const steps = bucketsOf(allMonths()).length;
  const most = Math.max(1, ...Array.from({ length: steps }, (_, step) => counts.get(step) || 0));
  const [begin, end] = bucketsOf(state.period || allMonths()).filter((_, place, all) => place === 0 || place === all.length - 1);
  const bars = Array.from({ length: steps }, (_, step) => {
    const count = counts.get(step) || 0;
    const height = count === 0 ? 0 : 2 + (38 * count) / most;
    const inside = step >= begin && step <= (end ?? begin);
    const bar = shape("rect", { x: (step * 180) / steps, y: 40 - height, width: 180 / steps - 0.5, height, class: inside ? "in" : "out" });
    const month = allMonths()[0] + step * stepLength();
    bar.append(shape("title", {}));
    bar.firstChild.textContent = `${monthName(month)} ${count}`;
    return bar;
  });
  return drawingOf(180, 40, ...bars);
}
