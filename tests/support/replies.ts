/** Answers to invitations as calendar programs write them, for the tests: by ical.js, and as Outlook and Google do. */
import ICAL from 'ical.js'

export interface ReplyOptions {
  partstat?: 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'DELEGATED' | 'NEEDS-ACTION'
  method?: string
  /** `20260306T090000Z` */
  stamp?: string
  sequence?: number | null
  /** Who answers; whoever was asked, if not told. */
  attendee?: string
  comment?: string
}

/** What a calendar program (ical.js) makes of a request: the answer of its one attendee, to its organiser. */
export function replyTo(request: string, options: ReplyOptions = {}): string {
  const asked = new ICAL.Component(ICAL.parse(request)).getFirstSubcomponent('vevent')!
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Somebody//Calendar//EN')
  calendar.addPropertyWithValue('method', options.method ?? 'REPLY')
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', asked.getFirstPropertyValue('uid')!)
  const sequence = options.sequence === undefined ? asked.getFirstPropertyValue('sequence') : options.sequence
  if (sequence !== null) event.addPropertyWithValue('sequence', sequence as number)
  event.addProperty(ICAL.Property.fromString(`DTSTAMP:${options.stamp ?? '20260305T090000Z'}`))
  event.addProperty(ICAL.Property.fromString(asked.getFirstProperty('organizer')!.toICALString()))
  const attendee = ICAL.Property.fromString(asked.getFirstProperty('attendee')!.toICALString())
  attendee.setParameter('partstat', options.partstat ?? 'ACCEPTED')
  if (options.attendee) attendee.setValue(`mailto:${options.attendee}`)
  event.addProperty(attendee)
  if (options.comment) event.addPropertyWithValue('comment', options.comment)
  event.addPropertyWithValue('summary', asked.getFirstPropertyValue('summary')!)
  calendar.addSubcomponent(event)
  return calendar.toString().replace(/\r?\n/g, '\r\n')
}

const crlf = (text: string) => text.trimStart().replaceAll('\n', '\r\n')
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')

export interface Asked {
  uid: string
  /** The organiser's address: where the answer goes. */
  address: string
  attendee: string
  sequence: number
}

/** As Outlook answers: a part of multipart/alternative in base64, names in quotes, its own properties, a zone of its own. */
export function outlookMail(asked: Asked): Buffer {
  const calendar = crlf(`
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:South Africa Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED;CN="Otieno, Amina (Elimu; Trust)":MAILTO:${asked.attendee}
COMMENT;LANGUAGE=en-US:Sorry\\, I am in the field until the 20th\\; give my greetings to every
 body\\n
UID:${asked.uid}
SUMMARY;LANGUAGE=en-US:Declined: Réading gains
DTSTART;TZID=South Africa Standard Time:20260312T130000
DTEND;TZID=South Africa Standard Time:20260312T143000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260306T091500Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:${asked.sequence}
X-MICROSOFT-CDO-APPT-SEQUENCE:${asked.sequence}
BEGIN:VALARM
DESCRIPTION:REMINDER
TRIGGER;RELATED=START:-PT15M
ACTION:DISPLAY
END:VALARM
END:VEVENT
END:VCALENDAR
`)
  return Buffer.from(
    crlf(`
From: "Otieno, Amina" <${asked.attendee.toUpperCase()}>
To: "Thuto M&E" <${asked.address}>
Subject: =?utf-8?B?${Buffer.from('Declined: Réading gains').toString('base64')}?=
Date: Fri, 6 Mar 2026 09:15:02 +0000
Message-ID: <VI1PR04@eurprd04.prod.outlook.com>
Content-Language: en-US
MIME-Version: 1.0
Content-Type: multipart/alternative;
	boundary="_000_VI1_"

--_000_VI1_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

${base64('I am in the field.\r\n')}
--_000_VI1_
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

${base64('<p>I am in the field.</p>')}
--_000_VI1_
Content-Type: text/calendar; charset="utf-8"; method=REPLY
Content-Transfer-Encoding: base64

`) +
      base64(calendar) +
      '\r\n--_000_VI1_--\r\n',
  )
}

/** As Google answers: marked as written by a machine, the calendar as a body and once more as a file. */
export function googleMail(asked: Asked): Buffer {
  const calendar = crlf(`
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20260312T110000Z
DTEND:20260312T123000Z
DTSTAMP:20260306T101112Z
ORGANIZER;CN="Thuto M&E":mailto:${asked.address}
UID:${asked.uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Amina
  Otieno;X-NUM-GUESTS=0:mailto:${asked.attendee}
CREATED:20260305T080000Z
LAST-MODIFIED:20260306T101112Z
SEQUENCE:${asked.sequence}
STATUS:CONFIRMED
SUMMARY:Reading gains
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
`)
  return Buffer.from(
    crlf(`
MIME-Version: 1.0
Reply-To: Amina Otieno <${asked.attendee}>
Sender: Google Calendar <calendar-notification@google.com>
Auto-Submitted: auto-generated
Message-ID: <calendar-7c1f@google.com>
Date: Fri, 06 Mar 2026 10:11:12 +0000
Subject: Tentatively Accepted: Reading gains @ Thu 12 Mar 2026 13:00
From: Amina Otieno <${asked.attendee}>
To: ${asked.address}
Content-Type: multipart/mixed; boundary="0000"

--0000
Content-Type: multipart/alternative; boundary="0001"

--0001
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: base64

${base64('Amina Otieno has replied “Maybe” to this invitation.')}
--0001
Content-Type: text/calendar; charset="UTF-8"; method=REPLY
Content-Transfer-Encoding: 7bit

`) +
      calendar +
      crlf(`
--0001--

--0000
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

`) +
      base64(calendar) +
      '\r\n--0000--\r\n',
  )
}
