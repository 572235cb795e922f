# The server for a PostgreSQL of your own (DATABASE_URL); docker-compose.yml runs both.
FROM node:20-bookworm-slim AS build
WORKDIR /ibid
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /ibid
COPY --from=build /ibid/node_modules node_modules
COPY --from=build /ibid/dist dist
COPY --from=build /ibid/web/dist web/dist
COPY package.json LICENSE ./
COPY bin bin
COPY samples samples
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||4000)+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--enable-source-maps", "bin/ibid.js", "serve"]
