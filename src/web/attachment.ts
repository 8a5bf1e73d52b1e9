/** RFC 6266: the name in its own script, and for old readers in letters that every one of them knows. */
export function attachment(filename: string, otherwise: string): string {
  const plain =
    filename
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\x20-\x7e]+|["\\]/g, '')
      .replace(/^[-.]+(?=\.)/, '') || otherwise
  return `attachment; filename="${plain.startsWith('.') ? `${otherwise}${plain}` : plain}"; filename*=UTF-8''${encodeURIComponent(filename.toWellFormed())}`
}
