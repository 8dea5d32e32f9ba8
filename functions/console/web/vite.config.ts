import { defineConfig } from "vite";

// The suite serves the files of target/classes/console-web below /console/. The policy of the page permits no inline code.
export default defineConfig({
  base: "/console/",
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    emptyOutDir: true,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 200,
    // What every screen uses is one file: a function's cold start is worth more than a finer cache.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        codeSplitting: { groups: [{ name: "shared", test: /web\/src\/(ui|api|router|settings|texts)|node_modules\/@?preact/ }] },
      },
    },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    host: "127.0.0.1",
    port: Number(process.env["CONSOLE_PORT"] ?? 5173),
    proxy: Object.fromEntries(
      ["/api", "/console/sign-in", "/console/callback", "/console/open"].map((path) => [
        path,
        { target: process.env["CONSOLE_SERVER"] ?? "http://127.0.0.1:8484", changeOrigin: true },
      ]),
    ),
  },
});
