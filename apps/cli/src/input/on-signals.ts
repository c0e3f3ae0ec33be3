const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Tidies up when a signal ends the program; call the result once there is nothing left to tidy. */
export const onSignals = (tidy: () => Promise<void>): (() => void) => {
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const listener = () => {
      void tidy().finally(() => process.exit(code));
    };
    process.once(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
};
