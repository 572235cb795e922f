import { createKey } from '../../src/keys/create-key';
import type { Scope } from '../../src/keys/scopes';
import type { Answer, TestGraph, Variables } from './use-database';

/** Makes a key in the database of a test. */
export function keyWith(graph: TestGraph, name: string, ...scopes: Scope[]): Promise<string> {
  return createKey(graph.dataSource.manager, { name, scopes, expiresAt: null });
}

/** Asks with a key. */
export function askWith<Data = Record<string, unknown>>(graph: TestGraph, key: string, document: string, variables: Variables = {}): Promise<Answer<Data>> {
  return graph.ask<Data>(document, variables, { authorization: `Bearer ${key}` });
}
