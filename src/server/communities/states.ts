/** Member states (domain/01) in which somebody takes part and is seen by the others. */
export const takesPart: string[] = ['onboarding', 'active', 'at-risk', 'dormant', 'paused']
