import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { TOPICS } from '@wiredesk/contracts';
import { environmentOf, hasKubectl, nameOf, ofKind, renderManifests, root, secretContract, workloadsOf, type Manifest } from '../support/manifests.js';
import { composeProblems, filled, isOurs, parseCompose, parseEnv, readText } from '../support/manifests-compose.js';
import { isBuilt, namesReadBy, programOf, refusedBy } from '../support/manifests-env.js';
import { policyProblems } from '../support/manifests-policy.js';
import { strictSchemas } from '../support/manifests-schema.js';

const FOLDERS = ['base', 'overlays/dev', 'overlays/dev-rebuild'];
const schemaFile = resolve(root, '../shared/data/schemas/kubernetes/kubernetes-1.36-swagger.json.gz');
const hasSchemas = existsSync(schemaFile);

if (!hasKubectl) process.stderr.write('skipped: rendering of k8s/, since kubectl is not here\n');
else if (!hasSchemas) process.stderr.write(`skipped: strict schemas of k8s/, since ${schemaFile} is not here\n`);
const withKubectl = hasKubectl ? describe : describe.skip;
const withSchemas = hasSchemas ? test : test.skip;

/** A Deployment of base, spoilt, and a word of what must be said about it. */
interface Spoilt { readonly what: string; readonly name: string; readonly spoil: (manifest: Manifest) => void; readonly problem: string }

const deploymentOf = (manifests: readonly Manifest[], name: string): Manifest => {
  const found = ofKind(manifests, 'Deployment').find((manifest) => manifest.metadata.name === name);
  if (found === undefined) throw new Error(`no Deployment ${name}`);
  return found;
};

