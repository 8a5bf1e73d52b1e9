/** What somebody in Pretoria answers to the six steps: a community of education M&E people in South Africa and Botswana. */
import type { Locale } from '#i18n/index.ts'
import type { Filled } from './hands.ts'

/** By step, in order. Nothing is said of what they do not know. */
export function answersFrom(pretoria: Locale): Record<string, Filled> {
  const french = pretoria === 'fr'
  return {
    scope: {
      'community.name': 'Lekgotla la M&E',
      'community.host': 'Tshwane Education Trust',
      'community.purpose': 'Findings that change next year’s plans in the districts.',
      'scope.members': '60',
      'scope.membership': 'multi-organisation-open',
      'community.countries': french ? 'Afrique du Sud, Botswana' : 'South Africa, Botswana',
      'community.zone': 'Johannesburg',
      'scope.languages': french ? 'anglais' : 'English',
      'unknown.scope.second-language-share': 'yes',
      'scope.bandwidth': 'mixed',
      'scope.security': 'normal',
      'scope.role-mix': 'mixed-mel-and-programme',
    },
    structure: {
      'structure.model': 'independent-organisations',
      'structure.competing': 'yes',
      'structure.sponsor': 'named-passive',
      'structure.manager-support': 'mixed',
      'structure.hours-per-month': '3',
      'structure.coordinator-fte': french ? '0,3' : '0.3',
      'structure.turnover': '20',
      'structure.hub': 'wanted',
    },
    existing: {
      'existing.mechanisms[]': ['email-list', 'webinar-series'],
      'existing.limitations[]': ['one-way', 'undocumented'],
      'existing.limits-in-own-words': 'Good speakers, but I never know who else is in the room.',
    },
    gaps: {
      'gaps.list.0.title': 'Findings that reach provincial planning',
      'gaps.list.0.type': 'evidence-use',
      'gaps.list.0.priority': 'high',
      'gaps.list.0.expertise': 'inside-few',
      'gaps.list.1.title': 'A case that is stuck this month',
      'gaps.list.1.type': 'live-problems',
      'gaps.list.1.priority': 'medium',
      'gaps.list.1.expertise': 'inside-members',
    },
    platforms: {
      'platforms.available[]': ['zoom', 'whatsapp', 'email'],
    },
    budget: {
      'budget.annual': '180 000',
      'budget.currency': 'ZAR',
      'budget.in-kind-fte': french ? '0,3' : '0.3',
      'budget.horizon-months': '24',
    },
  }
}
