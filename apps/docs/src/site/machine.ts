/** Where a run of apps/bench took place, as its result files tell it. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly date: string;
}

/** Processor, cores, memory, system, Node. */
export const machineText = ({ processor, cores, memory, system, node }: Machine): string =>
  `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}`;

/** The day of a time in ISO text. */
export const dayOf = (date: string): string => date.slice(0, 10);
