import { describe, expect, it } from 'vitest';
import { realLogs } from '../../real-logs.ts';
import { read, shown } from './read.ts';

const xml = async (text: string, parameters = {}, from = 'a.xml'): Promise<unknown[][]> => {
  const { rows, fields } = await read('XML', {
    files: { 'a.xml': text },
    from: [from],
    parameters,
  });
  return [fields.map(({ name }) => name), ...rows.map((row) => [...row])];
};

describe('XML', () => {
  it('reads rows of elements and attributes, with the attributes of the root', async () => {
    const { rows, fields } = await read('XML', {
      files: {
        'a.xml':
          '<?xml version="1.0"?><ROOT made="x"><ROW id="1"><A>1</A><B>2.5</B><C>2024-05-01T07:00:00</C></ROW><ROW id="2"><A>3</A><D>t</D></ROW></ROOT>',
      },
      from: ['a.xml'],
    });
    expect(shown(fields)).toBe('made S, id I, A I, B R, C T, D S');
    expect(rows).toEqual([
      ['x', 1, 1, 2.5, '2024-05-01 07:00:00', null],
      ['x', 2, 3, null, null, 't'],
    ]);
  });

  it("reads what Log Parser's own XML output looks like", async () => {
    const text = '<ROOT>\n <ROW>\n  <Name>\n   a &amp; b\n  </Name>\n </ROW>\n</ROOT>';
    expect(await xml(text)).toEqual([['Name'], ['a & b']]);
  });

  const nested = '<r><e><a>1</a><x>p</x><x>q</x><y>s</y><y>t</y></e></r>';
  it('multiplies repeated elements in Tree mode and lists them in Branch and Auto', async () => {
    expect(await xml(nested, { fMode: 'Tree' })).toEqual([
      ['a', 'x', 'y'],
      [1, 'p', 's'],
      [1, 'p', 't'],
      [1, 'q', 's'],
      [1, 'q', 't'],
    ]);
    const listed = [
      ['a', 'x', 'y'],
      [1, 'p', null],
      [1, 'q', null],
      [1, null, 's'],
      [1, null, 't'],
    ];
    expect(await xml(nested, { fMode: 'Branch' })).toEqual(listed);
    expect(await xml(nested)).toEqual(listed);
  });

  it('takes each node by itself in Node mode', async () => {
    expect(await xml('<r><e><a>1</a><b>2</b></e></r>', { fMode: 'Node' })).toEqual([
      ['a', 'b'],
      [1, null],
      [null, 2],
    ]);
  });

  it('begins at the nodes a path names', async () => {
    const text =
      '<r><skip>0</skip><list of="two"><item n="1"><v>a</v></item><item n="2"><v>b</v></item></list></r>';
    const expected = [
      ['n', 'v'],
      [1, 'a'],
      [2, 'b'],
    ];
    expect(await xml(text, {}, 'a.xml#/r/list/item')).toEqual(expected);
    expect(await xml(text, { rootXPath: '//item' })).toEqual(expected);
  });

  it('takes nothing from above or beside the nodes a path names', async () => {
    const text =
      '<t name="suite"><made>x</made><c name="T1" time="0.5"/><c name="T2" time="1.5"/></t>';
    expect(await xml(text, { fMode: 'Tree' }, 'a.xml#//c')).toEqual([
      ['name', 'time'],
      ['T1', 0.5],
      ['T2', 1.5],
    ]);
    expect(await xml(text, {}, 'a.xml#/t/made')).toEqual([['made'], ['x']]);
  });

  it('names fields by their path on demand', async () => {
    expect(await xml('<r><e a="1"><b>2</b></e></r>', { fNames: 'XPath' })).toEqual([
      ['/r/e/@a', '/r/e/b'],
      [1, 2],
    ]);
  });

  it('names fields from the root nodes on where there are some', async () => {
    const text = '<log><event seq="1"><conn user="anna"/></event><event seq="2"/></log>';
    const named = await xml(text, { fNames: 'XPath', rootXPath: '/log/event' });
    expect(named).toEqual([
      ['/event/@seq', '/event/conn/@user'],
      [1, 'anna'],
      [2, null],
    ]);
  });

  it('refuses broken XML and does not expand entities', async () => {
    await expect(xml('<r><a></r>')).rejects.toThrow('well-formed');
    const bomb = '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><r><v>&b;</v></r>';
    await expect(xml(bomb)).rejects.toThrow();
  });
});