withKubectl('the Kubernetes manifests', () => {
  const rendered = new Map<string, Manifest[]>();
  const manifestsOf = (folder: string): Manifest[] => structuredClone(rendered.get(folder) ?? []);
  let schemaProblems: (manifest: Manifest) => string[];
  beforeAll(() => {
    FOLDERS.forEach((folder) => rendered.set(folder, renderManifests(folder)));
    if (hasSchemas) schemaProblems = strictSchemas(schemaFile);
  });

  test('base has the four services, their doors, and one Job each for schema and topics', () => {
    const named = (kind: string): string[] => ofKind(manifestsOf('base'), kind).map((manifest) => manifest.metadata.name).sort();
    expect(named('Deployment')).toEqual(['enrichment', 'gateway', 'ingest', 'storage']);
    expect(named('Service')).toEqual(['gateway', 'ingest']);
    expect(named('Job').map((name) => name.split('-')[0])).toEqual(['migrate', 'topics']);
    expect(named('Secret')).toEqual([]);
  });

  withSchemas.each(FOLDERS)('%s: every object passes the strict schemas', (folder) => {
    const manifests = manifestsOf(folder);
    expect(manifests.length).toBeGreaterThan(20);
    expect(manifests.flatMap(schemaProblems)).toEqual([]);
  });

  test.each(FOLDERS)('%s: no policy objects', (folder) => {
    expect(policyProblems(manifestsOf(folder))).toEqual([]);
  });

  test('dev provides what the Secret contract lists, and nothing else', () => {
    const provided = ofKind(manifestsOf('overlays/dev'), 'Secret').map((secret) => [secret.metadata.name, Object.keys(secret.data ?? {})]);
    expect(Object.fromEntries(provided)).toEqual(Object.fromEntries(Object.entries(secretContract()).map(([name, keys]) => [name, Object.keys(keys)])));
  });

  test('a rebuild runs as the owner while storage stands still', () => {
    const manifests = manifestsOf('overlays/dev-rebuild');
    expect(deploymentOf(manifests, 'storage').spec?.replicas).toBe(0);
    const [job] = workloadsOf(ofKind(manifests, 'Job').filter((manifest) => manifest.metadata.name.startsWith('rebuild')));
    expect(isBuilt(programOf(job?.container.args ?? []))).toBe(true);
    expect(refusedBy('apps/storage/dist/rebuild/main.js', {})).toEqual(['DATABASE_URL', 'KAFKA_BROKERS']);
  }, 30_000);

  test.each(['migrate', 'topics'])('the Job %s refers to names that do not change with content', (job) => {
    const [workload] = workloadsOf(ofKind(manifestsOf('base'), 'Job').filter((manifest) => manifest.metadata.name.startsWith(job)));
    const names = workload?.container.env?.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name ?? valueFrom?.secretKeyRef?.name);
    expect(names).toEqual([job === 'migrate' ? 'database-owner' : 'kafka-of-jobs']);
  });

  describe('a planted mistake is refused', () => {
    const MISSPELT: readonly Spoilt[] = [
      { what: 'replicaz', name: 'storage', spoil: ({ spec }) => { Object.assign(spec ?? {}, { replicaz: 3 }); }, problem: 'additional properties: replicaz' },
      { what: 'securityContex', name: 'ingest', spoil: ({ spec }) => { Object.assign(spec?.template?.spec ?? {}, { securityContex: {} }); }, problem: 'additional properties: securityContex' },
      { what: 'a wrong type', name: 'gateway', spoil: ({ spec }) => { Object.assign(spec ?? {}, { replicas: 'two' }); }, problem: '/spec/replicas must be integer' },
      { what: 'a wrong group', name: 'gateway', spoil: (manifest) => { manifest.apiVersion = 'apps/v2'; }, problem: 'no such kind in apps/v2' },
    ];
    withSchemas.each(MISSPELT)('$what', ({ name, spoil, problem }) => {
      const manifest = deploymentOf(manifestsOf('base'), name);
      spoil(manifest);
      expect(schemaProblems(manifest)).toEqual([expect.stringContaining(problem)]);
    });

    const container = (manifest: Manifest): Record<string, unknown> => manifest.spec?.template?.spec.containers[0] as unknown as Record<string, unknown>;
    const pod = (manifest: Manifest): Record<string, unknown> => manifest.spec?.template?.spec as unknown as Record<string, unknown>;
    const REFUSED: readonly Spoilt[] = [
      { what: 'no securityContext of the pod', name: 'storage', spoil: (manifest) => { delete pod(manifest)['securityContext']; }, problem: 'runs as non-root' },
      { what: 'no securityContext of the container', name: 'ingest', spoil: (manifest) => { delete container(manifest)['securityContext']; }, problem: 'drops all capabilities' },
      { what: 'a folder of the node', name: 'ingest', spoil: (manifest) => { pod(manifest)['volumes'] = [{ name: 'host', hostPath: { path: '/' } }]; }, problem: 'mounts only harmless volumes' },
      { what: 'a service account token', name: 'ingest', spoil: (manifest) => { pod(manifest)['automountServiceAccountToken'] = true; }, problem: 'gets no service account token' },
      { what: 'no limits', name: 'gateway', spoil: (manifest) => { container(manifest)['resources'] = {}; }, problem: 'no request or no limit of memory' },
      { what: 'a heap as large as the limit', name: 'gateway', spoil: (manifest) => { container(manifest)['args'] = ['--max-old-space-size=512']; }, problem: '70 % of the memory limit' },
      { what: 'latest', name: 'gateway', spoil: (manifest) => { container(manifest)['image'] = 'wiredesk:latest'; }, problem: 'does not carry release' },
      { what: 'liveness that asks for readiness', name: 'storage', spoil: (manifest) => { container(manifest)['livenessProbe'] = { httpGet: { path: '/readyz', port: 'http' } }; }, problem: 'livenessProbe' },
      { what: 'a port that HTTP_PORT is not', name: 'storage', spoil: (manifest) => { container(manifest)['ports'] = [{ name: 'http', containerPort: 80 }]; }, problem: 'on the port HTTP_PORT' },
      { what: 'no time to drain', name: 'ingest', spoil: (manifest) => { pod(manifest)['terminationGracePeriodSeconds'] = 20; }, problem: 'terminationGracePeriodSeconds' },
      { what: 'no spread', name: 'ingest', spoil: (manifest) => { delete pod(manifest)['topologySpreadConstraints']; }, problem: 'not spread' },
      { what: 'a Secret that nobody promised', name: 'gateway', spoil: (manifest) => { container(manifest)['envFrom'] = [{ secretRef: { name: 'forgotten' } }]; }, problem: 'Secret forgotten, which nobody provides' },
      { what: 'a key that the ConfigMap has not', name: 'gateway', spoil: (manifest) => { container(manifest)['env'] = [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'kafka-of-jobs', key: 'X' } } }]; }, problem: 'key X, which nobody provides' },
      { what: 'a secret in the open', name: 'gateway', spoil: (manifest) => { container(manifest)['env'] = [{ name: 'DATABASE_URL', value: 'postgres://a:b@c/d' }]; }, problem: 'instead of in a Secret' },
      { what: 'a reader of Postgres that starts to talk to Kafka', name: 'gateway', spoil: (manifest) => { container(manifest)['env'] = [{ name: 'KAFKA_BROKERS', value: 'kafka:9092' }]; }, problem: 'may not reach TCP 9092' },
      { what: 'a pod that its budget does not know', name: 'gateway', spoil: (manifest) => { Object.assign(manifest.spec?.template?.metadata ?? {}, { labels: { 'app.kubernetes.io/name': 'gate' } }); }, problem: 'PodDisruptionBudget' },
      { what: 'another namespace', name: 'gateway', spoil: (manifest) => { manifest.metadata.namespace = 'default'; }, problem: 'not in the namespace' },
    ];
    test.each(REFUSED)('$what', ({ name, spoil, problem }) => {
      const manifests = manifestsOf('base');
      spoil(deploymentOf(manifests, name));
      expect(policyProblems(manifests)).toContainEqual(expect.stringContaining(problem));
    });

    test.each(['NetworkPolicy', 'PodDisruptionBudget', 'ConfigMap'])('no %s at all', (kind) => {
      expect(policyProblems(manifestsOf('base').filter((manifest) => manifest.kind !== kind))).not.toEqual([]);
    });
  });

  test('each container gets variables that its program reads, and no other', () => {
    const manifests = manifestsOf('overlays/dev');
    for (const { name, container } of workloadsOf(manifests)) {
      const app = programOf(container.args ?? []).split('/')[1] ?? '';
      const unread = Object.keys(environmentOf(container, manifests)).filter((variable) => !namesReadBy(app).has(variable));
      expect({ name, unread }).toEqual({ name, unread: [] });
    }
  });

  test('a planted mistake is refused: a misspelt variable, a missing one, a wrong one', () => {
    expect(namesReadBy('ingest').has('KAFKA_BROKER')).toBe(false);
    expect(refusedBy('apps/ingest/dist/main.js', { KAFKA_BROKERS: 'kafka', DATABASE_URL: 'postgres://postgres/wiredesk' })).toEqual(['API_KEYS', 'KAFKA_BROKERS']);
  }, 30_000);

  test('each service accepts the environment that it is given', () => {
    const manifests = manifestsOf('overlays/dev');
    for (const { manifest, container } of workloadsOf(ofKind(manifests, 'Deployment'))) {
      const program = programOf(container.args ?? []);
      expect({ program, built: isBuilt(program) }).toEqual({ program, built: true });
      expect({ name: nameOf(manifest), refused: refusedBy(program, environmentOf(container, manifests)) }).toEqual({ name: nameOf(manifest), refused: [] });
    }
  }, 60_000);
});

