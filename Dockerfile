# Dependencies in a stage of their own: the image keeps neither npm's cache nor the devDependencies.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    WIREDESK_DATA_FOLDER=/data \
    WIREDESK_API_HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY config ./config
COPY src ./src
COPY workers ./workers
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# The role of the container: all, scheduler, fetch, normalize, deliver or api.
ENV ROLE=all
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "workers/health.ts"]
# exec: node is process 1 and gets the signals itself.
CMD ["sh", "-c", "exec node workers/${ROLE}.ts"]
