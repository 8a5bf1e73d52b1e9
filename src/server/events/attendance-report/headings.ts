/**
 * What the columns of a report are called. Zoom's and Teams' English headings, Zoom's in French, Spanish and Portuguese
 * and Teams' in Portuguese are those of files that these products wrote (2020 to 2026). German and Spanish Teams and German
 * Zoom are known from one program each that reads them; the French of Teams and all of Arabic are translations that no file
 * has confirmed. What is not recognised here is read by its contents (`columnsByContents`).
 */

export type Meaning =
  | 'name'
  | 'first'
  | 'last'
  | 'email'
  | 'upn'
  | 'joined'
  | 'left'
  | 'duration'
  | 'waiting'
  | 'attended'
  | 'action'
  | 'moment'

/** Headings as `fold` leaves them: small letters, no accents, single spaces. */
const headings: Record<Meaning, string> = {
  name: `name original name|user name original name|nom nom original|nombre nombre original|nome nome original|name
    ursprunglicher name|name originalname|user name|name|full name|display name|participant|participant name|nom|nom complet|nom
    d utilisateur|nom de l utilisateur|nombre|nombre completo|nombre de usuario|participante|nome|nome completo|nome de
    usuario|vollstandiger name|teilnehmer|benutzername|الاسم|الاسم الاصلي|الاسم الاسم الاصلي|الاسم الكامل|اسم المستخدم`,
  first: 'first name|prenom|nombre de pila|primer nombre|primeiro nome|vorname|الاسم الاول',
  last: 'last name|surname|nom de famille|apellido|apellidos|sobrenome|apelido|nachname|اسم العائلة',
  email: `user email|email|e mail|email address|mail|adresse e mail de l utilisateur|adresse e mail|courriel|e mail del
    usuario|correo electronico|correo electronico del usuario|correo|e mail do usuario|endereco de e mail|benutzer e mail|e mail
    adresse|البريد الالكتروني|البريد الالكتروني للمستخدم`,
  upn: 'participant id upn|id du participant upn|id de participante upn|id del participante upn|id do participante upn|teilnehmer id upn|upn',
  joined: `join time|first join|first join time|time joined|joined|heure d arrivee|heure de connexion|premiere participation|premiere
    connexion|hora para unirse|hora de entrada|hora de ingreso|primera entrada|hora de union|primera union|ingressar na hora|hora
    de ingresso|primeiro ingresso|primeira entrada|beitrittszeit|erster beitritt|beigetreten|وقت الانضمام|اول انضمام`,
  left: `leave time|last leave|last leave time|time exited|time left|left|heure de depart|dernier depart|derniere sortie|heure de
    deconnexion|hora para salir|hora de salida|ultima salida|hora de saida|ultima saida|verlassenszeit|austrittszeit|letztes
    verlassen|verlassen|وقت المغادرة|اخر مغادرة`,
  duration: `duration minutes|total duration minutes|duration|in meeting duration|time in session minutes|meeting duration|duree
    minutes|duree totale minutes|duree|duree de la reunion|duree de participation|duree en reunion|duracion minutos|duracion total
    minutos|duracion|duracion de la reunion|duracion en la reunion|duracao minutos|duracao total minutos|duracao|duracao na
    reuniao|dauer minuten|gesamtdauer minuten|dauer|besprechungsdauer|dauer in der besprechung|المدة|المدة دقائق|مدة الاجتماع`,
  waiting: `in waiting room|salle d attente|en salle d attente|dans la salle d attente|en sala de espera|na sala de espera|im
    warteraum|في غرفة الانتظار`,
  attended: 'attended|a participe|asistio|participou|teilgenommen',
  action: `user action|action de l utilisateur|action utilisateur|accion del usuario|accion de usuario|acao do usuario|acao do
    utilizador|benutzeraktion|اجراء المستخدم`,
  moment: 'timestamp|horodateur|horodatage|marca de tiempo|carimbo de data hora|zeitstempel|الطابع الزمني',
}

const meanings = new Map<string, Meaning>(
  (Object.entries(headings) as [Meaning, string][]).flatMap(([meaning, said]) =>
    said.split('|').map((heading) => [heading.replace(/\s+/g, ' ').trim(), meaning] as const),
  ),
)

/** What a heading means; `undefined` for one that says nothing here. */
export function meaningOf(heading: string): Meaning | undefined {
  const folded = fold(heading)
  return meanings.get(folded) ?? meanings.get(folded.replace(/ \d$/, ''))
}

/** Whether a heading is Zoom's «Name (Original Name)»: beside it a column of that file may name the host. */
export function isZoomName(heading: string): boolean {
  return meaningOf(heading) === 'name' && /\(.+\)/.test(heading)
}

/** Small letters, no accents, words parted by single spaces; Arabic alef in one form. For headings and for names. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