describe('docker-compose.yml', () => {
  const text = readText('docker-compose.yml');
  const envText = readText('.env.example');
  const { services } = parseCompose(text);

  test('nothing in it is objected to', () => {
    expect(Object.keys(services).sort()).toEqual(['enrichment', 'gateway', 'ingest', 'kafka', 'migrate', 'postgres', 'roles', 'storage', 'topics']);
    expect(composeProblems(text, envText)).toEqual([]);
  });

  const SPOILT: readonly { what: string; sound: string; spoilt: string; problem: string }[] = [
    { what: 'a dependency that is not there', sound: 'kafka: { condition: service_healthy }', spoilt: 'kafca: { condition: service_healthy }', problem: 'waits for kafca' },
    { what: 'a one-shot that is to be healthy', sound: 'migrate: { condition: service_completed_successfully }', spoilt: 'migrate: { condition: service_healthy }', problem: 'waits for migrate' },
    { what: 'a condition that does not exist', sound: 'condition: service_healthy', spoilt: 'condition: service_health', problem: 'which it never is' },
    { what: 'a variable without a message', sound: '${API_KEYS:?copy .env.example to .env}', spoilt: '${API_KEYS}', problem: 'says nothing' },
    { what: 'a variable that no example names', sound: '${API_KEYS:?', spoilt: '${FEED_KEYS:?', problem: 'FEED_KEYS: has no value' },
    { what: 'latest', sound: 'image: postgres:17', spoilt: 'image: postgres:latest', problem: 'names a version' },
    { what: 'a port open to the world', sound: '"127.0.0.1:${GATEWAY_PORT', spoilt: '"${GATEWAY_PORT', problem: 'binds its ports' },
    { what: 'a writable root', sound: 'read_only: true', spoilt: 'read_only: false', problem: 'read-only root' },
    { what: 'less time than the drain takes', sound: 'stop_grace_period: 30s', spoilt: 'stop_grace_period: 10s', problem: 'stop_grace_period' },
    { what: 'a heap that the limit does not hold', sound: 'mem_limit: 512m', spoilt: 'mem_limit: 256m', problem: '70 % of the memory limit' },
  ];
  test.each(SPOILT)('a planted mistake is refused: $what', ({ sound, spoilt, problem }) => {
    expect(text).toContain(sound);
    expect(composeProblems(text.replace(sound, spoilt), envText)).toContainEqual(expect.stringContaining(problem));
  });

  test('each container gets variables that its program reads, and each service accepts them', () => {
    const values = parseEnv(envText);
    for (const [name, service] of Object.entries(services).filter(([, candidate]) => isOurs(candidate))) {
      const program = programOf(service.command ?? []);
      const environment = Object.fromEntries(Object.entries(service.environment ?? {}).map(([variable, value]) => [variable, filled(value, values)]));
      expect({ name, unread: Object.keys(environment).filter((variable) => !namesReadBy(program.split('/')[1] ?? '').has(variable)) }).toEqual({ name, unread: [] });
      if (service.restart !== 'no') expect({ name, refused: refusedBy(program, environment) }).toEqual({ name, refused: [] });
    }
  }, 60_000);
});

