#!/usr/bin/env bash
# A page in two languages, printed from Chromium as tagged PDF, keeps the language of its blocks and loses that of its words.
#
# Guess before the run: Chromium's PDF is tagged and says the page's language; what of the page is marked
# with another one says so too, be it a paragraph, a cell or a few words inside a sentence.
# Seen with Chromium 147.0.0 (npm @sparticuz/chromium 147.0.0, puppeteer-core 24.43.1) and 156.0.8078.108
# (Debian 12): /Lang stands on paragraph, list, cell, link, <em> and <strong>; <span>, <i>, <b> and
# <cite> become elements without a language, so a screen reader says their Swedish as Finnish.
# For us: the pages offer our own PDF, which marks each run of words; printing by the browser is for the eye.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@147.0.0 puppeteer-core@24.43.1 >/dev/null
python3 -m venv v; v/bin/pip install -q pikepdf==10.1.0 >/dev/null
cat > print.mjs <<'JS'
import chromium from "@sparticuz/chromium";
import puppeteer from "puppeteer-core";
const page_text = `<!doctype html><html lang="fi"><title>Sanat</title><main>
<p>Sana on suomea, <span lang="sv">ordet är svenska</span>, <i lang="sv">en term</i>,
<cite lang="sv">en bok</cite>, <b lang="sv">ett nyckelord</b>,
<em lang="sv">betonat</em>, <strong lang="sv">viktigt</strong>, <a lang="sv" href="https://example.org/">en länk</a>.</p>
<p lang="sv">Hela stycket är på svenska.</p><ul lang="sv"><li>En punkt.</li></ul>
<table><tr><th>Sana</th><td lang="sv">Ordet</td></tr></table></main></html>`;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const browser = await puppeteer.launch({
  executablePath: await chromium.executablePath(), args: [...chromium.args, ...quiet], headless: "shell" });
const page = await browser.newPage();
await page.setContent(page_text);
await page.pdf({ path: "page.pdf", tagged: true });
console.log(await browser.version());
await browser.close();
JS
cat > langs.py <<'PY'
import pikepdf

def walk(node, told):
    if isinstance(node, pikepdf.Array):
        for each in node:
            walk(each, told)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Lang" in node and str(node.Lang) == "sv":
            told.append(str(node.S)[1:])
        if "/K" in node and not isinstance(node.K, int):
            walk(node.K, told)
    return told

pdf = pikepdf.open("page.pdf")
print(pdf.Root.Lang, *walk(pdf.Root.StructTreeRoot, []))
PY
echo "browser: $(HOME=$folder node print.mjs)"
langs=$(v/bin/python langs.py)
echo "language of the page, then what is Swedish: $langs"
[ "$langs" = "fi Em Strong Link P L TD" ] || { echo "changed" >&2; exit 1; }
echo "as seen: em, strong, a link and blocks are Swedish; span, i, b and cite are Finnish"
