import { dense } from '../../src/dense.ts';
import { threadedProducts, toShared } from '../../src/threads/index.ts';
import { numbers } from '../samples.ts';

/** A program that uses threads, closes nothing, and is to exit by itself. */
const A = toShared(dense(6000, 100, numbers(600_000)));
const products = threadedProducts({ threads: 2 });
const w = numbers(100);
const way = (globalThis as unknown as { process: { argv: string[] } }).process.argv[2];
const product = way === 'now' ? products.multiply(A, w) : await products.multiplyAsync(A, w);
const { log } = console;
log(JSON.stringify({ first: product[0], ...products.report() }));
