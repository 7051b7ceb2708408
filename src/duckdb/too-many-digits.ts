import { AppError } from '../support/errors.ts';

/** A HUGEINT reaches 39 digits, a decimal of Parquet and Arrow 38. */
export function tooManyDigits(format: 'Arrow' | 'Parquet', cause?: unknown): AppError {
  return new AppError('too-big', `a HUGEINT has more digits than ${format} holds (38)`, {
    hint: 'cast the column to VARCHAR',
    cause,
  });
}
