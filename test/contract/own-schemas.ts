/**
 * OUR OWN descriptions, not Microsoft's: the batch envelope, and operations that the documentation has and the
 * OpenAPI subset lacks. Kept few and small.
 */
import { compileSchema, resolveOperation, type Operation } from './openapi.ts';
import type { Schema } from './strict.ts';

export const BATCH_REQUEST: Schema = {
  type: 'object',
  required: ['requests'],
  additionalProperties: false,
  properties: {
    requests: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        required: ['id', 'method', 'url'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1 },
          method: { enum: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
          url: { type: 'string', pattern: '^(?![a-z]+:)' },
          headers: { type: 'object', additionalProperties: { type: 'string' } },
          body: {},
          dependsOn: { type: 'array', items: { type: 'string' } },
        },
        dependencies: { body: ['headers'] },
      },
    },
  },
};

export const BATCH_RESPONSE: Schema = {
  type: 'object',
  required: ['responses'],
  properties: {
    responses: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'status'],
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          status: { type: 'integer', minimum: 100, maximum: 599 },
          headers: { type: 'object' },
          body: {},
        },
      },
    },
  },
};

const EMPTY_LIST: Operation = {
  response: compileSchema({ type: 'object', required: ['value'], properties: { value: { type: 'array' } } }),
};

/** Sent as text/plain; the description has it as a number. */
const COUNT: Operation = { response: compileSchema({ type: 'string', pattern: '^[0-9]+$' }) };

/**
 * Navigation and actions under an alternate key, such as `/applications(appId='..')/addPassword`, are described as
 * those under the id. The same for `/directoryRoles(roleTemplateId='..')/members`.
 */
export function ownOperation(method: string, path: string): Operation | undefined {
  if (method === 'GET' && path === '/teamwork/devices') return EMPTY_LIST;
  if (method === 'GET' && path.endsWith('/$count')) return COUNT;
  const keyed = /^\/(applications|servicePrincipals|directoryRoles)\(\w+='[^']+'\)(\/.+)$/.exec(path);
  return keyed ? resolveOperation(method, `/${keyed[1] ?? ''}/by-key${keyed[2] ?? ''}`) : undefined;
}
