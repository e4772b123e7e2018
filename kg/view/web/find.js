// Finds things by what one types: 汉字, 拼音, 首字母 (also mixed: 东源kx), any alias, a code.

// What is compared: width and case folded, without spaces and punctuation, ü as keyboards write it.
function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{Cc}\p{Cf}]+/gu, "").replaceAll("ü", "v");
}

const readings = lazily(() => new Map(Object.entries(data.readings).map(([letter, known]) => [letter, known.split(" ")])));
const index = lazily(() => things.map((thing) => ({
  thing,
  names: [...new Set([thing.label, ...thing.names, thing.code || ""])]
    .map((name) => ({ name, form: folded(name), letters: null }))
    .filter(({ form }) => form !== ""),
})));

// The letters of a name, each with its readings.
function lettersOf(entry) {
  if (entry.letters === null) entry.letters = Array.from(entry.form, (letter) => [letter, ...(readings().get(letter) || [])]);
  return entry.letters;
}

// How a question spells a name: each letter by itself, by its reading or its initial, the last also by the beginning
// of its reading. 1 the whole name, 2 its beginning, 4 something inside; null: it does not.
function spelled(letters, question) {
  for (let start = 0; start < letters.length; start += 1) {
    if (!letters[start].some((form) => form[0] === question[0])) continue;
    const end = spelledEnd(letters, question, start);
    if (end !== null) return start > 0 ? 4 : end === letters.length ? 1 : 2;
  }
  return null;
}

// The place of the name up to which the question spells it; half a place further where the last reading is cut off.
function spelledEnd(letters, question, start) {
  let reached = new Set([0]); // how far the question may be spelled by the letters so far
  for (let place = start; place < letters.length && reached.size > 0; place += 1) {
    const forms = letters[place];
    const next = new Set();
    for (const at of reached) {
      for (const form of forms) {
        const rest = question.slice(at, at + form.length);
        if (at + form.length === question.length && rest === form) return place + 1;
        if (at + rest.length === question.length && form.startsWith(rest)) return place + 0.5;
        if (rest === form) next.add(at + form.length);
        if (form !== forms[0] && question[at] === form[0]) next.add(at + 1);
      }
    }
    reached = next;
  }
  return null;
}

// 0 equal, 1 spelled wholly, 2 begins so, 3 holds it, 4 spelled inside, 5 all words of the question are there.
function match(entries, question, parts) {
  const latin = /[a-z]/.test(question);
  let best = null;
  const take = (grade, entry) => {
    if (grade !== null && (best === null || grade < best.grade)) best = { grade, name: entry.name };
  };
  for (const entry of entries) {
    const place = entry.form.indexOf(question);
    if (place >= 0) take(entry.form === question ? 0 : place === 0 ? 2 : 3, entry);
    else if (latin) take(spelled(lettersOf(entry), question), entry);
  }
  const holds = (part) => entries.some(({ form }) => form.includes(part));
  if (best === null && parts.length > 1 && parts.every(holds)) take(5, entries[0]);
  return best;
}

// The things that fit, the best first, each with the name by which it was found.
function find(text) {
  const question = folded(text);
  const parts = text.split(/\s+/).map(folded).filter((part) => part !== "");
  if (question === "") return [];
  const hits = [];
  for (const { thing, names } of index()) {
    const hit = match(names, question, parts);
    if (hit !== null) hits.push({ thing, ...hit });
  }
  return hits.sort((a, b) => a.grade - b.grade || b.thing.degree - a.thing.degree || a.thing.id - b.thing.id);
}
