/** The bytes of a hexadecimal text as a list of two-digit texts; other characters are left out. */
const bytes = (text: string): string =>
  `regexp_extract_all(regexp_replace(${text}, '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')`;

/** HEX_TO_INT: up to eight bytes, the first the highest. */
export function hexToInteger(text: string): string {
  const digits = `regexp_replace(${text}, '^0[xX]|\\s', '', 'g')`;
  const unsigned = `try_cast('0x' || ${digits} as ubigint)`;
  return `case when regexp_full_match(${digits}, '[0-9a-fA-F]{1,16}') then try(if(${unsigned} > 9223372036854775807, (${unsigned}::hugeint - 18446744073709551616)::bigint, ${unsigned}::bigint)) end`;
}

export function foldHexToInteger(text: string): bigint | null {
  const digits = text.replace(/^0[xX]|\s/g, '');
  return /^[0-9a-fA-F]{1,16}$/.test(digits) ? BigInt.asIntN(64, BigInt(`0x${digits}`)) : null;
}

const shown = (text: string, condition: string): string =>
  `array_to_string(list_transform(list_transform(${bytes(text)}, lambda h: ('0x' || h)::integer), lambda n: if(${condition}, chr(n), '.')), '')`;

/** HEX_TO_ASC: 0x20 to 0x7F, others a dot. */
export function hexToAscii(text: string): string {
  return shown(text, 'n between 32 and 127');
}

/** HEX_TO_PRINT: printable characters, TAB, CR and LF, others a dot. */
export function hexToPrintable(text: string): string {
  return shown(text, 'n between 32 and 126 or n in (9, 10, 13)');
}

/** HEX_TO_HEX8, 16 and 32: words of `size` bytes, the lowest byte first unless big-endian. */
export function hexToWords(size: number) {
  return (text: string, bigEndian = '0'): string => {
    const word = `easel_bytes[easel_at:easel_at + ${size - 1}]`;
    const ordered = size === 1 ? word : `if(${bigEndian} = 0, list_reverse(${word}), ${word})`;
    return `array_to_string(list_transform([${bytes(text)}], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, ${size}), lambda easel_at: array_to_string(${ordered}, '')))[1], ' ')`;
  };
}
