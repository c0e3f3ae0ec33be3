import { expect, test } from 'vitest';
import { Cut, converse } from './conversation.ts';

const program = (text: string) => ({ command: process.execPath, args: ['-e', text] });

const ECHO = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { error, silent, ...rest } = JSON.parse(line);
  if (silent) return;
  console.log(JSON.stringify(error ? { error } : { ...rest, threads: process.env.OMP_NUM_THREADS }));
});`;

test('each question has its answer; an error in it is thrown; threads are told', async () => {
  const { ask, close } = converse(program(ECHO), 3);
  expect(await ask({ a: 1 })).toEqual({ a: 1, threads: '3' });
  await expect(ask({ error: 'cannot' })).rejects.toThrow('cannot');
  expect(await ask({ b: 2 })).toMatchObject({ b: 2 });
  close();
});

test('silence is cut, and a program that is gone is noticed', async () => {
  const silent = converse(program(ECHO), 1);
  await expect(silent.ask({ silent: true }, 50)).rejects.toThrow(Cut);
  const gone = converse({ command: 'no-such-program', args: [] }, 1);
  await expect(gone.ask({})).rejects.toThrow('has ended');
});
