import { onUnmounted, ref, shallowRef, triggerRef } from 'vue';
import { losses, type TrainingName } from './training.ts';

export const EPOCHS = 10_000;

/** Milliseconds of a frame that go into epochs; the rest of it is for drawing and the reader. */
const SLICE = 8;

/** Runs gradient descent a slice per frame, so that the curve draws while it trains. */
export const useTraining = (name: TrainingName) => {
  const trace = shallowRef<number[]>([]);
  const isRunning = ref(false);
  let frame = 0;

  const stop = () => {
    cancelAnimationFrame(frame);
    isRunning.value = false;
  };

  const start = (rate: number) => {
    stop();
    trace.value = [];
    isRunning.value = true;
    const run = losses(name, rate);
    // The first epochs one a frame, then a tenth more each frame: on a logarithmic axis the curve
    // grows at an even pace.
    const draw = () => {
      const until = performance.now() + SLICE;
      const most = Math.min(EPOCHS, Math.ceil(trace.value.length * 1.1) + 1);
      while (trace.value.length < most && performance.now() < until)
        trace.value.push(run.next().value);
      triggerRef(trace);
      if (trace.value.length < EPOCHS) frame = requestAnimationFrame(draw);
      else isRunning.value = false;
    };
    frame = requestAnimationFrame(draw);
  };

  onUnmounted(stop);
  return { trace, isRunning, start, stop };
};
