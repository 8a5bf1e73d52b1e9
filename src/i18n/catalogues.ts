// One line per room and language: the catalogue files, gathered.
import en_common from './en/common.json' with { type: 'json' }
import en_ui from './en/ui.json' with { type: 'json' }
import en_shell from './en/shell.json' with { type: 'json' }
import en_home from './en/home.json' with { type: 'json' }
import en_porch from './en/porch.json' with { type: 'json' }
import en_people from './en/people.json' with { type: 'json' }
import en_api from './en/api.json' with { type: 'json' }
import en_communities from './en/communities.json' with { type: 'json' }
import en_events from './en/events.json' with { type: 'json' }
import en_events_reminders from './en/events-reminders.json' with { type: 'json' }
import en_events_invitations from './en/events-invitations.json' with { type: 'json' }
import en_registration from './en/events-registration.json' with { type: 'json' }
import en_attendance from './en/events-attendance.json' with { type: 'json' }
import en_meet from './en/events-meet.json' with { type: 'json' }
import en_live from './en/events-live.json' with { type: 'json' }
import en_follow_up from './en/events-follow-up.json' with { type: 'json' }
import en_pulse from './en/events-pulse.json' with { type: 'json' }
import en_series from './en/events-series.json' with { type: 'json' }
import en_discussion from './en/discussion.json' with { type: 'json' }
import en_questions from './en/questions.json' with { type: 'json' }
import en_time from './en/time.json' with { type: 'json' }
import en_design from './en/design.json' with { type: 'json' }
import en_context from './en/context.json' with { type: 'json' }
import en_design_rules from './en/design-rules.json' with { type: 'json' }
import en_design_governance from './en/design-governance.json' with { type: 'json' }
import en_design_calendar from './en/design-calendar.json' with { type: 'json' }
import en_design_whole from './en/design-whole.json' with { type: 'json' }
import en_design_sustainability from './en/design-sustainability.json' with { type: 'json' }
import en_design_evaluation from './en/design-evaluation.json' with { type: 'json' }
import en_design_platform from './en/design-platform.json' with { type: 'json' }
import en_design_engagement from './en/design-engagement.json' with { type: 'json' }
import en_design_knowledge from './en/design-knowledge.json' with { type: 'json' }
import en_studio from './en/studio.json' with { type: 'json' }
import en_launch from './en/launch.json' with { type: 'json' }
import en_stewardship from './en/stewardship.json' with { type: 'json' }
import en_learning from './en/learning.json' with { type: 'json' }
import en_mail from './en/mail.json' with { type: 'json' }
import en_mail_in from './en/mail-in.json' with { type: 'json' }
import en_events_formats from './en/events-formats.json' with { type: 'json' }
import en_events_calls from './en/events-calls.json' with { type: 'json' }
import en_events_brief from './en/events-brief.json' with { type: 'json' }
import en_events_panel from './en/events-panel.json' with { type: 'json' }
import en_events_positions from './en/events-positions.json' with { type: 'json' }
import en_events_promises from './en/events-promises.json' with { type: 'json' }
import en_events_sessions from './en/events-sessions.json' with { type: 'json' }
import en_events_agenda from './en/events-agenda.json' with { type: 'json' }
import en_record from './en/events-record.json' with { type: 'json' }
import en_files from './en/files.json' with { type: 'json' }
import en_documents from './en/documents.json' with { type: 'json' }
import fr_common from './fr/common.json' with { type: 'json' }
import fr_ui from './fr/ui.json' with { type: 'json' }
import fr_shell from './fr/shell.json' with { type: 'json' }
import fr_home from './fr/home.json' with { type: 'json' }
import fr_porch from './fr/porch.json' with { type: 'json' }
import fr_people from './fr/people.json' with { type: 'json' }
import fr_api from './fr/api.json' with { type: 'json' }
import fr_communities from './fr/communities.json' with { type: 'json' }
import fr_events from './fr/events.json' with { type: 'json' }
import fr_events_reminders from './fr/events-reminders.json' with { type: 'json' }
import fr_events_invitations from './fr/events-invitations.json' with { type: 'json' }
import fr_registration from './fr/events-registration.json' with { type: 'json' }
import fr_attendance from './fr/events-attendance.json' with { type: 'json' }
import fr_meet from './fr/events-meet.json' with { type: 'json' }
import fr_live from './fr/events-live.json' with { type: 'json' }
import fr_follow_up from './fr/events-follow-up.json' with { type: 'json' }
import fr_pulse from './fr/events-pulse.json' with { type: 'json' }
import fr_series from './fr/events-series.json' with { type: 'json' }
import fr_discussion from './fr/discussion.json' with { type: 'json' }
import fr_questions from './fr/questions.json' with { type: 'json' }
import fr_time from './fr/time.json' with { type: 'json' }
import fr_design from './fr/design.json' with { type: 'json' }
import fr_context from './fr/context.json' with { type: 'json' }
import fr_design_rules from './fr/design-rules.json' with { type: 'json' }
import fr_design_governance from './fr/design-governance.json' with { type: 'json' }
import fr_design_calendar from './fr/design-calendar.json' with { type: 'json' }
import fr_design_whole from './fr/design-whole.json' with { type: 'json' }
import fr_design_sustainability from './fr/design-sustainability.json' with { type: 'json' }
import fr_design_evaluation from './fr/design-evaluation.json' with { type: 'json' }
import fr_design_platform from './fr/design-platform.json' with { type: 'json' }
import fr_design_engagement from './fr/design-engagement.json' with { type: 'json' }
import fr_design_knowledge from './fr/design-knowledge.json' with { type: 'json' }
import fr_studio from './fr/studio.json' with { type: 'json' }
import fr_launch from './fr/launch.json' with { type: 'json' }
import fr_stewardship from './fr/stewardship.json' with { type: 'json' }
import fr_learning from './fr/learning.json' with { type: 'json' }
import fr_mail from './fr/mail.json' with { type: 'json' }
import fr_mail_in from './fr/mail-in.json' with { type: 'json' }
import fr_events_formats from './fr/events-formats.json' with { type: 'json' }
import fr_events_calls from './fr/events-calls.json' with { type: 'json' }
import fr_events_brief from './fr/events-brief.json' with { type: 'json' }
import fr_events_panel from './fr/events-panel.json' with { type: 'json' }
import fr_events_positions from './fr/events-positions.json' with { type: 'json' }
import fr_events_promises from './fr/events-promises.json' with { type: 'json' }
import fr_events_sessions from './fr/events-sessions.json' with { type: 'json' }
import fr_events_agenda from './fr/events-agenda.json' with { type: 'json' }
import fr_record from './fr/events-record.json' with { type: 'json' }
import fr_files from './fr/files.json' with { type: 'json' }
import fr_documents from './fr/documents.json' with { type: 'json' }

