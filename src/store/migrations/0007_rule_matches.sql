-- How often rules of operators were tried on articles and found something, by day (UTC).
create table rule_matches (
  -- Where the rule is from, and what it says: `sites/example.com.yaml remove .ad`.
  rule text not null,
  day date not null,
  tried integer not null,
  matched integer not null,
  primary key (rule, day)
);
create index rule_matches_by_day on rule_matches (day);
