import type { ByteRow } from './byte-row.ts';
import type { ExpressDimension } from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';

const underscore = 95;

/** `request_transfers` of an IIS line: the tokens that `transfersSql` keeps. */
export class IisTransfers implements ExpressDimension {
  readonly table = 'request_transfers';
  readonly columns = { transfer_text: 'VARCHAR' };

  write(line: IisLine, row: ByteRow): boolean {
    const { bytes, transferCount } = line;
    if (transferCount === 0) row.none();
    for (let i = 0; i < transferCount; i++) {
      // In the place of the separator that the token before has got.
      if (i > 0) row.out[row.at - 1] = underscore;
      row.raw(bytes, line.transferStart(i), line.transferEnd(i));
    }
    return true;
  }
}
