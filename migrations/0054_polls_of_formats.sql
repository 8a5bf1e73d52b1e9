-- Formats bring polls. Communities that were launched before that get them, too: each part of an agenda that still has the
-- title under which the catalogue brought it, in English or French. What they changed stays, and a format in which there are
-- polls, or ever were, is theirs already.

create or replace function pg_temp.with_polls(segments jsonb, bring jsonb) returns jsonb language sql as $$
  select jsonb_agg(
           case when bring ? (s ->> 'title') then s || jsonb_build_object('polls', bring -> (s ->> 'title')) else s end
           order by n)
    from jsonb_array_elements(segments) with ordinality as each (s, n)
$$;

with brought (format, variant, bring) as (
  values
    ('monthly-learning-session', '', '{"Clôture":[{"kind":"open","question":"Que pourriez-vous apporter ou animer à la prochaine session ?","anonymous":false}],"Close":[{"kind":"open","question":"What could you bring to our next meeting, or lead there?","anonymous":false}]}'::jsonb),
    ('monthly-learning-session', 'with-clinic', '{"Clôture":[{"kind":"open","question":"Quel apport ou quel cas pourriez-vous proposer la prochaine fois ?","anonymous":false}],"Close":[{"kind":"open","question":"Which input or which case could you bring next time?","anonymous":false}]}'::jsonb),
    ('office-hours', '', '{"Clôture":[{"kind":"open","question":"Quelle question reste ouverte pour vous ?"}],"Close":[{"kind":"open","question":"Which question stays open for you?"}]}'::jsonb),
    ('quarterly-showcase', '', '{"Demandes pour le trimestre suivant":[{"kind":"open","question":"Quel problème quelqu’un devrait-il prendre en charge au prochain trimestre ?"}],"Asks for next quarter and pulse":[{"kind":"open","question":"Which problem should somebody own in the next quarter?"}]}'::jsonb),
    ('onboarding-orientation', '', '{"Prochains pas":[{"kind":"multiple","question":"Où venez-vous la prochaine fois ?","options":["La prochaine session d’apprentissage","Une clinique entre pairs","Une permanence","Je suivrai d’abord par écrit"],"results":"after-vote","anonymous":false}],"Next steps":[{"kind":"multiple","question":"Where do you come next?","options":["The next learning session","A peer clinic","Office hours","I will follow in writing first"],"results":"after-vote","anonymous":false}]}'::jsonb),
    ('webinar', '', '{"Sondage":[{"kind":"single","question":"Laquelle de ces descriptions vous va le mieux ?","options":["Je fais du suivi et évaluation presque tous les jours","Je dirige des équipes ou des programmes qui s’en servent","Je finance ou commande du suivi et évaluation","Je débute en suivi et évaluation"],"results":"live"},{"kind":"scale","question":"Quelle expérience avez-vous du thème du jour ?","low":1,"high":5,"low_label":"aucune encore","high_label":"je pourrais l’enseigner","results":"live"}],"Questionnaire éclair":[{"kind":"open","question":"Sur quel thème devrait porter le prochain ?"}],"Poll":[{"kind":"single","question":"Which of these describes you best?","options":["I do M&E most days","I manage people or programmes that use M&E","I fund or commission M&E","I am new to M&E"],"results":"live"},{"kind":"scale","question":"How much experience do you have with today’s topic?","low":1,"high":5,"low_label":"none yet","high_label":"I could teach it","results":"live"}],"Pulse":[{"kind":"open","question":"Which topic should the next one be about?"}]}'::jsonb),
    ('workshop', 'two-parts', '{"Questionnaire éclair":[{"kind":"open","question":"Que manque-t-il jusqu’ici ?"}],"Pulse":[{"kind":"open","question":"What is missing so far?"}]}'::jsonb),
    ('cop-meeting-with-panel', '', '{"Convenir":[{"kind":"single","question":"Faut-il un groupe de travail pour cela ?","options":["Oui, et j’en serais","Oui, sans moi","C’est trop tôt","Non"]}],"Questionnaire éclair et suite":[{"kind":"open","question":"Qui devrait mener le prochain débat, et sur quoi ?","anonymous":false}],"Agree":[{"kind":"single","question":"Does this need a working group?","options":["Yes, and I would join it","Yes, without me","It is too early","No"]}],"Pulse and next":[{"kind":"open","question":"Who should lead the next debate, and on what?","anonymous":false}]}'::jsonb),
    ('launch-event', '', '{"Ce que nous avons entendu : programme d’apprentissage":[{"kind":"multiple","question":"Quelles questions d’abord à notre programme d’apprentissage ? Trois points chacun.","options":["Des situations de référence et des cibles fiables","La qualité des données avec les partenaires","Des constats qui changent les décisions","Qui est laissé de côté, et comment le savoir","Des méthodes là où les gens se déplacent ou sont hors d’atteinte","Ce que coûte le suivi et ce qu’il apporte"],"most":3}],"Prendre un rôle":[{"kind":"multiple","question":"Quel rôle prendriez-vous ?","options":["Parrainer une personne nouvelle","Relire","Accueillir une session","Apporter un cas","Aucun pour l’instant"],"anonymous":false}],"What we heard: learning agenda":[{"kind":"multiple","question":"Which questions come first on our learning agenda? Three dots each.","options":["Baselines and targets that we can trust","Data quality with partners","Findings that change decisions","Who is left out, and how we would know","Methods where people move or cannot be reached","What monitoring costs and what it is worth"],"most":3}],"Take a role and pulse":[{"kind":"multiple","question":"Which role would you take?","options":["Buddy of a newcomer","Reviewer","Host of a session","Somebody with a case","None for now"],"anonymous":false}]}'::jsonb)
),
without as (
  select f.community_id, f.key, f.data
    from event_format f
   where not f.data @? '$.**.polls[*]'
     and not exists (select from event_format_version v
           where v.community_id = f.community_id and v.format_key = f.key and v.data @? '$.**.polls[*]')
),
parts as (
  select w.community_id, w.key,
         w.data
         || case when jsonb_typeof(w.data -> 'segments') = 'array' and jsonb_array_length(w.data -> 'segments') > 0
              then jsonb_build_object('segments', pg_temp.with_polls(w.data -> 'segments', coalesce(main.bring, '{}')))
              else '{}' end
         || case when jsonb_typeof(w.data -> 'variants') = 'array' and jsonb_array_length(w.data -> 'variants') > 0
              then jsonb_build_object('variants', (
                select jsonb_agg(
                         case when jsonb_typeof(v -> 'segments') = 'array' and b.bring is not null
                           then v || jsonb_build_object('segments', pg_temp.with_polls(v -> 'segments', b.bring)) else v end
                         order by n)
                  from jsonb_array_elements(w.data -> 'variants') with ordinality as each (v, n)
                  left join brought b on b.format = w.key and b.variant = v ->> 'id'))
              else '{}' end as data
    from without w
    left join brought main on main.format = w.key and main.variant = ''
   where exists (select from brought b where b.format = w.key)
)
update event_format f
   set data = p.data,
       -- Whoever changed it before did not do this.
       changed_at = case when f.changed_at is null then null else now() end,
       changed_by = null,
       change_note = null
  from parts p
 where p.community_id = f.community_id and p.key = f.key and p.data <> f.data;
