package io.grantkeeper.testing.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several weeks of activity in a company with 300 identities: the identities' daily actions, one attack of each kind,
 * and one harmless change of each kind. The same seed always gives the same rows.
 */
final class ActivitySimulation {
    /**
     * The possible first days, all Mondays. Each simulated period contains the end of two months, and one of the
     * periods contains a change to daylight saving time.
     */
    private static final List<LocalDate> STARTS = List.of(
            LocalDate.of(2026, 5, 25), LocalDate.of(2026, 7, 27), LocalDate.of(2026, 3, 23), LocalDate.of(2026, 9, 21));

    private static final int IDENTITIES = 300;

    private final Instant start;
    private final int days;
    private final List<PlantedScenario> stories;
    private final List<LogArrivalSimulator.Arrival> arrivals;

    private ActivitySimulation(
            Instant start, int days, List<PlantedScenario> stories, List<LogArrivalSimulator.Arrival> arrivals) {
        this.start = start;
        this.days = days;
        this.stories = stories;
        this.arrivals = arrivals;
    }

    static ActivitySimulation of(long seed) {
        ActivityRandom random = new ActivityRandom(seed * 1_000_003L + 17);
        Instant start = random.pick(STARTS).atStartOfDay(ZoneOffset.UTC).toInstant();
        int days = random.between(50, 60);
        GeneratedCompany company = new GeneratedCompany(random.split(), start);
        LogRowWriter rows = new LogRowWriter(random.split());
        ActivityLog log = new ActivityLog(rows);
        RoutineSchedule routine = new RoutineSchedule(random.split());
        ScenarioContext stage = new ScenarioContext(company, random.split(), log, rows, routine, start, days);
        AttackScenarios attacks = new AttackScenarios(stage);
        BenignScenarios changes = new BenignScenarios(stage);
        for (AttackKind kind : AttackKind.values()) {
            attacks.plant(kind);
        }
        for (BenignKind kind : BenignKind.values()) {
            changes.plant(kind);
        }
        routine(company, stage, random.split());
        Instant end = start.plus(Duration.ofDays(days));
        List<ActivityLog.Entry> within = log.entries().stream()
                .filter(entry -> !entry.at().isBefore(start) && entry.at().isBefore(end))
                .toList();
        PlantedScenario backfill = stage.stories.stream()
                .filter(story -> story.kind == BenignKind.BACKFILL)
                .findFirst()
                .orElseThrow();
        return new ActivitySimulation(
                start,
                days,
                stage.stories,
                new LogArrivalSimulator(random.split()).deliver(within, stage.moment(3), backfill));
    }

    private static void routine(GeneratedCompany company, ScenarioContext stage, ActivityRandom random) {
        LocalDate first = stage.start.atZone(ZoneOffset.UTC).toLocalDate();
        for (int day = 0; day < stage.days; day++) {
            LocalDate date = first.plusDays(day);
            for (GeneratedIdentity identity : company.identities) {
                stage.routine.day(identity, date, act -> stage.log.act(act, claiming(stage.stories, act)));
            }
            if (date.getDayOfWeek().getValue() <= 5) {
                people(company, stage, random, date);
                maintenance(company, stage, random, date);
            }
        }
    }

    private static @Nullable PlantedScenario claiming(List<PlantedScenario> stories, GeneratedAction act) {
        for (PlantedScenario story : stories) {
            if (story.claims(act.identity(), act.at())) {
                return story;
            }
        }
        return null;
    }

    /** Lets owners change the settings of their apps every few weeks, so that the logs show who manages an app. */
    private static void maintenance(
            GeneratedCompany company, ScenarioContext stage, ActivityRandom random, LocalDate date) {
        for (GeneratedIdentity identity : company.identities) {
            GeneratedPerson owner = identity.owner;
            Instant at = date.atTime(random.between(9, 16), random.below(60))
                    .atZone(owner.zone)
                    .toInstant();
            if (identity.first().pace() == 0 || !random.chance(0.08)) {
                continue;
            }
            if (identity.kind == GeneratedIdentity.Kind.MICROSOFT_APP) {
                stage.log.about(
                        identity,
                        stage.rows
                                .microsoft()
                                .byPerson(
                                        at,
                                        owner,
                                        "Update service principal",
                                        "ApplicationManagement",
                                        identity,
                                        Map.of("Notes", "reviewed")),
                        null);
            } else if (identity.kind == GeneratedIdentity.Kind.OKTA_APP) {
                stage.log.about(
                        identity,
                        stage.rows.okta().administration(at, owner, "application.lifecycle.update", identity, null),
                        null);
            }
        }
    }

    /** Adds people's sign-ins, and a few administrator actions each week. */
    private static void people(GeneratedCompany company, ScenarioContext stage, ActivityRandom random, LocalDate date) {
        for (GeneratedPerson person : company.people) {
            Instant at = date.atTime(random.between(8, 9), random.below(60), random.below(60))
                    .atZone(person.zone)
                    .toInstant();
            if (person.works(at) && random.chance(0.8)) {
                stage.log.people("okta", stage.rows.okta().person(at, person, "user.session.start", person));
                stage.log.people("google", stage.rows.google().login(at.plusSeconds(random.between(20, 900)), person));
            }
        }
        GeneratedPerson administrator = company.people.get(random.below(2));
        Instant at = date.atTime(random.between(10, 16), random.below(60))
                .atZone(administrator.zone)
                .toInstant();
        GeneratedPerson colleague = random.pick(company.people);
        stage.log.people(
                "okta",
                stage.rows
                        .okta()
                        .person(
                                at,
                                administrator,
                                random.pick(List.of(
                                        "user.account.update_profile",
                                        "group.user_membership.add",
                                        "user.account.unlock")),
                                colleague));
        if (random.chance(0.4)) {
            stage.log.people(
                    "google",
                    stage.rows
                            .google()
                            .admin(
                                    at.plusSeconds(900),
                                    administrator.at(at),
                                    administrator.email,
                                    administrator.googleId,
                                    "USER_SETTINGS",
                                    random.pick(List.of("CHANGE_FIRST_NAME", "ADD_NICKNAME", "MOVE_USER_TO_ORG_UNIT")),
                                    Map.of("USER_EMAIL", colleague.email),
                                    "google-1"));
            stage.log.people(
                    "microsoft",
                    stage.rows.microsoft().aboutPerson(at.plusSeconds(1_400), administrator, "Update user", colleague));
        }
        if (random.chance(0.25)) {
            stage.log.people(
                    "openai",
                    stage.rows
                            .ai()
                            .openAiPerson(
                                    at.plusSeconds(300),
                                    administrator,
                                    "invite.sent",
                                    "invite-" + random.alphanumeric(10)));
            stage.log.people(
                    "anthropic",
                    stage.rows
                            .ai()
                            .anthropicPerson(
                                    at.plusSeconds(500),
                                    administrator,
                                    "org_user_invite_sent",
                                    "invite_id",
                                    "invite_01" + random.alphanumeric(10)));
        }
    }

    Instant start() {
        return start;
    }

    int days() {
        return days;
    }

    int identities() {
        return IDENTITIES;
    }

    List<PlantedScenario> stories() {
        return stories;
    }

    /** Returns the rows in the order in which they arrive. */
    List<LogArrivalSimulator.Arrival> arrivals() {
        return arrivals;
    }
}
