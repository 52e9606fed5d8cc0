// Builds the stylesheet and the scripts of the pages into admin/static, and lists what they hash to.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const to = join(here, "..", "admin", "static");
const from = (name) => join(here, "sources", name);
const keep = (name, content) => writeFileSync(join(to, name), content);

const styles = compile(from("pages.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  charset: false,
  quietDeps: true,
});
keep("pages.css", styles.css + "\n");

await build({
  entryPoints: [from("begin.js"), from("pages.js")],
  outdir: to,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  charset: "utf8",
  legalComments: "inline",
  logLevel: "warning",
});

const htmx = readFileSync(join(here, "node_modules", "htmx.org", "dist", "htmx.min.js"), "utf8");
keep("htmx.js", htmx.trimEnd() + "\n");
keep("favicon.svg", readFileSync(from("favicon.svg"), "utf8"));

rmSync(join(to, "HASHES"), { force: true });
const sums = readdirSync(to)
  .sort()
  .map((name) => `${createHash("sha256").update(readFileSync(join(to, name))).digest("hex")}  ${name}\n`);
keep("HASHES", sums.join(""));
