import { AppError } from '../support/errors.ts';

/** The error for a file that is there and cannot be read. */
export function unreadable(file: string, error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : message;
  return new AppError('unreadable', `cannot read ${file}: ${why}`, { cause: error });
}
