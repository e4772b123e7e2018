// The words of the page in two languages. Every text the page makes itself comes from kg/view/words.py through here.

// What kg.view.inline packed: JSON as zlib writes it, in base64.
async function unpacked(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  writer.write(bytes);
  writer.close();
  return JSON.parse(new TextDecoder().decode(await new Response(readable).arrayBuffer()));
}

const data = await unpacked(document.getElementById("data").textContent);
const words = data.words;

function word(key, values = {}) {
  return words.ui[key][state.language].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

// The name of a type, subtype, modality or relation; of a relation also as seen from its tail.
function term(kind, key, fromTail = false) {
  const forms = Object.hasOwn(words[kind], key) ? words[kind][key] : null;
  if (forms === null) return key;
  return forms[state.language + (fromTail ? 2 : 0)];
}

function translateTemplate() {
  const lang = state.language === 0 ? "zh-CN" : "en";
  if (document.documentElement.lang === lang) return;
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = word(element.dataset.placeholder);
  }
}
