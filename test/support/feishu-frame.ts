/** A frame of Feishu's long connections, `pbbp2.Frame`; `method` 0 is about the line itself, 1 brings a delivery. */
export interface Frame {
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** Numbers of the fields that we look at; 1 to 3 are SeqID, LogID and service. */
const [METHOD, HEADERS, PAYLOAD] = [4, 5, 8];
const [KEY, VALUE] = [1, 2];

/** In protobuf's way of writing: the required numbers, headers as inner messages, the payload as bytes. */
export function writeFrame({ method, headers, payload }: Frame): Buffer {
  const pairs = Object.entries(headers).map(([key, value]) =>
    field(HEADERS, Buffer.concat([field(KEY, Buffer.from(key)), field(VALUE, Buffer.from(value))])),
  );
  const numbers = [1, 2, 3].flatMap((id) => [varint(id << 3), varint(1)]);
  return Buffer.concat([...numbers, varint(METHOD << 3), varint(method), ...pairs, field(PAYLOAD, payload)]);
}

export function readFrame(bytes: Buffer): Frame {
  const fields = readFields(bytes);
  const headers = fields.flatMap(({ id, bytes: inner }) => (id === HEADERS && inner ? [readPair(inner)] : []));
  return {
    method: fields.find(({ id }) => id === METHOD)?.number ?? 0,
    headers: Object.fromEntries(headers),
    payload: fields.find(({ id }) => id === PAYLOAD)?.bytes ?? Buffer.alloc(0),
  };
}

function readPair(bytes: Buffer): [string, string] {
  const fields = readFields(bytes);
  const text = (wanted: number) => fields.find(({ id }) => id === wanted)?.bytes?.toString() ?? '';
  return [text(KEY), text(VALUE)];
}

interface Field {
  readonly id: number;
  readonly number: number;
  readonly bytes: Buffer | undefined;
}

function readFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = number();
    const value = number();
    const isBytes = (tag & 7) === 2;
    fields.push({ id: tag >> 3, number: value, bytes: isBytes ? bytes.subarray(at, at + value) : undefined });
    if (isBytes) at += value;
  }
  return fields;
}

function field(id: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
