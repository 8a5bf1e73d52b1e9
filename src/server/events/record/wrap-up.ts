/** Closing an event on one screen: who was there, what was decided, who does what, what it was about; closed, published, told. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { flag, id } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendPreBrief } from '../../permissions/pre-brief.ts'
import { query, verb } from '../../verb.ts'
import { closeEvent, many, markAttendance } from '../attendance.ts'
import { followUpToClose } from '../follow-up/index.ts'
import { positionsForRecord, type RecordedShift } from '../positions/index.ts'
import { askAtClosing, pulseToClose } from '../pulse/index.ts'
import { recordedEvent, recordToWrite, type RecordedEvent } from './access.ts'
import { actionsOfEvent } from './action-list.ts'
import { action, addAction, today } from './actions.ts'
import { candidatesOf, type Candidate } from './candidates.ts'
import { addDecision, decision, decisionsOf } from './decisions.ts'
import { checklistOf } from './documentation.ts'
import { draftOf } from './draft.ts'
import { guestsToTell } from './guest-letters.ts'
import { keepRecord, wholeRecord } from './edit.ts'
import { materialsOf } from './materials.ts'
import { publish } from './publish.ts'
import { versionsOf } from './record-page.ts'
import { lastNote, reviewOf } from './review.ts'

/** How long somebody usually has, in days, until they think of another date. */
const usually = 14

/** Rows of a form; a row without a text was left empty. */
const filled = <S extends z.ZodType>(row: S) =>
  z.preprocess(
    (value) =>
      Array.isArray(value)
        ? value.filter((each) => typeof each !== 'object' || each === null || ('text' in each && each.text !== ''))
        : value,
    z.array(row).max(50).default([]),
  )

export const wrapUp = verb(
  'events.wrap-up',
  {
    input: z.object({
      id,
      /** Members and guests who were there and are not marked yet. */
      present: many,
      guests: many,
      ...wholeRecord,
      decisions: filled(z.object(decision)),
      actions: filled(z.object(action)),
      /** Close the event as held, if it is not, and publish the record. */
      publish: flag.optional(),
      mail: flag.optional(),
      /** Write to those who were there and have not answered the pulse. */
      pulse: flag.optional(),
    }),
    does: 'Keeps at once what an event left: who was there, summary, decisions, actions. With `publish` it also closes the event as held and publishes the record, with `mail` tells people and with `pulse` asks those who were there how it was.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    if (input.present?.length || input.guests?.length)
      await markAttendance(ctx, { id: event.id, present: input.present, guests: input.guests, minutes: {} })
    for (const each of input.decisions) await addDecision(ctx, event, each)
    for (const [i, each] of input.actions.entries()) await addAction(ctx, event, each, (name) => `actions.${i}.${name}`)
    if (!input.publish) {
      await keepRecord(ctx, event, input)
      return { event: event.id, version: null }
    }
    if (event.state !== 'held') await closeEvent(ctx, { id: event.id })
    const { version } = await publish(ctx, { ...event, state: 'held' }, input)
    if (input.pulse) await askAtClosing(ctx, event, input.mail)
    return { event: event.id, version }
  },
)

export const closing = query(
  'events.closing',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'Everything that closing an event takes, on one screen: attendance, summary, decisions, actions, the drafted record, materials, checklist, who will be told.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordedEvent(ctx, input.id)
    allow(ctx, holdEvent, event)
    const [newest] = await versionsOf(ctx, event)
    const candidates = await candidatesOf(ctx, event)
    return {
      event: {
        id: event.id,
        title: event.title,
        state: event.state as 'planned' | 'held' | 'cancelled',
        starts_at: event.starts_at.toString(),
        ends_at: event.ends_at.toString(),
        zone: event.zone,
        minutes: event.minutes,
        is_live: event.is_live,
        is_public: event.is_public,
        confidence: event.confidence as 'open' | 'learned-leaves' | 'nothing-leaves',
      },
      ...(await peopleOf(ctx, event, candidates.members)),
      candidates,
      summary: event.summary_of_record,
      sensitivity: event.sensitivity,
      due_on: Temporal.PlainDate.from(today(ctx)).add({ days: usually }).toString(),
      decisions: (await decisionsOf(ctx, event.id)).filter(({ withdrawn_reason }) => withdrawn_reason === null),
      actions: await actionsOfEvent(ctx, event.id),
      sections: await draftOf(ctx, event),
      positions: await positionsToClose(ctx, event),
      materials: await materialsOf(ctx, event),
      checklist: await checklistOf(ctx, event),
      pulse: await pulseToClose(ctx, event),
      follow_up: await followUpToClose(ctx, event),
      review: await reviewOf(ctx, event),
      last: await lastNote(ctx, event),
      published: newest ? { version: newest.version, at: newest.at.toString() } : null,
      mail_on: communityOf(ctx).mailOn,
      may: {
        begin:
          event.state !== 'cancelled' &&
          event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds,
        close:
          event.state === 'held' ||
          (event.state === 'planned' && event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds),
      },
    }
  },
)

/** How positions shifted, or until when they are still asked; `null` where nobody was asked. */
async function positionsToClose(ctx: Ctx, event: RecordedEvent) {
  const told = await positionsForRecord(ctx, event)
  if (told === null) return null
  const isOver = Array.isArray(told)
  return {
    until: isOver ? null : told.until.toString(),
    shifts: isOver ? told : ([] as RecordedShift[]),
    may: {
      close: !isOver && can(ctx, tendPreBrief, event) && event.ends_at.epochMilliseconds <= ctx.now.epochMilliseconds,
    },
  }
}

/** Who was there (they may own actions), and how many will be told as there and as missing. */
async function peopleOf(ctx: Ctx, event: RecordedEvent, candidates: readonly Candidate[]) {
  const { rows } = await sql<{ id: string; name: string; present: boolean; answer: string | null }>`
    select m.id, p.name, a.member_id is not null as present, r.answer
      from member m
      join person p on p.id = m.person_id
      left join attendance a on a.community_id = m.community_id and a.event_id = ${event.id} and a.member_id = m.id
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
     where m.community_id = ${event.community_id} and m.state = any(${takesPart})
       and (a.member_id is not null or r.member_id is not null or m.id = ${event.facilitator_id}::uuid)
     order by p.name, m.id`.execute(ctx.db)
  return {
    /** Whom an action can be given to here: those who were there or may have been, and whoever facilitated. */
    people: [...rows.filter(({ id, present }) => present || id === event.facilitator_id), ...candidates]
      .filter(({ id }, i, all) => all.findIndex((each) => each.id === id) === i)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ id, name })),
    present: rows.filter(({ present }) => present).length,
    missed: rows.filter(({ present, answer }) => !present && answer !== null).length,
    /** Guests who were there: they are thanked, and read what is public. */
    guests: (await guestsToTell(ctx, event.id, false)).length,
  }
}
