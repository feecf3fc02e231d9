import {
  environmentOf, nameOf, ofKind, release, secretContract, selects, workloadsOf, type Container, type Manifest, type Workload,
} from './manifests.js';
import { imageProblems, lifecycleProblems, resourceProblems, securityProblems } from './manifests-pod-policy.js';

/** Everything that is wrong with a rendered set of manifests beyond their schemas, one sentence each. */
export function policyProblems(manifests: readonly Manifest[]): string[] {
  const workloads = workloadsOf(manifests);
  return [
    ...workloads.flatMap((workload) => [
      ...securityProblems(workload), ...resourceProblems(workload), ...imageProblems(workload), ...lifecycleProblems(workload, manifests),
      ...referenceProblems(workload, manifests), ...egressProblems(workload, manifests), ...ingressProblems(workload, manifests),
    ]),
    ...ofKind(manifests, 'Deployment').flatMap((deployment) => deploymentProblems(deployment, manifests)),
    ...ofKind(manifests, 'Service').flatMap((service) => serviceProblems(service, workloads)),
    ...ofKind(manifests, 'Job').filter((job) => !job.metadata.name.endsWith(`-${release.replaceAll('.', '-')}`)).map((job) => `${nameOf(job)}: its name does not carry release ${release}`),
    ...namespaceProblems(manifests),
  ];
}

function referencesOf(container: Container): { kind: string; name: string; key?: string }[] {
  const keys = (container.env ?? []).flatMap(({ valueFrom }) => [
    ...(valueFrom?.configMapKeyRef ? [{ kind: 'ConfigMap', ...valueFrom.configMapKeyRef }] : []),
    ...(valueFrom?.secretKeyRef ? [{ kind: 'Secret', ...valueFrom.secretKeyRef }] : []),
  ]);
  const tables = (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
    ...(configMapRef ? [{ kind: 'ConfigMap', name: configMapRef.name }] : []), ...(secretRef ? [{ kind: 'Secret', name: secretRef.name }] : []),
  ]);
  return [...keys, ...tables];
}

/** What is referred to exists or is promised by the Secret contract, and no secret stands in the open. */
function referenceProblems({ name, container }: Workload, manifests: readonly Manifest[]): string[] {
  const contract = secretContract();
  const missing = referencesOf(container).filter(({ kind, name: wanted, key }) => {
    const data = kind === 'Secret' ? contract[wanted] : ofKind(manifests, kind).find((manifest) => manifest.metadata.name === wanted)?.data;
    return data === undefined || (key !== undefined && !(key in data));
  });
  const open = (container.env ?? []).filter(({ name: variable, value }) => value !== undefined && /KEY|SECRET|PASSWORD|TOKEN|_URL$/.test(variable));
  return [
    ...missing.map(({ kind, name: wanted, key }) => `${name}: refers to ${kind} ${wanted}${key === undefined ? '' : ` key ${key}`}, which nobody provides`),
    ...open.map(({ name: variable }) => `${name}: ${variable} stands in the manifest instead of in a Secret`),
  ];
}

function deploymentProblems(deployment: Manifest, manifests: readonly Manifest[]): string[] {
  const labels = deployment.spec?.template?.metadata.labels ?? {};
  const budgets = ofKind(manifests, 'PodDisruptionBudget').filter((budget) => selects(budget.spec?.selector, labels));
  const problems = budgets.length === 1 && budgets[0]?.spec?.maxUnavailable === 1 ? [] : [`${nameOf(deployment)}: has not exactly one PodDisruptionBudget with maxUnavailable 1`];
  return selects(deployment.spec?.selector, labels) ? problems : [...problems, `${nameOf(deployment)}: its selector does not match its pods`];
}

function serviceProblems(service: Manifest, workloads: readonly Workload[]): string[] {
  const behind = workloads.filter(({ labels }) => selects({ matchLabels: service.spec?.selector ?? {} }, labels));
  const open = (behind[0]?.container.ports ?? []).flatMap((port) => [port.name, port.containerPort]);
  return behind.length === 1 && (service.spec?.ports ?? []).every(({ targetPort }) => open.includes(targetPort)) ? [] : [`${nameOf(service)}: does not lead to one workload and a port of it`];
}

