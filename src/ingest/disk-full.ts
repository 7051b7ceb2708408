import { AppError } from '../support/errors.ts';

/** The error as it is, or that the disk of the warehouse is full where that is what it says. */
export function orDiskFull(warehouse: string, error: unknown): unknown {
  const { code, message = '' } = error as Partial<NodeJS.ErrnoException>;
  const isFull =
    code === 'ENOSPC' || /no space left on device|max_temp_directory_size/i.test(message);
  if (!isFull) return error;
  return new AppError(
    'disk-full',
    `the disk of ${warehouse} is full; files committed before are whole, the rest was not loaded`,
    { hint: 'make room and run the same command again: it goes on where it stopped', cause: error },
  );
}