const event = (id: number, extra = ''): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Security-Auditing'/><EventID>${id}</EventID><Level>0</Level><Task>12544</Task><Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime='2024-07-01T05:00:00.1234567Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>EX1</Computer><Security UserID='S-1-5-18'/></System><EventData><Data Name='User'>anna</Data><Data Name='Empty'/><Data>x|y</Data></EventData>${extra}</Event>`;

describe('EVT', () => {
  const fields = [
    'EventLog',
    'RecordNumber',
    'TimeGenerated',
    'EventID',
    'EventType',
    'EventTypeName',
    'EventCategory',
    'SourceName',
    'Strings',
    'ComputerName',
    'SID',
  ];

  it('reads events one after another, in a list, over several lines and on one', async () => {
    const { rows, processed } = await read('EVT', {
      files: {
        'a.xml': `${event(1)}${event(2)}\n${event(3).replaceAll('><', '>\n<')}`,
        'b.xml': `<?xml version="1.0" encoding="utf-8"?>\n<Events>${event(4)}\r\n</Events>`,
      },
      from: ['*.xml'],
      tz: 'Europe/Berlin',
      fields,
    });
    const row = (id: number): unknown[] => [
      'Security',
      7,
      '2024-07-01 07:00:00.123456',
      id,
      16,
      'Failure Audit event',
      12544,
      'Security-Auditing',
      'anna||x|y',
      'EX1',
      'S-1-5-18',
    ];
    expect(rows).toEqual([1, 2, 3, 4].map(row));
    expect(processed).toBe(4);
  });

  it('gives message and category from the rendering, else says that they are missing', async () => {
    const rendered = event(
      1,
      '<RenderingInfo><Message>Line 1\n  line 2</Message><Task>Logon</Task></RenderingInfo>',
    );
    const options = {
      files: { 'a.xml': `${rendered}\n${event(2)}` },
      from: ['a.xml'],
      fields: ['EventCategoryName', 'Message'],
    };
    const { rows } = await read('EVT', options);
    expect(rows[0]).toEqual(['Logon', 'Line 1 line 2']);
    expect(rows[1]?.[1]).toContain('The description for Event ID 2');
    const bare = await read('EVT', {
      ...options,
      parameters: { msgErrorMode: 'NULL', formatMsg: 'OFF' },
    });
    expect(bare.rows).toEqual([
      ['Logon', 'Line 1\n  line 2'],
      [null, null],
    ]);
    const strict = await read('EVT', { ...options, parameters: { msgErrorMode: 'ERROR' } });
    expect(strict.errors.count).toBe(1);
    const off = await read('EVT', { ...options, parameters: { fullText: 'OFF' } });
    expect(off.rows.map((row) => row[1])).toEqual([null, null]);
  });

  it('obeys direction and stringsSep', async () => {
    const { rows } = await read('EVT', {
      files: { 'a.xml': event(1) + event(2) },
      from: ['a.xml'],
      fields: ['EventID', 'Strings'],
      parameters: { direction: 'BW', stringsSep: ';' },
    });
    expect(rows).toEqual([
      [2, 'anna;;x|y'],
      [1, 'anna;;x|y'],
    ]);
  });

  it('counts a broken event and reads the others', async () => {
    const { rows, errors } = await read('EVT', {
      files: { 'a.xml': `${event(1)}\n<Event><System></Event>\n${event(2)}\n<Event><System>` },
      from: ['a.xml'],
      fields: ['EventID'],
    });
    expect(rows).toEqual([[1], [2]]);
    expect(errors.count).toBe(2);
    expect(errors.details[0]).toContain('Row number 2');
  });

  it.each([
    ['System', 'wevtutil qe "System" /f:XML'],
    ['\\\\EX1\\Security', '/r:EX1'],
    ['C:\\logs\\old.evtx', '/lf:true'],
  ])('refuses %s with the command that makes XML', async (from, command) => {
    await expect(read('EVT', { from: [from] })).rejects.toMatchObject({
      hint: expect.stringContaining(command) as string,
    });
  });

  const real = realLogs('events') ?? '';
  it.skipIf(real === '')('reads the real events (skipped where there are none)', async () => {
    const { rows, errors } = await read('EVT', {
      folder: real,
      from: ['*.txt'],
      fields: ['EventID', 'ComputerName', 'Strings'],
    });
    expect(errors.count).toBe(0);
    expect(rows.map(([id]) => id)).toEqual([4768, 140, 4625, 4625, 4625, 4624]);
  });
});

it('FS lists files and folders', async () => {
  const { rows } = await read('FS', {
    files: { 'a.txt': 'abc', 'sub/b.txt': '12345' },
    from: ['*.txt'],
    fields: ['Name', 'Size', 'Attributes'],
  });
  expect(rows).toEqual([
    ['a.txt', 3, 'A'],
    ['b.txt', 5, 'A'],
  ]);
  const all = await read('FS', {
    files: { 'a.txt': 'abc', 'sub/b.txt': '12345' },
    from: ['*.*'],
    fields: ['Name', 'Attributes'],
    parameters: { recurse: '0' },
  });
  expect(all.rows).toEqual([
    ['.', 'D'],
    ['..', 'D'],
    ['a.txt', 'A'],
    ['sub', 'D'],
  ]);
});

it('JSONL reads the keys of objects', async () => {
  const { rows, fields, errors } = await read('JSONL', {
    files: {
      'a.jsonl': '{"a":1,"b.c":"x","t":"2024-05-01T07:00:00Z","n":{"x":1}}\nbroken\n{"a":2.0}\n',
    },
    from: ['a.jsonl'],
  });
  expect(shown(fields)).toBe('a I, b.c S, t T, n S');
  expect(rows).toEqual([
    [1, 'x', '2024-05-01 07:00:00', '{"x":1}'],
    [2, null, null, null],
  ]);
  expect(errors.count).toBe(1);
});
