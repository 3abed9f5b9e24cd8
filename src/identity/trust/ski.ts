/** The subject key identifier of a certificate (RFC 5280 §4.2.1.2), which Node reads but does not give. */

/** 2.5.29.14, as DER has it. */
const SKI_OID = Buffer.from([0x55, 0x1d, 0x0e]);
const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;
/** The third of the tagged fields of a TBSCertificate. */
const EXTENSIONS = 0xa3;

interface Del {
  readonly tag: number;
  readonly indhold: Buffer;
}

/** The parts that follow each other in some bytes of DER; undefined where the bytes are none. */
function dele(der: Buffer): Del[] | undefined {
  const fundet: Del[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der[at]!;
    const first = der[at + 1];
    if (first === undefined) return undefined;
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    if (lengthBytes > 3 || first === 0x80 || at + 2 + lengthBytes > der.length) return undefined;
    const length = lengthBytes === 0 ? first : der.readUIntBE(at + 2, lengthBytes);
    const start = at + 2 + lengthBytes;
    if (start + length > der.length) return undefined;
    fundet.push({ tag, indhold: der.subarray(start, start + length) });
    at = start + length;
  }
  return fundet;
}

function inside(parts: readonly Del[] | undefined, tag: number): Del[] | undefined {
  const part = parts?.find((candidate) => candidate.tag === tag);
  return part && dele(part.indhold);
}

/** The identifier of a certificate in DER, Base64 as it stands in a KeyIdentifier; undefined where it has none. */
export function skiOf(der: Buffer): string | undefined {
  const tbs = inside(inside(dele(der), SEQUENCE), SEQUENCE);
  for (const { indhold } of inside(inside(tbs, EXTENSIONS), SEQUENCE) ?? []) {
    const extension = dele(indhold);
    // The value of an extension is an OCTET STRING; that of this one holds another.
    if (extension?.[0]?.indhold.equals(SKI_OID))
      return inside(extension, OCTET_STRING)?.[0]?.indhold.toString('base64');
  }
  return undefined;
}
