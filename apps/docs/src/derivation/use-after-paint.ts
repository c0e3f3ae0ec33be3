import { onMounted, onUnmounted } from 'vue';

/** Runs once the browser has painted: at once where it did so before this component came. */
const afterPaint = (run: () => void): void => {
  if (!PerformanceObserver.supportedEntryTypes.includes('paint')) {
    requestAnimationFrame(() => setTimeout(run));
    return;
  }
  const observer = new PerformanceObserver(() => {
    observer.disconnect();
    setTimeout(run);
  });
  observer.observe({ type: 'paint', buffered: true });
};

/** Work that the text of the page does not wait for: kernels are compiled and models fitted by it. */
export const useAfterPaint = (run: () => void): void => {
  let isGone = false;
  onMounted(() =>
    afterPaint(() => {
      if (!isGone) run();
    }),
  );
  onUnmounted(() => {
    isGone = true;
  });
};