const en = {
  common: en_common,
  ui: en_ui,
  shell: en_shell,
  home: en_home,
  porch: en_porch,
  people: en_people,
  api: en_api,
  communities: en_communities,
  events: en_events,
  invitations: en_events_invitations,
  reminders: en_events_reminders,
  registration: en_registration,
  attendance: en_attendance,
  meet: en_meet,
  live: en_live,
  pulse: en_pulse,
  followUp: en_follow_up,
  series: en_series,
  discussion: en_discussion,
  questions: en_questions,
  time: en_time,
  formats: en_events_formats,
  agenda: en_events_agenda,
  calls: en_events_calls,
  sessions: en_events_sessions,
  brief: en_events_brief,
  panel: en_events_panel,
  promises: en_events_promises,
  positions: en_events_positions,
  design: en_design,
  context: en_context,
  'design-rules': en_design_rules,
  'design-governance': en_design_governance,
  'design-calendar': en_design_calendar,
  'design-whole': en_design_whole,
  'design-sustainability': en_design_sustainability,
  'design-evaluation': en_design_evaluation,
  'design-platform': en_design_platform,
  'design-engagement': en_design_engagement,
  'design-knowledge': en_design_knowledge,
  studio: en_studio,
  launch: en_launch,
  stewardship: en_stewardship,
  learning: en_learning,
  mail: en_mail,
  'mail-in': en_mail_in,
  record: en_record,
  file: en_files,
  documents: en_documents,
}
const fr = {
  common: fr_common,
  ui: fr_ui,
  shell: fr_shell,
  home: fr_home,
  porch: fr_porch,
  people: fr_people,
  api: fr_api,
  communities: fr_communities,
  events: fr_events,
  invitations: fr_events_invitations,
  reminders: fr_events_reminders,
  registration: fr_registration,
  attendance: fr_attendance,
  meet: fr_meet,
  live: fr_live,
  pulse: fr_pulse,
  followUp: fr_follow_up,
  series: fr_series,
  discussion: fr_discussion,
  questions: fr_questions,
  time: fr_time,
  formats: fr_events_formats,
  agenda: fr_events_agenda,
  calls: fr_events_calls,
  sessions: fr_events_sessions,
  brief: fr_events_brief,
  panel: fr_events_panel,
  promises: fr_events_promises,
  positions: fr_events_positions,
  design: fr_design,
  context: fr_context,
  'design-rules': fr_design_rules,
  'design-governance': fr_design_governance,
  'design-calendar': fr_design_calendar,
  'design-whole': fr_design_whole,
  'design-sustainability': fr_design_sustainability,
  'design-evaluation': fr_design_evaluation,
  'design-platform': fr_design_platform,
  'design-engagement': fr_design_engagement,
  'design-knowledge': fr_design_knowledge,
  studio: fr_studio,
  launch: fr_launch,
  stewardship: fr_stewardship,
  learning: fr_learning,
  mail: fr_mail,
  'mail-in': fr_mail_in,
  record: fr_record,
  file: fr_files,
  documents: fr_documents,
}

/** The shape of the English catalogue: the type of all keys. */
export type Catalogue = typeof en
export const catalogues = { en, fr } satisfies Record<string, object>
