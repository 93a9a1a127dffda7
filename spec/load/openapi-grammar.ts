/**
 * Which objects OpenAPI 3.1 consists of, and where each stands: what the loader needs to check the structure and
 * to tell a vocabulary key from a header, property or example that happens to have such a name.
 * Source: OpenAPI Specification 3.1.1, section 4.8.
 */
export type ObjectKind =
  | 'document'
  | 'info'
  | 'server'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'components'
  | 'tag'
  | 'securityScheme'
  | 'flows'
  | 'flow'
  | 'schema'
  | 'callback'
  | 'requirement';

export type Child =
  | 'text'
  | 'flag'
  | 'number'
  | 'object'
  | 'any'
  | ObjectKind
  | { readonly list: Child }
  | { readonly map: Child };

export interface Shape {
  /** How messages call it. */
  readonly title: string;
  readonly required?: readonly string[];
  readonly fields: Readonly<Record<string, Child>>;
  /** What every other key holds, in objects that are maps (`paths`). */
  readonly others?: Child;
  /** May unknown keys stand in it? */
  readonly open?: true;
  /** May a Reference Object stand in its place? */
  readonly reference?: true;
}

const described = { summary: 'text', description: 'text' } as const;
const parameterFields = {
  description: 'text',
  required: 'flag',
  deprecated: 'flag',
  allowEmptyValue: 'flag',
  style: 'text',
  explode: 'flag',
  allowReserved: 'flag',
  schema: 'schema',
  example: 'any',
  examples: { map: 'example' },
  content: { map: 'mediaType' },
} as const;
const operation: Child = 'operation';

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export const grammar: Readonly<Record<ObjectKind, Shape>> = {
  document: {
    title: 'the document',
    required: ['openapi', 'info'],
    fields: {
      openapi: 'text',
      info: 'info',
      jsonSchemaDialect: 'text',
      servers: { list: 'server' },
      paths: 'paths',
      webhooks: { map: 'pathItem' },
      components: 'components',
      security: { list: 'requirement' },
      tags: { list: 'tag' },
      externalDocs: 'object',
    },
  },
  info: {
    title: 'an Info Object',
    required: ['title', 'version'],
    fields: {
      title: 'text',
      ...described,
      termsOfService: 'text',
      contact: 'object',
      license: 'object',
      version: 'text',
    },
  },
  server: {
    title: 'a Server',
    required: ['url'],
    fields: { url: 'text', description: 'text', variables: 'object' },
  },
  paths: { title: 'the Paths Object', fields: {}, others: 'pathItem' },
  pathItem: {
    title: 'a Path Item',
    reference: true,
    fields: {
      $ref: 'text',
      ...described,
      get: operation,
      put: operation,
      post: operation,
      delete: operation,
      options: operation,
      head: operation,
      patch: operation,
      trace: operation,
      servers: { list: 'server' },
      parameters: { list: 'parameter' },
    },
  },
  operation: {
    title: 'an Operation',
    fields: {
      tags: { list: 'text' },
      ...described,
      externalDocs: 'object',
      operationId: 'text',
      parameters: { list: 'parameter' },
      requestBody: 'requestBody',
      responses: { map: 'response' },
      callbacks: { map: 'callback' },
      deprecated: 'flag',
      security: { list: 'requirement' },
      servers: { list: 'server' },
    },
  },
  parameter: {
    title: 'a Parameter',
    reference: true,
    required: ['name', 'in'],
    fields: { name: 'text', in: 'text', ...parameterFields },
  },
  requestBody: {
    title: 'a Request Body',
    reference: true,
    required: ['content'],
    fields: { description: 'text', content: { map: 'mediaType' }, required: 'flag' },
  },
  mediaType: {
    title: 'a Media Type Object',
    fields: { schema: 'schema', example: 'any', examples: { map: 'example' }, encoding: { map: 'encoding' } },
  },
  encoding: {
    title: 'an Encoding Object',
    fields: {
      contentType: 'text',
      headers: { map: 'header' },
      style: 'text',
      explode: 'flag',
      allowReserved: 'flag',
    },
  },
  response: {
    title: 'a Response',
    reference: true,
    required: ['description'],
    fields: {
      description: 'text',
      headers: { map: 'header' },
      content: { map: 'mediaType' },
      links: { map: 'link' },
    },
  },
  header: { title: 'a Header', reference: true, fields: parameterFields },
  example: {
    title: 'an Example Object',
    reference: true,
    fields: { ...described, value: 'any', externalValue: 'text' },
  },
  link: { title: 'a Link', reference: true, open: true, fields: {} },
  components: {
    title: 'the Components Object',
    fields: {
      schemas: { map: 'schema' },
      responses: { map: 'response' },
      parameters: { map: 'parameter' },
      examples: { map: 'example' },
      requestBodies: { map: 'requestBody' },
      headers: { map: 'header' },
      securitySchemes: { map: 'securityScheme' },
      links: { map: 'link' },
      callbacks: { map: 'callback' },
      pathItems: { map: 'pathItem' },
    },
  },
  tag: {
    title: 'a Tag',
    required: ['name'],
    fields: { name: 'text', description: 'text', externalDocs: 'object' },
  },
  securityScheme: {
    title: 'a Security Scheme',
    reference: true,
    required: ['type'],
    fields: {
      type: 'text',
      description: 'text',
      name: 'text',
      in: 'text',
      scheme: 'text',
      bearerFormat: 'text',
      flows: 'flows',
      openIdConnectUrl: 'text',
    },
  },
  flows: {
    title: 'an OAuth Flows Object',
    fields: { implicit: 'flow', password: 'flow', clientCredentials: 'flow', authorizationCode: 'flow' },
  },
  flow: {
    title: 'an OAuth Flow',
    required: ['scopes'],
    fields: { authorizationUrl: 'text', tokenUrl: 'text', refreshUrl: 'text', scopes: { map: 'text' } },
  },
  schema: {
    title: 'a Schema',
    reference: true,
    open: true,
    fields: {
      properties: { map: 'schema' },
      patternProperties: { map: 'schema' },
      $defs: { map: 'schema' },
      dependentSchemas: { map: 'schema' },
      items: 'schema',
      contains: 'schema',
      not: 'schema',
      if: 'schema',
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      then: 'schema',
      else: 'schema',
      additionalProperties: 'schema',
      propertyNames: 'schema',
      unevaluatedItems: 'schema',
      unevaluatedProperties: 'schema',
      contentSchema: 'schema',
      allOf: { list: 'schema' },
      anyOf: { list: 'schema' },
      oneOf: { list: 'schema' },
      prefixItems: { list: 'schema' },
    },
  },
  callback: { title: 'a Callback', reference: true, fields: {}, others: 'pathItem' },
  requirement: { title: 'a Security Requirement', fields: {}, others: { list: 'text' } },
};

export function isObjectKind(name: string): name is ObjectKind {
  return name in grammar;
}
