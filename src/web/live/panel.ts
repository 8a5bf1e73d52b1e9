/** A panel: one piece of a view of the live room, which changes by itself. */
import { createHash } from 'node:crypto'
import type { Component } from 'svelte'
import type { Words } from '#i18n/index.ts'
import type { Ctx } from '#server/ctx.ts'
import type { LiveRoom } from '#server/events/index.ts'
import type { Failed } from '../act.ts'
import type { View } from './stamps.ts'

export { readStamps, views, writeStamps, type Stamps, type View } from './stamps.ts'

/** Reads what a panel shows, the same for everybody in a view: nothing personal. Plain JSON. */
export type Reader = (ctx: Ctx, live: LiveRoom, facet: string) => Promise<unknown>

export interface Panel {
  /** As it is announced: `clock`. Small letters and hyphens. */
  name: string
  /** What is read for each view that has it. A reader that serves several views is asked once for all of them. */
  read: Partial<Record<View, Reader>>
  /** Names the group to which somebody belongs, where groups of people see different things; read when they connect. */
  facet?: (ctx: Ctx, live: LiveRoom) => Promise<string>
  /** The reader's own marks: `asked:ID`. Elements with `data-if` and `data-unless` follow them. */
  marks?: (ctx: Ctx, live: LiveRoom) => Promise<string[]>
}

/** What the component of a panel gets, on a page and in what is sent. */
export interface PanelProps<D> {
  w: Words
  data: D
  room: {
    id: string
    slug: string
    /** Address of the participant's view. */ here: string
    title: string
    site: string
  }
  /** ISO instant at which it is shown. */
  now: string
  /** Zone in which it is shown: the reader's on a page, the event's in what is sent, where the script translates it. */
  zone: string
  marks: ReadonlySet<string>
  /** A form of this page that could not be used, with what was typed. */
  failed: Failed | null
}

export type PanelComponent = Component<PanelProps<never>>
/** Which component shows which panel. */
export type Shows = Partial<Record<View, Record<string, PanelComponent>>>

/** Stands for what a panel showed: the same data, the same stamp, in every process. */
export function stampOf(data: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(data) ?? '')
    .digest('hex')
    .slice(0, 10)
}
