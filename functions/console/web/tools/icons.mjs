// Writes src/ui/icons.ts from a folder of Tabler's outline icons: node tools/icons.mjs FOLDER. Keeps only the listed icons, so
// that a build does not install 53 MB of them.
import { readFileSync, writeFileSync } from "node:fs";

const names = `inbox robot list-search alert-triangle flame shield-check gavel clipboard-check certificate radar-2 link search
  chevron-right chevron-down x check external-link copy download printer sun moon contrast keyboard filter plus columns-3 route
  key user user-question clock refresh lock logout arrow-back-up info-circle circle-dashed circle-check circle-x eye-off help
  history file-text bookmark menu-2 scale git-branch world building puzzle app-window terminal-2 message-chatbot user-cog cloud
  database stack-2 plug login pin`.split(/\s+/);
const lines = names.map((name) => {
  const svg = readFileSync(`${process.argv[2]}/${name}.svg`, "utf8");
  const paths = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1]);
  if (paths.length === 0 || /<(circle|rect|line|poly)/.test(svg)) throw new Error(name);
  return `  ${JSON.stringify(name)}: ${JSON.stringify(paths.join(""))},`;
});
writeFileSync(
  new URL("../src/ui/icons.ts", import.meta.url),
  `// Outlines of Tabler icons 3.52.0 (MIT, Copyright (c) 2020-2026 Paweł Kuna), written by tools/icons.mjs.\nexport const icons = {\n${lines.join("\n")}\n} as const;\n\nexport type IconName = keyof typeof icons;\n`,
);
