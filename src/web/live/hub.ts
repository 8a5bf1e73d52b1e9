/**
 * The hub: everybody who is connected to a live room in this process. What was announced is read and rendered once per
 * view, language and group, and goes to all of them; nothing is kept for those who are away, because whoever comes back
 * says what they have and gets what is so now.
 */
import { render } from 'svelte/server'
import { words } from '#i18n/index.ts'
import type { Community, Ctx } from '#server/ctx.ts'
import { noteHere, roomForAll, type Announcement, type LiveRoom } from '#server/events/index.ts'
import { Line, packTogether, type Listening, type Shown } from './line.ts'
import { stampOf, type Panel, type PanelProps, type Reader, type Shows, type View } from './panel.ts'

interface Options {
  panels: readonly Panel[]
  shows: Shows
  /** A ctx for nobody in particular, at this moment. */
  ctx: () => Ctx
  /** Milliseconds between two looks at one room: what is announced meanwhile is looked at once. */
  pause?: number
  /** The room of an event as it is for nobody in particular. */
  room?: typeof roomForAll
  /** Keeps that these participants listen now. */
  here?: typeof noteHere
  most?: number
  mostEach?: number
  clock?: () => number
}

interface Room {
  event: string
  community: Community
  lines: Set<Line>
  /** Panels to be read again. */
  stale: Set<string>
  /** What each panel showed last, by panel, view, language and group. */
  shown: Map<string, Shown>
  timer: ReturnType<typeof setTimeout> | null
  looking: boolean
}

/** A line that nobody reads any more is given up after this; a healthy one after an hour, so that rights are asked anew. */
const stuckFor = 60_000
const oldest = 3_600_000

export class Hub {
  readonly #rooms = new Map<string, Room>()
  readonly #each = new Map<string, number>()
  readonly #options: Required<Options>
  readonly #heart: ReturnType<typeof setInterval>
  #lines = 0
  #beats = 0

