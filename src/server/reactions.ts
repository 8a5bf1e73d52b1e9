/**
 * What Copse does by itself: when this happened, do these. Each reaction is safe to repeat; one that fails is tried
 * again alone. Anyone can read this table and know it all.
 */
import { mailDecision, mailStewardsOfRequest, tickSteps } from './communities/index.ts'
import type { Ctx } from './ctx.ts'
import {
  mailAnsweredFor,
  freeProposals,
  freeWhatIsTheirs,
  mailAnswer,
  mailCall,
  mailCancellation,
  mailChange,
  mailConfirmation,
  mailGivenAction,
  mailInvitations,
  mailOffer,
  mailOfferEnded,
  mailPlaceGiven,
  mailPoll,
  mailPulse,
  mailSeries,
  mailPositions,
  mailExcuseAnswered,
  mailExcuseAsked,
  mailMoved,
  mailPreBrief,
  mailProposal,
  mailRecord,
  revokeCertificates,
} from './events/index.ts'
import type { Fact, FactKind } from './facts.ts'

export type Reaction = (ctx: Ctx, fact: Fact) => Promise<void>

export const reactions: Partial<Record<FactKind, Record<string, Reaction>>> = {
  'member.asked-to-join': { 'tell-the-stewards': mailStewardsOfRequest },
  'member.request-accepted': { 'tell-who-asked': mailDecision },
  'member.request-declined': { 'tell-who-asked': mailDecision },
  'member.joined': { 'tick-onboarding': tickSteps },
  'member.profile-told': { 'tick-onboarding': tickSteps },
  'member.left': { 'free-what-is-theirs': freeWhatIsTheirs },
  'member.state-changed': { 'free-what-is-theirs': freeWhatIsTheirs },
  'event.attended': { 'tick-onboarding': tickSteps },
  'event.led': { 'tick-onboarding': tickSteps },
  'poll.opened': { 'ask-who-missed-it': mailPoll },
  'pulse.asked': { 'ask-those-who-were-there': mailPulse },
  'event.invited': { 'mail-them': mailInvitations },
  'event.answered': { 'confirm-a-yes': mailConfirmation },
  'event.guest-answered': { 'confirm-a-yes': mailConfirmation },
  'event.answered-for': { 'tell-whom-it-is-about': mailAnsweredFor },
  'event.place-offered': { 'tell-who-waited': mailOffer },
  'event.offer-ended': { 'tell-who-waited': mailOfferEnded },
  'event.place-given': { 'tell-who-waited': mailPlaceGiven },
  'event.changed': { 'tell-those-who-come': mailChange },
  'series.changed': { 'tell-those-who-come': mailSeries },
  'series.ended': { 'tell-those-who-come': mailSeries },
  'event.cancelled': { 'tell-those-who-come': mailCancellation, 'keep-proposals-for-later': freeProposals },
  'call.opened': { 'tell-who-may-propose': mailCall },
  'proposal.made': { 'tell-who-tends-the-call': mailProposal },
  'proposal.placed': { 'tell-who-proposed': mailAnswer },
  'proposal.kept': { 'tell-who-proposed': mailAnswer },
  'proposal.declined': { 'tell-who-proposed': mailAnswer },
  'event.held': { 'ask-where-they-stand-now': mailPositions },
  'absence.asked': { 'tell-the-stewards': mailExcuseAsked },
  'absence.granted': { 'tell-who-asked': mailExcuseAnswered },
  'absence.refused': { 'tell-who-asked': mailExcuseAnswered },
  'promise.step-done': { 'tell-who-was-moved': mailMoved },
  'brief.sent': { 'tell-who-reads-it': mailPreBrief },
  'action.given': { 'tell-the-owner': mailGivenAction },
  'record.published': { 'tell-who-was-there-and-who-missed-it': mailRecord },
  'event.attendance-corrected': { 'void-the-certificate': revokeCertificates },
}
