# Deskbell in a container: `docker build -t deskbell .`, then compose.yaml or deploy/kubernetes.yaml (docs/run.md).
# `deploy/build.ts` does these steps without a container engine; .ci/run calls it.

# What runs, and nothing else: no development packages, no sources of tests.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /desk
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY src ./src
COPY presets ./presets
COPY manifest ./manifest
COPY prisma/migrations ./prisma/migrations
COPY docs/example ./docs/example
COPY LICENSE ./
# Reads the program once, so that the compiled files are in the image: in the container nothing can be written beside it.
RUN node src/main.ts book check telecom-province && rm -rf node_modules/.cache/snapshot

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="Deskbell" org.opencontainers.image.licenses="MIT"
# The program belongs to root and is read by an account that may write to /data alone.
COPY --from=build /desk /desk
RUN ln -s /desk/src/main.ts /usr/local/bin/deskbell \
  && mkdir -p -m 0700 /data /data/upload && chown -R 1000:1000 /data
WORKDIR /desk
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
# The account `node` of the base image, by its number: Kubernetes wants to see that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=10s --start-period=2m --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Turns under way are finished before it ends; compose.yaml and Kubernetes allow 30 seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--max-semi-space-size=4", "/desk/src/main.ts"]
CMD ["start"]