  constructor(options: Options) {
    this.#options = {
      pause: 150,
      room: roomForAll,
      here: noteHere,
      most: 5000,
      mostEach: 12,
      clock: () => performance.now(),
      ...options,
    }
    this.#heart = setInterval(() => this.beat(), 20_000)
    this.#heart.unref()
  }

  get lines(): number {
    return this.#lines
  }

  /** Opens a line, or gives `null` where there is no room for one more. */
  open(event: string, community: Community, to: Listening): Line | null {
    const mine = this.#each.get(to.who) ?? 0
    if (this.#lines >= this.#options.most || mine >= this.#options.mostEach) return null
    const room = this.#roomOf(event, community)
    const line = new Line(to, this.#options.clock(), (line) => this.#leave(room, line))
    room.lines.add(line)
    this.#lines++
    this.#each.set(to.who, mine + 1)
    // Whoever has what was shown last has everything; for anybody else the panel is looked at anew.
    for (const { name } of this.#panelsOf(to.view)) {
      const has = to.have[name]
      if (has === undefined || has !== room.shown.get(keyOf(name, to))?.stamp) this.#touch(room, name)
    }
    return line
  }

  /** Something was announced: those who are in that room will see it. */
  heard({ event, panel }: Announcement): void {
    const room = this.#rooms.get(event)
    if (room) this.#touch(room, panel)
  }

  /** The link to the database was gone for a while: whatever was announced meanwhile was not heard. */
  missed(): void {
    for (const room of this.#rooms.values()) for (const { name } of this.#options.panels) this.#touch(room, name)
  }

  /** Keeps lines alive, and gives up those that are dead or old; every third time keeps who is there. */
  beat(): void {
    if (this.#beats++ % 3 === 0) for (const room of this.#rooms.values()) void this.#noteHere(room)
    const now = this.#options.clock()
    for (const room of this.#rooms.values())
      for (const line of room.lines) {
        line.beat(now)
        if (now - line.openedAt > oldest || (line.stuckSince !== null && now - line.stuckSince > stuckFor)) line.close()
      }
  }

  close(): void {
    clearInterval(this.#heart)
    for (const room of this.#rooms.values()) for (const line of room.lines) line.close()
  }

  #roomOf(event: string, community: Community): Room {
    const known = this.#rooms.get(event)
    if (known) return known
    const room: Room = {
      event,
      community,
      lines: new Set(),
      stale: new Set(),
      shown: new Map(),
      timer: null,
      looking: false,
    }
    this.#rooms.set(event, room)
    return room
  }

  async #noteHere({ event, community, lines }: Room): Promise<void> {
    const here = new Set([...lines].flatMap(({ to }) => to.participant ?? []))
    try {
      await this.#options.here({ ...this.#options.ctx(), community }, event, [...here])
    } catch (error) {
      console.error('Who is in the live room could not be kept:', error)
    }
  }

  #leave(room: Room, line: Line): void {
    if (!room.lines.delete(line)) return
    this.#lines--
    const left = this.#each.get(line.to.who)! - 1
    if (left > 0) this.#each.set(line.to.who, left)
    else this.#each.delete(line.to.who)
    if (room.lines.size > 0) return
    if (room.timer) clearTimeout(room.timer)
    this.#rooms.delete(room.event)
  }

  #touch(room: Room, panel: string): void {
    room.stale.add(panel)
    if (room.timer || room.looking) return
    room.timer = setTimeout(() => void this.#look(room), this.#options.pause)
  }

  /** Reads what has gone stale and sends it. Nothing is looked at twice at once. */
  async #look(room: Room): Promise<void> {
    room.timer = null
    room.looking = true
    let pause = this.#options.pause
    const stale = [...room.stale]
    room.stale.clear()
    try {
      const ctx = { ...this.#options.ctx(), community: room.community }
      const live = await this.#options.room(ctx, room.event)
      if (live) await this.#show(room, ctx, live, stale)
    } catch (error) {
      console.error('The live room could not be read:', error)
      for (const panel of stale) room.stale.add(panel)
      pause = 2000
    }
    room.looking = false
    if (room.stale.size > 0 && room.lines.size > 0) room.timer = setTimeout(() => void this.#look(room), pause)
  }

  async #show(room: Room, ctx: Ctx, live: LiveRoom, stale: readonly string[]): Promise<void> {
    const read = readOnce(ctx, live)
    for (const lines of groupsOf(room.lines)) {
      const to = lines[0]!.to
      const panels = new Map<string, Shown>()
      for (const { name, read: readers } of this.#panelsOf(to.view, stale)) {
        const key = keyOf(name, to)
        const data = await read(readers[to.view]!, to.locale, to.facets[name] ?? '')
        const stamp = stampOf(data)
        const known = room.shown.get(key)
        const shown = known?.stamp === stamp ? known : { stamp, html: this.#render(name, to, ctx, live, data) }
        room.shown.set(key, shown)
        panels.set(name, shown)
      }
      const pack = packTogether()
      for (const line of lines) line.show(panels, pack)
    }
  }

  #render(name: string, to: Listening, ctx: Ctx, live: LiveRoom, data: unknown): string {
    const component = this.#options.shows[to.view]![name]!
    const props: PanelProps<never> = {
      w: words(to.locale),
      data: data as never,
      room: roomProps(ctx, live),
      now: ctx.now.toString(),
      zone: live.event.zone,
      marks: new Set(),
      failed: null,
    }
    return render(component, { props, idPrefix: name }).body
  }

  #panelsOf(view: View, only?: readonly string[]): Panel[] {
    return this.#options.panels.filter(({ name, read }) => read[view] && (only?.includes(name) ?? true))
  }
}

/** What every panel knows of its room. */
export function roomProps(ctx: Ctx, { event }: Pick<LiveRoom, 'event'>): PanelProps<never>['room'] {
  const { slug } = ctx.community!
  return { id: event.id, slug, here: `/${slug}/events/${event.id}/live`, title: event.title, site: ctx.site.url }
}

/** Lines that get the same, those of the wall and of the desk first: the room looks at them. */
function groupsOf(lines: ReadonlySet<Line>): Line[][] {
  const order = { wall: 0, desk: 1, hand: 2 }
  return [...Map.groupBy(lines, ({ to }) => `${to.view} ${to.locale} ${JSON.stringify(to.facets)}`).values()].toSorted(
    (a, b) => order[a[0]!.to.view] - order[b[0]!.to.view],
  )
}

function keyOf(panel: string, { view, locale, facets }: Listening): string {
  return [panel, view, locale, facets[panel] ?? ''].join(' ')
}

/** Asks each reader once for a language and a group, however many views show what it gives. */
function readOnce(ctx: Ctx, live: LiveRoom) {
  const asked = new Map<Reader, Map<string, Promise<unknown>>>()
  return (reader: Reader, locale: string, facet: string): Promise<unknown> => {
    const of = asked.get(reader) ?? new Map<string, Promise<unknown>>()
    asked.set(reader, of)
    const key = `${locale} ${facet}`
    const known = of.get(key)
    if (known) return known
    const data = reader({ ...ctx, locale: words(locale).locale, zone: live.event.zone }, live, facet)
    of.set(key, data)
    return data
  }
}
