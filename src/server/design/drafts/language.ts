import { z } from 'zod'
import { locales } from '#i18n/index.ts'
import { oneOf } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { verb } from '../../verb.ts'
import { draftFor, shown } from './access.ts'
import { save } from './save.ts'

export const chooseLanguage = verb(
  'design.choose-language',
  {
    input: z.object({ ...shown, locale: oneOf(locales) }),
    does: 'Says in which language the design is written.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, workOnDesign, draft.access)
    if (draft.locale !== input.locale) await save(ctx, draft.id, { locale: input.locale })
    return { design: draft.id }
  },
)
