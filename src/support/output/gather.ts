const usualSize = 1 << 18;

/** The same text in pieces of `size` characters or more: each piece written costs a call of the system. */
export async function* gathered(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  size = usualSize,
): AsyncGenerator<string | Uint8Array> {
  let text = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      if (text.length < size) continue;
    }
    if (text !== '') yield text;
    text = '';
    if (typeof piece !== 'string') yield piece;
  }
  if (text !== '') yield text;
}
