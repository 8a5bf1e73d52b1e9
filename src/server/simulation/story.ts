/** What happens once: a quarrel, a hand-over, a success, somebody who goes. Days are counted from the launch. */
import { giveRole, leave, roles, switchMailOn } from '../communities/index.ts'
import { changeEvent } from '../events/index.ts'
import { checklist, tickChecklist } from '../stewardship/index.ts'
import type { Beat } from './beat.ts'
import { formatBeats } from './formats.ts'
import type { Around, Player } from './meetings.ts'
import { seriesBeats } from './series.ts'
import { as } from './stage.ts'

export const beats: Beat[] = [
  { day: 2, happens: (around, at) => tickAll(around, at, 0.4) },
  { day: 45, happens: (around, at) => fillRoles(around, at, 0.55) },
  {
    day: 60,
    happens: async ({ stage, coordinator }, at) => {
      await switchMailOn(await as(stage, coordinator.id, at), { held: 'drop' })
      stage.community = { ...stage.community!, mailOn: true }
    },
  },
  { day: 100, happens: (around, at) => tickAll(around, at, 0.9) },
  // The quarrel: two organisations that bid to the same foundation fall out over a shared reading assessment. Two people go.
  {
    day: 318,
    happens: (around, at) =>
      go(
        around,
        at,
        2,
        'After what was said about our assessment in the open meeting I no longer feel safe to bring unfinished work here.',
      ),
  },
  { day: 372, happens: (around, at) => fillRoles(around, at, 0.85) },
  { day: 430, happens: (around, at) => go(around, at, 3, 'I have changed jobs and no longer work in education.') },
  { day: 560, happens: success },
  { day: 650, happens: (around, at) => go(around, at, 2, 'Too many meetings for one person in a small office.') },
  { day: 735, happens: (around, at) => fillRoles(around, at, 0.8) },
  ...seriesBeats,
  ...formatBeats,
]

/** Roles find holders and deputies among those who carry the community; some stay open, as they do. */
async function fillRoles(
  { stage, random, players, coordinator }: Around,
  at: Temporal.Instant,
  share: number,
): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const carrying = players.filter((player) => player.habit === 'core' && !player.gone && player !== coordinator)
  const sponsor = players.find((player) => player.name === 'Lindiwe Radebe')
  for (const term of await roles(ctx, {})) {
    const free = carrying.filter((player) => player.member !== term.deputy_id)
    const found = ({ sponsor: sponsor?.member, coordinator: coordinator.member } as Record<string, string | undefined>)[
      term.role
    ]
    const holder = term.holder_id ?? found ?? (random.chance(share) ? random.pick(free).member : undefined)
    const deputy =
      term.deputy_id ??
      (random.chance(share * 0.8)
        ? random.pick(carrying.filter((player) => player.member !== holder)).member
        : undefined)
    await giveRole(ctx, { term: term.id, ...(holder ? { holder } : {}), ...(deputy ? { deputy } : {}) })
  }
}

async function tickAll({ stage, random, coordinator }: Around, at: Temporal.Instant, share: number): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  for (const item of await checklist(ctx, {})) {
    if (!item.doneAt && random.chance(share)) await tickChecklist(ctx, { item: item.id, done: true })
  }
}

async function go(around: Around, at: Temporal.Instant, count: number, reason: string): Promise<void> {
  const staying = around.players.filter(
    (player) => !player.gone && player.habit === 'steady' && player.name !== 'Kagiso Molefe',
  )
  for (const player of around.random.some<Player>(staying, count)) {
    await leave(await as(around.stage, player.id, at), { reason })
    player.gone = true
  }
}

/** The success is told where it was told: at a showcase, in its summary. */
async function success({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const next = await stage.house.db
    .selectFrom('event')
    .select('id')
    .where('community_id', '=', stage.community!.id)
    .where('starts_at', '>', at)
    .where('state', '=', 'planned')
    .where('format_key', 'in', ['quarterly-showcase', 'cop-meeting-with-panel', 'monthly-learning-session'])
    .orderBy('starts_at')
    .executeTakeFirst()
  if (!next) return
  await changeEvent(await as(stage, coordinator.id, at), {
    id: next.id,
    title: 'The province dropped a duplicate tool: how one clinic saved 64 hours a term',
    summary:
      'After the February clinic the provincial office stopped asking schools for the same attendance figures twice. Kagiso tells what convinced them, and what did not.',
  })
}
