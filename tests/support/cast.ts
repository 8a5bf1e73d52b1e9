/**
 * The people of the tests. Thuto M&E is an M&E community in South Africa with members elsewhere; Maji Learning is another
 * community of the same installation.
 */
import type { Locale } from '#i18n/index.ts'

export interface Role {
  name: string
  zone: string
  locale?: Locale
  isAdministrator?: boolean
  /** Their place in Thuto M&E, if they have one. */
  thuto?: Place
  /** Their place in Maji Learning, if they have one. */
  maji?: Place
}

interface Place {
  state: string
  circles: ('wider-circle' | 'mel-hub')[]
  /** Roles they hold, and those whose deputy they are. */
  holds?: string[]
  deputises?: string[]
  organisation?: string
  country?: string
  expertise?: string[]
}

const both = ['wider-circle', 'mel-hub'] as Place['circles']
const wide = ['wider-circle'] as Place['circles']

export const cast = {
  /** Runs the installation and belongs to no community. */
  ruth: { name: 'Ruth Adeyemi', zone: 'Africa/Lagos', isAdministrator: true },
  nomsa: {
    name: 'Nomsa Dlamini',
    zone: 'Africa/Johannesburg',
    thuto: {
      state: 'active',
      circles: both,
      holds: ['coordinator'],
      organisation: 'Foundation Phase Learning Trust',
      country: 'ZA',
    },
  },
  /** Deputy of the coordinator, and facilitator. */
  sipho: {
    name: 'Sipho Ndlovu',
    zone: 'Africa/Johannesburg',
    thuto: {
      state: 'active',
      circles: both,
      holds: ['facilitator'],
      deputises: ['coordinator'],
      organisation: 'Reading Lab',
      country: 'ZA',
    },
  },
  /** Of the core team. */
  zanele: {
    name: 'Zanele Mthembu',
    zone: 'Africa/Johannesburg',
    thuto: {
      state: 'active',
      circles: both,
      holds: ['core-team'],
      organisation: 'Province of KwaZulu-Natal',
      country: 'ZA',
    },
  },
  /** Of the hub, in another time zone. */
  amina: {
    name: 'Amina Otieno',
    zone: 'Africa/Nairobi',
    thuto: {
      state: 'active',
      circles: both,
      organisation: 'Elimu Trust',
      country: 'KE',
      expertise: ['tracer studies', 'sampling'],
    },
  },
  /** Of the wider circle only. */
  kagiso: {
    name: 'Kagiso Molefe',
    zone: 'Africa/Johannesburg',
    thuto: { state: 'active', circles: wide, organisation: 'Teacher development, Mahikeng', country: 'ZA' },
  },
  /** Of the wider circle, new, reads French. */
  fatou: {
    name: 'Fatou Diop',
    zone: 'Africa/Dakar',
    locale: 'fr',
    thuto: { state: 'onboarding', circles: wide, organisation: 'Observatoire de l’éducation', country: 'SN' },
  },
  johan: {
    name: 'Johan Botha',
    zone: 'Africa/Johannesburg',
    thuto: {
      state: 'active',
      circles: wide,
      holds: ['sponsor'],
      organisation: 'Foundation Phase Learning Trust',
      country: 'ZA',
    },
  },
  /** Of the wider circle, quiet for a long time. */
  ayesha: {
    name: 'Ayesha Patel',
    zone: 'Africa/Johannesburg',
    thuto: { state: 'dormant', circles: wide, country: 'ZA' },
  },
  /** Was a member and left. */
  pieter: { name: 'Pieter van Wyk', zone: 'Africa/Johannesburg', thuto: { state: 'left', circles: [] } },
  /** Has an account and belongs to no community. */
  grace: { name: 'Grace Banda', zone: 'Africa/Blantyre' },
  /** Coordinator of the other community, a stranger to Thuto M&E. */
  joseph: {
    name: 'Joseph Mwangi',
    zone: 'Africa/Nairobi',
    maji: { state: 'active', circles: wide, holds: ['coordinator'], country: 'KE' },
  },
} as const satisfies Record<string, Role>

export type Name = keyof typeof cast
export const names = Object.keys(cast) as Name[]

export const emailOf = (name: Name) => `${name}@example.org`