test('a topic that is named in compose or Kubernetes stands in the table of topics', () => {
  const files = ['docker-compose.yml', ...readdirSync(resolve(root, 'k8s'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(yaml|env)$/.test(file)).map((file) => `k8s/${file}`)];
  expect(files.length).toBeGreaterThan(10);
  const named = files.flatMap((file) => [...readText(file).matchAll(/\bnews\.[a-z]+\.v\d+\b/g)].map(([topic]) => topic));
  const known: string[] = Object.values(TOPICS).map((topic) => topic.name);
  expect(named.filter((topic) => !known.includes(topic))).toEqual([]);
});

describe('the Dockerfile', () => {
  const text = readText('Dockerfile');

  test('names the version of every base, runs as 65532 without a shell, and checks its health by a file that the image holds', () => {
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim', 'gcr.io/distroless/nodejs24-debian12:nonroot']);
    expect(text).toMatch(/^USER 65532:65532$/m);
    expect(text).toMatch(/^ENTRYPOINT \["\/nodejs\/bin\/node"\]$/m);
    expect(text).toMatch(/^HEALTHCHECK .*CMD \["\/nodejs\/bin\/node", "healthcheck\.mjs"\]$/m);
    expect(readText('.dockerignore')).toMatch(/^!tools\/healthcheck\.mjs$/m);
    expect(text).not.toContain('# syntax=');
  });

  test('its build sees no environment file', () => {
    expect(readText('.dockerignore').split('\n').find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
  });
});
