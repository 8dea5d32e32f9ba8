package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.ScenarioContext.busy;
import static io.grantkeeper.testing.activity.ScenarioContext.ofKind;
import static java.util.stream.Collectors.groupingBy;

import io.grantkeeper.testing.activity.GeneratedIdentity.Kind;
import io.grantkeeper.testing.activity.GeneratedIdentity.Phase;
import io.grantkeeper.testing.activity.GeneratedIdentity.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Adds harmless changes to the simulation. */
final class BenignScenarios {
    private static final Predicate<GeneratedIdentity> HOSTED =
            identity -> !identity.first().addresses().isEmpty()
                    && identity.kind != Kind.MICROSOFT_MANAGED
                    && identity.kind != Kind.OPENAI_KEY;

    private final ScenarioContext stage;
    private final ActivityRandom random;

    BenignScenarios(ScenarioContext stage) {
        this.stage = stage;
        this.random = stage.random;
    }

    void plant(BenignKind kind) {
        PlantedScenario story = stage.story(kind);
        switch (kind) {
            case CLOUD_MIGRATION -> migration(story);
            case CLIENT_UPGRADE -> upgrade(story);
            case ROTATION_BY_OWNER -> rotation(story, false);
            case ROTATION_BY_ADMINISTRATOR -> rotation(story, true);
            case PERSON_TRAVEL -> travel(story);
            case ON_CALL -> onCall(story);
            case GROWTH -> growth(story);
            case NEW_SCHEDULE -> newSchedule(story);
            case NEW_IDENTITY -> newIdentity(story);
            case NEW_USER_OF_SHARED_APP -> newUser(story);
            case MONTH_END_BATCH -> monthEnd(story);
            case OFFICE_MOVE -> officeMove(story);
            // The rows of a backfill are chosen when rows are delivered.
            case BACKFILL -> {}
            case TIME_ZONE_CHANGE -> timeZone(story);
            case DEPRECATION -> deprecation(story);
            case NEW_REGION -> newRegion(story);
            case ADDRESS_CHURN -> addressChurn(story);
            case HOLIDAY -> holiday(story);
            case NEW_RESOURCE -> newResource(story);
            case OUTAGE -> outage(story);
        }
    }

    private void migration(PlantedScenario story) {
        Map<GeneratedPerson, List<GeneratedIdentity>> byOwner = stage.company.identities.stream()
                .filter(stage::isFree)
                .filter(HOSTED)
                .collect(groupingBy(identity -> identity.owner));
        List<GeneratedIdentity> moving = byOwner.values().stream()
                .max(Comparator.<List<GeneratedIdentity>>comparingInt(List::size)
                        .thenComparingInt(list -> list.getFirst().index))
                .orElseThrow();
        Instant at = stage.moment(6);
        SimulatedNetwork old = moving.getFirst().first().addresses().getFirst().network();
        SimulatedNetwork target = random.pick(NetworkCatalog.CLOUDS.stream()
                .filter(network -> network.asn() != old.asn())
                .toList());
        int host = random.below(4_000);
        for (GeneratedIdentity identity : moving.subList(0, Math.min(12, moving.size()))) {
            stage.use(story, identity);
            Instant moves = at.plusSeconds(random.below(36 * 3_600));
            identity.enters(identity.first()
                    .from(moves)
                    .at(List.of(
                            new SimulatedAddress(target, host + random.below(6)),
                            new SimulatedAddress(target, host + random.below(6)))));
        }
        story.claims(at, at.plus(Duration.ofDays(12)));
    }

