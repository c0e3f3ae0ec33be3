import { onMounted, onUnmounted, type Ref, ref } from 'vue';

/** The width of a box in pixels, so that a plot's text keeps its size on a narrow screen. */
export const useWidth = (box: Ref<HTMLElement | undefined>): Ref<number> => {
  const width = ref(320);
  let observer: ResizeObserver | undefined;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      width.value = entry!.contentRect.width;
    });
    observer.observe(box.value!);
  });
  onUnmounted(() => observer?.disconnect());
  return width;
};
