// Answers of the searches that run in a browser, made by node for `search_web.py`.
// What is asked comes as JSON: the engine, the texts, the queries; the ids that are found go out.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const MOST = 10;
const asked = JSON.parse(readFileSync(0, "utf8"));

// As `show` of site.js does it, for cards that have neither title nor summary.
async function ours({ script, indexes }) {
  const nothing = { querySelector: () => null, getElementById: () => null };
  const page = vm.createContext({ document: nothing });
  vm.runInContext(readFileSync(script, "utf8"), page);
  const folded = vm.runInContext("folded", page), scored = vm.runInContext("scored", page);
  return (lang, query) => {
    const words = folded(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const scores = words.map(word => scored(word, indexes[lang]));
    const sum = id => scores.reduce((all, each) => all + each[id], 0);
    const found = indexes[lang].items.filter(id => scores.every(each => each[id]));
    return found.sort((one, other) => sum(other) - sum(one)).slice(0, MOST);
  };
}

async function lunr({ modules, docs }) {
  const load = createRequire(join(modules, "package.json"));
  const made = load("lunr"), indexes = {};
  load("lunr-languages/lunr.stemmer.support")(made);
  for (const lang of Object.keys(docs)) {
    load(`lunr-languages/lunr.${lang}`)(made);
    indexes[lang] = made(function () {
      this.use(made[lang]);
      this.ref("id");
      this.field("text");
      docs[lang].forEach(each => this.add(each));
    });
  }
  return (lang, query) => {
    const words = query.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const found = indexes[lang].search(words.map(each => `${each} ${each}*`).join(" "));
    return found.slice(0, MOST).map(each => each.ref);
  };
}

async function pagefind({ modules, docs, langs }) {
  const maker = await import(pathToFileURL(join(modules, "node_modules/pagefind/lib/index.js")).href);
  const home = mkdtempSync(join(tmpdir(), "pagefind-"));
  const server = createServer((request, answer) => {
    const file = join(home, new URL(request.url, "http://x").pathname);
    answer.writeHead(existsSync(file) ? 200 : 404, { "content-type": extname(file) });
    answer.end(existsSync(file) ? readFileSync(file) : "");
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  const searches = {};
  for (const lang of langs) {
    const { index } = await maker.createIndex();
    for (const { id, text } of docs[lang]) {
      await index.addCustomRecord({ url: `/${encodeURIComponent(id)}`, content: text, language: lang });
    }
    await index.writeFiles({ outputPath: join(home, lang) });
    const address = `http://127.0.0.1:${server.address().port}/${lang}/`;
    globalThis.location = new URL(address);
    globalThis.window = { location: {} };  // with an origin in it, it would ask without one
    globalThis.document = { querySelector: () => ({ getAttribute: () => lang }) };
    searches[lang] = await import(pathToFileURL(join(home, lang, "pagefind.js")).href);
    await searches[lang].options({ basePath: address, baseUrl: "/" });
    await searches[lang].init(lang);
  }
  await maker.close();
  const search = async (lang, query) => {
    const { results } = await searches[lang].search(query);
    const told = await Promise.all(results.slice(0, MOST).map(each => each.data()));
    return told.map(each => decodeURIComponent(each.url.slice(1)));
  };
  return Object.assign(search, { end: () => { server.close(); rmSync(home, { recursive: true }); } });
}

const search = await { ours, lunr, pagefind }[asked.engine](asked), answers = [];
for (const [lang, query] of asked.queries) answers.push(await search(lang, query));
process.stdout.write(JSON.stringify(answers), () => { search.end?.(); process.exit(0); });