function namespaceProblems(manifests: readonly Manifest[]): string[] {
  const [namespace] = ofKind(manifests, 'Namespace');
  const labels = namespace?.metadata.labels ?? {};
  const problems = ['enforce', 'audit', 'warn'].filter((mode) => labels[`pod-security.kubernetes.io/${mode}`] !== 'restricted' || !/^v1\.\d+$/.test(labels[`pod-security.kubernetes.io/${mode}-version`] ?? ''))
    .map((mode) => `Namespace: does not ${mode} Pod Security restricted at a named version`);
  const outside = manifests.filter((manifest) => manifest.kind !== 'Namespace' && manifest.metadata.namespace !== namespace?.metadata.name);
  return [...problems, ...outside.map((manifest) => `${nameOf(manifest)}: is not in the namespace`)];
}

const NAMES = ['TCP 53', 'UDP 53'];
const POSTGRES_PORT = 5432;

/** What a pod talks to, by its configuration: names, the brokers' ports, Postgres. */
function neededEgress({ container }: Workload, manifests: readonly Manifest[]): string[] {
  const brokers = environmentOf(container, manifests)['KAFKA_BROKERS']?.split(',') ?? [];
  const database = container.env?.some(({ name }) => name === 'DATABASE_URL') === true;
  return [...NAMES, ...brokers.map((broker) => `TCP ${broker.split(':')[1]}`), ...(database ? [`TCP ${POSTGRES_PORT}`] : [])].sort();
}

function egressProblems(workload: Workload, manifests: readonly Manifest[]): string[] {
  const policies = ofKind(manifests, 'NetworkPolicy').filter((policy) => policy.spec?.policyTypes?.includes('Egress') && selects(policy.spec.podSelector, workload.labels));
  if (policies.length === 0) return [`${workload.name}: no NetworkPolicy limits where it may go`];
  const rules = policies.flatMap((policy) => policy.spec?.egress ?? []);
  const allowed = rules.flatMap((rule) => (rule.ports ?? [{ protocol: 'any', port: 'any' }]).map(({ protocol, port }) => `${protocol ?? 'TCP'} ${port}`));
  const needed = neededEgress(workload, manifests);
  return [
    ...needed.filter((edge) => !allowed.includes(edge)).map((edge) => `${workload.name}: may not reach ${edge}`),
    ...allowed.filter((edge) => !needed.includes(edge)).map((edge) => `${workload.name}: may reach ${edge}, which it does not need`),
  ];
}

/** Open to everyone: what has a Service. Open to monitoring: every service. Jobs: to no one. */
function ingressProblems(workload: Workload, manifests: readonly Manifest[]): string[] {
  const policies = ofKind(manifests, 'NetworkPolicy').filter((policy) => policy.spec?.policyTypes?.includes('Ingress') && selects(policy.spec.podSelector, workload.labels));
  if (policies.length === 0) return [`${workload.name}: no NetworkPolicy limits who may come`];
  const rules = policies.flatMap((policy) => policy.spec?.ingress ?? []);
  const served = ofKind(manifests, 'Service').some((service) => selects({ matchLabels: service.spec?.selector ?? {} }, workload.labels));
  const facts: [string, boolean, boolean][] = [
    ['everyone', rules.some((rule) => rule.from === undefined), served],
    ['monitoring', rules.some((rule) => JSON.stringify(rule.from ?? '').includes('"kubernetes.io/metadata.name":"monitoring"')), workload.manifest.kind === 'Deployment'],
  ];
  const bound = rules.every((rule) => rule.ports?.every(({ port }) => port === 'http') === true);
  return [
    ...facts.filter(([, is, ought]) => is !== ought).map(([who, is]) => `${workload.name}: is ${is ? '' : 'not '}open to ${who}`),
    ...(bound ? [] : [`${workload.name}: is open on more than its HTTP port`]),
  ];
}
