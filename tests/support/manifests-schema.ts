import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import { nameOf, type Manifest } from './manifests.js';

interface Definition {
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/**
 * Reads Kubernetes' own OpenAPI document (gzip) and refuses what it does not name, so that a misspelt field is a problem.
 * The answer of the returned function names object, path and reason; none means valid.
 */
export function strictSchemas(file: string): (manifest: Manifest) => string[] {
  const { definitions } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { definitions: Record<string, Definition> };
  const kinds = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.properties) definition.additionalProperties = false;
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      kinds.set(`${group === '' ? version : `${group}/${version}`} ${kind}`, name);
    }
  }
  // The document calls both a string; the server takes numbers as well.
  Object.assign(definitions, { [INT_OR_STRING]: { type: ['integer', 'string'] }, [QUANTITY]: { type: ['number', 'string'] } });
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'kubernetes', definitions });

  return (manifest) => {
    const name = kinds.get(`${manifest.apiVersion} ${manifest.kind}`);
    if (name === undefined) return [`${nameOf(manifest)}: no such kind in ${manifest.apiVersion}`];
    const validate = ajv.getSchema(`kubernetes#/definitions/${name}`) as ValidateFunction;
    if (validate(manifest)) return [];
    return (validate.errors ?? []).map((error) => {
      const field = (error.params as { additionalProperty?: string }).additionalProperty;
      return `${nameOf(manifest)}: ${error.instancePath} ${error.message}${field === undefined ? '' : `: ${field}`}`;
    });
  };
}
