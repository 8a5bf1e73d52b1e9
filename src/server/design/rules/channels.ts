/** Arranges the channels: most needed first, at most six, and at the launch no more than can look full. */
import type { Json } from '../basics.ts'
import { put, type Board } from './board.ts'
import { optionsOf, pathSpec } from './paths.ts'

/** Most channels that a design plans (domain dossier 9.1: channels over 6 are an error). */
const most = 6

/** Orders `channels.list` by need, and parts it into those at launch and those that wait. */
export function arrangeChannels(board: Board): void {
  const entry = board.decisions.get('channels.list')
  if (!entry) return
  const needed = optionsOf(pathSpec('channels.list')!) as readonly Json[]
  const place = (channel: Json): number => (needed.includes(channel) ? needed.indexOf(channel) : needed.length)
  const wanted = [...(entry.value as Json[])].sort((a, b) => place(a) - place(b))
  const planned = board.locked.has('channels.list') ? wanted : wanted.slice(0, most)
  const atLaunch = planned.slice(0, Number(board.decisions.get('channels.max-at-launch')?.value ?? most))
  const later = wanted.filter((channel) => !atLaunch.includes(channel))
  if (!board.locked.has('channels.list')) {
    entry.each = new Map(planned.map((channel) => [channel, entry.each?.get(channel) ?? ['base']]))
    entry.value = planned
    entry.by = [...new Set([...entry.each.values()].flat())]
  }
  const by = board.decisions.get('channels.max-at-launch')?.by ?? ['base']
  put(board, 'channels.at-launch', atLaunch, by)
  if (later.length > 0) put(board, 'channels.later', later, by)
}
