import { keepVersion, share, versionsPage } from '#server/design/index.ts'
import { launch, launchPlan, suggestSlug } from '#server/launch/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const { about, versions, movedOn } = await versionsPage(ctx, shownBy(event))
    const version = Number(event.url.searchParams.get('version') ?? versions[0]?.number ?? 0)
    const plan = version > 0 && about.slug === null ? await launchPlan.run(ctx, { ...shownBy(event), version }) : null
    return {
      about,
      versions,
      movedOn,
      version,
      steps: plan?.steps ?? [],
      suggested: suggestSlug(about.name ?? ''),
      siteUrl: ctx.site.url,
      once: onceKey(),
    }
  })

export const actions = {
  keep: act(async (ctx, _, event) => {
    const { version } = await keepVersion.run(ctx, shownBy(event))
    return { to: `${event.url.pathname}?version=${version}`, flash: 'studio.document.versionKept', params: { version } }
  }),
  link: act(async (ctx, _, event) => {
    await share.run(ctx, { ...shownBy(event), may: 'comment' })
    return { to: `/design/${event.params.design}/share#links`, flash: 'studio.share.made' }
  }),
  launch: act(async (ctx, typed, event) => {
    const { slug, steps, isNew } = await launch.run(ctx, {
      ...typed,
      ...shownBy(event),
      coordinator: typed.coordinator === 'yes',
    })
    return {
      to: isNew ? `/${slug}/stewardship` : `/${slug}`,
      flash: isNew ? 'launch.done' : 'launch.already',
      params: { count: steps },
    }
  }),
}
