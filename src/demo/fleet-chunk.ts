/** A piece of one file, in order within it; a path that ends in `.gz` is to be compressed. */
export interface FleetChunk {
  /** Relative, with `/`: `logs/CAS10A/W3SVC1/u_ex240501.log`. */
  readonly path: string;
  readonly chunk: Buffer;
}
