import { generateKeyPairSync, sign } from "node:crypto";

/** A key and a certificate for localhost that nobody vouches for, made anew each time. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const algorithm = der(0x30, oid("2b6570"));
  const name = der(0x30, der(0x31, der(0x30, oid("550403"), text(0x0c, "localhost"))));
  const validity = der(0x30, text(0x17, "200101000000Z"), text(0x17, "491231235959Z"));
  const publicInfo = publicKey.export({ type: "spki", format: "der" });
  const serial = der(0x02, Buffer.of(1));
  const signed = der(0x30, serial, algorithm, name, validity, name, publicInfo);
  const certificate = der(0x30, signed, algorithm, der(0x03, Buffer.of(0), sign(null, signed, privateKey)));
  const cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 128 ? Buffer.of(content.length) : Buffer.of(0x82, content.length >> 8, content.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function text(tag: number, content: string): Buffer {
  return der(tag, Buffer.from(content, "latin1"));
}
