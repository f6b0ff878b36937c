import { env } from "node:process";
import { defineConfig } from "vite";

/** Where `linkage serve` answers while the page is worked on with `npm run dev`. */
const api = env.EXPLORER_API ?? "http://127.0.0.1:8321";

export default defineConfig({
  base: "./",
  build: {
    outDir: "dist",
    assetsDir: "assets",
    target: "es2022",
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { proxy: { "/v1": api, "/openapi.json": api } },
});
