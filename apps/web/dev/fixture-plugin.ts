import type { Plugin } from "vite";

/** `vite apps/web` without a server: the fixture answers. Not a part of any build. */
export function fixtureApi(): Plugin {
  return {
    name: "fixture-api",
    apply: "serve",
    async configureServer(server) {
      const { answerFixture } = await import("./fixture-answer.ts");
      server.middlewares.use((request, response, next) => {
        if (!answerFixture(request, response, { now: () => Date.now() })) next();
      });
    },
  };
}
