import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'

/** For `https.createServer`, and for whoever is to trust it. */
export interface TestCertificate {
  key: string
  cert: string
}

/**
 * A certificate that vouches for itself, made for a test and gone with it: X.509 version 3 in DER, by hand, as Node
 * reads certificates and makes none.
 * @param hosts at least one; all of them are names of the subject
 */
export function createCertificate(hosts: readonly string[]): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from('Baton test')))))
  const names = sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))))
  const contents = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sequence(ECDSA_WITH_SHA256),
    name,
    sequence(time(-1), time(1)),
    name,
    publicKey,
    tagged(0xa3, sequence(sequence(SUBJECT_ALTERNATIVE_NAME, tagged(0x04, names)))),
  )
  const signature = sign('sha256', contents, createPrivateKey(privateKey))
  const bits = tagged(0x03, Buffer.concat([Buffer.from([0]), signature]))
  const certificate = new X509Certificate(sequence(contents, sequence(ECDSA_WITH_SHA256), bits))
  return { key: privateKey, cert: certificate.toString() }
}

const COMMON_NAME = Buffer.from('0603550403', 'hex')
const SUBJECT_ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex')
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex')

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function tagged(tag: number, contents: Buffer): Buffer {
  const { length } = contents
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), contents])
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), contents])
}

/** So many days from now. */
function time(days: number): Buffer {
  const digits = new Date(Date.now() + days * 86_400_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return tagged(0x18, Buffer.from(digits))
}