    private void upgrade(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, busy().and(each -> !each.kind.actsForPeople()));
        Instant at = stage.moment(4);
        String client = identity.first().client();
        int slash = client.lastIndexOf('/');
        String upgraded =
                slash < 0 ? client + " 2.0" : client.substring(0, slash + 1) + random.between(21, 60) + ".0.1";
        identity.enters(identity.first().from(at).with(upgraded));
        story.claims(at, at.plus(Duration.ofDays(3)));
    }

    private void rotation(PlantedScenario story, boolean byAdministrator) {
        GeneratedIdentity identity = stage.take(
                story,
                (byAdministrator ? ofKind(Kind.MICROSOFT_APP) : ofKind(Kind.MICROSOFT_APP, Kind.OKTA_APP)).and(busy()));
        GeneratedPerson by = byAdministrator ? stage.company.people.get(random.below(2)) : identity.owner;
        Instant at = stage.workingHour(by, stage.moment(6));
        String old = identity.first().credential();
        String fresh = stage.company.credential(identity.kind);
        boolean okta = identity.kind == Kind.OKTA_APP;
        stage.log.about(
                identity,
                okta
                        ? stage.rows
                                .okta()
                                .administration(
                                        at, by, "app.oauth2.client.lifecycle.new_client_secret", identity, fresh)
                        : stage.rows.microsoft().credentialAdded(at, by, identity, fresh, "2026"),
                story);
        identity.enters(identity.first().from(at.plusSeconds(3_000)).signedBy(fresh));
        Instant removed = at.plus(Duration.ofHours(26));
        if (!okta) {
            stage.log.about(identity, stage.rows.microsoft().credentialRemoved(removed, by, identity, old), story);
        }
        story.claims(at, removed.plus(Duration.ofDays(1)));
    }

    private void travel(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.MICROSOFT_DELEGATED, Kind.GITHUB_TOKEN, Kind.SLACK_APP, Kind.GOOGLE_APP)
                        .and(each -> each.first().addresses().isEmpty()));
        Instant leaves = stage.moment(9);
        Instant returns = leaves.plus(Duration.ofDays(random.between(4, 7)));
        identity.owner.stays(new GeneratedPerson.Stay(leaves, returns, stage.abroad()));
        // The person signs in there first, as people do before their apps refresh.
        Instant arrives = leaves.plusSeconds(240);
        stage.log.people(
                "okta", stage.rows.okta().person(arrives, identity.owner, "user.session.start", identity.owner));
        stage.log.people("google", stage.rows.google().login(arrives.plusSeconds(90), identity.owner));
        story.claims(leaves, returns);
    }

    private void onCall(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.GITHUB_TOKEN, Kind.MICROSOFT_DELEGATED, Kind.GOOGLE_APP)
                        .and(each -> each.first().addresses().isEmpty()
                                && each.first().rhythm() == Rhythm.OFFICE));
        Instant first = stage.moment(8);
        for (int night = 0; night < 2; night++) {
            Instant at = first.plus(Duration.ofDays(night))
                    .atZone(identity.owner.zone)
                    .toLocalDate()
                    .atTime(random.between(1, 4), 20)
                    .atZone(identity.owner.zone)
                    .toInstant();
            stage.burst(
                    story,
                    identity,
                    at,
                    Duration.ofMinutes(70),
                    random.between(8, 14),
                    act -> new GeneratedAction(
                            act.at(),
                            identity,
                            identity.owner,
                            act.call(),
                            act.resource(),
                            identity.owner.at(act.at()),
                            identity.kind.actsForPeople() ? identity.owner.browser : act.client(),
                            act.credential(),
                            true,
                            act.size()));
        }
    }

    private void growth(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, busy().and(each -> each.first().pace() >= 5));
        int first = random.between(21, stage.days - 23);
        for (int week = 1; week <= 3; week++) {
            identity.enters(identity.first()
                    .from(stage.start.plus(Duration.ofDays(first + 7L * (week - 1))))
                    .paced(identity.first().pace() * (1 + 0.17 * week)));
        }
        Instant from = stage.start.plus(Duration.ofDays(first));
        story.claims(from, from.plus(Duration.ofDays(21)));
    }

    private void newSchedule(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, each -> each.first().rhythm() == Rhythm.NIGHTLY);
        Instant at = stage.moment(5);
        identity.enters(identity.first()
                .from(at)
                .scheduled(Rhythm.NIGHTLY, identity.first().hour() + random.between(5, 12)));
        story.claims(at, at.plus(Duration.ofDays(4)));
    }

    private void newIdentity(PlantedScenario story) {
        Kind kind = random.pick(List.of(Kind.GOOGLE_APP, Kind.GITHUB_TOKEN, Kind.OKTA_APP, Kind.SLACK_APP));
        Instant at = stage.moment(8);
        GeneratedIdentity created = stage.use(story, stage.company.create(kind, at));
        Instant approved = stage.workingHour(created.owner, at);
        switch (kind) {
            case GOOGLE_APP ->
                stage.log.about(
                        created,
                        stage.rows
                                .google()
                                .consent(
                                        approved,
                                        created.owner,
                                        created,
                                        "authorize",
                                        List.of("https://www.googleapis.com/auth/calendar.events")),
                        null);
            case GITHUB_TOKEN ->
                stage.log.about(
                        created,
                        stage.rows
                                .github()
                                .person(approved, created.owner, "personal_access_token.access_granted", created),
                        null);
            case SLACK_APP ->
                stage.log.about(
                        created,
                        stage.rows
                                .slack()
                                .app(stage.routine.act(created, approved), "app_approved", List.of("channels:read")),
                        null);
            default ->
                stage.log.about(
                        created,
                        stage.rows
                                .okta()
                                .administration(
                                        approved,
                                        stage.company.people.get(0),
                                        "app.oauth2.client.lifecycle.create",
                                        created,
                                        null),
                        null);
        }
        created.enters(created.first()
                .from(approved.plusSeconds(1_800))
                .scheduled(Rhythm.OFFICE, 2)
                .paced(random.between(3, 8)));
        story.claims(approved.plusSeconds(1), approved.plus(Duration.ofDays(14)));
    }

    private void newUser(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.GOOGLE_APP).and(each -> each.people.size() > 2));
        GeneratedPerson newcomer = random.pick(stage.company.people.subList(60, 110));
        Instant at = stage.workingHour(newcomer, stage.moment(5));
        stage.log.about(
                identity,
                stage.rows
                        .google()
                        .consent(
                                at,
                                newcomer,
                                identity,
                                "authorize",
                                List.of("https://www.googleapis.com/auth/calendar.events")),
                story);
        for (int day = 0; day < 4; day++) {
            stage.burst(
                    story,
                    identity,
                    stage.workingHour(newcomer, at.plus(Duration.ofDays(day)).plusSeconds(120)),
                    Duration.ofMinutes(90),
                    random.between(2, 5),
                    act -> new GeneratedAction(
                            act.at(),
                            identity,
                            newcomer,
                            act.call(),
                            act.resource(),
                            identity.first().addresses().isEmpty() ? newcomer.at(act.at()) : act.address(),
                            identity.first().addresses().isEmpty() ? newcomer.browser : act.client(),
                            act.credential(),
                            true,
                            act.size()));
        }
    }

    private void monthEnd(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, each -> each.first().rhythm() == Rhythm.MONTH_END);
        var zone = identity.owner.zone;
        var month = stage.start.plus(Duration.ofDays(20)).atZone(zone).toLocalDate();
        Instant last =
                month.withDayOfMonth(month.lengthOfMonth()).atStartOfDay(zone).toInstant();
        story.claims(last, last.plus(Duration.ofDays(2)));
    }

    private void officeMove(PlantedScenario story) {
        Instant at = stage.moment(6);
        for (GeneratedPerson person : stage.company.people) {
            if (person.office.network().equals(NetworkCatalog.OFFICES.getFirst())) {
                person.movesOffice(at, new SimulatedAddress(NetworkCatalog.NEW_OFFICE_PROVIDER, person.index % 3));
            }
        }
        List<GeneratedIdentity> affected = stage.company.identities.stream()
                .filter(stage::isFree)
                .filter(each -> each.first().addresses().isEmpty())
                .filter(each -> each.owner.office.network().equals(NetworkCatalog.OFFICES.getFirst()))
                .limit(6)
                .toList();
        affected.forEach(each -> stage.use(story, each));
        story.claims(at, at.plus(Duration.ofDays(5)));
    }

    private void timeZone(PlantedScenario story) {
        Instant at = stage.moment(5);
        for (int i = 0; i < 2; i++) {
            GeneratedIdentity identity = stage.take(
                    story,
                    each -> List.of(Rhythm.NIGHTLY, Rhythm.CRON)
                            .contains(each.first().rhythm()));
            identity.enters(identity.first()
                    .from(at)
                    .scheduled(identity.first().rhythm(), identity.first().hour() + 1));
        }
        story.claims(at, at.plus(Duration.ofDays(4)));
    }

    private void deprecation(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP).and(busy()));
        Instant at = stage.moment(12);
        Phase phase = identity.first();
        for (int day = 0; day < 8; day++) {
            identity.enters(
                    phase.from(at.plus(Duration.ofDays(day))).paced(day == 7 ? 0 : phase.pace() * (7 - day) / 8));
        }
        Instant removed = stage.workingHour(identity.owner, at.plus(Duration.ofDays(9)));
        stage.log.about(
                identity,
                stage.rows.microsoft().credentialRemoved(removed, identity.owner, identity, phase.credential()),
                story);
        story.claims(at, removed);
    }

    private void newRegion(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                HOSTED.and(busy())
                        .and(each ->
                                each.first().addresses().getFirst().network().asn() != 14618));
        Instant at = stage.moment(5);
        SimulatedNetwork network = identity.first().addresses().getFirst().network();
        SimulatedNetwork region = NetworkCatalog.CLOUDS.stream()
                .filter(other -> other.asn() == network.asn() && !other.equals(network))
                .findFirst()
                .orElseThrow();
        List<SimulatedAddress> addresses = new ArrayList<>(identity.first().addresses());
        addresses.add(new SimulatedAddress(region, random.below(4_000)));
        identity.enters(identity.first().from(at).at(addresses));
        story.claims(at, at.plus(Duration.ofDays(4)));
    }

    private void addressChurn(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, HOSTED.and(busy()));
        SimulatedNetwork network = identity.first().addresses().getFirst().network();
        Instant at = stage.moment(6);
        for (int day = 0; day < 5; day++) {
            identity.enters(identity.first()
                    .from(at.plus(Duration.ofDays(day)))
                    .at(List.of(
                            new SimulatedAddress(network, random.below(9_000)),
                            new SimulatedAddress(network, random.below(9_000)))));
        }
        story.claims(at, at.plus(Duration.ofDays(5)));
    }

    private void holiday(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                each -> each.first().rhythm() == Rhythm.OFFICE && each.first().pace() >= 5);
        Instant at = stage.moment(14);
        Instant back = at.plus(Duration.ofDays(9));
        identity.enters(identity.first().from(at).paced(0));
        identity.enters(identity.first().from(back));
        story.claims(back, back.plus(Duration.ofDays(3)));
    }

    private void newResource(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.GITHUB_APP).and(busy()));
        Instant at = stage.moment(5);
        List<String> resources = new ArrayList<>(identity.first().resources());
        resources.addFirst(random.pick(GeneratedCompany.repositories()));
        identity.enters(
                identity.first().from(at).using(resources.stream().distinct().toList()));
        story.claims(at, at.plus(Duration.ofDays(4)));
    }

    private void outage(PlantedScenario story) {
        Instant at = stage.moment(2);
        for (int i = 0; i < 6; i++) {
            GeneratedIdentity identity = stage.take(
                    story, ofKind(Kind.MICROSOFT_APP, Kind.GITHUB_APP).and(busy()));
            stage.burst(
                    story,
                    identity,
                    at.plusSeconds(random.below(300)),
                    Duration.ofMinutes(25),
                    random.between(4, 9),
                    GeneratedAction::failed);
        }
    }
}
