-- With a community everything goes that is its own: topics hold to their channel, and would have held the community.
alter table topic add foreign key (community_id) references community on delete cascade;
