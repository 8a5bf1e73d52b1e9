/**
 * The paper scheme of the screens' tokens (`src/ui/css/tokens.css`), as sRGB for formats that do not know `oklch`.
 * Print has white paper, so only inks, lines and washes are here.
 */
export const palette = {
  ink: '#13231b',
  soft: '#3d4c42',
  line: '#d5d1c3',
  tint: '#f0eddf',
  edge: '#6f7c6c',
  leaf: '#195c2e',
  leafWash: '#dcedd6',
  clay: '#8b3f19',
  clayWash: '#f9e6d3',
  loss: '#9c1b1b',
  lossWash: '#fce2dd',
  ring1: '#7f4223',
  ring2: '#bc7b48',
  ring3: '#d4a875',
  ring4: '#e8d5b1',
} as const
