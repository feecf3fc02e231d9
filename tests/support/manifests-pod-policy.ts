import type { Container, Manifest, PodSpec, SecurityContext, Workload } from './manifests.js';
import { environmentOf, release, selects } from './manifests.js';

type Rule = (pod: PodSpec, container: Container, security: SecurityContext) => boolean;

const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const SYSCTLS = /^(kernel\.shm_rmid_forced|net\.ipv4\.(ip_local_port_range|ip_unprivileged_port_start|tcp_syncookies|ping_group_range|ip_local_reserved_ports|tcp_keepalive_(time|intvl|probes)|tcp_fin_timeout|tcp_[rw]mem))$/;

/** The controls of the Pod Security standard `restricted` (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and ours. */
const RESTRICTED: readonly [string, Rule][] = [
  ['shares no host namespace', (pod) => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC],
  ['is no Windows host process', (_pod, _container, security) => security.windowsOptions?.hostProcess !== true],
  ['is not privileged', (_pod, _container, security) => security.privileged !== true],
  ['drops all capabilities', (_pod, _container, security) => security.capabilities?.drop?.includes('ALL') === true],
  ['adds at most NET_BIND_SERVICE', (_pod, _container, security) => (security.capabilities?.add ?? []).every((name) => name === 'NET_BIND_SERVICE')],
  ['mounts only harmless volumes', (pod) => (pod.volumes ?? []).every((volume) => Object.keys(volume).every((key) => key === 'name' || VOLUMES.includes(key)))],
  ['takes no host port', (_pod, container) => (container.ports ?? []).every((port) => port.hostPort === undefined)],
  ['keeps AppArmor', (_pod, _container, security) => ['RuntimeDefault', 'Localhost', undefined].includes(security.appArmorProfile?.type)],
  ['keeps SELinux', (_pod, _container, security) => [undefined, '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'].includes(security.seLinuxOptions?.type)
    && !security.seLinuxOptions?.user && !security.seLinuxOptions?.role],
  ['masks /proc', (_pod, _container, security) => [undefined, 'Default'].includes(security.procMount)],
  ['sets only safe sysctls', (pod) => (pod.securityContext?.sysctls ?? []).every(({ name }) => SYSCTLS.test(name))],
  ['cannot gain privileges', (_pod, _container, security) => security.allowPrivilegeEscalation === false],
  ['runs as non-root', (_pod, _container, security) => security.runAsNonRoot === true],
  ['has no user id 0', (_pod, _container, security) => security.runAsUser !== 0],
  ['has a seccomp profile', (_pod, _container, security) => ['RuntimeDefault', 'Localhost'].includes(security.seccompProfile?.type ?? '')],
  ['has a read-only root', (_pod, _container, security) => security.readOnlyRootFilesystem === true],
  ['gets no service account token', (pod) => pod.automountServiceAccountToken === false],
  ['gets no variables from other services', (pod) => pod.enableServiceLinks === false],
];

export function securityProblems({ name, pod }: Workload): string[] {
  return [...(pod.initContainers ?? []), ...pod.containers].flatMap((container) => {
    const security = { ...pod.securityContext, ...container.securityContext };
    return RESTRICTED.filter(([, holds]) => !holds(pod, container, security)).map(([rule]) => `${name}: not so: ${rule}`);
  });
}

const BYTES: Readonly<Record<string, number>> = { Mi: 2 ** 20, Gi: 2 ** 30 };

/** `512Mi` in bytes, `100m` in cores. Throws on other spellings, so that all manifests use these. */
export function quantity(text: string): number {
  const [, digits, unit] = /^(\d+)(Mi|Gi|m)?$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`quantity ${text}: write whole Mi, Gi, m or cores`);
  return Number(digits) * (unit === 'm' ? 0.001 : BYTES[unit ?? ''] ?? 1);
}

/** Node would otherwise take a heap that the limit does not hold: 70 % of it, give or take a little. */
export function heapFits(args: readonly string[], limitBytes: number): boolean {
  const heap = Number(args.map((arg) => /^--max-old-space-size=(\d+)$/.exec(arg)?.[1]).find((size) => size !== undefined));
  const share = (heap * 2 ** 20) / limitBytes;
  return share > 0.65 && share < 0.72;
}

export function resourceProblems({ name, container }: Workload): string[] {
  const { requests = {}, limits = {} } = container.resources ?? {};
  const problems = ['cpu', 'memory'].filter((kind) => requests[kind] === undefined || limits[kind] === undefined).map((kind) => `${name}: no request or no limit of ${kind}`);
  if (problems.length > 0) return problems;
  problems.push(...Object.keys(requests).filter((kind) => quantity(requests[kind] ?? '') > quantity(limits[kind] ?? '')).map((kind) => `${name}: requests more ${kind} than its limit`));
  return heapFits(container.args ?? [], quantity(limits['memory'] ?? '')) ? problems : [...problems, `${name}: --max-old-space-size is not 70 % of the memory limit`];
}

export function imageProblems({ name, container }: Workload): string[] {
  return /@sha256:[0-9a-f]{64}$/.test(container.image) || container.image.endsWith(`:${release}`) ? [] : [`${name}: image ${container.image} does not carry release ${release}`];
}

const PROBES = { startupProbe: '/healthz', livenessProbe: '/healthz', readinessProbe: '/readyz' } as const;

/** Services only: probes on the port that the process is told to open, time to drain, spread. */
export function lifecycleProblems(workload: Workload, all: readonly Manifest[]): string[] {
  if (workload.manifest.kind !== 'Deployment') return [];
  const environment = environmentOf(workload.container, all);
  return [...probeProblems(workload, environment), ...graceProblems(workload, environment), ...spreadProblems(workload)];
}

type Environment = Readonly<Record<string, string>>;

function probeProblems({ name, container }: Workload, environment: Environment): string[] {
  const port = container.ports?.find((entry) => String(entry.containerPort) === environment['HTTP_PORT'])?.name;
  return Object.entries(PROBES)
    .filter(([probe, path]) => {
      const request = container[probe as keyof typeof PROBES]?.httpGet;
      return port === undefined || request?.path !== path || request.port !== port;
    })
    .map(([probe, path]) => `${name}: ${probe} does not ask ${path} on the port HTTP_PORT`);
}

function graceProblems({ name, pod, container }: Workload, environment: Environment): string[] {
  const needed = (container.lifecycle?.preStop?.sleep?.seconds ?? 0) + Number(environment['DRAIN_TIMEOUT_MS']) / 1000 + 5;
  const given = pod.terminationGracePeriodSeconds ?? 30;
  return given >= needed ? [] : [`${name}: terminationGracePeriodSeconds is ${given}; preStop, DRAIN_TIMEOUT_MS and 5 s are ${needed}`];
}

function spreadProblems({ name, pod, labels }: Workload): string[] {
  const over = (key: string): boolean => pod.topologySpreadConstraints?.some((entry) => entry.topologyKey === key
    && entry.matchLabelKeys?.includes('pod-template-hash') === true && selects(entry.labelSelector, labels)) === true;
  return over('topology.kubernetes.io/zone') && over('kubernetes.io/hostname') ? [] : [`${name}: its pods are not spread over zones and nodes`];
}
