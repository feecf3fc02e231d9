import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export const root = resolve(__dirname, '../..');
export const release = (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version;

type Labels = Readonly<Record<string, string>>;
export interface Selector { matchLabels?: Labels; matchExpressions?: { key: string; operator: string; values?: string[] }[] }
interface KeyReference { name: string; key: string }
export interface EnvEntry { name: string; value?: string; valueFrom?: { configMapKeyRef?: KeyReference; secretKeyRef?: KeyReference } }
export interface SecurityContext {
  runAsNonRoot?: boolean; runAsUser?: number; privileged?: boolean; allowPrivilegeEscalation?: boolean; readOnlyRootFilesystem?: boolean;
  procMount?: string; capabilities?: { add?: string[]; drop?: string[] }; seccompProfile?: { type: string };
  appArmorProfile?: { type: string }; seLinuxOptions?: { user?: string; role?: string; type?: string }; sysctls?: { name: string }[]; windowsOptions?: { hostProcess?: boolean };
}
interface Probe { httpGet?: { path: string; port: string | number } }
export interface Container {
  name: string; image: string; args?: string[]; env?: EnvEntry[]; envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports?: { name?: string; containerPort: number; hostPort?: number }[];
  resources?: { requests?: Labels; limits?: Labels }; securityContext?: SecurityContext;
  startupProbe?: Probe; livenessProbe?: Probe; readinessProbe?: Probe; lifecycle?: { preStop?: { sleep?: { seconds: number } } };
}
export interface PodSpec {
  containers: Container[]; initContainers?: Container[]; volumes?: Record<string, unknown>[]; securityContext?: SecurityContext;
  hostNetwork?: boolean; hostPID?: boolean; hostIPC?: boolean; automountServiceAccountToken?: boolean; enableServiceLinks?: boolean;
  terminationGracePeriodSeconds?: number; topologySpreadConstraints?: { topologyKey: string; labelSelector?: Selector; matchLabelKeys?: string[] }[];
}
interface PolicyRule { to?: unknown[]; from?: unknown[]; ports?: { protocol?: string; port: string | number }[] }
/** The fields that the policies read; the strict schemas judge the rest. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Labels };
  data?: Labels;
  spec?: {
    replicas?: number; selector?: Selector & Labels; template?: { metadata: { labels: Labels }; spec: PodSpec }; ports?: { port: number; targetPort: string | number }[];
    maxUnavailable?: number; podSelector?: Selector; policyTypes?: string[]; ingress?: PolicyRule[]; egress?: PolicyRule[];
  };
}

/** What `kubectl kustomize` makes of a folder of k8s/. Throws with kubectl's words when it refuses. */
export function renderManifests(folder: string): Manifest[] {
  const run = spawnSync('kubectl', ['kustomize', `k8s/${folder}`], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`kubectl kustomize k8s/${folder}: ${run.stderr || String(run.error)}`);
  return parseAllDocuments(run.stdout).map((document) => document.toJS() as Manifest);
}

export const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/** Secret → key → what it holds: what whoever installs Wiredesk must provide. */
export function secretContract(): Record<string, Record<string, string>> {
  return parse(readFileSync(resolve(root, 'k8s/secret-contract.yaml'), 'utf8')) as Record<string, Record<string, string>>;
}

export const nameOf = (manifest: Manifest): string => `${manifest.kind}/${manifest.metadata.name}`;
export const ofKind = (manifests: readonly Manifest[], kind: string): Manifest[] => manifests.filter((manifest) => manifest.kind === kind);

export interface Workload { readonly manifest: Manifest; readonly name: string; readonly labels: Labels; readonly pod: PodSpec; readonly container: Container }

/** Every object that starts pods. Each of ours has one container. */
export function workloadsOf(manifests: readonly Manifest[]): Workload[] {
  return manifests.flatMap((manifest) => {
    const template = manifest.spec?.template;
    const container = template?.spec.containers[0];
    if (template === undefined || container === undefined) return [];
    return [{ manifest, name: nameOf(manifest), labels: template.metadata.labels, pod: template.spec, container }];
  });
}

export function selects(selector: Selector | undefined, labels: Labels): boolean {
  const byLabel = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return byLabel && (selector?.matchExpressions ?? []).every((expression) => {
    if (expression.operator !== 'In') throw new Error(`operator ${expression.operator}: not known here`);
    return expression.values?.includes(labels[expression.key] ?? '') ?? false;
  });
}

/** The environment of a container with its ConfigMap and Secret references resolved; what cannot be resolved is left out. */
export function environmentOf(container: Container, manifests: readonly Manifest[]): Record<string, string> {
  const dataOf = (kind: string, name: string): Labels => ofKind(manifests, kind).find((manifest) => manifest.metadata.name === name)?.data ?? {};
  const secret = ({ name, key }: KeyReference): string | undefined => {
    const encoded = dataOf('Secret', name)[key];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
  };
  const valueOf = ({ value, valueFrom }: EnvEntry): string | undefined => {
    if (valueFrom?.configMapKeyRef) return dataOf('ConfigMap', valueFrom.configMapKeyRef.name)[valueFrom.configMapKeyRef.key];
    return valueFrom?.secretKeyRef ? secret(valueFrom.secretKeyRef) : value;
  };
  const tables = (container.envFrom ?? []).map(({ configMapRef }) => (configMapRef ? dataOf('ConfigMap', configMapRef.name) : {}));
  const entries = (container.env ?? []).flatMap((entry): [string, string][] => {
    const value = valueOf(entry);
    return value === undefined ? [] : [[entry.name, value]];
  });
  return Object.assign({}, ...tables, Object.fromEntries(entries)) as Record<string, string>;
}
