import { onMounted, onUnmounted, ref } from 'vue';
import type { FromWorker, Task, ToWorker } from './messages.ts';

/**
 * The page's worker: one task at a time. It is started with the page, so that its script is there
 * when the network no longer is.
 */
export const useWorker = (onMessage: (message: FromWorker, task: Task) => void) => {
  const running = ref<Task['kind'] | null>(null);
  const isStopping = ref(false);
  let task: Task | null = null;
  let worker: Worker | undefined;
  const send = (message: ToWorker) => worker?.postMessage(message);

  onMounted(() => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (task !== null) onMessage(data, task);
      if (data.kind !== 'done' && data.kind !== 'failed') return;
      running.value = null;
      isStopping.value = false;
    });
  });
  onUnmounted(() => worker?.terminate());

  return {
    running,
    isStopping,
    start: (next: Task) => {
      task = next;
      running.value = next.kind;
      // What Vue watches cannot be sent; plain copies can.
      send(JSON.parse(JSON.stringify(next)));
    },
    stop: () => {
      isStopping.value = true;
      send({ kind: 'stop' });
    },
  };
};
