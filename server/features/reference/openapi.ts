import { z } from 'zod';
import { ALWAYS, paramsOf, UNKNOWN, type Spec } from '../../contract/common/route.ts';
import { PERMISSIONS } from '../../contract/permissions.ts';
import { REFUSALS, RefusalBody, type RefusalCode } from '../../contract/refusals.ts';
import { ROUTES } from '../../contract/routes.ts';
import { roundDefinition, roundDocument } from '../../domain/round/document.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundResult } from '../../domain/result.ts';
import { isDownload, isUpload } from '../../platform/serve.ts';

type Json = Record<string, unknown>;

/** Every route with the feature and the name under which the contract has it, in the order of the alphabet. */
export function operations(): { feature: string; name: string; spec: Spec }[] {
  return Object.entries(ROUTES).flatMap(([feature, routes]) =>
    Object.entries(routes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, spec]: [string, Spec]) => ({ feature, name, spec })),
  );
}

/** Who may ask, in words: the capacities of a permission, or what goes beyond the table. */
export function whoMay({ may }: Spec): string {
  if (may === 'anybody') return 'anybody';
  if (may === 'signed_in') return 'whoever is signed in';
  if (may === 'operator') return 'the operator of the deployment';
  const permissions = typeof may === 'string' ? [may] : may;
  return permissions.map((each) => `${each}: ${PERMISSIONS[each].join(', ')}`).join('; ');
}

/** The codes with which a route may refuse, by their HTTP status. */
export function refusalsOf(spec: Spec): Map<number, RefusalCode[]> {
  const codes: readonly RefusalCode[] = [
    ...(spec.refuses ?? []),
    ...(spec.path.includes(':') ? (['not_found'] as const) : []),
    ...(spec.may === 'anybody' ? [] : UNKNOWN),
    ...ALWAYS,
  ];
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set(codes)) {
    const { status } = REFUSALS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** The HTTP interface as an OpenAPI 3.1 document, written from the routes of the contract. */
export function openApi(): Json {
  const shapes = new Shapes();
  const paths: Record<string, Json> = {};
  for (const { feature, name, spec } of operations()) {
    const path = `/api${spec.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`;
    const described = operation(shapes, `${feature}.${name}`, spec);
    paths[path] = {
      ...paths[path],
      [spec.method.toLowerCase()]: { tags: [feature], ...described },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gongyi 公议',
      version: '1',
      description:
        'JSON over HTTP. Whoever is signed in sends the cookie of a seat and names the seat in the header x-gongyi-seat; a write names the server’s own address as its Origin.',
    },
    paths,
    components: { schemas: shapes.written() },
  };
}

/** Shapes by their names, each written once: what is taken and what is given may differ where there are defaults. */
class Shapes {
  readonly #taken = z.registry<{ id: string }>();
  readonly #given = z.registry<{ id: string }>();

  constructor() {
    for (const registry of [this.#taken, this.#given]) {
      const io = registry === this.#taken ? 'Taken' : '';
      registry.add(roundDefinition, { id: `RoundDefinition${io}` });
      registry.add(roundDocument, { id: `RoundDocument${io}` });
      registry.add(roundFacts, { id: `RoundFacts${io}` });
    }
    this.#given.add(roundResult, { id: 'RoundResult' });
    this.#given.add(RefusalBody, { id: 'Refusal' });
  }

  taken(type: z.ZodType, id: string): Json {
    return refTo(this.#taken, type, id);
  }
  given(type: z.ZodType, id: string): Json {
    return refTo(this.#given, type, id);
  }
  written(): Json {
    const uri = (id: string): string => `#/components/schemas/${id}`;
    const all = {
      ...z.toJSONSchema(this.#taken, { io: 'input', unrepresentable: 'any', uri }).schemas,
      ...z.toJSONSchema(this.#given, { io: 'output', unrepresentable: 'any', uri }).schemas,
    };
    return Object.fromEntries(
      Object.entries(all).map(([id, { $schema: _dialect, $id: _id, ...written }]) => [id, written]),
    );
  }
}

function refTo(registry: z.core.$ZodRegistry<{ id: string }>, type: z.ZodType, id: string): Json {
  const known = registry.get(type)?.id ?? id;
  if (!registry.has(type)) registry.add(type, { id });
  return { $ref: `#/components/schemas/${known}` };
}

function operation(shapes: Shapes, id: string, spec: Spec): Json {
  const parameters = [
    ...Object.entries(paramsOf(spec).shape).map(([name, type]) => ({
      name,
      in: 'path',
      required: true,
      schema: small(type as z.ZodType),
    })),
    ...Object.entries(spec.query?.shape ?? {}).map(([name, type]) => ({
      name,
      in: 'query',
      required: !(type as z.ZodType).safeParse(undefined).success,
      schema: small(type as z.ZodType),
    })),
  ];
  return {
    operationId: id,
    summary: spec.says,
    description: `May: ${whoMay(spec)}`,
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body !== undefined && {
      requestBody: { required: true, content: contentOf(shapes, id, spec.body) },
    }),
    responses: {
      ...answers(shapes, id, spec),
      ...Object.fromEntries(
        [...refusalsOf(spec)].map(([status, codes]) => [
          String(status),
          { description: codes.join(', '), content: REFUSAL },
        ]),
      ),
    },
  };
}

const REFUSAL = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } };

function contentOf(shapes: Shapes, id: string, body: NonNullable<Spec['body']>): Json {
  if (!isUpload(body)) return { 'application/json': { schema: shapes.taken(body, `${id}.body`) } };
  const { upload, form } = body;
  return {
    'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: upload } },
    ...(form !== undefined && { 'application/json': { schema: shapes.taken(form, `${id}.body`) } }),
  };
}

function answers(shapes: Shapes, id: string, { gives }: Spec): Json {
  if (gives === null) return { 204: { description: 'done' } };
  if (!isDownload(gives)) {
    const schema = shapes.given(gives, id);
    return { 200: { description: 'the answer', content: { 'application/json': { schema } } } };
  }
  const [type = ''] = gives.download.split(';');
  const bytes = { type: 'string', format: 'binary' };
  const schema = gives.of === undefined ? bytes : shapes.given(gives.of, id);
  return { 200: { description: 'a file', content: { [type]: { schema } } } };
}

/** A parameter's own shape, where it stands. */
function small(type: z.ZodType): Json {
  const { $schema: _dialect, ...written } = z.toJSONSchema(type, {
    io: 'input',
    unrepresentable: 'any',
  });
  return written;
}
