// Which rows of a view are shown, and in which order: the state has it by view, so that the address has it too.

function rowsOf(name) {
  return state.rows[name] ?? { words: "", sort: null, down: false };
}

// What has changed is shown by the view itself: the box in which one types must not be made anew.
function setRows(name, changes, again = false) {
  go({ rows: { ...state.rows, [name]: { ...rowsOf(name), ...changes } } }, "rows", again);
}

// The box for words that rows must hold; `fill` then shows these rows. What is typed in one go is one step back.
function wordsBox(name, fill) {
  let typed = false;
  const input = ({ target }) => {
    setRows(name, { words: target.value }, typed);
    typed = true;
    fill();
  };
  return make("input", {
    type: "text", id: name + "-filter", value: rowsOf(name).words, "aria-label": word("filter_rows"),
    placeholder: word("filter_rows"), autocomplete: "off", onfocus: () => (typed = false), oninput: input,
  });
}

// Whether one of some texts holds each of the words that are asked for in a view.
function holdsWords(name) {
  const asked = rowsOf(name).words.split(/\s+/).map(folded).filter((part) => part !== "");
  return (texts) => {
    if (asked.length === 0) return true;
    const forms = texts.map(folded);
    return asked.every((part) => forms.some((form) => form.includes(part)));
  };
}
