// Builds the stylesheet and the scripts of the pages into admin/static, and lists what they hash to.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const to = join(root, "admin", "static");
const from = (name) => join(here, "sources", name);
const keep = (name, content) => writeFileSync(join(to, name), content);

// Some components name the Design System's blue itself, past every setting: each of its shades becomes ours.
const OURS = {
  "#1d70b8": "#12484f",
  "#1a65a6": "#12484f",
  "#16548a": "#0d353a",
  "#0f385c": "#0a2c31",
  "#5694ca": "#8fb3b7",
  "#8eb8dc": "#8fb3b7",
  "#d2e2f1": "#cfe2e4",
  "#f4f8fb": "#eff5f5",
};
const inOurColours = (css) => css.replace(/#[0-9a-f]{6}/g, (colour) => OURS[colour] ?? colour);

const styles = compile(from("pages.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  charset: false,
  quietDeps: true,
});
keep("pages.css", `${inOurColours(styles.css)}\n`);

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

// What was built and what it was built from, so that a change to one without the other is seen.
rmSync(join(to, "HASHES"), { force: true });
const built = readdirSync(to).map((name) => `admin/static/${name}`);
const sources = readdirSync(join(here, "sources")).map((name) => `look/sources/${name}`);
const sums = [...built, "look/build.js", "look/package-lock.json", "look/package.json", ...sources]
  .sort()
  .map((name) => `${createHash("sha256").update(readFileSync(join(root, name))).digest("hex")}  ${name}\n`);
keep("HASHES", sums.join(""));
