import { permission } from './index.ts'

export const ownAccount = permission<{ person_id: string }>(
  'people.own-account',
  'A person sees and changes their own account and nobody else’s, whoever they are.',
  (who, account) => who.actor?.id === account.person_id,
)
