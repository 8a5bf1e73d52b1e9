import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { recommended, required } from '../common/read.ts'

/** What makes the platform reach people, keep them safe and stay up. */
export interface Care {
  /** What a leak could do: `normal`, `sensitive`, `high-risk`. */
  risk: string
  /** For slow and costly lines. */
  reach: string[]
  security: string[]
  hosting: string[]
}

/** Measures for bandwidth, risk and hosting. */
export function care(decided: Decided, say: Words): Care {
  return {
    risk: decided.answer<string>('scope.security'),
    reach: reach(decided, say),
    security: security(decided, say),
    hosting: hosting(decided, say),
  }
}

function reach(decided: Decided, say: Words): string[] {
  const text = (key: string, params = {}) => phrase(say, `design-platform.reach.${key}`, params)
  const features = decided.list('platform.features')
  const weight = decided.value<number>('platform.page-weight-max-kb')
  const video = decided.value<number>('cadence.video-share-max')
  const form = decided.value<string>('cadence.live-form')
  const measures = [
    ...(weight === undefined ? [] : [text('weight', { weight })]),
    ...(required(decided, 'content.low-bandwidth-version') ? [text('versions')] : []),
    ...(features.includes('email-in-out') ? [text('mail')] : []),
    ...(features.includes('audio-dial-in') ? [text('dialIn')] : []),
    ...(features.includes('offline-reading-pack') ? [text('pack')] : []),
    ...(form && ['audio-first', 'phone-conference', 'voice-call'].includes(form) ? [text('audio')] : []),
    ...(video === undefined ? [] : [text('video', { share: Math.round(video * 100) })]),
  ]
  return measures.length > 0 ? measures : [text('good')]
}

function security(decided: Decided, say: Words): string[] {
  const text = (key: string) => phrase(say, `design-platform.security.${key}`)
  const risk = decided.answer<string>('scope.security')
  const features = decided.list('platform.features')
  return [
    text('stewards'),
    text('little'),
    ...(risk === 'normal' ? [] : [text('agreement'), text('closed')]),
    ...(required(decided, 'platform.hosting') ? [text('jurisdiction')] : []),
    ...(risk === 'high-risk' ? [text('names'), text('lost')] : []),
    ...(decided.value('channels.consumer-chat') === 'not-allowed' ? [text('noChat')] : []),
    ...(features.includes('anonymous-question') ? [text('anonymous')] : []),
    ...(features.includes('external-accounts') ? [text('externals')] : []),
    text('breach'),
  ]
}

function hosting(decided: Decided, say: Words): string[] {
  const profile = decided.value<string>('platform.hosting-profile') ?? 'tools-in-hand-and-self-hosted-app'
  return [
    phrase(say, `design-platform.hosting.${profile}`),
    say('design-platform.hosting.backup'),
    ...(recommended(decided, 'platform.automate') ? [say('design-platform.hosting.automate')] : []),
    say('design-platform.hosting.export'),
  ]
}
