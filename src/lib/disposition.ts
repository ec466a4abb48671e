/** The `Content-Disposition` header for a download with this name, in any alphabet (RFC 6266, RFC 5987). */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^ -~]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
