/** HTML as the standard has it; what is left out is a matter of taste that Svelte decides. */
import { HtmlValidate } from 'html-validate'

export const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-inline-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'prefer-native-element': 'off',
    'require-sri': 'off',
    'no-implicit-button-type': 'off',
    'tel-non-breaking': 'off',
  },
})
