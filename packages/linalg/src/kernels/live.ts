/**
 * Matrices that have memory of their own at one time. Each takes 10 GB of addresses; Chromium has room
 * for about a hundred, searches for garbage for seconds before it gives up, and leaves none for others.
 */
const MOST_LIVE = 32;

let live = 0;
const freed = /* @__PURE__ */ new FinalizationRegistry<undefined>(() => {
  live -= 1;
});

/** Whether one more matrix may have memory of its own. */
export const hasRoom = (): boolean => live < MOST_LIVE;

/** Counts the memory of a matrix until it is freed. */
export const countLive = (buffer: ArrayBufferLike): void => {
  live += 1;
  freed.register(buffer, undefined);
};
