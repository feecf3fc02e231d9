// The container's healthcheck: exit code 0 while the service on HTTP_PORT says that it is ready. The engine sets the time limit.
const answer = await fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/readyz`).catch((error) => ({ ok: false, status: error.message }));
if (!answer.ok) console.error(`not ready: ${answer.status}`);
process.exit(answer.ok ? 0 : 1);
